"""The reader of quantities: every number of a text that measures something, and what should be one and is not.

It works on characters, before and without word segmentation, in one walk over the candidates (digits, Chinese
numerals, masks); a candidate is either something numbered (spurious.py), unreadable, or a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.language import grammar, numerals, spurious, units
from extractor.language.normalise import Folded, fold
from extractor.language.quantity import Comparator, Quantity, Unreadable


@dataclass(frozen=True, slots=True)
class Reading:
    """Both kinds in the order of the text."""

    quantities: list[Quantity]
    unreadable: list[Unreadable]


def read(text: str, start: int = 0, end: int | None = None) -> Reading:
    """What `text[start:end]` measures; offsets are those of `text`. A table cell is read by its own span: a number that
    fills the part is a quantity there, whatever it looks like in prose. Linear in the length."""
    end = len(text) if end is None else end
    folded = fold(text[start:end], punctuation=False)
    reading = Reading([], [])
    for found in _Walk(folded, start).walk():
        if isinstance(found, Quantity):
            reading.quantities.append(found)
        else:
            reading.unreadable.append(found)
    return reading


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities of `text[start:end]`."""
    return read(text, start, end).quantities


def unreadable(text: str, start: int = 0, end: int | None = None) -> list[Unreadable]:
    """What stands in `text[start:end]` where a number should and is not one."""
    return read(text, start, end).unreadable


@dataclass(slots=True)
class _Number:
    """A number before its unit is known; offsets in the folded text."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    comparator: Comparator = "eq"
    decimals: int = 0
    chinese: bool = False


class _Walk:
    """One walk over a folded text."""

    def __init__(self, folded: Folded, shift: int) -> None:
        self.folded = folded
        self.text = folded.text
        self.shift = shift
        self.done = 0

    def walk(self) -> Iterator[Quantity | Unreadable]:
        position = 0
        while candidate := grammar.CANDIDATE.search(self.text, position):
            at = candidate.start()
            char = self.text[at]
            self.next = at + 1
            if char.isdigit() and char.isascii():
                found = self._arabic(at)
            elif char in "《〈〔[［(（【":
                skipped = grammar.SKIPPED.match(self.text, at)
                found, self.next = None, skipped.end() if skipped else at + 1
            elif char in "*_XxＸ×○":
                found = self._unreadable(grammar.MASK.match(self.text, at), "masked")
            elif char in "QZ^M":
                found = self._unreadable(grammar.MISREAD.match(self.text, at), "ocr")
            else:
                found = self._chinese(at)
            if found:
                yield found
            position = self.done = self.next

    def _unreadable(self, match: re.Match[str] | None, reason: str) -> Unreadable | None:
        if not match or (
            self.text[match.start() - 1 : match.start()].isalnum()
            and match[0][0] in "XxZQM"
            and (self.text[match.start() - 1].isascii())
        ):
            return None
        self.next = match.end()
        span = self._span(match.start(), match.start() + len(match[0].rstrip()))
        return Unreadable(*span, reason)

    def _span(self, start: int, end: int) -> tuple[int, int]:
        span = self.folded.span(start, end)
        return span.start + self.shift, span.end + self.shift

    # Arabic numbers

    def _arabic(self, at: int) -> Quantity | Unreadable | None:
        text = self.text
        before = text[at - 1] if at else ""
        for pattern, reason in ((grammar.SPLIT, "split"), (grammar.MASKED_DIGITS, "masked"), (grammar.MISREAD, "ocr")):
            if match := pattern.match(text, at):
                return self._unreadable(match, reason)
        if before.isascii() and (before.isalpha() or before == "_"):
            self.next = _after_code(text, at)
            return None
        if numbered := spurious.NUMBERED.match(text, at):
            self.next = numbered.end()
            return None
        lump = grammar.LUMP.match(text, at)
        assert lump  # a digit stands here
        self.next = lump.end()
        value = numerals.arabic(lump[0].replace("，", ","))
        printed = lump[0]
        if value is None:
            parts = printed.split(",")
            if len(parts) == 1 and all(len(part) <= 2 for part in printed.split(".")):
                return None  # 1.1.2, a section's number
            if not _is_list(parts):
                tail = grammar.tail().match(text, lump.end())
                return Unreadable(*self._span(at, tail.end() if tail and tail["unit"] else lump.end()), "separators")
            printed = parts[0]
            value = Decimal(printed)
        number = _Number(at, at + len(printed), value, decimals=len(printed.partition(".")[2]))
        self.next = number.end
        if before == "第":
            tail = grammar.tail().match(text, number.end)
            self.next = tail.end() if tail and tail["measure"] else number.end
            return None
        if mixed := grammar.MIXED.match(text, at):
            number = _mixed(mixed)
        return self._measured(number)

    # Chinese numerals

    def _chinese(self, at: int) -> Quantity | None:
        text = self.text
        before = text[at - 1] if at else ""
        if zero := grammar.ZERO.match(text, at):
            return self._worded(zero, zero.start(), zero.start() + 1, Decimal(0))
        if fraction := grammar.FRACTION.match(text, at):
            return self._fraction(fraction)
        if phrase := spurious.idiom().match(text, at) or grammar.CHINESE_DATE.match(text, at):
            self.next = phrase.end()
            return None
        run = grammar.CHINESE.match(text, at)
        if not run:
            return None
        self.next = run.end()
        if (
            before in ("第", "周", "期", "初", "其", "每", "逐", "某", "唯", "统", "之")
            and before
            and not (before == "每" and run[0] == "一")
        ):
            return None
        if before in '“"「‘' and before and re.match(r"[^”\"」’\n]{1,12}[”\"」’]", text[at : at + 14]):
            return None
        numeral = run[0].rstrip("万亿")
        number = self._numeral(numeral or run[0], at)
        return self._measured(number) if number else None

    def _numeral(self, numeral: str, at: int) -> _Number | None:
        text, end = self.text, at + len(numeral)
        if "几" in numeral or "数" in numeral:
            plain = numeral.replace("几", "").replace("数", "")
            low = numerals.chinese(plain) if plain else None
            if low is None or (numeral[0] in "几数") == (numeral[-1] in "几数"):
                return None
            return _Number(at, end, low, comparator="gt", chinese=True)
        if pair := numerals.adjacent(numeral):
            return _Number(at, end, pair[0], pair[1], "approx", chinese=True)
        value = Decimal(10000) if numeral == "万" else numerals.chinese(numeral)
        if value is None or value == 0:
            return None
        vague = grammar.tail().match(text, end)
        loose = bool(vague and (vague["more"] in ("余", "多") or vague["inner"] or vague["late"]))
        if numeral in ("百", "千", "万") and not loose and not self._prefix(at)[1]:
            return None
        if len(numeral) == 1 and numeral not in "十百千万":
            following = text[end : end + 1]
            if following and following not in grammar.CARELESS and not _each(text, at):
                multi = vague and vague["unit"] and len(vague["unit"]) > 1
                if not multi:
                    return None
            if numeral in "一壹" and not (
                vague and (vague["factor"] or (vague["unit"] or "").endswith("百分点") or _each(text, at))
            ):
                return None
        return _Number(at, end, value, chinese=True)

    def _fraction(self, match: re.Match[str]) -> Quantity | None:
        top = numerals.chinese(match["top"])
        scale = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(match["bottom"])
        bottom = scale or numerals.chinese(match["bottom"])
        if not top or not bottom:
            return None
        if match["bottom"] == "百":
            return self._worded(match, match.start("top"), match.end("top"), top, "%", Decimal("0.01"))
        return self._worded(match, match.start(), match.end(), top / bottom, None, Decimal(1))

    def _worded(
        self,
        match: re.Match[str],
        digits: int,
        digits_end: int,
        number: Decimal,
        unit: str | None = None,
        factor: Decimal | None = None,
    ) -> Quantity:
        """A quantity that is its own expression: 零差错, 百分之三十, 三分之二."""
        first, comparator = self._prefix(match.start())
        tail = re.compile(rf"(?:{grammar.any_of(grammar.AFTER)})").match(self.text, match.end()) if factor else None
        last = tail.end() if tail else match.end()
        if tail:
            comparator = grammar.AFTER[tail[0]]
        self.next = last
        return Quantity(
            *self._span(first, last),
            *self._span(digits, digits_end),
            number=number,
            unit=unit,
            dimension="percent" if factor else "count",
            comparator=comparator or "eq",
            factor=factor or Decimal(1),
            base="1" if factor else "",
        )

    # Both

    def _prefix(self, at: int) -> tuple[int, Comparator | None]:
        """Where the words of comparison before a number begin, and what they say."""
        begin = max(self.done, at - 9)
        match = grammar.PREFIX.search(self.text[begin:at])
        return (begin + match.start(), grammar.BEFORE[match["word"]]) if match else (at, None)

    def _measured(self, number: _Number) -> Quantity | Unreadable | None:
        text = self.text
        begin, comparator = self._prefix(number.start)
        first = text[begin - 1] if begin else ""
        if number.high is None and not number.chinese:
            self._widen(number)
        if (
            comparator is None
            and not number.chinese
            and (sign := grammar.SIGN.search(text[max(self.done, begin - 2) : begin]))
        ):
            begin -= len(sign[0]) - sign.start("sign")
            if sign["sign"] == "±":
                number.low, number.high = -number.low, number.low
            elif sign["sign"] == "-":
                number.low = -number.low
        tail = grammar.tail().match(text, number.end)
        assert tail  # every part is optional
        unit = (tail["factor"] or "") + (tail["unit"] or "") or tail["lone"]
        if tail["lone"] in ("百", "千") or (number.chinese and not unit):
            unit = None
        if unit is None:
            return None if number.chinese else self._bare(number, begin, comparator, tail)
        meaning = units.meaning(unit)
        if number.chinese and meaning.dimension == "score" and not re.search(r"[得扣计加减记]$", text[:begin][-1:]):
            return None
        if tail["lone"] and grammar.PEOPLE.search(text[max(0, begin - 14) : begin]):
            meaning = units.Unit("count", meaning.factor, "")
        end = tail.end()
        if meaning.dimension == "duration":
            if tail["after"] is None and spurious.PLAN.match(text, end):
                self.next = end
                return None
            if text[begin : number.start] == "近":
                begin, comparator = number.start, None
            if unit == "年" and number.low == 1 and number.chinese:
                return None
        elif tail["after"] and tail["after"].strip() == "内":
            end = tail.start("after")
        if (
            first in ("“", '"')
            and not number.chinese
            and meaning.dimension == "count"
            and re.match(r"[^”\n]{0,8}[”\"]", text[end : end + 9])
        ):
            self.next = end
            return None
        after = text[tail.start("after") : end].strip() if tail["after"] and end == tail.end() else ""
        if tail["more"] in ("余", "多", "有余") or tail["inner"] or tail["late"]:
            comparator = "gt"
        elif after:
            comparator = grammar.AFTER[after]
        self.next = end
        return Quantity(
            *self._span(begin, end),
            *self._span(number.start, number.end if number.high is None or number.chinese else self._low_end(number)),
            number=number.low,
            unit=unit,
            dimension=meaning.dimension,
            comparator=comparator or number.comparator,
            high=number.high,
            decimals=number.decimals,
            factor=meaning.factor,
            base=meaning.base,
        )

    def _low_end(self, number: _Number) -> int:
        lump = grammar.LUMP.match(self.text, number.start)
        return lump.end() if lump else number.end

    def _widen(self, number: _Number) -> None:
        """Takes in the upper end of a range, if there is one that makes sense."""
        text = self.text
        match = grammar.range().match(text, number.end)
        if not match:
            return
        high = numerals.arabic(match["high"])
        tail = grammar.tail().match(text, match.end())
        own, other = match["first"].strip(), tail and (tail["factor"] or "") + (tail["unit"] or "")
        if high is None or high < number.low or (own and own != other):
            return
        if match["dash"].strip() in ("至", "到") and (
            not other or text[number.start - 1 : number.start] in ("从", "由", "自")
        ):
            return
        if not other and (
            text[match.end() : match.end() + 1] in tuple("=÷×*/)）-年月日")
            or text[number.start - 1 : number.start] in tuple("÷×+*/")
        ):
            return
        number.high, number.end = high, match.end()
        number.decimals = max(number.decimals, len(match["high"].partition(".")[2]))

    def _bare(self, number: _Number, begin: int, comparator: Comparator | None, tail: re.Match[str]) -> Quantity | None:
        """A number without a unit, where it stands as a value: alone in its cell or between blanks, or behind a word
        that a figure follows (`分值10，`), but not as an item's number, a label's, or the start of a name."""
        text, end = self.text, number.end
        after = ""
        if tail["after"] and not tail["measure"]:
            after, end = tail["after"].strip(), tail.end()
        more = tail["more"] if not tail["measure"] else None
        if more in ("余", "多") and not after:
            after, end = more, tail.end("more")
        line = text[begin - 12 if begin > 12 else 0 : begin].rpartition("\n")[2]
        head, following = line.rstrip(" \t|"), text[end : end + 1]
        alone = not head.strip() or line[-1:] in ("\t", "|")
        fills = alone and (not following or following in "\t\n|")
        if not fills and comparator is None and not after:
            whole = number.low == number.low.to_integral_value() and not number.decimals
            if following and (following.isalnum() or following in "_“《"):
                return None
            if whole and number.low < 100 and following in tuple("、.．)）") and not text[end + 1 : end + 2].isdigit():
                return None
            if spurious.LABEL.search(line) or (whole and 1900 <= number.low < 2100 and not number.high):
                return None
            if (
                following in tuple("-—/#+")
                and following
                and text[end + 1 : end + 2].isalnum()
                and not text[end + 1].isdigit()
            ):
                return None
            if following in ("：", ":") or line[-1:] in ("“", '"', "#", "№", "/", "〔"):
                return None
        self.next = end
        return Quantity(
            *self._span(begin, end),
            *self._span(number.start, number.end if number.high is None else self._low_end(number)),
            number=number.low,
            unit=None,
            dimension="bare",
            comparator=grammar.AFTER[after] if after else comparator or number.comparator,
            high=number.high,
            decimals=number.decimals,
        )


def _mixed(match: re.Match[str]) -> _Number:
    """1亿2000万 → 12000 (万 is the unit), 3万5千 → 35000."""
    if match["yi"]:
        return _Number(match.start(), match.end(), Decimal(match["yi"]) * 10000 + Decimal(match["wan"]))
    low = Decimal(match["tail"]) * (1000 if match["qian"] else 1)
    return _Number(match.start(), match.end(), Decimal(match["head"]) * 10000 + low)


def _is_list(parts: list[str]) -> bool:
    """Whether commas separate numbers (`1,2,3`, `2020,2021`) and not groups of digits."""
    years = all(len(part) == 4 and part.isdigit() for part in parts)
    small = all(len(part) <= 2 and part.isdigit() for part in parts)
    printed_alike = all(re.fullmatch(r"\d+\.\d+", part) for part in parts)
    return len(parts) > 1 and (years or small or printed_alike)


def _after_code(text: str, at: int) -> int:
    match = re.compile(r"[\w.-]*", re.ASCII).match(text, at)
    return match.end() if match else at + 1


def _each(text: str, at: int) -> bool:
    """Whether 一 counts: 每…一次."""
    return bool(re.search(r"每[^，。；,;\s]{0,6}$", text[max(0, at - 7) : at]))
