"""Scoring standards against their rows: the marks that they state, and the points that they give for a known value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extractor.document.model import Span
from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.facts import Fact
from extractor.relations.figures import Figures, row_name
from extractor.relations.judge import Judgement, decimal
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.rates import operands
from extractor.relations.sheet import SCORES
from extractor.relations.words import bare, formula_of, pattern
from extractor.report import Report
from extractor.tables.model import Row
from extractor.tables.rubric import Rubric
from extractor.tables.standard import parse_standard

_AT_LEAST = ("eq", "ge", "gt")
REMARKS = ("偏差原因", "扣分原因", "佐证材料", "自查情况", "自评情况", "自评依据", "自评说明", "评价依据", "评分依据")
"""Columns in which a sheet without one for the actual value tells it in words."""
_RATED = re.compile(r"(?:率|满意度)$")
_ALONE = re.compile(r"(?:[\u4e00-\u9fff]{0,12}(?:率|度|为|达|:|：))?\d+(?:\.\d+)?[%％]")
_QUOTIENT = re.compile(r"\d[\d,.]*(?:万元|元|人|名)?[÷/／]\d[\d,.]*(?:万元|元|人|名)?(?:(?:×|\*)?100[%％])?")
_GRADED = re.compile(r"[优良中差较未不无]|基本|部分|一般|合格|每|最高|以[上下内]|\d")
"""Conditions of which one excludes the other."""
_LISTED = 3
_ALL = Decimal(100)
_TOLD_RATE = re.compile(r"([\u4e00-\u9fff]{2,4}(?:率|满意度))(?:为|达到?|是|:|：)?(\d+(?:\.\d+)?)[%％]")
_WORKED = re.compile(rf"{_QUOTIENT.pattern}[=＝≈]\d+(?:\.\d+)?[%％]")


def rubric_of(report: Report, row: Row) -> Rubric | None:
    """The row's standard; spans in it are places in the report."""
    cell = row.cell("评分标准")
    if cell is None or not cell.text or cell.carried or cell.more:
        return None
    return parse_standard(cell.span.of(report.text))


def relations(report: Report, figures: Figures, facts: Sequence[Fact], owners: dict[str, str]) -> Iterator[Relation]:
    for row in report.rows:
        weight = figures.cell(row, "分值")
        rubric = rubric_of(report, row) if weight is not None else None
        if weight is None or rubric is None:
            continue
        yield from _full_marks(report, row, weight, rubric)
        yield from _recomputed(row, figures, facts, owners, weight, rubric)


def _full_marks(report: Report, row: Row, weight: Figure, rubric: Rubric) -> Iterator[Relation]:
    """The full marks that a standard states, or the sum of its items, against the row's weight."""
    if not rubric.full_spans:
        return
    offset = row.cells["评分标准"].span.start
    stated = [_points(report.text, shifted(span, offset), weight) for span in rubric.full_spans]
    if rubric.kind == "conditions" and stated[0].value < weight.value:
        # Conditions in words may add up; the highest of them is not always the full marks.
        items = [_points(report.text, shifted(i.span, offset), weight) for i in rubric.items if i.span is not None]
        too_many = sum(i.number for i in items) > weight.number > max(i.number for i in items)
        graded = any(i.span is None or i.share or _GRADED.search(i.condition) for i in rubric.items)
        if len(items) >= _LISTED and too_many and not graded:
            label = f"{row_name(row)}：评分标准各项"
            yield equation.sum_of(weight, items, label, "row", kind="weight_sum", part="weight")
        return
    if len(stated) > 1:
        yield equation.sum_of(weight, stated, f"{row_name(row)}：评分标准各项", "row", kind="weight_sum", part="weight")
    else:
        yield equation.same([*stated, weight], f"{row_name(row)}：评分标准满分与分值", "row")


def _recomputed(
    row: Row, figures: Figures, facts: Sequence[Fact], owners: dict[str, str], weight: Figure, rubric: Rubric
) -> Iterator[Relation]:
    """The points that the standard gives for the row's own value, or for the rate that the report's figures make."""
    score = figures.cell(row, *SCORES)
    if score is None or rubric.kind not in ("bands", "steps", "proportional"):
        return
    rubric = _from_target(rubric, row, figures.cell(row, "年度指标值"))
    values = [*_own_values(row, figures, rubric), *_remarked(row, figures)]
    if not values:
        formula = formula_of(bare(row_name(row)))
        owner = owners.get(row.document, "")
        # What a standard leaves out (上级临时交办的调整除外) is not told apart in the report's figures.
        excepted = any(pattern("target", "excepted").search(cell.text) for cell in row.cells.values())
        pairs = operands(formula, facts, owner) if formula is not None and not excepted else []
        values = [
            (above.value / below.value * 100, [Member(above, "actual"), Member(below, "target")])
            for above, below in pairs
            if below.value
        ]
    tried = [_by_standard(row, members, value, weight, score, rubric) for value, members in values]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif len(tried) == 1 or (
        tried and rubric.kind == "proportional" and all(r.verdict == "contradicted" for r in tried)
    ):
        # In proportion: to the target, where neither that nor the rate itself gives the points.
        yield tried[-1]


def _from_target(rubric: Rubric, row: Row, target: Figure | None) -> Rubric:
    """A standard that says only what each step costs (每低1个百分点扣0.5分) counts from the row's target rate; without
    one, what is done of something counts from all of it."""
    step = rubric.step
    if rubric.kind != "steps" or step is None or step.base is not None or rubric.bands or step.way != "below":
        return rubric
    if target is None and pattern("target", "share_of_all").search(f"{row_name(row)}{row.text('评分标准')}"):
        return replace(rubric, step=step.standing_on(_ALL))
    if target is None or target.base != "1" or target.comparator not in _AT_LEAST:
        return rubric
    return replace(rubric, step=step.standing_on(decimal(target.value * 100)))


def _own_values(row: Row, figures: Figures, rubric: Rubric) -> list[tuple[Fraction, list[Member]]]:
    """The row's actual value where it is a rate; and, where points are given in proportion, its share of the target."""
    target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
    if actual is None:
        return []
    values = [(actual.value * 100, [Member(actual, "actual")])] if actual.base == "1" else []
    if rubric.kind == "proportional" and target is not None and target.base == actual.base and target.value > 0:
        share = actual.value / target.value * 100
        if target.comparator not in ("le", "lt") and share not in (value for value, _ in values):
            values.append((share, [Member(actual, "actual"), Member(target, "target")]))
    return values


def _remarked(row: Row, figures: Figures) -> list[tuple[Fraction, list[Member]]]:
    """The rate that a sheet without a column for it gives in its remarks: `96.5%`, `36.3÷34.6` and nothing else."""
    named = any(_RATED.search(bare(row.text(heading))) for heading in ("三级指标", "二级指标"))
    if row.cell("实际完成值") is not None or not (named or _RATED.search(bare(row_name(row)))):
        return []
    asked = bare(row_name(row))
    for heading in REMARKS:
        text = "".join(row.text(heading).split())
        found = figures.cells.get((row.id, heading), ())
        if len(found) == 1 and found[0].base == "1" and _ALONE.fullmatch(text):
            return [(found[0].value * 100, [Member(found[0], "actual")])]
        if len(found) == 3 and found[2].base == "1" and _WORKED.fullmatch(text):
            return [(found[2].value * 100, [Member(found[2], "actual")])]
        if len(found) == 2 and _QUOTIENT.fullmatch(text) and found[1].value:
            above, below = found
            return [(above.value / below.value * 100, [Member(above, "actual"), Member(below, "target")])]
        rates = [rate for rate in found if rate.base == "1"]
        told = _TOLD_RATE.search(text)
        if len(rates) == 1 and told is not None and told[1] in asked and rates[0].quote == told[2]:
            return [(rates[0].value * 100, [Member(rates[0], "actual")])]
    return []


def _by_standard(
    row: Row, members: Sequence[Member], value: Fraction, weight: Figure, score: Figure, rubric: Rubric
) -> Relation:
    rate = decimal(value)
    bounds = rubric.bounds(rate, weight.number)

    # Points in proportion are rounded; full marks are not for less than all.
    rated = rubric.kind == "proportional" or any(band.kind == "rated" for band in (*rubric.bands, rubric.rest) if band)
    step = Decimal(1).scaleb(-score.decimals) if rated and score.value < weight.value else 0

    def judged(_: object) -> Judgement:
        if bounds is None:
            return Judgement("unchecked", "评分标准未规定该值的得分")
        low, high = bounds
        if low <= score.number <= high:
            return Judgement("exact")
        if low - step < score.number < high + step:
            return Judgement("rounding")
        due = f"{high.normalize():f}" if low == high else f"{low.normalize():f}至{high.normalize():f}"
        residual = score.number - (high if score.number > high else low)
        return Judgement("contradicted", f"按评分标准应得{due}分", residual=residual)

    return equation.relation(
        "rubric",
        row_name(row),
        f"{' ÷ '.join(equation.named(m.figure) for m in members)} = {rate:.2f}%，"
        f"{equation.named(score)}/{weight.quote}",
        [*members, Member(score, "score"), Member(weight, "weight")],
        judged,
        "submission" if len(members) > 1 else "row",
        flips=("得分",),
    )


def shifted(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _points(text: str, span: Span, weight: Figure) -> Figure:
    number = Decimal(span.of(text))
    decimals = max(0, -int(number.as_tuple().exponent))
    return replace(weight, span=span, quote=span.of(text), number=number, decimals=decimals, label="评分标准")
