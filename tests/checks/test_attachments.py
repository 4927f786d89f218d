from __future__ import annotations

import pytest

import extractor
from extractor.checks.attachments import attachments
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.output.record import record

TEXT = (
    "2022年度部门整体支出绩效自评报告\n"
    "三、部门整体支出绩效情况\n"
    "圆满完成各项工作任务。群众满意度明显提升。行业自律工作荣获全市先进单位称号。\n"
    "自评过程中发现的问题已全部整改到位。\n"
)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("游客满意度明显提升", "满意度"),
        ("获评全市先进", "荣誉、排名和表彰"),
        ("公务接待费控制较好", "“三公”经费"),
        ("惠农补贴及时发放到户", "补贴和救助发放"),
        ("河堤加固工程按期完工", "工程建设"),
        ("办事效率提高", "增减变化"),
        ("资金拨付及时", "资金"),
        ("履行了各项职责", "其他完成情况"),
    ],
)
def test_words_tell_what_would_prove_them(words: str, about: str) -> None:
    kinds = datafile("attachments")["kind"]
    first = next(n for n in range(len(kinds)) if pattern("attachments", "kind", n, "words").search(words))
    assert kinds[first]["about"] == about


def test_what_nothing_bears_out_is_gathered_once_for_each_kind() -> None:
    report = extractor.review_text(TEXT)
    found = attachments(report)
    assert len({one.about for one in found}) == len(found) >= 2
    unbacked = {claim.id for claim in report.claims if claim.support.verdict == "unbacked"}
    evidence = {finding.id for finding in report.findings if finding.family == "evidence"}
    assert {name for one in found for name in one.claims} == unbacked
    assert {name for one in found for name in one.findings} == evidence
    assert all(one.documents and one.spans for one in found)


def test_the_list_stands_in_the_json_with_its_places() -> None:
    made = record(extractor.review_text(TEXT))
    assert [one["about"] for one in made["attachments"]]
    assert all(TEXT[p["start"] : p["end"]] == p["quote"] for one in made["attachments"] for p in one["spans"])


def test_a_report_that_proves_everything_needs_nothing() -> None:
    assert attachments(extractor.review_text("一、基本情况\n在职人员10人。\n")) == []
