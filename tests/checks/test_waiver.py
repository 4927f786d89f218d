"""Waivers: what they cover, when they no longer do, and that edits elsewhere do not matter to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.checks.finding import Finding
from extractor.checks.waiver import Waiver, read
from extractor.checks.waivers import Waivers
from extractor.document.model import Submission
from extractor.report import Report
from extractor.userfile import BadFile

TODAY = date(2026, 3, 31)
HERE = Path(__file__).parent.parent / "cases" / "texts" / "whole.txt"
FOUND = Finding("BE001", "arithmetic", "error", "不符。", "", (), identity="a" * 16, evidence_hash="e" * 16)
WAIVER = Waiver("a" * 16, "waivers.toml", "waiver", reason="口径不同", who="复核人", given=TODAY, evidence="e" * 16)


def reported(*findings: Finding) -> Report:
    return Report(Submission("", "甲.txt", (), path="包/甲.txt"), findings=findings)


def applied(waiver: Waiver, *findings: Finding) -> tuple[Report, list[str]]:
    waivers = Waivers([waiver], TODAY)
    report = reported(*findings)
    waivers.apply(report)
    return report, [problem.kind for problem in waivers.problems()]


@pytest.mark.parametrize(
    ("waiver", "findings", "waived", "problems"),
    [
        (WAIVER, [FOUND], 1, []),
        (replace(WAIVER, evidence=""), [FOUND], 1, []),
        (replace(WAIVER, report="甲.txt"), [FOUND], 1, []),
        (replace(WAIVER, expires=TODAY), [FOUND], 1, []),
        (replace(WAIVER, count=2), [FOUND, FOUND], 2, []),
        (WAIVER, [FOUND, FOUND], 1, ["exceeded"]),
        (replace(WAIVER, evidence="f" * 16), [FOUND], 0, ["stale"]),
        (replace(WAIVER, expires=date(2026, 3, 30)), [FOUND], 0, ["expired"]),
        (replace(WAIVER, identity="b" * 16), [FOUND], 0, ["unused"]),
        (replace(WAIVER, report="乙.txt"), [FOUND], 0, []),
    ],
)
def test_a_waiver_covers_what_it_names(
    waiver: Waiver, findings: list[Finding], waived: int, problems: list[str]
) -> None:
    report, told = applied(waiver, *findings)
    assert (len(report.waived), len(report.findings)) == (waived, len(findings) - waived)
    assert told == problems


def test_the_count_is_of_one_report_and_use_of_all() -> None:
    waivers = Waivers([WAIVER], TODAY)
    reports = [reported(FOUND), reported(FOUND), reported()]
    for report in reports:
        waivers.apply(report)
    assert [len(report.findings) for report in reports] == [0, 0, 0]
    assert waivers.problems() == []


ENTRY = '[[waiver]]\nidentity = "{0}"\nreason = "口径不同"\nwho = "复核人"\ndate = 2026-03-01\n'


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(ENTRY.format("a" * 16) + "expires = 2026-12-31\ncount = 2\n", encoding="utf-8")
    (waiver,) = read(str(file), "waiver")
    assert (waiver.reason, waiver.who, waiver.given) == ("口径不同", "复核人", date(2026, 3, 1))
    assert (waiver.expires, waiver.count, waiver.evidence) == (date(2026, 12, 31), 2, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ENTRY.format("a" * 15), "缺少“identity”"),
        (ENTRY.format("a" * 16).replace("口径不同", " "), "缺少“reason”"),
        (ENTRY.format("a" * 16).replace("who", "whom"), "是否指 who？"),
        (ENTRY.format("a" * 16).replace("2026-03-01", '"2026"'), "应为日期"),
        (ENTRY.format("a" * 16) + "count = 0\n", "应为正整数"),
        ("[[waver]]\n", "是否指 waiver？"),
        ("waiver = [3]\n", "应写成一个或几个"),
    ],
)
def test_a_file_that_is_wrong_is_refused_and_names_the_entry(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        read(str(file), "waiver")


WRONG = HERE.read_text(encoding="utf-8").replace(
    "| 年度资金总额 | 500 | 520 | 494 | 10 | 95% | 9.5 |", "| 年度资金总额 | 500 | 520 | 494 | 10 | 98% | 9.5 |"
)
PLACES = [
    at + 1
    for at, ch in enumerate(WRONG)
    if ch == "\n" and WRONG[:at].count("\n") > 15 and not WRONG[at + 1 : at + 2].isspace()
]


@cache
def rate_finding(text: str) -> Finding:
    (found,) = (f for f in extractor.review_text(text, select=["BE001"]).findings if f.code == "BE001")
    return found


@settings(max_examples=25, deadline=None)
@given(
    at=st.sampled_from(PLACES),
    line=st.text(st.sampled_from("加强学习继续改进服务群众，提升水平"), min_size=1, max_size=40),
)
def test_a_waiver_survives_a_line_added_elsewhere(at: int, line: str) -> None:
    before = rate_finding(WRONG)
    after = rate_finding(f"{WRONG[:at]}{line}。\n{WRONG[at:]}")
    waiver = replace(WAIVER, identity=before.identity, evidence=before.evidence_hash)
    assert applied(waiver, after)[1] == []


def test_a_waiver_is_stale_when_its_figure_changes() -> None:
    before, after = rate_finding(WRONG), rate_finding(WRONG.replace("| 98% |", "| 99% |"))
    waiver = replace(WAIVER, identity=before.identity, evidence=before.evidence_hash)
    assert applied(waiver, after)[1] == ["stale"]
