"""Normalised copies of a text, with the way back to the places of the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractor.document.model import Span

_DROPPED = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SIGNS = {
    "≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "﹥": ">", "﹤": "<", "﹦": "=", "﹪": "%",
    "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "∼": "~", "〜": "~", "￥": "¥",
}  # fmt: skip
_PUNCTUATION = {"﹐": ",", "﹔": ";", "﹕": ":", "〔": "[", "〕": "]", "【": "[", "】": "]", "“": '"', "”": '"'}
_FULL_WIDTH_SIGNS = frozenset("％＋－．～＝＜＞／＊＾")
"""Full-width signs that are part of a figure; the other full-width signs are punctuation."""

_READING_AID = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]")
"""Pinyin in brackets after a character, as pages for learners insert it; the tone mark tells it from `(km)`."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the normalised copy; `span` leads back."""

    text: str
    _cuts: tuple[int, ...] = ()
    """Folded offsets at which characters of the original were left out or joined, ascending."""
    _shifts: tuple[int, ...] = ()
    """For each cut, original minus folded offset from there on."""

    def origin(self, offset: int) -> int:
        """The place in the original of the folded character at `offset`."""
        index = bisect_right(self._cuts, offset) - 1
        return offset + (self._shifts[index] if index >= 0 else 0)

    def span(self, start: int, end: int) -> Span:
        """The place in the original of the folded `[start:end]`; what was dropped at its edges is left outside."""
        first = self.origin(start)
        return Span(first, self.origin(end - 1) + 1 if end > start else first)


def fold(text: str, *, punctuation: bool = True, wrapped: bool = False) -> Folded:
    """A copy for matching: ASCII for full width, ≥ and ≤ for ≧ and ≦, plain blanks, simplified characters, neither
    zero-width characters nor pinyin in brackets. ㎡, ① and all else that NFKC would take apart stay.

    `punctuation=False` leaves commas, brackets and quotation marks as written (`卷（册）`). `wrapped`: line ends are
    those of the print and left out, except inside a number, which stays unreadable. Linear; a text that needs nothing
    is returned itself.
    """
    table, needed = _table(punctuation)
    wrapped = wrapped and "\n" in text
    if not wrapped and not needed.search(text):
        return Folded(text)
    gaps = [match.span() for match in (_WRAPPED_GAPS if wrapped else _GAPS).finditer(text)]
    if not gaps:
        return Folded(text.translate(table))
    pieces: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    done = length = 0
    for start, end in gaps:
        pieces.append(text[done:start])
        length += start - done
        if cuts and cuts[-1] == length:
            shifts[-1] = end - length
        else:
            cuts.append(length)
            shifts.append(end - length)
        done = end
    pieces.append(text[done:])
    return Folded("".join(pieces).translate(table), tuple(cuts), tuple(shifts))


def fold_in_place(text: str) -> str:
    """As `fold(text, punctuation=False)`, but nothing is left out, so that every character keeps its place."""
    table, needed = _table(False)
    return text.translate(table) if needed.search(text) else text


def unaided(text: str) -> str:
    """`text` without the pinyin that pages for learners insert."""
    return _READING_AID.sub("", text)


_GAPS = re.compile(f"[{_DROPPED}]+|{_READING_AID.pattern}")
_LINE_END = r"[ \t\u3000]*\r?\n[ \t\u3000]*"
_WRAPPED_GAPS = re.compile(rf"{_GAPS.pattern}|(?<![\d.\s]){_LINE_END}(?!\s)|(?<=[\d.]){_LINE_END}(?![\d.\s])")


@cache
def _table(punctuation: bool) -> tuple[Mapping[int, str], re.Pattern[str]]:
    signs = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    if not punctuation:
        signs = {wide: sign for wide, sign in signs.items() if sign.isalnum() or wide in _FULL_WIDTH_SIGNS}
    signs |= _SIGNS
    signs |= dict.fromkeys(_BLANKS, " ") | (_PUNCTUATION if punctuation else {}) | _simplified()
    needed = re.compile(f"[{''.join(map(re.escape, signs))}{_DROPPED}āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
    return str.maketrans(signs), needed


@cache
def _simplified() -> dict[str, str]:
    lines = (files("extractor") / "data" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if not line.startswith("#") for pair in line.split()}
