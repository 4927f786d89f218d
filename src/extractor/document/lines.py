"""Lines of a text and their trimmed places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document.model import Span

BLANKS = frozenset(" \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\x00") | {
    chr(c) for c in range(0x2000, 0x200B)
}
"""What may surround a text without being part of it: blanks of every width, zero-width ones and NUL."""

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKER = re.compile(r"\[bookmark: [^\]\r\n]{0,120}\]")
_MARKER_START = "[bookmark: "
_MARKER_LIMIT = 140


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `start`/`end` without its line break; `body` without blanks and bookmark marks at its ends."""

    start: int
    end: int
    body: Span

    @property
    def blank(self) -> bool:
        return self.body.start == self.body.end


def trim(text: str, start: int, end: int) -> Span:
    """The place without blanks and bookmark marks at its ends; an empty place at `start` where nothing is left."""
    first, last = start, end
    while True:
        while first < last and text[first] in BLANKS:
            first += 1
        while first < last and text[last - 1] in BLANKS:
            last -= 1
        if text.startswith(_MARKER_START, first, last) and (mark := _MARKER.match(text, first, last)):
            first = mark.end()
            continue
        if first < last and text[last - 1] == "]":
            opened = text.rfind(_MARKER_START, max(first, last - _MARKER_LIMIT), last)
            if opened >= 0 and _MARKER.fullmatch(text, opened, last):
                last = opened
                continue
        return Span(first, last) if first < last else Span(start, start)


def split_lines(text: str) -> list[Line]:
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for broken in _BREAK.finditer(text):
        yield Line(start, broken.start(), trim(text, start, broken.start()))
        start = broken.end()
    if start < len(text):
        yield Line(start, len(text), trim(text, start, len(text)))
