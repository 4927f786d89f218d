"""Unit price times quantity: 140人 × 300元/人, several groups against the amount that was paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import Mention

_PER = re.compile(r"[/／每]")
_PER_WHAT = re.compile(r"元\s*[/／每]\s*(.{1,4}?)(?:[/／.·年月]|$)")
_AMOUNT = re.compile(r"共|合计|总|投资|金额|补助|补贴|资金|支付|发放|支出|兑付|需")
_MOST = 12


def relations(mentions: Sequence[Mention]) -> Iterator[Relation]:
    prices = [i for i, m in enumerate(mentions) if m.dimension == "money" and _is_price(m)]
    groups: dict[str, list[tuple[Mention, Mention]]] = {}
    for index in prices:
        price = mentions[index]
        quantity = _quantity(mentions, index)
        if quantity is not None:
            groups.setdefault(price.document, []).append((quantity, price))
    for document, pairs in groups.items():
        inside = [m for m in mentions if m.document == document]
        yield from _alone(inside, pairs)
        yield from _together(inside, pairs, len([i for i in prices if mentions[i].document == document]))


def _is_price(mention: Mention) -> bool:
    return bool(_PER.search(mention.figure.unit)) or mention.tail.startswith("每") or mention.lead.endswith("每")


def _quantity(mentions: Sequence[Mention], index: int) -> Mention | None:
    """What the price is for: the figure beside it whose unit it is per, or one of the same subject (小学生140人)."""
    price = mentions[index]
    per = _PER_WHAT.search(price.figure.unit)
    what = per[1] if per else price.tail.removeprefix("每")[:2]
    near = [m for m in mentions[max(0, index - _MOST) : index + 2] if m is not price and m.document == price.document]
    counted = [m for m in near if m.dimension in ("count", "area", "length", "volume", "weight")]
    named = [m for m in counted if price.subject and m.subject and m.subject.endswith(price.subject)]
    beside = [m for m in counted if m.sentence == price.sentence and what and m.figure.unit.startswith(what[:2])]
    return next(iter(beside or named), None)


def _alone(mentions: Sequence[Mention], pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[Relation]:
    """One pair and an amount behind it in the sentence; the amount may hold more than the pair, so this only holds."""
    for quantity, price in pairs:
        last = max(quantity.end, price.end)
        for amount in mentions:
            behind = amount.sentence == price.sentence and last <= amount.start < last + 40
            if behind and _is_amount(amount):
                relation = equation.product_of(
                    amount.figure, [[quantity.figure, price.figure]], label_of(amount), "sentence"
                )
                if relation.verdict in HOLDING:
                    yield relation


def _is_amount(mention: Mention) -> bool:
    return mention.dimension == "money" and not _is_price(mention) and mention.figure.base == "元"


def _together(mentions: Sequence[Mention], pairs: Sequence[tuple[Mention, Mention]], prices: int) -> Iterator[Relation]:
    """Several priced groups, all of them with their quantities, against what was paid out: the only such amount."""
    if len(pairs) < 2 or len(pairs) != prices:
        return
    paid = {m.figure.value: m for m in mentions if _is_amount(m) and m.aspect == "actual" and _AMOUNT.search(m.lead)}
    if len(paid) != 1:
        return
    amount = next(iter(paid.values()))
    yield equation.product_of(amount.figure, [[q.figure, p.figure] for q, p in pairs], label_of(amount), "document")
