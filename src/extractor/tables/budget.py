"""Which amounts of a short budget row stand under which heading: decided by what must hold between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from extractor.tables.columns import Column
from extractor.tables.lexicon import Lexicon
from extractor.tables.model import CellValue
from extractor.tables.placing import IMPOSSIBLE, Placed, misfit
from extractor.tables.printed import PrintedCells, number_of

WIDEST_BUDGET = 12
_SAME = 0.05
"""Costs closer than this leave open which placement is meant."""
_SKIP = {
    "points": 0.3, "rate": 0.35, "money": 0.7, "spare": 0.4, "reason": 0.1, "index": 0.2, "label": 2.0, "value": 0.6,
}  # fmt: skip
_BASES = ("money", "spare", "value")


def place_budget(cells: PrintedCells, columns: Sequence[Column], lexicon: Lexicon) -> Placed | None:
    """The cheapest order-keeping placement; cells that equally cheap ones put elsewhere are unsure."""
    wide = len(columns)
    if not 0 < len(cells) <= wide <= WIDEST_BUDGET:
        return None
    misfits = [[misfit(cell.text, column.type, lexicon) for column in columns] for cell in cells]
    skips = [_SKIP.get(column.type, 0.6) for column in columns]
    ranked: list[tuple[float, tuple[int, ...]]] = []
    for chosen in combinations(range(wide), len(cells)):
        cost = sum(misfits[i][j] for i, j in enumerate(chosen)) + sum(skips) - sum(skips[j] for j in chosen)
        if cost < IMPOSSIBLE:
            ranked.append((cost + strain(dict(zip(chosen, cells, strict=True)), columns), chosen))
    if not ranked:
        return None
    ranked.sort()
    best, chosen = ranked[0]
    rivals = [other for cost, other in ranked[1:8] if cost < best + _SAME]
    if best >= 6:
        return None
    sure = {j: cells[i] for i, j in enumerate(chosen) if all(other[i] == j for other in rivals)}
    placed = {id(cell) for cell in sure.values()}
    unsure = (cell for cell in cells if id(cell) not in placed and not lexicon.is_blank(cell.text))
    return Placed(sure, tuple(unsure))


def strain(placed: Mapping[int, CellValue], columns: Sequence[Column]) -> float:
    """How much a placement goes against what budget rows keep to: the rate is execution over budget, points come with a
    weight that they do not exceed, no more is spent than there is."""
    found = {columns[index].name: number_of(cell.text) for index, cell in placed.items() if cell.text}
    figures: dict[str, Decimal] = {name: value for name, value in found.items() if value is not None}
    cost = 0.0
    spent, rate = figures.get("全年执行数"), figures.get("执行率")
    bases = [
        base
        for column in columns
        if column.type in _BASES and column.name != "全年执行数" and (base := figures.get(column.name))
    ]
    if rate is not None and spent is not None and bases:
        cost += 0.0 if any(rate_fits(spent, base, rate) for base in bases) else 2.0
        if not ("全年预算数" in figures and figures["全年预算数"] and rate_fits(spent, figures["全年预算数"], rate)):
            cost += 0.2
    elif rate is not None and (spent is None or not bases):
        cost += 1.0
    if any(column.type == "index" and column.name not in found for column in columns):
        cost += 2.0
    scored = next((name for name in ("得分", "自评得分") if name in found), "")
    weight, points = found.get("分值"), found.get(scored)
    if ("分值" in found) != bool(scored):
        cost += 1.0
    if weight is not None:
        cost += 3.0 if weight > 100 or (points is not None and points > weight) else 0.0
    if spent is not None and "全年预算数" in figures and spent > figures["全年预算数"]:
        cost += 0.3
    return cost


def rate_fits(spent: Decimal, base: Decimal, rate: Decimal) -> bool:
    """Whether `rate` (in %, or a ratio where it is at most 2) is spent / base at its own precision, rounded or cut."""
    exact = spent / base * 100
    exponent = rate.as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return abs(exact - rate) < unit or (rate <= 2 and abs(exact - rate * 100) < unit * 100)
