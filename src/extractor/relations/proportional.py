"""Points given in proportion to what was reached of a target, in forms without a column of completion: 得分 = 分值 ×
完成值 ÷ 指标值. Reports give points by other rules too, so that only a slip of a digit shows a row to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from extractor.relations import completion, equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import UNLIKELY, is_misread, luck, sharp
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.sheet import SCORES
from extractor.report import Report
from extractor.tables.model import Row

_UPPER = ("le", "lt")


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for form in report.forms:
        rows = [row for row in form.rows if row.kind in ("indicator", "rubric")]
        lines = [line for row in rows if (line := _line(row, figures)) is not None]
        held = [line for line in lines if line.verdict in HOLDING]
        yield from held
        ruled = {row.id for row in rows if row.text("评分标准")}
        wrong = [line for line in lines if line.verdict not in HOLDING and line.members[0].figure.source not in ruled]
        shown = any(_is_fraction(line.members[0].figure) for line in held)
        for line in wrong:
            if is_misread(line) and (luck(line) < UNLIKELY or (shown and len(wrong) == 1)):
                yield line


def _is_fraction(score: Figure) -> bool:
    return score.number != int(score.number)


def _line(row: Row, figures: Figures) -> Relation | None:
    """A row that was given part of its points, where target and actual value can be compared."""
    target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
    weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
    if target is None or actual is None or weight is None or score is None or completion.is_printed(row):
        return None
    if target.base != actual.base or target.comparator in _UPPER or actual.comparator != "eq" or not target.number:
        return None
    if not 0 < score.value < weight.value or not actual.number:
        return None
    members = [
        Member(replace(score, exact=False), "score"),
        Member(weight, "weight"),
        Member(sharp(actual), "actual"),
        Member(sharp(target), "target"),
    ]
    return equation.relation(
        "rate_score",
        row_name(row),
        f"{equation.named(weight)} × {equation.named(actual)} ÷ {equation.named(target)} = {equation.named(score)}",
        members,
        _judged,
        "row",
        flips=("得分",),
    )


def _judged(parts: Sequence[Figure]) -> Judgement:
    """Points in whole numbers must come out exactly, others rounded or cut to what is printed."""
    score, weight, actual, target = parts
    if not target.number or actual.value >= target.value:
        return Judgement("contradicted", residual=judge.decimal(score.value - weight.value))
    value = weight.value * actual.value / target.value
    residual = score.value - value
    unit = Fraction(1, 10**score.decimals) if score.decimals else Fraction(0)
    holds = 2 * abs(residual) <= unit or -unit < residual < 0
    return Judgement(
        "rounding" if holds and residual else "exact" if holds else "contradicted", residual=judge.decimal(residual)
    )
