"""A form's column of completion (完成率): how much of each target was reached, and the points for that. What a report
gives for what is not reached is learned from the rows that come out, and holds for the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import is_surely_misread
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.operands import as_target
from extractor.relations.sheet import SCORES
from extractor.report import Report
from extractor.tables.model import Row

_COLUMN = re.compile(r"^(?:目标|指标|任务)?完成(?:率|比例|程度)")
_LESS = ("le", "lt")
_LEAST = 2
"""So many rows must show what is given for part of a target."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row whose completion is printed as a percentage."""

    row: Row
    rate: Figure


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    lines = [line for row in report.rows if (line := _line(row, figures)) is not None]
    yield from _learned([r for line in lines if (r := _reached(line, figures)) is not None])
    yield from _learned([r for line in lines if (r := _earned(line, figures)) is not None])


def _line(row: Row, figures: Figures) -> _Line | None:
    heading = _heading(row) if row.kind == "indicator" else None
    rate = figures.cell(row, heading) if heading else None
    return _Line(row, rate) if rate is not None and rate.unit in ("%", "％") and rate.comparator == "eq" else None


def _heading(row: Row) -> str | None:
    return next((h for h in row.cells if _COLUMN.search(h)), None)


def is_printed(row: Row) -> bool:
    """Whether a row prints how much of its target was reached."""
    heading = _heading(row)
    return heading is not None and bool(row.text(heading))


def _learned(lines: Sequence[Relation]) -> Iterator[Relation]:
    """All of them, where enough of those that are not full come out, and more than do not; else those that a digit
    keeps from it, where that is no chance."""
    telling = [line for line in lines if line.members[0].figure.value != 1]
    held = [line for line in telling if line.verdict in HOLDING]
    learned = len(held) >= _LEAST and 2 * len(held) > len(telling)
    for line in lines:
        if learned or line.verdict in HOLDING or (held and is_surely_misread(line)):
            yield line


def _reached(line: _Line, figures: Figures) -> Relation | None:
    """完成率 = 完成值 ÷ 指标值; what is more than all may be printed as all."""
    target, actual = figures.cell(line.row, "年度指标值"), figures.cell(line.row, "实际完成值")
    if (
        target is None
        or actual is None
        or target.base != actual.base
        or target.comparator in _LESS
        or not target.number
    ):
        return None
    relation = equation.rate_of(line.rate, [actual], [as_target(target)], row_name(line.row), "row")
    full = line.rate.value == 1 and actual.value >= target.value
    return None if full and relation.verdict not in HOLDING else relation


def _earned(line: _Line, figures: Figures) -> Relation | None:
    """得分 = 分值 × 完成率, at most the weight."""
    weight, score = figures.cell(line.row, "分值"), figures.cell(line.row, *SCORES)
    if weight is None or score is None:
        return None

    def judged(parts: Sequence[Figure]) -> Judgement:
        rate, points, given = parts
        if rate.value >= 1:
            residual = judge.decimal(given.value - points.value)
            return Judgement("contradicted" if residual else "exact", residual=residual)
        return judge.product(given, [[rate, points]])

    rounded = replace(score, exact=False)
    return equation.relation(
        "rate_score",
        row_name(line.row),
        f"{equation.named(line.rate)} × {equation.named(weight)} = {equation.named(score)}",
        [Member(line.rate, "rate"), Member(weight, "weight"), Member(rounded, "score")],
        judged,
        "row",
        flips=("得分",),
    )
