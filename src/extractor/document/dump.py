"""Tables of the text dumps that Word readers print: one cell a line (dialects D and H) or one row a line (S).

A tab opens a cell. In D and H each cell has its own line, a blank line ends the row and two end the table; in S a line
is a row. A line without a tab right below a cell belongs to that cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document.lines import Line, trim
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.words import fold, words

_CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_WIDEST = 30
"""Cells beyond which a row is no row: no form is that wide."""
_ROWS_SHARE = 4
"""A dump prints rows (S) when at least one in so many of its tab lines opens several cells."""


def find_dump_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every table whose lines begin with a tab, on lines that are not `taken`, in the order of the text."""
    opens = [index not in taken and _opens(text, line) for index, line in enumerate(lines)]
    opening = [line for line, cell in zip(lines, opens, strict=True) if cell]
    several = sum(text.count("\t", line.start, line.end) > 1 for line in opening)
    if several * _ROWS_SHARE >= len(opening) and several:
        return [PrintedTable("rows", rejoin_directly(rows)) for rows in _rows_tables(text, lines, opens)]
    tables = (rejoin(rows) for rows in _cell_tables(text, lines, opens))
    return [PrintedTable("run-on" if _rows_are_lost(rows) else "cells", rows) for rows in tables]


def _rows_are_lost(rows: Sequence[PrintedRow]) -> bool:
    """Whether a copy without blank lines has left all cells in one row."""
    return len(rows) == 1 and rows[0].width > _WIDEST


def _opens(text: str, line: Line) -> bool:
    """Whether a tab stands before anything else on the line, blanks aside."""
    end = line.body.start if not line.blank else line.end
    return text.find("\t", line.start, end) >= 0


class _Collector:
    """Gathers cells into rows and rows into tables while the lines go by."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text, self.lines = text, lines
        self.tables: list[list[PrintedRow]] = []
        self.rows: list[PrintedRow] = []
        self.cells: list[list[int]] = []
        """Open row: start offset, first line and stop line of each cell."""
        self.gap = 0

    def cell(self, start: int, index: int) -> None:
        self.cells.append([start, index, index + 1])

    def cells_of(self, line: Line, index: int) -> None:
        """Opens a cell at every tab of a line."""
        at = self.text.find("\t", line.start, line.end)
        while at >= 0:
            self.cell(at + 1, index)
            at = self.text.find("\t", at + 1, line.end)

    def grow(self, index: int) -> None:
        self.cells[-1][2] = index + 1

    def end_row(self, gap: int) -> None:
        if self.cells:
            bounds = [*(cell[0] for cell in self.cells[1:]), None]
            cells = []
            for (start, first, stop), after in zip(self.cells, bounds, strict=True):
                end = self.lines[stop - 1].end
                if after is not None and after <= end:
                    end = after - 1
                cells.append(PrintedCell(trim(self.text, start, end), stop - first))
            self.rows.append(PrintedRow(tuple(cells), self.cells[0][1], self.cells[-1][2], self.gap))
        self.cells, self.gap = [], gap

    def end_table(self) -> None:
        self.end_row(0)
        if self.rows:
            self.tables.append(self.rows)
        self.rows = []


def _cell_tables(text: str, lines: Sequence[Line], opens: Sequence[bool]) -> list[list[PrintedRow]]:
    table, blanks = _Collector(text, lines), 0
    for index, line in enumerate(lines):
        if opens[index]:
            if blanks:
                table.end_row(blanks)
            table.cell(text.index("\t", line.start) + 1, index)
            blanks = 0
        elif line.blank:
            blanks += 1
        elif not table.cells:
            continue
        elif blanks > 1 or (blanks and _leaves(text, line, len(table.cells))):
            table.end_table()
        else:
            table.grow(index)
            blanks = 0
    table.end_table()
    return table.tables


def _leaves(text: str, line: Line, width: int) -> bool:
    """Whether a line after one blank line is text after the table, not a further paragraph of its last cell: a chapter
    or a title does not stand in a cell beside others."""
    if width < 2 or len(line.body) > words().title_length:
        return False
    folded = fold(line.body.of(text))
    return bool(_CHAPTER.match(folded)) or bool(words().title.match(folded) and words().about.search(folded))


def _rows_tables(text: str, lines: Sequence[Line], opens: Sequence[bool]) -> list[list[PrintedRow]]:
    table, blanks = _Collector(text, lines), 0
    for index, line in enumerate(lines):
        if opens[index]:
            if blanks and table.cells and table.cells[-1][2] - table.cells[-1][1] < 2:
                table.end_table()
            table.end_row(blanks)
            table.cells_of(line, index)
            blanks = 0
        elif line.blank:
            blanks += 1
        elif not table.cells:
            continue
        elif blanks and not _continues(table, blanks, opens[index + 1 : index + 2]):
            table.end_table()
            blanks = 0
        else:
            table.grow(index)
            table.cells_of(line, index)
            blanks = 0
    table.end_table()
    return table.tables


def _continues(table: _Collector, blanks: int, below: Sequence[bool]) -> bool:
    """A third paragraph of a cell has one blank line before it, and its row or the next goes on right below it."""
    several = table.cells[-1][2] - table.cells[-1][1] > 1
    return blanks == 1 and several and any(below)


def rejoin_directly(rows: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """Rows of dialect S, in which a cell of several paragraphs puts the rest of its row on a new line; at the end of a
    row it leaves a blank line."""
    widest = max(
        (
            row.width
            for above, row in zip([None, *rows], rows, strict=False)
            if row.cells[-1].paragraphs == 1 and (above is None or above.cells[-1].paragraphs == 1)
        ),
        default=max(row.width for row in rows),
    )
    joined: list[PrintedRow] = []
    for row in rows:
        above = joined[-1] if joined else None
        broken = above is not None and above.cells[-1].paragraphs > 1 and not row.gap
        if broken and above is not None and above.width + row.width <= widest:
            joined[-1] = PrintedRow(above.cells + row.cells, above.first, row.stop, above.gap)
        else:
            joined.append(row)
    return tuple(joined)


def rejoin(rows: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """Rows that a blank line inside a cell cut in two, joined again.

    The first half ends in a cell of several paragraphs, the second does not begin with an empty cell, and both
    together are as wide as a neighbour, which the first half alone is not.
    """
    joined: list[PrintedRow] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        if index + 1 < len(rows):
            below = rows[index + 1]
            after = rows[index + 2].width if index + 2 < len(rows) else 0
            before = joined[-1].width if joined else 0
            if (
                row.cells[-1].paragraphs > 1
                and not below.cells[0].empty
                and row.width + below.width in (before, after)
                and row.width != after
            ):
                row = PrintedRow(row.cells + below.cells, row.first, below.stop, row.gap)
                index += 1
        joined.append(row)
        index += 1
    return tuple(joined)
