"""Columns of print: what stands under which heading on lines whose cells are kept apart by blanks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from extractor.document.lines import Line
from extractor.document.model import Span

GAP = re.compile(r"[ \t\u3000\xa0]{2,}|[\t\u3000]")
"""What parts two cells; a single blank can stand inside one."""
_ASTRAY = 12
"""One piece in so many may stand where its column does not lead to expect it."""

Measure = Callable[[str], int]


def _print_columns(text: str) -> int:
    """Chinese characters and signs take two columns of print."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


MEASURES: tuple[Measure, ...] = (_print_columns, len)
"""Programs count columns of print, people who type their columns count characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two gaps of a line, and the columns that it takes from `left` up to `right`."""

    span: Span
    left: int
    right: int


def pieces(text: str, line: Line, measure: Measure) -> list[Piece]:
    found: list[Piece] = []
    at, column, done = line.body.start, 0, line.start
    for gap in [*GAP.finditer(text, line.body.start, line.body.end), None]:
        stop = gap.start() if gap else line.body.end
        left = column + measure(text[done:at])
        column = left + measure(text[at:stop])
        found.append(Piece(Span(at, stop), left, column))
        at, done = gap.end() if gap else stop, stop
    return found


@dataclass(frozen=True, slots=True)
class Zones:
    """Where each column of a table begins, from the second one on."""

    bounds: tuple[int, ...]

    def of(self, piece: Piece) -> int:
        """The column that a piece stands in: where its middle lies."""
        return bisect_right(self.bounds, (piece.left + piece.right) / 2)

    def place(self, row: Sequence[Piece]) -> list[list[Piece]]:
        """The pieces of a row by column: one or none, two where a heading spans what has no heading of its own."""
        cells: list[list[Piece]] = [[] for _ in range(len(self.bounds) + 1)]
        for piece in row:
            cells[self.of(piece)].append(piece)
        return cells

    def astray(self, row: Sequence[Piece]) -> int:
        """How many pieces of a row share a column with another, or stand in another column than their number has."""
        shared = len(row) - sum(map(bool, self.place(row)))
        full = len(row) == len(self.bounds) + 1
        return shared or (sum(self.of(piece) != index for index, piece in enumerate(row)) if full else 0)


def zones_of(header: Sequence[Piece], rows: Sequence[Sequence[Piece]]) -> Zones | None:
    """The columns that a header and the rows below it keep to; None where they keep to none."""
    bounds = tuple(_bound(left, right, rows) for left, right in pairwise(header))
    zones = Zones(bounds)
    total = sum(map(len, rows))
    astray = sum(zones.astray(row) for row in rows)
    return zones if total and astray * _ASTRAY <= total else None


def _bound(left: Piece, right: Piece, rows: Sequence[Sequence[Piece]]) -> int:
    """Where the column of `right` begins: between the two headings, where the fewest pieces reach across, as far to the
    right as that."""
    places = range(left.right, right.left + 1)
    crossed = [0] * (len(places) + 1)
    for row in rows:
        for piece in row:
            first, last = max(piece.left + 1, places.start), min(piece.right - 1, right.left)
            if first <= last:
                crossed[first - places.start] += 1
                crossed[last + 1 - places.start] -= 1
    best, fewest, depth = right.left, len(rows) + 1, 0
    for place, change in zip(places, crossed, strict=False):
        depth += change
        if depth <= fewest:
            best, fewest = place, depth
    return best
