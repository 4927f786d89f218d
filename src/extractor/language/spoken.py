"""Numbers in Chinese numerals: 二十余篇, 百分之三十, 三分之一, 十几, 两三, 零差错; and those that are names."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.language import numerals, spurious
from extractor.language.grammar import grammar
from extractor.language.number import Number
from extractor.language.units import Unit

_SIGNS = numerals.NUMERALS
_RUN = re.compile(
    rf"[{_SIGNS}几数]+(?:[万亿][{_SIGNS}]+)*(?:点[{_SIGNS}]+)?|万(?=[余多]|[人元次份件册字户亩])|亿(?=[余多]?元)"
)
_FRACTION = re.compile(rf"(?P<bottom>[{_SIGNS}]+|万)分之(?P<top>[{_SIGNS}]+(?:点[{_SIGNS}]+)?)")
_DATE = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:月|季度|日(?![内以之])|号|[点时](?![一二三四五六七八九]))|十[一二三四五]五"
    r"|[一二][九〇零][〇零一二三四五六七八九]{2}年"
)
_ORDINAL = tuple("第周期初其逐某唯统之此这该哪")
_QUOTED = re.compile(r"[^”\"」’\n]{1,12}[”\"」’]")
_MOTTO = re.compile(
    rf"[{_SIGNS}]{{1,3}}字(?:工作|总)?(?:方针|要求|诀|口诀|要诀|真言|箴言|真经|经|精神|校训|家训|工作法)"
)
"""`十二字方针` is a name."""
_LISTED = re.compile(rf"(?P<before>[{_SIGNS}])[、和及]$")
"""Before a numeral: 一、二、三标段 are numbered one after another."""
_SCORED = tuple("得扣计加减记")
"""Before N分 in Chinese numerals, where it means points (十分 is an adverb)."""
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""Alone they are parts of words and names (队伍, 大陆)."""
_SERIES = 400
"""Characters in which 一批 is looked for before 二批."""
_ALONE = {"万": Decimal(10000), "亿": Decimal(10) ** 8}
_EACH = re.compile(r"每[^，。；,;\s]{1,6}$")
_REGULARLY = re.compile(r"(?:每|一个)(?:年度?|半年|季度?|月|周|旬|天|日|学期|学年)[^，。；,;\s]{1,12}$")
_THING = re.compile(
    r"(?<![^，。；：:、（(\s和及])[^，。；：:、（(\s每一第\d]{2,}[^，。；：:、（(\s每一第\d了过为是有的到成出]$"
)
"""Before 一台: a noun, with or without its verb, and not only a verb (改造一户)."""
_ENDED = re.compile(r"\s*(?:[，。；、,;（）()\d]|[和及与](?!其)|$)")
_TIMES = ("次", "场", "期", "轮", "遍")
"""What is done regularly: 每月开展安全巡查一次."""
_ROUND = ("百", "千", "万", "亿")
"""Alone they are parts of words, or say no more than many."""
_HUNDREDTHS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}


def read(text: str, at: int, *, compared: bool) -> tuple[Number | None, int]:
    """The number that begins at `at`, None for a name or an ordinal, and where to read on. `compared`: a word of
    comparison stands before it."""
    if zero := grammar().zero.match(text, at):
        unit = (None, Unit("count", Decimal(1), ""))
        return Number(at, at + 1, Decimal(0), spoken=True, whole=at, unit=unit), zero.end()
    if fraction := _FRACTION.match(text, at):
        return _fraction(fraction), fraction.end()
    if phrase := spurious.idiom().match(text, at) or _DATE.match(text, at) or _MOTTO.match(text, at):
        return None, phrase.end()
    run = _RUN.match(text, at)
    if not run:
        return None, at + 1
    before = text[at - 1 : at]
    if before in _ORDINAL or (before == "每" and run[0][0] not in "一百千万"):
        return None, run.end()
    if before and before in '“"「‘' and _QUOTED.match(text, at, at + 14):
        return None, run.end()
    numeral = run[0].rstrip("万亿") or run[0]
    listed = _LISTED.search(text, max(0, at - 2), at)
    if listed and (last := numerals.chinese(listed["before"])) and last + 1 == numerals.chinese(numeral):
        return None, run.end()
    return _numeral(text, numeral, at, compared), run.end()


def _fraction(match: re.Match[str]) -> Number | None:
    top, bottom = numerals.chinese(match["top"]), _HUNDREDTHS.get(match["bottom"]) or numerals.chinese(match["bottom"])
    if not top or not bottom:
        return None
    if match["bottom"] == "百":
        percent = ("%", Unit("percent", Decimal("0.01"), "1"))
        return Number(match.start("top"), match.end(), top, spoken=True, whole=match.start(), unit=percent)
    share = (None, Unit("percent", Decimal(1), "1"))
    return Number(match.start(), match.end(), top / bottom, spoken=True, whole=match.start(), unit=share)


def _numeral(text: str, numeral: str, at: int, compared: bool) -> Number | None:
    end = at + len(numeral)
    if "几" in numeral or "数" in numeral:
        # 十几, 数十: their decade; 几 and 数 alone (数据, 几乎) say nothing.
        plain = numeral.strip("几数")
        low = numerals.chinese(plain) if plain and plain != numeral else None
        return Number(at, end, low, comparator="gt", spoken=True) if low else None
    if pair := numerals.adjacent(numeral):
        return Number(at, end, pair[0], high=pair[1], comparator="approx", spoken=True)
    value = _ALONE.get(numeral) or numerals.chinese(numeral)
    if not value or not _counts(text, numeral, at, compared):
        return None
    return Number(at, end, value, spoken=True)


def _counts(text: str, numeral: str, at: int, compared: bool) -> bool:
    """Whether a numeral counts what follows: not 一个 as an article, 三级 and 二期 as names, 百家 as many."""
    end = at + len(numeral)
    tail = grammar().tail.match(text, end)
    if not tail:
        return False
    unit = tail["unit"] or ""
    if unit == "分":
        return text[at - 1 : at] in _SCORED
    if unit == "年" and numeral == "一":
        return False
    if numeral in _ROUND:
        return compared or bool(tail["inner"] or tail["late"]) or tail["more"] in ("余", "多")
    if len(numeral) > 1 or numeral == "十":
        return True
    if unit == "批" and (value := numerals.chinese(numeral)) and value > 1:
        # 一批项目…，二批项目…: numbered one after another.
        before = next(sign for sign in _SIGNS if numerals.chinese(sign) == value - 1)
        if text.rfind(before + unit, max(0, at - _SERIES), at) >= 0:
            return False
    if numeral in _CAPITALS:
        return False
    begin = max(0, at - 20)
    each = _EACH.search(text, begin, at) or (unit in _TIMES and _REGULARLY.search(text, begin, at))
    if numeral == "一":
        behind = unit and unit in grammar().after_one and _THING.search(text, begin, at) and _ENDED.match(text, end + 1)
        return bool(tail["factor"] or unit.endswith(("百分点", "倍")) or (each and unit) or behind)
    return bool(each) or len(unit) > 1 or text[end : end + 1] in tuple(grammar().after_one_digit)
