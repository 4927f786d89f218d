"""Prices and averages: what an amount is for each of (300元/人, 每岗每月500元, 人均240元), and which figures count such
things or pay for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.relations.model import Figure
from extractor.relations.narrative import COUNTED, PEOPLE, FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.words import words

UNIT_PRICE = re.compile(r"[/／每]\s*(?P<per>[^/／.·年月]{0,4}?)\s*(?:[/／.·每]?(?P<time>[年月]))?$")
_EACH = re.compile(r"每(?P<per>人次|[^每，,\d年月日天季周]{1,5}?)(?:每?(?P<time>月|年|季))?(?P<rest>[^每，,\d]{0,6})$")
_AVERAGE = re.compile(
    r"(?P<per>人次|[人户案亩村件家台车生校站店])均(?P<rest>[^，,\d]{0,8})$|(?:客|平均)?单价(?P<any>为?)$"
)
_PLAIN_REST = re.compile(
    r"^(?:全年|一次性|补助|补贴|资助|奖励|发放|支付|给予|标准|为|的|是|约|救助|增收|[个名位次元])*$"
)
_COST = re.compile(r"(?:成本|费用|支出|投入|补助|投资)(?:为|是|约|达)*$")
_TOPPED = re.compile(r"最高|最低|至少|至多|不超|不低|以上|以内|另|平均年")
_PLACES = "个支处所家座间栋条"
COUNTABLE = (*COUNTED, "bare")
_MONTHS = 12
_MANY = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_MANY |= {"萬": Decimal(10**4), "億": Decimal(10**8)}
_MULTIPLE = re.compile(r"(?:[十百万亿萬億]|千(?![米克瓦]))*")
"""What a unit is multiplied by (万吨); a 千米 is a unit of its own."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount for each of something. `per` is what it is for, empty for any; `times`: how often a year."""

    mention: FigureMention
    per: str
    times: int
    average: bool
    plain: bool
    """Nothing between the words 每人 or 人均 and the amount narrows it down (人均筹资640元)."""


def price_of(mention: FigureMention) -> Price | None:
    if not measures(mention) or is_bound(mention.figure):
        return None
    if mention.dimension == "money" and (unit := UNIT_PRICE.search(mention.figure.unit)) is not None:
        return Price(mention, unit["per"], _MONTHS if unit["time"] == "月" else 1, False, bool(unit["per"]))
    if mention.dimension == "money" and mention.tail.startswith("每"):
        return Price(mention, mention.tail[1:3], 1, False, True)
    each = _EACH.search(mention.lead)
    if each is not None:
        times = {"月": _MONTHS, "季": 4}.get(each["time"] or "", 1)
        average = "平均" in mention.lead or "折合" in mention.lead
        told = _PLAIN_REST.match(each["rest"]) or (average and _COST.search(each["rest"]))
        plain = bool(told) and not _TOPPED.search(mention.lead)
        return Price(mention, each["per"], times, average, plain)
    mean = _AVERAGE.search(mention.lead)
    if mean is None:
        return None
    if mean["per"] is None:
        return Price(mention, "", 1, False, True)
    return Price(mention, mean["per"], 1, True, bool(_PLAIN_REST.match(mean["rest"])))


def counts_for(quantity: FigureMention, price: Price) -> bool:
    """Whether `quantity` counts what the price is for: 46人 · 每人, 236个行政村 · 每村, 岗位12个 · 每人."""
    if quantity.dimension not in COUNTABLE or is_bound(quantity.figure) or quantity is price.mention:
        return False
    if not price.per:
        return quantity.dimension != "bare"
    unit = _MULTIPLE.sub("", quantity.figure.unit, count=1)
    around = quantity.lead[-8:] + quantity.tail[:6]
    if unit in words().per.get(price.per[:1], ()):
        return True
    if unit.startswith(price.per[:2]) or (unit and price.per.startswith(unit)):
        return True
    if price.per[0] in (*PEOPLE, "生"):
        return unit in PEOPLE or (unit[:1] in tuple(_PLACES) and re.search(r"岗|人员|名额", around) is not None)
    return unit[:1] in tuple(_PLACES) and price.per[0] in around


def pieces(quantity: FigureMention) -> Figure:
    """The count in the unit that the price is for: 3000吨 at so much a 吨 are 3000, whatever 吨 is in 公斤."""
    figure, factor = quantity.figure, Decimal(1)
    for sign in figure.unit[: len(figure.unit) - len(_MULTIPLE.sub("", figure.unit, count=1))]:
        factor *= _MANY[sign]
    return replace(figure, factor=factor)


def pays(amount: FigureMention, price: Price) -> bool:
    """Whether an amount is of the price's own kind: 万元 for 元/平方米."""
    return amount.figure.base == re.split("[/／每]", price.mention.figure.base)[0] or alike(
        amount.figure, price.mention.figure
    )
