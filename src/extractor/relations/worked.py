"""Figures of a row that its own cells explain: 93.5%（回访200人，满意187人） as the actual value, or counts among the
remarks; an amount whose remark tells how many at what price (4200平方米，综合单价150元)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, row_name
from extractor.relations.hints import is_surely_misread, sharp
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, alike
from extractor.relations.operands import is_misprint
from extractor.relations.prices import counts_for, pieces, price_of
from extractor.report import Report
from extractor.tables.model import Row

_VALUE = "实际完成值"
_AIMS = ("年度指标值", "评分标准", *POINTS)
_DUE = re.compile(r"应[^，,；;。\d]{0,6}$")
_MOST = 6
_OF_ITS_OWN, _OF_A_REMARK = 3, 4
"""Digits of a rate from which on two counts that a digit keeps from it are meant, in its own cell and in a remark."""
_TIMES = 2
"""Times that an amount may be off what count and price make, and still be meant."""
_PAID_FOR = ("budget", "asset", "indicator")


def relations(report: Report, figures: Figures, told: Sequence[Sequence[FigureMention]]) -> Iterator[Relation]:
    """`told`: the figures of each cell that tells of several."""
    for row in report.rows:
        if row.kind in ("indicator", "rubric"):
            percents = [f for f in figures.cells.get((row.id, _VALUE), ()) if _is_rate(f)]
            if len(percents) == 1:
                yield from _explained(report.text, row, figures, percents[0])
    rows = {row.id: row for row in report.rows if row.kind in _PAID_FOR}
    for cell in told:
        paid_for = rows.get(cell[0].figure.source) if cell else None
        if paid_for is not None:
            yield from _priced(paid_for, figures, cell)


def _priced(row: Row, figures: Figures, cell: Sequence[FigureMention]) -> Iterator[Relation]:
    """The one price of a cell and the one number of what it is for, where the cell pays nothing itself."""
    prices = [p for m in cell if (p := price_of(m)) is not None]
    counts = [m for m in cell if len(prices) == 1 and counts_for(m, prices[0])]
    if len(counts) != 1 or len(cell) > 2 or prices[0].times > 1:
        return
    amounts = [f for h in row.cells for f in figures.cells.get((row.id, h), ()) if f.base == "元"]
    factors = [sharp(pieces(counts[0])), sharp(prices[0].mention.figure)]
    tried = [
        equation.product_of(amount, [factors], row_name(row), "row")
        for amount in amounts
        if amount.span != prices[0].mention.figure.span
    ]
    slips = [r for r in tried if r.verdict in HOLDING or is_surely_misread(r, len(tried))]
    slips = [r for r in slips if r.verdict in HOLDING][:1] or slips
    if len(slips) == 1:
        yield slips[0]
    elif (
        len(tried) == 1
        and prices[0].plain
        and prices[0].per.startswith(counts[0].figure.unit)
        and _near(amounts, factors)
    ):
        yield tried[0]  # 1286套，每套1000元 and nothing else: all of them at one price


def _near(amounts: Sequence[Figure], factors: Sequence[Figure]) -> bool:
    """Whether the amount that the factors make is of the size of the one that is printed."""
    paid = max(amount.value for amount in amounts)
    due = factors[0].value * factors[1].value
    return due <= _TIMES * paid and paid <= _TIMES * due


def _is_rate(figure: Figure) -> bool:
    return figure.base == "1" and figure.unit in ("%", "％")


def _explained(text: str, row: Row, figures: Figures, percent: Figure) -> Iterator[Relation]:
    """Two counts of the cell, or of another cell that is free for words, that make the rate. In its own cell they are
    meant where there are no others, elsewhere where one is said to be due (应发47家，按时核发47家)."""
    for heading in (_VALUE, *(h for h in row.cells if h != _VALUE and h not in _AIMS)):
        counts = [f for f in figures.cells.get((row.id, heading), ()) if not _is_rate(f)][:_MOST]
        tried = [
            equation.rate_of(percent, [top], [base], row_name(row), "row")
            for one, other in combinations(counts, 2)
            if alike(one, other)
            for top, base in [sorted((one, other), key=lambda f: f.value)]
        ]
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        alone = len(tried) == 1 and len(counts) == 2
        due = alone and _DUE.search(text[row.cells[heading].span.start : counts[0].span.start]) is not None
        own = heading == _VALUE
        sure = alone and is_misprint(tried[0], _OF_ITS_OWN if own else _OF_A_REMARK) if own or not due else due
        if fits is not None or sure:
            yield fits or tried[0]
            return
