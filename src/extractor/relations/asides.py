"""What a bracket right behind a figure makes it of: a change with its two years (增长13.51%（2021年187.30万元）), an
amount with its pieces and price (补助196.80万元（164人，每人每月1000元，全年12个月）)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.direction import way_of
from extractor.relations.equation import HOLDING
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import COUNTED, FigureMention, alike, main, measures
from extractor.relations.prices import pieces
from extractor.relations.words import pattern, words

_CHANGE = re.compile(
    r"(?:同比|比|较)?[^，,]{0,8}(?:增长|增加|上升|提高|下降|减少|降低|压减|增幅|降幅)(?:了|为|约|达)*$"
)
_EARLIER = re.compile(r"(?:20\d\d年|上年|去年|上一年|同期)")
_MOST_INSIDE = 4
_NEAR = 6


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    for index, figure in enumerate(mentions):
        inside = _inside(mentions, index)
        if figure.dimension == "percent" and inside and _CHANGE.search(figure.lead):
            yield from _changed(mentions, index, inside)
        elif inside and alike(inside[0].figure, figure.figure) and _EARLIER.match(inside[0].lead):
            yield from _held_against(figure, inside[0], inside[1:])
        elif figure.figure.base == "元" and inside:
            yield from _priced(figure, inside)


def _inside(mentions: Sequence[FigureMention], index: int) -> list[FigureMention]:
    """The figures of the bracket that opens right behind `mentions[index]`."""
    found: list[FigureMention] = []
    here = mentions[index]
    for other in mentions[index + 1 : index + 1 + _MOST_INSIDE]:
        if other.depth <= here.depth or other.sentence != here.sentence:
            break
        found.append(other)
    return found if found and not here.tail.strip() else []


def _changed(mentions: Sequence[FigureMention], index: int, inside: Sequence[FigureMention]) -> Iterator[Relation]:
    """The earlier amount, or both, stand in the bracket; the new one else before the percentage."""
    percent = mentions[index]
    amounts = [m for m in inside if measures(m)]
    up, down = (any(w in percent.lead for w in group) for group in (words().up, words().down))
    if not amounts or up == down:
        return
    before = [m for m in mentions[max(0, index - _NEAR) : index] if m.sentence == percent.sentence and main(m)]
    if len(amounts) == 2 and alike(amounts[0].figure, amounts[1].figure):
        pairs = [(amounts[1], amounts[0])]
    else:
        pairs = [(new, amounts[0]) for new in reversed(before) if alike(new.figure, amounts[0].figure)]
    tried = [
        equation.change_of(percent.figure, n.figure, o.figure, "up" if up else "down", label_of(n), "sentence")
        for n, o in pairs
    ]
    found = next((r for r in tried if r.verdict in HOLDING), tried[0] if len(tried) == 1 else None)
    if found is not None:
        yield found


def _held_against(new: FigureMention, old: FigureMention, steps: Sequence[FigureMention]) -> Iterator[Relation]:
    """`发病率38.6（上年41.2，下降6.31%）`: the earlier figure and by how much it has changed."""
    for step in steps:
        way = way_of(step.lead)
        if way is not None and step.dimension == "percent" and new.figure.unit not in ("%", "％"):
            yield equation.change_of(step.figure, new.figure, old.figure, way, label_of(new), "sentence")


def _priced(amount: FigureMention, inside: Sequence[FigureMention]) -> Iterator[Relation]:
    """A count, a price and perhaps months: two figures or three, one of them money that is said to be for each."""
    each = pattern("price", "each")
    prices = [
        m for m in inside if m.dimension == "money" and any(map(each.search, (m.lead, m.figure.unit, m.tail[:2])))
    ]
    others = [m for m in inside if m not in prices]
    counted = [m for m in others if m.dimension in (*COUNTED, "bare")]
    spans = [m for m in others if m.dimension == "duration" and "月" in m.figure.unit]
    if len(prices) != 1 or len(counted) != 1 or len(counted) + len(spans) != len(others):
        return
    factors = [pieces(counted[0]), prices[0].figure, *(s.figure for s in spans)]
    if any(f.comparator != "eq" for f in factors):
        return
    monthly = re.search(r"每月|/月|月$", prices[0].lead + prices[0].figure.unit) is not None
    times = 12 if monthly and not spans else 1
    made = [
        equation.product_of(amount.figure, [factors], label_of(amount), "sentence", times=often)
        for often in dict.fromkeys((times, 1))
    ]
    yield next((r for r in made if r.verdict in HOLDING), made[0])
