"""Unit prices and averages: 140人 × 300元/人, 每岗每月500元, 人均240元, alone or several groups against one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_misread
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import COUNTED, PEOPLE, FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.words import words

_UNIT_PRICE = re.compile(r"[/／每]\s*(?P<per>[^/／.·年月]{0,4}?)\s*(?:[/／.·每]?(?P<time>[年月]))?$")
_EACH = re.compile(r"每(?P<per>人次|[^每，,\d年月日天季周]{1,5}?)(?:每?(?P<time>月|年|季))?(?P<rest>[^每，,\d]{0,6})$")
_AVERAGE = re.compile(
    r"(?P<per>人次|[人户案亩村件家台车生校站店])均(?P<rest>[^，,\d]{0,8})$|(?:客|平均)?单价(?P<any>为?)$"
)
_PLAIN_REST = re.compile(
    r"^(?:全年|一次性|补助|补贴|资助|奖励|发放|支付|给予|标准|为|的|是|约|救助|增收|[个名位次元])*$"
)
_COST = re.compile(r"(?:成本|费用|支出|投入|补助|投资)(?:为|是|约|达)*$")
_PAID = re.compile(
    r"^(?:全年|每?年|本年|合计|共计|小计|共|总计|计|需要?|支付|发放|兑付|拨付|补助|补贴|资金|金额|经费|岗位|救助|奖励|资助"
    r"|支出|增加|投入|总额?|约|为|所|，)*$"
)
_TOPPED = re.compile(r"最高|最低|至少|至多|不超|不低|以上|以内|另|平均年")
_PLACES = "个支处所家座间栋条"
_AMOUNT = re.compile(r"共|合计|小计|总|投资|金额|补助|补贴|资金|支付|发放|支出|兑付|需")
_COUNTED = (*COUNTED, "bare")
_MONTHS = 12
_MANY = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_MANY |= {"萬": Decimal(10**4), "億": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class _Price:
    """An amount for each of something. `per` is what it is for, empty for any; `times`: how often a year."""

    mention: FigureMention
    per: str
    times: int
    average: bool
    plain: bool
    """Nothing between the words 每人 or 人均 and the amount narrows it down (人均筹资640元)."""


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    prices = {i: p for i, m in enumerate(mentions) if (p := _price(m)) is not None}
    grouped: set[int] = set()
    for run in _runs(mentions, prices):
        whole = _whole(mentions, run)
        if whole is not None:
            grouped.update(i + 1 for i in run)
            groups = [[mentions[i].figure, replace(mentions[i + 1].figure, exact=True)] for i in run]
            yield equation.product_of(whole.figure, groups, label_of(whole), "sentence")
    for index, price in prices.items():
        if index not in grouped:
            yield from _alone(mentions, index, price)
    yield from _together(mentions, prices)


def _price(mention: FigureMention) -> _Price | None:
    if not measures(mention) or is_bound(mention.figure):
        return None
    if mention.dimension == "money" and (unit := _UNIT_PRICE.search(mention.figure.unit)) is not None:
        return _Price(mention, unit["per"], _MONTHS if unit["time"] == "月" else 1, False, bool(unit["per"]))
    if mention.dimension == "money" and mention.tail.startswith("每"):
        return _Price(mention, mention.tail[1:3], 1, False, True)
    each = _EACH.search(mention.lead)
    if each is not None:
        times = {"月": _MONTHS, "季": 4}.get(each["time"] or "", 1)
        average = "平均" in mention.lead or "折合" in mention.lead
        told = _PLAIN_REST.match(each["rest"]) or (average and _COST.search(each["rest"]))
        plain = bool(told) and not _TOPPED.search(mention.lead)
        return _Price(mention, each["per"], times, average, plain)
    mean = _AVERAGE.search(mention.lead)
    if mean is None:
        return None
    if mean["per"] is None:
        return _Price(mention, "", 1, False, True)
    return _Price(mention, mean["per"], 1, True, bool(_PLAIN_REST.match(mean["rest"])))


def _counts(quantity: FigureMention, price: _Price) -> bool:
    """Whether `quantity` counts what the price is for: 46人 · 每人, 236个行政村 · 每村, 岗位12个 · 每人."""
    if quantity.dimension not in _COUNTED or is_bound(quantity.figure) or quantity is price.mention:
        return False
    if not price.per:
        return quantity.dimension != "bare"
    unit, around = quantity.figure.unit.lstrip("十百千万亿萬億"), quantity.lead[-8:] + quantity.tail[:6]
    if unit in words().per.get(price.per[:1], ()):
        return True
    if unit.startswith(price.per[:2]) or (unit and price.per.startswith(unit)):
        return True
    if price.per[0] in (*PEOPLE, "生"):
        return unit in PEOPLE or (unit[:1] in tuple(_PLACES) and re.search(r"岗|人员|名额", around) is not None)
    return unit[:1] in tuple(_PLACES) and price.per[0] in around


def _alone(mentions: Sequence[FigureMention], index: int, price: _Price) -> Iterator[Relation]:
    """One price with its quantity and amount, near it. Any that come out hold; where none do and the three stand
    side by side, they contradict."""
    here = [m for m in mentions[max(0, index - 8) : index + 5] if m.document == price.mention.document]
    near = [m for m in here if abs(m.sentence - price.mention.sentence) <= (1 if m.start < price.mention.start else 0)]
    quantities = [m for m in near if _counts(m, price)]
    amounts = [
        m
        for m in near
        if m is not price.mention
        and _price(m) is None
        and _pays(m, price)
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
    elif meant is None and not spans and (told := _right_before(mentions, index, price)) is not None:
        relation = _product(*told, price, None)
        if is_misread(relation):
            yield relation


def _factors(
    amount: FigureMention, quantity: FigureMention, price: _Price, span: FigureMention | None
) -> tuple[list[Figure], int]:
    """The figures to be multiplied, and how often a year."""
    given = price.mention.figure
    # A price that an amount follows from is exact; one worked out of the amount before it is rounded.
    given = replace(given, exact=not price.average and (amount.start > price.mention.start or given.exact))
    return [_pieces(quantity), given, *([span.figure] if span else [])], 1 if span else price.times


def _comes_out(amount: FigureMention, quantity: FigureMention, price: _Price, span: FigureMention | None) -> bool:
    factors, times = _factors(amount, quantity, price, span)
    return judge.product(amount.figure, [factors], times).verdict in HOLDING


def _product(amount: FigureMention, quantity: FigureMention, price: _Price, span: FigureMention | None) -> Relation:
    factors, times = _factors(amount, quantity, price, span)
    return equation.product_of(amount.figure, [factors], label_of(amount), "sentence", times=times)


def _pieces(quantity: FigureMention) -> Figure:
    """The count in the unit that the price is for: 3000吨 at so much a 吨 are 3000, whatever 吨 is in 公斤."""
    figure, factor = quantity.figure, Decimal(1)
    for sign in figure.unit[: len(figure.unit) - len(figure.unit.lstrip("十百千万亿萬億"))]:
        factor *= _MANY[sign]
    return replace(figure, factor=factor)


def _pays(amount: FigureMention, price: _Price) -> bool:
    """Whether an amount is of the price's own kind: 万元 for 元/平方米."""
    return amount.figure.base == re.split("[/／每]", price.mention.figure.base)[0] or alike(
        amount.figure, price.mention.figure
    )


def _side_by_side(
    mentions: Sequence[FigureMention], index: int, price: _Price
) -> tuple[FigureMention, FigureMention] | None:
    """Amount and quantity where they are surely meant: 数量，单价，共计金额; or an average right behind the two."""
    at = price.mention
    if not price.plain:
        return None
    inside = [m for m in mentions[max(0, index - 4) : index + 3] if m.part == at.part]
    inside = [m for m in inside if m.dimension not in ("percent", "points", "duration") or m is at]
    place = inside.index(at)
    if sum(_price(m) is not None for m in inside) > 1:
        return None
    before, behind = inside[max(0, place - 2) : place], inside[place + 1 : place + 2]
    quantity = before[-1] if before and _counts(before[-1], price) else None
    paid = behind[0] if behind and _pays(behind[0], price) and _PAID.match(behind[0].lead.strip()) else None
    if quantity is not None and paid is not None and not is_bound(paid.figure):
        return paid, quantity
    if price.average and len(before) == 2:
        for amount, counted in (before, before[::-1]):
            if _pays(amount, price) and _counts(counted, price) and not is_bound(amount.figure):
                return (amount, counted) if amount.depth == counted.depth else None
    return None


def _right_before(
    mentions: Sequence[FigureMention], index: int, price: _Price
) -> tuple[FigureMention, FigureMention] | None:
    """`救助46万元，46人，每人1万元`, `资助12人9.6万元（每人8000元）`: amount and quantity right before a price in
    the same clause. It may be the price of some of them only: a slip must explain what does not come out."""
    pair = mentions[max(0, index - 2) : index]
    if len(pair) < 2 or not price.plain or any(m.part != price.mention.part or is_bound(m.figure) for m in pair):
        return None
    for amount, counted in (pair, pair[::-1]):
        if _pays(amount, price) and _counts(counted, price) and _price(amount) is None:
            return amount, counted
    return None


def _runs(mentions: Sequence[FigureMention], prices: dict[int, _Price]) -> Iterator[list[int]]:
    """Runs of quantities each followed by its price, in one clause: 小学生102名每人800元，初中生52名每人1000元."""
    run: list[int] = []
    for index in range(len(mentions) - 1):
        price = prices.get(index + 1)
        paired = price is not None and price.plain and price.times == 1 and _counts(mentions[index], price)
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


def _together(mentions: Sequence[FigureMention], prices: dict[int, _Price]) -> Iterator[Relation]:
    """Several priced groups, all of them with their quantities, against what was paid out: the only such amount."""
    by_document: dict[str, list[_Price]] = {}
    for price in prices.values():
        said = price.mention
        listed = _UNIT_PRICE.search(said.figure.unit) or said.tail.startswith("每") or said.lead.endswith("每")
        if said.dimension == "money" and listed:
            by_document.setdefault(price.mention.document, []).append(price)
    for document, priced in by_document.items():
        inside = [m for m in mentions if m.document == document]
        pairs = [(q, p) for p in priced if (q := _named(inside, p)) is not None]
        # The same count at the same price is told again, of goal and of result.
        groups = {(q.figure.value, p.mention.figure.value): [q.figure, p.mention.figure] for q, p in pairs}
        if len(groups) < 2 or len(pairs) != len(priced):
            continue
        amounts = [m for m in inside if m.figure.base == "元" and _price(m) is None]
        paid = {m.figure.value: m for m in amounts if m.aspect == "actual" and _AMOUNT.search(m.lead)}
        if len(paid) == 1:
            amount = next(iter(paid.values()))
            yield equation.product_of(amount.figure, list(groups.values()), label_of(amount), "document")


def _named(mentions: Sequence[FigureMention], price: _Price) -> FigureMention | None:
    """The count of the same subject (小学生140人 … 小学生300元/年), or one of its unit in the sentence."""
    at = price.mention
    near = [m for m in mentions if 0 <= at.sentence - m.sentence <= 2 and m.dimension in _COUNTED and m is not at]
    beside = [m for m in near if m.sentence == at.sentence and price.per and m.figure.unit.startswith(price.per[:2])]
    named = [m for m in near if at.subject and m.subject and m.subject.endswith(at.subject)]
    return next(iter(beside or named), None)
