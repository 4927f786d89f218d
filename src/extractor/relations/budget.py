"""Rows of budget execution: the rate, and the points for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from extractor.document.model import Span
from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.judge import Judgement, decimal
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.sheet import SCORES
from extractor.report import Report
from extractor.tables.model import Form, Row

BASES = (("全年预算数", ""), ("年初预算数", "按年初预算数计算"), ("到位资金", "按到位资金计算"))
_TOLERANCE = Fraction(1, 10)
"""Points for a rate may differ from weight × rate by a tenth: forms round them to one decimal."""
_LETTER = re.compile(r"[（(]([A-Z])[)）]")
_QUOTIENT = re.compile(r"[（(]\s*([A-Z])\s*[/÷／]\s*([A-Z])")
_TIMES = r"\s*[*×xX＊]\s*"
_BY_RATE = re.compile(rf"(\d+(?:\.\d+)?)\s*分?{_TIMES}(?:预算)?执行率|执行率{_TIMES}(\d+(?:\.\d+)?)(?![\d.]|\s*[%％])")
"""A form's own rule for the points of the rate, which is all that some print of their weight (得分（20分*执行率）)."""


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for form in report.forms:
        money = [row for row in form.rows if row.kind == "budget"]
        for row in form.rows:
            rate = figures.cell(row, "执行率")
            if rate is not None:
                yield from _rate(row, figures, rate)
        for row in money:
            rate = figures.cell(row, "执行率")
            yield from _formulas(row, figures)
            if not row_name(row).startswith("其中"):
                yield from _points(row, figures, rate, _weight_by_rule(report.text, form, row))
        yield from _rate_of_parts(money, figures)
        yield from _points_again(money, figures)


def _rate(row: Row, figures: Figures, rate: Figure) -> Iterator[Relation]:
    """The rate against each base in turn: the first that fits; else the usual one, since the error names it."""
    spent = figures.cell(row, "全年执行数")
    if spent is None:
        return
    tried = [
        equation.rate_of(rate, [spent], [base], f"{row_name(row)}执行率", "row", reason=reason)
        for heading, reason in BASES
        if (base := figures.cell(row, heading)) is not None
    ]
    if tried:
        yield next((r for r in tried if r.verdict in HOLDING), tried[0])


def _rate_of_parts(rows: Sequence[Row], figures: Figures) -> Iterator[Relation]:
    """A total row left at zero whose only source has amounts: its rate is judged by the amounts of that source."""
    for total, source, *others in (rows[at : at + 3] for at in range(len(rows) - 1)):
        rate, spent = figures.cell(total, "执行率"), figures.cell(total, "全年执行数")
        if rate is None or spent is None or spent.number or not row_name(source).startswith("其中"):
            continue
        if any(figures.cell(o, "全年执行数") for o in others):
            continue
        above, below = figures.cell(source, "全年执行数"), figures.cell(source, "全年预算数")
        if above is not None and below is not None and below.number:
            label = f"{row_name(total)}执行率"
            yield equation.rate_of(rate, [above], [below], label, "table", reason="总额行为零，按其中项计算")


def _points_again(rows: Sequence[Row], figures: Figures) -> Iterator[Relation]:
    """The points of a source that has the rate and the weight of the row above it, and other points."""
    for above, source in pairwise(rows):
        rate, points = figures.cell(source, "执行率"), figures.cell(source, *SCORES)
        if rate is None or points is None or not row_name(source).startswith("其中"):
            continue
        same = [(figures.cell(above, h), figures.cell(source, h)) for h in ("执行率", "分值")]
        other = figures.cell(above, *SCORES)
        if other is not None and other.value != points.value and all(a and b and a.value == b.value for a, b in same):
            yield from _points(source, figures, rate)


def _formulas(row: Row, figures: Figures) -> Iterator[Relation]:
    """Columns that print their own formula: `预算到位（D/C×100%）` beside `（C）` and `（D）`."""
    letters = {m[1]: h for h in row.cells if (m := _LETTER.search(h)) and not _QUOTIENT.search(h)}
    for heading in row.cells:
        formula = _QUOTIENT.search(heading)
        if formula is None or formula[1] not in letters or formula[2] not in letters:
            continue
        percent = figures.cell(row, heading)
        above, below = figures.cell(row, letters[formula[1]]), figures.cell(row, letters[formula[2]])
        if percent is not None and above is not None and below is not None:
            yield equation.rate_of(percent, [above], [below], f"{row_name(row)}·{heading}", "row")


def _weight_by_rule(text: str, form: Form, row: Row) -> Figure | None:
    """The weight that the rule printed over the row's points multiplies the rate by."""
    found = list(_BY_RATE.finditer(text, form.span.start, row.span.start))
    if len({rule[1] or rule[2] for rule in found}) != 1:
        return None
    group = 1 if found[-1][1] else 2
    number, span = Decimal(found[-1][group]), Span(*found[-1].span(group))
    decimals = max(0, -int(number.as_tuple().exponent))
    label = f"{row_name(row)}·分值"
    return Figure(
        span, span.of(text), number, Decimal(1), "分", decimals, "eq", label, row.document, "text", exact=True
    )


def _points(row: Row, figures: Figures, rate: Figure | None, ruled: Figure | None = None) -> Iterator[Relation]:
    """`ruled`: the weight that the form's own rule names, where the row has none."""
    weight, score = figures.cell(row, "分值") or ruled, figures.cell(row, *SCORES)
    if weight is None or score is None:
        return
    if rate is None:
        spent = figures.cell(row, "全年执行数")
        base = next((b for h, _ in BASES if (b := figures.cell(row, h)) is not None), None)
        if spent is None or base is None or not base.number:
            return
        share = min(spent.value / base.value, Fraction(1))
        members = [Member(spent, "numerator"), Member(base, "denominator")]
        basis = f"{equation.named(spent)} ÷ {equation.named(base)}"
    else:
        share = min(rate.value, Fraction(1))
        members = [Member(rate, "rate")]
        basis = equation.named(rate)
    members += [Member(weight, "weight"), Member(score, "score")]
    ways = "；".join(filter(None, [row.text("评分标准")]))

    def judged(_: object) -> Judgement:
        return rate_points(share, weight, score)

    yield equation.relation(
        "rate_score",
        f"{row_name(row)}执行率得分",
        f"{basis} × {equation.named(weight)} = {equation.named(score)}",
        members,
        judged,
        "row",
        flips=("得分",),
        reason=f"评分标准：{ways}" if ways else "",
    )


def rate_points(share: Fraction, weight: Figure, score: Figure) -> Judgement:
    """Points = weight × rate, at most the weight. Whole points may be rounded, but never up to full marks."""
    expected = weight.value * share
    residual = score.value - expected
    gap = decimal(residual)
    if residual == 0:
        return Judgement("exact", residual=gap)
    if abs(residual) <= _TOLERANCE:
        return Judgement("rounding", residual=gap)
    whole = score.number == score.number.to_integral_value(rounding="ROUND_FLOOR")
    full = score.value == weight.value
    if whole and abs(residual) <= Fraction(1, 2) and not full and score.value < weight.value:
        return Judgement("unlikely", "得分按整数取值", residual=gap)
    reason = "执行率未达100%却得满分" if full and share < 1 else ""
    return Judgement("contradicted", reason, residual=Decimal(gap))
