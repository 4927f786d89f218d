"""The engine keeps crashes apart, joins one root cause, and places what it finds."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from extractor import review_text
from extractor.checks import engine
from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.document.model import Document, Span, Submission
from extractor.report import Report

TEXT = "第一行\n发文20份。\n收文30份。\n"


def _report() -> Report:
    return Report(Submission(TEXT, "青禾区档案馆", (Document("d1", Span(0, len(TEXT)), None),)))


class _Points(Rule):
    """怎样满足：改正。"""

    code, name, title, family, severity = "ZZ001", "points-at", "指出", "structure", "warning"

    def __init__(self, *quotes: str, message: str = "有误。") -> None:
        self.quotes, self.message = quotes, message

    def check(self, report: Report) -> Iterable[Finding]:
        for quote in self.quotes:
            at = report.text.index(quote)
            yield self.finding([Span(at, at + len(quote))], self.message, "Wrong.", labels=[quote])


class _Crashes(_Points):
    code, name = "ZZ002", "crashes-always"

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        raise KeyError("年度指标值")


def test_crash_becomes_a_finding_and_the_others_go_on() -> None:
    found = engine.run(_report(), [_Crashes(), _Points("20")])
    assert {f.code for f in found} == {"XX901", "ZZ001"}
    crash = next(f for f in found if f.code == "XX901")
    assert "ZZ002" in crash.message
    assert "KeyError" in crash.message


def test_finding_is_placed_and_numbered() -> None:
    (finding,) = engine.run(_report(), [_Points("20")])
    assert (finding.id, finding.line, finding.document) == ("F1", 2, "d1")
    assert finding.where.startswith("第2行")
    assert finding.satisfied_by == "改正。"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("““三公”经费变动率”得满分。", "“‘三公’经费变动率”得满分。"),
        ("“甲”、“乙“丙””有误。", "“甲”、“乙‘丙’”有误。"),
        ("“甲”和“乙”不符。", "“甲”和“乙”不符。"),
        ("残留“按“三公”；”和“甲“乙”。", "残留“按“三公”；”和“甲“乙”。"),
    ],
)
def test_a_quote_in_a_quote_has_single_marks(message: str, said: str) -> None:
    (finding,) = engine.run(_report(), [_Points("20", message=message)])
    assert finding.message == said


def test_same_words_of_one_rule_are_one_finding_with_all_places() -> None:
    (finding,) = engine.run(_report(), [_Points("20", "30")])
    assert len(finding.spans) == 2
    assert "共2处" in finding.message


def test_identity_survives_an_edited_line_and_evidence_does_not() -> None:
    before = engine.run(_report(), [_Points("20")])[0]
    other = Report(Submission("新增一行\n" + TEXT, "x", (Document("d1", Span(0, len(TEXT) + 5), None),)))
    after = engine.run(other, [_Points("20")])[0]
    assert (before.identity, before.evidence_hash) == (after.identity, after.evidence_hash)
    assert before.line != after.line


def test_most_serious_comes_first() -> None:
    class Error(_Points):
        code, name, severity = "ZZ003", "is-an-error", "error"

    found = engine.run(_report(), [_Points("20"), Error("30", message="错。")])
    assert [f.severity for f in found] == ["error", "warning"]


def test_a_sum_that_fails_is_placed_at_its_total() -> None:
    text = "一、资金情况\n人员经费60.00万元，公用经费30.00万元，两项合计95.00万元。\n"
    (finding,) = [f for f in review_text(text).findings if f.code == "NA001"]
    assert [text[span.start : span.end] for span in finding.spans] == ["60.00", "30.00", "95.00"]
    assert finding.place is not None
    assert text[finding.place.start : finding.place.end] == "95.00"


def test_a_unit_printed_wrong_is_told_by_the_sum_that_shows_whose_it_is() -> None:
    text = (
        "一、部门支出情况表（单位：万元）\n"
        "| 项目 | 支出合计 | 基本支出 | 项目支出 |\n| 合计 | 800.00 | 640.00 | 160.00 |\n"
        "二、资金情况\n基本支出640.00元，其中人员支出500.00万元，公用支出140.00万元。\n"
    )
    (finding,) = [f for f in review_text(text).findings if f.code == "NA011"]
    assert finding.message.startswith("“基本支出640.00元”的单位有误")
    assert finding.line == 5
