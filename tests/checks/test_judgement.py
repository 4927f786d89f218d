"""What a judge is asked, and what becomes of what it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import extractor
from extractor.claims.question import Question, Ruling
from extractor.output.record import record
from extractor.report import Report

TEXT = """青禾区水务站2020年度绩效自评报告

一、工作成效
全年疏浚石桥渠3.2公里。
石桥渠疏浚工程圆满完成。
群众获得感明显增强。

二、存在的问题
巡查流于形式。

附表 项目支出绩效自评表
| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 产出指标 | 石桥渠疏浚长度 | 3.2公里 | 3.2公里 | 10 | 10 |
| 产出指标 | 渠道日常看护覆盖率 | 100% | 100% | 10 | 10 |
| 产出指标 | 宣传册发放 | 2000份 | 1800份 | 10 | 9 |
"""


class Scripted:
    """A judge that says what a test wants."""

    name = "scripted"
    versions: Mapping[str, str] = {"judge": "scripted"}

    def __init__(self, say: Callable[[Question], tuple[str, ...]], failed: str = "") -> None:
        self.asked: list[Question] = []
        self._say, self._failed = say, failed

    def rule(self, questions: Sequence[Question]) -> Iterator[Ruling]:
        self.asked += questions
        yield from (Ruling(one, self._say(one), self._failed) for one in questions)


def holding(words: str) -> Callable[[Question], tuple[str, ...]]:
    """Points at the candidates with `words` in them."""
    return lambda question: tuple(one.id for one in question.candidates if words in one.said)


def reviewed(judge: Scripted) -> Report:
    return extractor.review_text(TEXT, judge=judge)


def support(report: Report, quote: str) -> tuple[str, str, tuple[str, ...]]:
    (claim,) = [claim for claim in report.claims if claim.quote == quote]
    return claim.support.verdict, claim.support.by, claim.support.ids


def test_only_assertions_that_nothing_decides_and_problems_are_asked_about() -> None:
    judge = Scripted(lambda question: ())
    reviewed(judge)
    asked = {(one.task, one.said.partition("（")[0]) for one in judge.asked}
    assert ("backs", "石桥渠疏浚工程圆满完成") in asked
    assert ("contradicts", "巡查流于形式") in asked
    assert not [said for _, said in asked if "3.2公里" in said]


def test_candidates_are_results_for_an_assertion_and_full_marks_for_a_problem() -> None:
    judge = Scripted(lambda question: ())
    report = reviewed(judge)
    said = {one.task: {c.said.partition(" │ ")[0] for c in one.candidates} for one in judge.asked}
    assert "宣传册发放" not in said["contradicts"]
    assert said["contradicts"] == {"石桥渠疏浚长度", "渠道日常看护覆盖率"}
    known = {claim.id for claim in report.claims} | {row.id for row in report.rows}
    assert all(candidate.id in known for one in judge.asked for candidate in one.candidates)
    assert all(candidate.id != one.claim for one in judge.asked for candidate in one.candidates)


def test_what_it_points_at_backs_the_claim_and_says_that_a_model_said_so() -> None:
    report = reviewed(Scripted(holding("石桥渠疏浚长度")))
    row = next(row.id for row in report.rows if row.text("三级指标") == "石桥渠疏浚长度")
    assert support(report, "石桥渠疏浚工程圆满完成") == ("backed", "model", (row,))
    assert support(report, "群众获得感明显增强")[:2] == ("unbacked", "code")
    made = record(report)
    assert [c["support"]["by"] for c in made["claims"]].count("model") == 1
    assert made["versions"]["judge"] == "scripted"
    assert made["judged"]["failed"] == []


def test_a_problem_against_full_marks_is_a_warning_that_rests_on_the_model() -> None:
    report = reviewed(Scripted(holding("渠道日常看护覆盖率")))
    (found,) = [finding for finding in report.findings if finding.support == "model"]
    assert (found.code, found.severity) == ("CT010", "warning")
    assert {"巡查流于形式", "渠道日常看护覆盖率"} <= {report.quote(span) for span in found.spans}


def test_it_changes_no_finding_of_the_program_itself() -> None:
    without = extractor.review_text(TEXT).findings
    judged = reviewed(Scripted(lambda question: tuple(one.id for one in question.candidates))).findings
    told = {(finding.code, finding.message) for finding in judged if finding.support == "code"}
    assert {(finding.code, finding.message) for finding in without} == told
    assert all(finding.severity != "error" for finding in judged if finding.support == "model")


def test_one_that_points_at_everything_has_told_nothing_apart() -> None:
    rows = "".join(f"| 产出指标 | 石桥渠工程第{n}标段 | 完工 | 完工 | 5 | 5 |\n" for n in "一二三四")
    judge = Scripted(lambda question: tuple(one.id for one in question.candidates))
    report = extractor.review_text(TEXT + rows, judge=judge)
    assert max(len(one.candidates) for one in judge.asked) > 4
    assert not [finding for finding in report.findings if finding.support == "model"]


def test_claims_that_it_gave_no_answer_about_are_named() -> None:
    report = reviewed(Scripted(lambda question: (), failed="服务停了"))
    made = record(report)
    assert len(made["judged"]["failed"]) == made["judged"]["questions"] > 0
    assert {one["reason"] for one in made["judged"]["failed"]} == {"服务停了"}
    assert support(report, "石桥渠疏浚工程圆满完成")[1] == "code"
