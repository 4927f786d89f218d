from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.report import Report

_FEWEST = 4
"""Characters of an indicator's name below which two claims may be of different things."""

_SHARE = re.compile(r"的\s*\d+(?:\.\d+)?\s*[%％]")
"""`完成年度目标80名的92.5%` says how much of the goal is missing."""
_MORE_BY = re.compile(
    r"(?:超过?|多|高于|低于|增加|减少|净增)[^，。；\d]{0,6}(?:目标|任务|计划|上年)?[^，。；\d]{0,2}\d"
)
"""`超过任务20张` is how much more, not how much."""


class GoalMissedInText(Rule):
    """正文的完成数没有达到正文的目标数，却称实现了目标。

    是什么：绩效目标写明某项达到多少，完成情况同一项的数字达不到，同一句却说完成、实现、提前或超额完成目标。
    为什么：目标和结果都由报告自己写出，一比就知道没有完成。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对照绩效目标如实自评。
    错误示例：目标“馆藏数字化率达到45%”，完成情况“馆藏数字化率提高到43.8%，提前实现了年度目标”。
    正确示例：“馆藏数字化率43.8%，距45%的目标差1.2个百分点，原因是……”。
    何时不报：达到或超过目标；写明完成了目标的百分之几；目标是上限（不超过、≤）；同一句没有称完成目标；指标名称不同；单位不同。
    怎样满足：请据实表述未完成的目标，并说明差距和原因。
    """

    code, name, title = "CT008", "goal-missed-in-text", "未达正文目标却称完成"
    family, severity = "contradiction", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        owner = Owner(report)
        goals = [c for c in report.claims if c.role == "target" and c.number and c.section == "goals"]
        wanted = pattern("shortfall", "reached")
        for claim in report.claims:
            if claim.role != "actual" or not claim.number or claim.section not in ("performance", "other"):
                continue
            place = Span(claim.start, claim.end)
            goal = next((g for g in goals if _missed(g, claim) and owner.of(_span(g)) == owner.of(place)), None)
            around = sentence(report, place)
            said = wanted.search(plain(report), around.start, around.end) if goal is not None else None
            if goal is None or said is None:
                continue
            if _MORE_BY.search(plain(report), max(0, claim.start - 4), claim.end):
                continue
            success = clause(report, Span(*said.span()))
            if _SHARE.search(report.quote(success)):
                continue
            admitted = _admitted(report, goal)
            yield self.finding(
                [_span(goal), place, success, *admitted],
                f"目标为“{goal.quote}”，实际“{claim.quote}”，没有达到，却称“{report.quote(success)}”，请更正。",
                f"The goal “{goal.quote}” is missed (“{claim.quote}”), yet said to be reached.",
                computed=f"{claim.number}<{goal.number}",
                labels=[claim.indicator],
            )


def _span(claim: Claim) -> Span:
    return Span(claim.start, claim.end)


def _missed(goal: Claim, actual: Claim) -> bool:
    if goal.comparator in ("le", "lt") or goal.unit != actual.unit or not goal.number or not actual.number:
        return False
    mine, theirs = bare(goal.indicator), bare(actual.indicator)
    same = min(len(mine), len(theirs)) >= _FEWEST and (mine in theirs or theirs in mine)
    return same and Decimal(actual.number) < Decimal(goal.number)


def _admitted(report: Report, goal: Claim) -> list[Span]:
    """Where the text says that the goal was not reached, by its figure."""
    wanted = pattern("shortfall", "unfinished")
    found = (clause(report, Span(*m.span())) for m in wanted.finditer(plain(report)))
    return [span for span in found if (goal.value or goal.number or "") in report.quote(span)]
