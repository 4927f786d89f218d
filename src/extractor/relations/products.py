"""Unit prices and averages: 140人 × 300元/人, 每岗每月500元, 人均240元, alone or several groups against one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_misread, is_surely_misread, sharp
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, main
from extractor.relations.operands import is_bound
from extractor.relations.prices import COUNTABLE, UNIT_PRICE, Price, counts_for, pays, pieces, price_of

_PAID = re.compile(
    r"^(?:全年|每?年|本年|合计|共计|小计|共|总计|计|需要?|支付|发放|兑付|拨付|补助|补贴|资金|金额|经费|岗位|救助|奖励|资助"
    r"|支出|增加|投入|总额?|约|为|所|，)*$"
)
_NEAR, _NEAR_BEHIND = 8, 5
_MOST_TRIED = 2
_AMOUNT = re.compile(r"共|合计|小计|总|投资|金额|补助|补贴|资金|支付|发放|支出|兑付|需")


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    prices = {i: p for i, m in enumerate(mentions) if (p := price_of(m)) is not None}
    grouped: set[int] = set()
    for run in _runs(mentions, prices):
        whole = _whole(mentions, run)
        if whole is not None:
            grouped.update(i + 1 for i in run)
            groups = [[mentions[i].figure, replace(mentions[i + 1].figure, exact=True)] for i in run]
            yield equation.product_of(whole.figure, groups, label_of(whole), "sentence")
    told = {i: pair for i, p in prices.items() if (pair := _right_before(mentions, i, p)) is not None}
    taken = {m.start: i for i, pair in told.items() for m in pair}
    for index, price in prices.items():
        if index not in grouped:
            own = told.get(index)
            others = {start for start, i in taken.items() if own and i != index and abs(i - index) <= _NEAR}
            yield from _alone(mentions, index, price, own, others)
    yield from _together(mentions, prices)


def _alone(
    mentions: Sequence[FigureMention],
    index: int,
    price: Price,
    told: tuple[FigureMention, FigureMention] | None,
    others: set[int],
) -> Iterator[Relation]:
    """One price with its quantity and amount, near it. Any that come out hold; where none do and the three stand
    side by side, they contradict. `told` stand right before it, and `others` so before other prices."""
    here = mentions[max(0, index - _NEAR) : index + _NEAR_BEHIND]
    here = [m for m in here if m.document == price.mention.document and m.start not in others]
    near = [m for m in here if abs(m.sentence - price.mention.sentence) <= (1 if m.start < price.mention.start else 0)]
    quantities = [m for m in near if counts_for(m, price)]
    amounts = [
        m
        for m in near
        if m is not price.mention
        and price_of(m) is None
        and pays(m, price)
        and not is_bound(m.figure)
        and m.figure.value > price.mention.figure.value
    ]
    spans = [m for m in near if m.dimension == "duration" and "月" in m.figure.unit] if price.times > 1 else []
    for amount in amounts:
        for quantity in quantities:
            for span in [None, *spans]:
                if quantity is not amount and _comes_out(amount, quantity, price, span):
                    yield _product(amount, quantity, price, span)
                    return
    meant = _side_by_side(mentions, index, price)
    if meant is not None and not spans:
        yield _product(*meant, price, None)
    elif told is not None and not spans:
        amount, quantity = told
        if amount.part != price.mention.part:
            # What heads other sentences is meant to the digit, or may be of more than they tell.
            amount = replace(amount, figure=sharp(amount.figure))
        relation = _product(amount, quantity, price, None)
        if is_misread(relation):
            yield relation
    else:
        yield from _slipped(price, amounts, quantities, spans)


def _slipped(
    price: Price, amounts: Sequence[FigureMention], quantities: Sequence[FigureMention], spans: Sequence[FigureMention]
) -> Iterator[Relation]:
    """The one product of what stands nearest that a digit keeps from coming out, where that is no chance."""
    nearest = [
        sorted(each, key=lambda m: abs(m.start - price.mention.start))[:_MOST_TRIED] for each in (amounts, quantities)
    ]
    tried = [
        _product(amount, quantity, price, span, exactly=True)
        for amount in nearest[0]
        for quantity in nearest[1]
        for span in [None, *spans[:1]]
        if amount is not quantity
    ]
    slips = [r for r in tried if is_surely_misread(r, len(tried))]
    if len(slips) == 1:
        yield slips[0]


def _factors(
    amount: FigureMention, quantity: FigureMention, price: Price, span: FigureMention | None
) -> tuple[list[Figure], int]:
    """The figures to be multiplied, and how often a year."""
    given = price.mention.figure
    # A price that an amount follows from is exact; one worked out of the amount before it is rounded.
    given = replace(given, exact=not price.average and (amount.start > price.mention.start or given.exact))
    return [pieces(quantity), given, *([span.figure] if span else [])], 1 if span else price.times


def _comes_out(amount: FigureMention, quantity: FigureMention, price: Price, span: FigureMention | None) -> bool:
    factors, times = _factors(amount, quantity, price, span)
    return judge.product(amount.figure, [factors], times).verdict in HOLDING


def _product(
    amount: FigureMention, quantity: FigureMention, price: Price, span: FigureMention | None, *, exactly: bool = False
) -> Relation:
    factors, times = _factors(amount, quantity, price, span)
    factors = list(map(sharp, factors)) if exactly else factors
    return equation.product_of(amount.figure, [factors], label_of(amount), "sentence", times=times)


def _side_by_side(
    mentions: Sequence[FigureMention], index: int, price: Price
) -> tuple[FigureMention, FigureMention] | None:
    """Amount and quantity where they are surely meant: 数量，单价，共计金额; or an average right behind the two."""
    at = price.mention
    if not price.plain:
        return None
    inside = [m for m in mentions[max(0, index - 4) : index + 3] if m.part == at.part]
    inside = [m for m in inside if m.dimension not in ("percent", "points", "duration") or m is at]
    place = inside.index(at)
    if sum(price_of(m) is not None for m in inside) > 1:
        return None
    before, behind = inside[max(0, place - 2) : place], inside[place + 1 : place + 2]
    quantity = before[-1] if before and counts_for(before[-1], price) else None
    paid = behind[0] if behind and pays(behind[0], price) and _PAID.match(behind[0].lead.strip()) else None
    if quantity is not None and paid is not None and not is_bound(paid.figure):
        return paid, quantity
    if price.average and len(before) == 2:
        for amount, counted in (before, before[::-1]):
            if pays(amount, price) and counts_for(counted, price) and not is_bound(amount.figure):
                return (amount, counted) if amount.depth == counted.depth else None
    return None


def _right_before(
    mentions: Sequence[FigureMention], index: int, price: Price
) -> tuple[FigureMention, FigureMention] | None:
    """`救助46万元，46人，每人1万元`, `资助12人9.6万元（每人8000元）`: amount and quantity right before a price in
    the same clause. It may be the price of some of them only: a slip must explain what does not come out."""
    pair = mentions[max(0, index - 2) : index]
    if len(pair) < 2 or not price.plain or any(is_bound(m.figure) for m in pair) or not _of_one_matter(pair, price):
        return None
    for amount, counted in (pair, pair[::-1]):
        if pays(amount, price) and counts_for(counted, price) and price_of(amount) is None:
            return amount, counted
    return None


def _of_one_matter(pair: Sequence[FigureMention], price: Price) -> bool:
    """Whether both stand in the price's clause, or the first in the sentence before that it heads by the same word
    (走访慰问12万元。春节慰问240人次，每人次500元)."""
    first, second = pair
    if second.part != price.mention.part or first.part == second.part:
        return second.part == price.mention.part
    words = {first.lead[at : at + 2] for at in range(len(first.lead) - 1)}
    return first.line == second.line and main(first) and any(word in second.lead for word in words)


def _runs(mentions: Sequence[FigureMention], prices: dict[int, Price]) -> Iterator[list[int]]:
    """Runs of quantities each followed by its price, in one clause: 小学生102名每人800元，初中生52名每人1000元."""
    run: list[int] = []
    for index in range(len(mentions) - 1):
        price = prices.get(index + 1)
        paired = price is not None and price.plain and price.times == 1 and counts_for(mentions[index], price)
        joined = paired and (not run or (run[-1] + 2 == index and mentions[index].part == mentions[run[-1]].part))
        if joined:
            run.append(index)
        elif paired or (run and index > run[-1] + 1):
            if len(run) > 1:
                yield run
            run = [index] if paired else []
    if len(run) > 1:
        yield run


def _whole(mentions: Sequence[FigureMention], run: Sequence[int]) -> FigureMention | None:
    """The amount right before a run that lists what it was paid for."""
    whole = mentions[run[0] - 1] if run[0] else None
    first = mentions[run[0]]
    listed = whole is not None and first.among and not whole.among and whole.part == first.part
    behind = mentions[run[-1] + 2] if run[-1] + 2 < len(mentions) else None
    ends = behind is None or behind.part != first.part
    return whole if listed and ends and whole is not None and whole.figure.base == "元" else None


def _together(mentions: Sequence[FigureMention], prices: dict[int, Price]) -> Iterator[Relation]:
    """Several priced groups, all of them with their quantities, against what was paid out: the only such amount."""
    by_document: dict[str, list[Price]] = {}
    for price in prices.values():
        said = price.mention
        listed = UNIT_PRICE.search(said.figure.unit) or said.tail.startswith("每") or said.lead.endswith("每")
        if said.dimension == "money" and listed:
            by_document.setdefault(price.mention.document, []).append(price)
    for document, priced in by_document.items():
        inside = [m for m in mentions if m.document == document]
        pairs = [(q, p) for p in priced if (q := _named(inside, p)) is not None]
        # The same count at the same price is told again, of goal and of result.
        groups = {(q.figure.value, p.mention.figure.value): [q.figure, p.mention.figure] for q, p in pairs}
        if len(groups) < 2 or len(pairs) != len(priced):
            continue
        amounts = [m for m in inside if m.figure.base == "元" and price_of(m) is None]
        paid = {m.figure.value: m for m in amounts if m.aspect == "actual" and _AMOUNT.search(m.lead)}
        if len(paid) == 1:
            amount = next(iter(paid.values()))
            yield equation.product_of(amount.figure, list(groups.values()), label_of(amount), "document")


def _named(mentions: Sequence[FigureMention], price: Price) -> FigureMention | None:
    """The count of the same subject (小学生140人 … 小学生300元/年), or one of its unit in the sentence."""
    at = price.mention
    near = [m for m in mentions if 0 <= at.sentence - m.sentence <= 2 and m.dimension in COUNTABLE and m is not at]
    beside = [m for m in near if m.sentence == at.sentence and price.per and m.figure.unit.startswith(price.per[:2])]
    named = [m for m in near if at.subject and m.subject and m.subject.endswith(at.subject)]
    return next(iter(beside or named), None)
