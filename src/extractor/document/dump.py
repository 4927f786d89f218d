"""Tables of the text dumps that Word readers print: one cell a line (dialects D and H) or one row a line (S).

A tab opens a cell. In D and H each cell has its own line, a blank line ends the row and two end the table; in S a line
is a row. A line without a tab right below a cell belongs to that cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document.lines import Line, trim
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.rejoined import WIDEST, rejoin
from extractor.document.stretches import stretches
from extractor.document.words import fold, words

_CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_PARAGRAPHS = 20
"""Paragraphs of one cell that are looked through for the row's next cell."""


def find_dump_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every table whose lines begin with a tab, on lines that are not `taken`, in the order of the text."""
    opens = [index not in taken and _opens(text, line) for index, line in enumerate(lines)]
    found: list[PrintedTable] = []
    for within, in_rows in stretches(text, lines, opens):
        if in_rows:
            printed = (rejoin(text, rows, direct=True) for rows in _rows_tables(text, lines, opens, within))
            found += (PrintedTable("rows", rows) for rows in printed)
        else:
            printed = (rejoin(text, rows, direct=False) for rows in _cell_tables(text, lines, opens, within))
            found += (PrintedTable("run-on" if _rows_are_lost(rows) else "cells", rows) for rows in printed)
    return found


def _rows_are_lost(rows: Sequence[PrintedRow]) -> bool:
    """Whether a copy without blank lines has left all cells in one row."""
    return len(rows) == 1 and rows[0].width > WIDEST


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


def _cell_tables(text: str, lines: Sequence[Line], opens: Sequence[bool], within: range) -> list[list[PrintedRow]]:
    table, blanks = _Collector(text, lines), 0
    for index in within:
        line = lines[index]
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


def _rows_tables(text: str, lines: Sequence[Line], opens: Sequence[bool], within: range) -> list[list[PrintedRow]]:
    table, blanks = _Collector(text, lines), 0
    for index in within:
        line = lines[index]
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
        elif blanks and not (blanks == 1 and _continues(text, lines, opens, table, index)):
            table.end_table()
            blanks = 0
        else:
            table.grow(index)
            table.cells_of(line, index)
            blanks = 0
    table.end_table()
    return table.tables


def _continues(text: str, lines: Sequence[Line], opens: Sequence[bool], table: _Collector, at: int) -> bool:
    """Whether the lines from `at` on are further paragraphs of a cell that has two: each but the last has a blank line
    behind it, and a row goes on or begins right behind them."""
    if table.cells[-1][2] - table.cells[-1][1] < 2:
        return False
    for index in range(at, min(at + 2 * _PARAGRAPHS, len(lines) - 1), 2):
        if lines[index].blank or opens[index] or _leaves(text, lines[index], len(table.cells)):
            return False
        if opens[index + 1] or opens[index + 2 : index + 3] == [True]:
            return True
        if not lines[index + 1].blank:
            return False
    return False
