"""Tables of the text dumps that Word readers print: one cell a line (dialects D and H) or one row a line (S).

A tab opens a cell. In D and H each cell has its own line, a blank line ends the row and two end the table; in S a line
is a row. A line without a tab right below a cell belongs to that cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.lines import Line, trim
from extractor.document.outline import numbered
from extractor.document.printed import FIGURE, PrintedCell, PrintedRow, PrintedTable
from extractor.document.stretches import stretches
from extractor.document.words import fold, names_column, words

_CHAPTER = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_WIDEST = 30
"""Cells beyond which a row is no row: no form is that wide."""
_PARAGRAPHS = 20
"""Paragraphs of one cell that are looked through for the row's next cell."""
_LOOSE = 2
"""Blank lines inside rows from which on a table is taken to have them behind all paragraphs."""
_SURE = 3.0
"""What it costs to end a row, or to go on, against what its words tell."""


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


def rejoin(text: str, rows: Sequence[PrintedRow], *, direct: bool) -> tuple[PrintedRow, ...]:
    """Rows that a cell of several paragraphs cut, joined again.

    Behind such a cell it is in doubt whether the row ends or only the cell. Rows whose ends are beyond doubt show how
    wide rows are; of all divisions the one whose rows are most like them is taken. `direct`: a row is a line (dialect
    S), and the rest of a cut one stands right below it.
    """
    loose = any(row.gap > 1 for row in rows[1:])
    doubts = (
        _cut_directly(row, below) if direct else _in_doubt(text, row, below, loose=loose)
        for row, below in pairwise(rows)
    )
    ends = [not doubt for doubt in doubts] + [True]
    whole = Counter(
        row.width for row, before, after in zip(rows, [True, *ends], ends, strict=False) if before and after
    )
    if (recurring := _recurring(rows, ends)).total() > whole.total():
        whole += recurring
    whole = whole or Counter([max(row.width for row in rows)] if direct else [])
    if not whole:
        return tuple(rows)
    told = _told(text, rows)
    joined = _joined(rows, ends, told, whole, close=direct)
    if not direct and len(joined) + _LOOSE <= len(rows):
        joined = _joined(rows, ends, told, whole, close=True)  # here paragraphs have blank lines behind them
    return tuple(joined)


def _told(text: str, rows: Sequence[PrintedRow]) -> list[float]:
    """What it costs, by the words around it, to end a row behind each part (positive) or to go on there (negative):
    a heading goes on with headings and ends before what is none, and no row begins with a figure unless all are
    numbered."""
    heads = [[names_column(cell.span.of(text)) for cell in row.cells] for row in rows]
    figures = [[FIGURE.fullmatch(cell.span.of(text)) is not None for cell in row.cells] for row in rows]
    numbered = 2 * sum(row[0] for row in figures) > len(rows)
    told = []
    for at, lower in enumerate(heads[1:], 1):
        upper, last = heads[at - 1], rows[at - 1].cells[-1]
        goes_on = (upper[-1] and lower[0] and sum(upper) > 1) or (figures[at][0] and not numbered)
        leaves = lower[0] and len(upper) > 1 and (last.empty or figures[at - 1][-1])
        told.append(_SURE if goes_on else -_SURE if leaves else 0.0)
    return [*told, 0.0]


def _recurring(rows: Sequence[PrintedRow], ends: Sequence[bool]) -> Counter[int]:
    """The widths that all parts between two sure ends have together, where that recurs: then each is one row."""
    together: list[int] = []
    start = 0
    for stop, sure in enumerate(ends, 1):
        if sure:
            if stop - start > 1:
                together.append(sum(row.width for row in rows[start:stop]))
            start = stop
    return Counter({width: times for width, times in Counter(together).items() if times > 1})


def _joined(
    rows: Sequence[PrintedRow], ends: Sequence[bool], told: Sequence[float], whole: Counter[int], *, close: bool
) -> list[PrintedRow]:
    joined: list[PrintedRow] = []
    at = 0
    for stop, sure in enumerate(ends, 1):
        if sure:
            joined += _divided(rows[at:stop], told[at:stop], whole, close=close)
            at = stop
    return joined


def _cut_directly(row: PrintedRow, below: PrintedRow) -> bool:
    """Whether a line can go on with the row above it: at the end of a row such a cell leaves a blank line."""
    return row.cells[-1].paragraphs > 1 and not below.gap


def _in_doubt(text: str, row: PrintedRow, below: PrintedRow, *, loose: bool) -> bool:
    """Whether the blank line between two rows can stand inside one row; where blank lines are `loose`, any paragraph
    may have one behind it, and a lone cell that is no title is what it cut off."""
    if below.gap != 1 or row.cells[-1].paragraphs > 1 or not loose or below.width > 1:
        return below.gap == 1 and row.cells[-1].paragraphs > 1
    lone = below.cells[0].span
    return numbered(text, lone) is None and not words().title_row.search(fold(lone.of(text)))


def _divided(
    parts: Sequence[PrintedRow], told: Sequence[float], whole: Counter[int], *, close: bool
) -> list[PrintedRow]:
    """The parts as rows, each as wide as rows are, the more usual the better, and ending where they are `told` to.
    Parts `close` to each other rather are one row; else they rather are not, least of all before an empty cell, which
    goes on from above."""
    widest = max(whole)

    def cost(start: int, stop: int) -> float:
        width = sum(part.width for part in parts[start:stop])
        joined = stop - start > 1
        if width in whole and (width > 1 or close):
            strange = 0.5 / whole[width]
        else:
            strange = 9.0 if joined and (not close or width > widest) else 1.0
        strange += max(told[stop - 1], 0.0) if stop < len(parts) else 0.0
        strange -= sum(min(word, 0.0) for word in told[start : stop - 1])
        if close:
            return strange + 0.5
        return strange + sum(0.7 if part.cells[0].empty else 0.4 for part in parts[start + 1 : stop])

    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(parts) + 1):
        first = max(0, stop - _WIDEST)
        best.append(min((best[start][0] + cost(start, stop), start) for start in range(first, stop)))
    rows: list[PrintedRow] = []
    stop = len(parts)
    while stop:
        start = best[stop][1]
        own = parts[start:stop]
        cells = tuple(cell for part in own for cell in part.cells)
        rows.append(PrintedRow(cells, own[0].first, own[-1].stop, own[0].gap))
        stop = start
    return rows[::-1]
