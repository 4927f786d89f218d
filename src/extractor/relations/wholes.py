"""Wholes that stand behind their parts: `A 10万元、B 20万元，合计30万元`, `金牌3枚、银牌5枚，共8枚`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.language.numerals import chinese
from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention, measures
from extractor.relations.operands import is_bound
from extractor.relations.parts import beside, compatible
from extractor.relations.prices import price_of
from extractor.relations.words import pattern

_BEHIND = re.compile(
    r"(?:合计|共计|总计|总共|一共|小计|累计|实有|共有|共)(?:[为是达到有]|支出|收入|金额|资金)*$|[^公]共[\u4e00-\u9fff]{1,4}$|(?:合计|共计|总计)[\u4e00-\u9fff]{1,8}$"
)
_BARE = re.compile(r"^(?:全年|年度|本年)?(?:合计|共计|总计|总共|一共|小计|共)(?:[为是达计])*$")
"""Nothing but the word for a sum: what it sums up stands right before it."""
_STATED_COUNT = re.compile(r"([两二三四五六七八九十])[项者笔类部分市县镇村]{1,2}(?:合计|共计|相加|总计)")
_NAMED = re.compile(r"^\s*[，,]\s*(?:合计|共计|总计)(?P<name>[\u4e00-\u9fff]{2,8})$")
_TIMES = ("×", "*", "÷", "＊")
_MOST_PARTS = 20
_FARTHEST = 24


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    for index, whole in enumerate(mentions):
        if measures(whole) and _BEHIND.search(whole.lead) and not is_bound(whole.figure):
            yield from _summed_up(mentions, index)


def _summed_up(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """The longest run of parts that comes out; where none does, the parts that are surely meant: as many as the words
    say (三项合计), or all of the clause where the whole has no name of its own."""
    whole = mentions[index]
    before: list[FigureMention] = []
    for j in range(index - 1, -1, -1):
        if mentions[j].sentence != whole.sentence or len(before) >= _MOST_PARTS:
            break
        if mentions[j].depth == whole.depth and compatible(whole, mentions[j]):
            before.insert(0, mentions[j])
    amounts = before if _is_priced(whole) else [m for m in before if not _is_priced(m)]
    label = f"{label_of(whole).removesuffix('合计')}合计"
    for listed in (before, amounts):
        for count in range(len(listed), 1, -1):
            parts = [m.figure for m in listed[-count:]]
            if judge.total(whole.figure, parts).verdict in HOLDING:
                yield equation.sum_of(whole.figure, parts, label, "sentence")
                return
    before = amounts
    number = _stated_number(mentions, index)
    told = _BARE.match(whole.lead.strip()) or _follows_its_parts(mentions, index)
    chain = _chain(mentions, index) if not number and told else []
    meant = before[-number:] if 2 <= number <= len(before) else chain
    clause = [m for m in before if m.part == whole.part and not beside(m)]
    if len(meant) >= 2:
        yield equation.sum_of(whole.figure, [m.figure for m in meant], label, "sentence")
    elif len(clause) >= 2 and _BARE.match(whole.lead.strip()):
        slipped = equation.sum_of(whole.figure, [m.figure for m in clause], label, "sentence")
        if is_digit_off(slipped):
            yield slipped


def _is_priced(mention: FigureMention) -> bool:
    """Whether an amount is for each of something: what it comes to for all is the part (14个，每个3万元，计42万元)."""
    return price_of(mention) is not None or mention.lead.strip().startswith(_TIMES)


def _stated_number(mentions: Sequence[FigureMention], index: int) -> int:
    """How many parts the words say that there are (三项合计), 0 where they don't."""
    whole, before = mentions[index], mentions[index - 1] if index else None
    stated = _STATED_COUNT.search(whole.clause)
    if stated is None and before is not None and before.sentence == whole.sentence:
        # 三项 is read as a number of things itself.
        stated = _STATED_COUNT.fullmatch(f"{before.figure.quote}{before.figure.unit}{whole.lead.strip()}")
    return int(chinese(stated[1]) or 0) if stated else 0


def _follows_its_parts(mentions: Sequence[FigureMention], index: int) -> bool:
    """Whether a whole with a name of its own stands in the clause behind its parts, which nothing but 、 joins, and
    shares a word of it with one of them (水质监测断面12个、空气站点6个，合计监测点位18个)."""
    whole = mentions[index]
    named = _NAMED.match(whole.clause)
    inside = [m for m in mentions[max(0, index - _MOST_PARTS) : index] if m.part == whole.part]
    if named is None or len(inside) < 2 or any(m.figure.value >= whole.figure.value for m in inside):
        return False
    listed = all(m.clause.startswith("、") for m in inside[1:])
    words = {one + two for one, two in pairwise(named["name"])}
    return listed and any(word in m.lead for m in inside for word in words)


def _chain(mentions: Sequence[FigureMention], index: int) -> list[FigureMention]:
    """All figures of the clause up to the whole, where each of them is a part: of its unit, with no noun of its own
    behind it that the whole does not have, close to the next."""
    whole = mentions[index]
    inside = [m for m in mentions[max(0, index - _MOST_PARTS) : index] if m.part == whole.part]
    after = [*inside, whole][1:]
    each = pattern("price", "each")
    fitting = all(
        compatible(whole, m)
        and m.figure.unit == whole.figure.unit
        and m.depth == whole.depth
        and not beside(m)
        and (not each.search(m.lead) or each.search(whole.lead))
        and not is_bound(m.figure)
        and (not whole.tail.strip() or m.tail.strip() == whole.tail.strip())
        and following.start - m.end <= _FARTHEST
        for m, following in zip(inside, after, strict=True)
    )
    return inside if fitting and not whole.depth else []
