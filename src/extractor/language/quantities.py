"""The reader of quantities: every number of a text that measures something, and what should be one and is not.

It works on characters, before and without word segmentation, in one walk over the candidates (digits, Chinese
numerals, masks); a candidate is something numbered (spurious.py), unreadable, or a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.language import numerals, printed, spoken, spurious, units
from extractor.language.grammar import grammar
from extractor.language.normalise import fold
from extractor.language.number import Number
from extractor.language.quantity import Comparator, Quantity, Unreadable

_CANDIDATE = re.compile(rf"[0-9{numerals.NUMERALS}几数万亿《〈〔\[［(（【*_XxＸ×○QZ^M#]")
_SPLIT = re.compile(r"\d+\.[ \t]*\n\s*\d{1,2}(?:%|[万亿]?元)")
_MASK = re.compile(
    r"(?:\*{3,}|\*{2}(?=\s?[万亿%元年月日个人分])"
    r"|[XxＸ×○]{2,}(?=\s?(?:[万亿]|元|%|年|月|日|个|人|次|件|户|篇|分(?!局|公司)|项(?!目)))"
    r"|[XxＸ](?=\s?(?:[万亿]?元|%|个百分点))|_{2,}(?=\s?(?:[万亿]?元|%|个|人(?!员))))"
    r"(?:\.[*Xx]+)?(?:\s?(?:[万亿]?元|[万%年个人次件户篇分项]))?"
)
_MASKED_DIGITS = re.compile(r"\d{1,3}[XxＸ×*○]{2,}\d*(?:\s?(?:年度?|[万亿]?元|%))?")
_OVERFLOWN = re.compile(r"#{3,}(?=[ \u3000]*(?:[|\t\n]|$))|#(?:VALUE!|REF!|DIV/0!|N/A|NAME\?|NUM!|NULL!)")
"""What a spreadsheet shows for a number too wide for its column, or one that it cannot work out."""
_MISREAD = re.compile(
    r"[QZ^]\s?\d+(?:\.\d+)?%|(?<=率)Q\s?\d+(?:\.\d+)?|M\.\d+(?![A-Za-z])|\d+(?:\.\d+)?×10\s\d(?:\s[a-z]\s\d)?(?!\d)"
)
_PADDING = 20
"""Blanks that may stand before the figure of a cell."""
_CODE = re.compile(r"[\w.-]*", re.ASCII)
_ITEM = re.compile(r"[1-9]\d?\.(?=[1-9]\d{0,3}(?:[名家所座处件项户台人条]|个(?!百分点|月|工作日|小时))[\u4e00-\u9fff])")
"""At the begin of a line, before a count of what has no halves: the number of an item (`7.21个站点`)."""
_ROUND = "百千万亿"
"""Before them 上 means nearly (上百人); before other numbers it belongs to the word before it (名单上6人)."""
_NAMED = re.compile(r"[^”\"\n]{0,8}[”\"]")
"""Behind a count in quotation marks: it is part of a name (“10个一批”)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Both kinds, each in the order of the text."""

    quantities: list[Quantity]
    unreadable: list[Unreadable]


def read(text: str, start: int = 0, end: int | None = None) -> Reading:
    """What `text[start:end]` measures; offsets are those of `text`. A table cell is read by its own span: a number that
    fills the part is a quantity there, whatever it looks like in prose. Linear in the length."""
    reading = Reading([], [])
    for found in _Walk(text, start, len(text) if end is None else end):
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


class _Walk:
    """One walk over the folded copy of a part of a text; offsets are those of the copy until a result is made."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.original = text
        self.shift = start
        self.folded = fold(text[start:end], punctuation=False)
        self.text = self.folded.text
        self.grammar = grammar()
        self.done = 0
        """Where the last candidate ended: no expression reaches back over it."""

    def __iter__(self) -> Iterator[Quantity | Unreadable]:
        position = 0
        while candidate := _CANDIDATE.search(self.text, position):
            self.done = position
            found, position = self._candidate(candidate.start())
            if found:
                yield found

    def _candidate(self, at: int) -> tuple[Quantity | Unreadable | None, int]:
        """What begins at `at`, and where to read on."""
        char = self.text[at]
        if "0" <= char <= "9" and not self.grammar.zero.match(self.text, at):
            return self._printed(at)
        if char in "《〈〔[［(（【":
            skipped = spurious.ENCLOSED.match(self.text, at)
            return None, skipped.end() if skipped else at + 1
        if char in "*_XxＸ×○":
            return self._unreadable(_MASK.match(self.text, at), "masked", at)
        if char == "#":
            return self._unreadable(_OVERFLOWN.match(self.text, at) if self._alone(at) else None, "overflown", at)
        if char in "QZ^M":
            return self._unreadable(_MISREAD.match(self.text, at), "ocr", at)
        number, position = spoken.read(self.text, at, compared=self._compared(at)[1] is not None)
        return self._measured(number, position) if number else (None, position)

    def _alone(self, at: int) -> bool:
        """Whether nothing stands before `at` in its cell or line."""
        return self.text[max(0, at - _PADDING) : at].rstrip(" \u3000")[-1:] in ("", "\t", "|", "\n")

    def _unreadable(self, match: re.Match[str] | None, reason: str, at: int) -> tuple[Unreadable | None, int]:
        before = self.text[at - 1 : at]
        inside_word = before.isascii() and before.isalnum() and not self.text[at].isdigit()
        if not match or inside_word:
            return None, at + 1
        return Unreadable(*self._place(match.start(), match.end()), reason), match.end()

    def _printed(self, at: int) -> tuple[Quantity | Unreadable | None, int]:
        text, before = self.text, self.text[at - 1 : at]
        for pattern, reason in ((_SPLIT, "split"), (_MASKED_DIGITS, "masked"), (_MISREAD, "ocr")):
            if match := pattern.match(text, at):
                return self._unreadable(match, reason, at)
        if before == "_" or (before < "\u3000" and before.isalpha()):
            code = _CODE.match(text, at)
            return None, code.end() if code else at + 1
        if numbered := spurious.NUMBERED.match(text, at):
            return None, numbered.end()
        if (item := _ITEM.match(text, at)) and not text[text.rfind("\n", 0, at) + 1 : at].strip():
            return None, item.end()
        number = printed.number(text, at)
        if isinstance(number, int):
            if printed.is_outline(text[at:number]):
                return None, number
            tail = self.grammar.tail.match(text, number)
            end = tail.end("unit") if tail and tail["unit"] else number
            return Unreadable(*self._place(at, end), "separators"), end
        if before == "第":
            tail = self.grammar.tail.match(text, number.end)
            return None, tail.end() if tail and tail["measure"] else number.end
        return self._measured(number, number.end)

    def _compared(self, at: int) -> tuple[int, Comparator | None]:
        """Where the words of comparison before a number begin, and what they say."""
        begin = max(self.done, at - 9)
        match = self.grammar.prefix.search(self.text[begin:at])
        if match is None or (match["word"] == "上" and self.text[at] not in _ROUND):
            return at, None
        return begin + match.start(), self.grammar.before[match["word"]]

    def _measured(self, number: Number, position: int) -> tuple[Quantity | None, int]:
        begin, comparator = self._compared(number.start if number.whole is None else number.whole)
        if number.unit:
            return self._whole(number, begin, comparator, position)
        if not number.spoken:
            printed.widen(self.text, number)
            if comparator is None:
                begin = printed.signed(self.text, number, begin, self.done)
        tail = self.grammar.tail.match(self.text, number.end)
        if not tail or (not tail["unit"] and tail["lone"] in (None, "百", "千")):
            bracketed = self.grammar.bracketed.match(self.text, number.end)
            inside = self.grammar.tail.fullmatch(self.text, *bracketed.span("inside")) if bracketed else None
            groups = ("factor", "unit", "lone")
            said = "".join(filter(None, inside.group(*groups))) if inside else ""
            if bracketed and inside and said == inside[0] and (inside["unit"] or said in ("万", "亿")):
                unit = "".join(self._written(inside, group) for group in groups)
                return self._quantity(
                    number, begin, bracketed.end(), unit, units.meaning(said), comparator
                ), bracketed.end()
            return self._bare(number, begin, comparator, tail, position)
        end = tail.end()
        more = bool(tail["inner"] or tail["late"] or tail["more"] in ("余", "多", "有余"))
        folded_unit = (tail["factor"] or "") + (tail["unit"] or "") or tail["lone"]
        meaning = units.meaning(folded_unit)
        if tail["lone"] and self.grammar.people.search(self.text[max(0, begin - 14) : begin]):
            meaning = units.Unit("count", meaning.factor, "")
        after = tail["after"]
        if meaning.dimension == "duration":
            if not after and self.grammar.plan.match(self.text, end):
                return None, end
            if self.text[begin : number.start].strip() == "近":
                begin, comparator = number.start, None  # 近3年 are the last three years
        elif after == "内":
            after, end = None, tail.start("after")
        named = meaning.dimension == "count" and self.text[begin - 1 : begin] in ("“", '"')
        if named and not number.spoken and _NAMED.match(self.text, end):
            return None, end
        unit = "".join(self._written(tail, group) for group in ("factor", "unit", "lone"))
        sign: Comparator | None = "gt" if more else self.grammar.after[after] if after else comparator
        return self._quantity(number, begin, end, unit, meaning, sign), end

    def _whole(
        self, number: Number, begin: int, comparator: Comparator | None, end: int
    ) -> tuple[Quantity | None, int]:
        assert number.unit
        if number.low and (suffix := self.grammar.suffix.match(self.text, end)):
            comparator, end = self.grammar.after[suffix[0]], suffix.end()
        return self._quantity(number, begin, end, *number.unit, comparator), end

    def _bare(
        self, number: Number, begin: int, comparator: Comparator | None, tail: re.Match[str] | None, position: int
    ) -> tuple[Quantity | None, int]:
        if number.spoken:
            return None, position
        end = number.end
        if tail and not tail["measure"] and (tail["after"] or tail["more"] in ("余", "多")):
            comparator = self.grammar.after[tail["after"] or tail["more"]]
            end = tail.end() if tail["after"] else tail.end("more")
        elif comparator is None and not printed.is_value(self.text, number, begin, end):
            return None, max(position, end)
        return self._quantity(number, begin, end, None, units.BARE, comparator), end

    def _quantity(
        self,
        number: Number,
        begin: int,
        end: int,
        unit: str | None,
        meaning: units.Unit,
        comparator: Comparator | None,
    ) -> Quantity:
        return Quantity(
            *self._place(begin, end),
            *self._place(number.start, number.low_end),
            number=number.low,
            unit=unit,
            dimension=meaning.dimension,
            comparator=comparator or number.comparator,
            high=number.high,
            decimals=number.decimals,
            factor=meaning.factor,
            base=meaning.base,
        )

    def _place(self, start: int, end: int) -> tuple[int, int]:
        span = self.folded.span(start, end)
        return span.start + self.shift, span.end + self.shift

    def _written(self, match: re.Match[str], group: str) -> str:
        start, end = match.span(group)
        if start < 0 or start == end:
            return ""
        first, last = self._place(start, end)
        return self.original[first:last]
