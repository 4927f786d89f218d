from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.naming import pairs
from extractor.checks.owner import Owner
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import (
    ACTUAL,
    REASON,
    SCORE,
    TARGET,
    WEIGHT,
    blank,
    figure_spans,
    full_marks,
    label_span,
    name,
    unnoted,
)
from extractor.checks.words import pattern
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.relations.words import words
from extractor.report import Report
from extractor.tables.model import Row

_UNIT = r"(?:%|％|[\u4e00-\u9fa5]{1,3}(?:[（(][\u4e00-\u9fa5]{1,2}[)）])?)"
_BOTH = re.compile(
    r"(?P<name>[^，。；：:\n\t|]{0,24}?)(?:(?:年[度初])?(?:目标|指标|计划|任务)[值数]?[为是：:]?|[≥>]=?|不(?:低于|少于))\s*"
    rf"(?P<due>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNIT})[^。；\n\t|]{{0,12}}?(?:实际|完成|达到|实现)[^，。；\d\n\t|]{{0,6}}"
    r"(?P<done>\d[\d,]*(?:\.\d+)?)\s*(?P=unit)"
)
_TAIL = re.compile(r"(?:人数|人次|数量|个数|数|率|情况|工作|任务)$")
_ALIKE, _SAME = 0.5, 0.7
"""Parts of names, in pairs of characters, that the text has in common with a row, and a goal with a result."""


class FullPointsTextShowsMiss(Rule):
    """评分表得满分，正文写明没有达到目标。

    是什么：评分表只列分值和得分，该项得满分，而正文（或该行备注）写出的完成数低于目标数。
    为什么：定量指标没有完成的，应按完成比例计分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标未完成的按完成值与指标值的比例计分。
    错误示例：年度目标“培训护林员1200人次”，正文“培训护林员960人次”，评分表“护林员培训”分值10、得分10。
    正确示例：同上，得分8，注明“完成960人次，为目标的80%”。
    何时不报：该行自己列有指标值和完成值（见IN008）；没有得满分；正文的目标和完成数计量单位不同、名称只有一小部分相同；反向指标；约数。
    怎样满足：请按完成比例扣分并说明原因，或更正正文的数字。
    """

    code, name, title = "SC011", "full-points-text-shows-miss", "正文未达标而评分表得满分"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = [row for row in report.rows if _bare_points(row)]
        told = [*_in_one_sentence(report), *_goal_and_result(report)] if rows else []
        owner = Owner(report)
        for row in rows:
            mine = [t for t in told if owner.same(t.place, row.span)]
            mine = [t for t in mine if _speaks_of(t, row)]
            if mine and all(t.done < t.due for t in mine):
                yield self._found(report, row, mine[0])

    def _found(self, report: Report, row: Row, told: _Told) -> Finding:
        points = figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))
        share = f"{told.done}÷{told.due}"
        return self.finding(
            [*told.places, *label_span(row), *points],
            f"“{name(row)}”目标{told.due}{told.unit}、实际{told.done}{told.unit}，没有达到目标，评分表却得满分{report.quote(points[-1])}分，"
            "请按完成比例计分并说明原因。",
            f"“{name(row)}”: {told.done} of {told.due} {told.unit} in the text, full points in the sheet.",
            computed=f"{told.done}<{told.due}；{share}={told.done / told.due:.2%}",
            labels=[name(row), "得分"],
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text says was due and was done of the thing of that name."""

    name: str
    due: Decimal
    done: Decimal
    unit: str
    places: tuple[Span, ...]

    @property
    def place(self) -> Span:
        return self.places[0]


def _bare_points(row: Row) -> bool:
    """Whether a row has all its points, and no target or result of its own."""
    measured = not blank(row.cell(*TARGET)) or not blank(row.cell(*ACTUAL))
    return row.kind in ("indicator", "rubric") and full_marks(row) and not measured


def _speaks_of(told: _Told, row: Row) -> bool:
    if any(cell.span.covers(told.place) for heading, cell in row.cells.items() if heading in REASON):
        return True
    if any(word in name(row) for word in words().reverse):
        return False
    mine = pairs(_TAIL.sub("", unnoted(name(row))))
    return bool(mine) and len(mine & pairs(told.name)) >= _ALIKE * len(mine) and len(mine) > 1


def _in_one_sentence(report: Report) -> Iterator[_Told]:
    """`发放准确率目标值100%，实际99.92%`, in the narrative or in a row's remark."""
    for found in _BOTH.finditer(plain(report)):
        due, done = (Decimal(found[key].replace(",", "")) for key in ("due", "done"))
        if due > 0 and not pattern("shortfall", "other_time").search(found["name"]):
            yield _Told(found["name"], due, done, found["unit"], (_trimmed(found),))


def _trimmed(found: re.Match[str]) -> Span:
    """Without what a line of blanks has before the words."""
    name = found["name"]
    return Span(found.start() + len(name) - len(re.split(r"\s{2,}", name)[-1]), found.end())


def _goal_and_result(report: Report) -> Iterator[_Told]:
    """A goal with a number and the result of the same name and unit."""
    counted = [c for c in report.claims if c.kind in ("count", "ratio") and c.number and c.unit]
    goals = [c for c in counted if c.role == "target" and c.comparator in ("eq", "ge") and c.section == "goals"]
    results = [c for c in counted if c.role == "actual" and c.comparator == "eq"]
    for goal in goals:
        same = [c for c in results if c.unit == goal.unit and _one_thing(goal, c)]
        if len(same) == 1 and Decimal(goal.number or 0) > 0:
            result = same[0]
            places = (Span(result.start, result.end), Span(goal.start, goal.end))
            yield _Told(
                result.indicator, Decimal(goal.number or 0), Decimal(result.number or 0), goal.unit or "", places
            )


def _one_thing(goal: Claim, result: Claim) -> bool:
    mine, theirs = pairs(goal.indicator), pairs(result.indicator)
    return bool(mine) and len(mine & theirs) >= _SAME * max(len(mine), len(theirs))
