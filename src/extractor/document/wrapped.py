"""Paragraphs that a printing at a fixed width has broken into lines, as text taken from a .pdf has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.outline import numbered

_LEAST = 5
"""Full lines of a text that is wrapped, at least."""
_SHARE = 3
"""One line of so many is full, at least."""
_LONGEST = 130
"""Characters of a line that is no line of print."""
_ENDS = frozenset("。！？!?；;：:”")


def _characters(text: str, body: Span) -> int:
    return len(body)


def _columns(text: str, body: Span) -> int:
    """The width of a line: Chinese characters and signs take two columns."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in body.of(text))


@dataclass(frozen=True, slots=True)
class Print:
    """Lines broken at `width`, which `measure` counts; they fall short of it by `ragged` at most, since neither a mark
    nor a number is parted from its word."""

    measure: Callable[[str, Span], int]
    width: int
    ragged: int

    def goes_on(self, text: str, line: Line, below: Line) -> bool:
        """Whether the paragraph of `line` goes on in the line right below it."""
        if not self.is_full(text, line) or text[line.body.end - 1] in _ENDS:
            return False
        indented = below.body.start - below.start > line.body.start - line.start
        adjacent = text[line.end : below.start] in ("\n", "\r\n")
        return adjacent and not indented and numbered(text, below.body) is None

    def is_full(self, text: str, line: Line) -> bool:
        return self.measure(text, line.body) >= self.width - self.ragged


def print_of(text: str, lines: Sequence[Line]) -> Print | None:
    """How the lines of a text were broken, None where they are whole paragraphs.

    No line is longer, many are as long, and most of these stop in the middle of a sentence.
    """
    if any(len(line.body) > _LONGEST for line in lines):
        return None
    best, most = None, max(_LEAST, len(lines) // _SHARE) - 1
    for measure, widths, ragged in ((_columns, range(44, 121), 6), (_characters, range(22, 61), 3)):
        found = Print(measure, max((measure(text, line.body) for line in lines), default=0), ragged)
        full = [line for line in lines if found.is_full(text, line)]
        broken = sum(text[line.body.end - 1] not in _ENDS for line in full)
        if found.width in widths and len(full) > most and broken * 3 >= len(full) * 2:
            best, most = found, len(full)
    return best
