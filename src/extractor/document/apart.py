"""Forms with a line for each cell and blank lines between: as web pages come out that put each cell into a paragraph.

Lines right below each other are one cell. An empty cell is a blank line more, or a line of nothing but blanks; rows
end where they are filled up with many blank lines, else they are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title, is_year

_REST = re.compile(r"[（(][^（）()]{1,20}[）)]|指标")
"""What is no cell of its own: a note in brackets, the end of a broken 经济效益指标."""
_INDENT = 4
"""Blanks of a line that was printed for an empty cell, at least."""
_ROW_GAPS = range(6, 21)
"""Blank lines that close a row."""
_LEAST = 3
"""Cells of a row, and rows of a table with its headings, at least."""
_LONGEST = 80
"""Characters of a cell in a table that no known heading tells."""
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%％]?")


def find_apart_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Tables in words of their own whose rows are filled up with blank lines: headings without a figure, and rows of as
    many cells with some."""
    tables: list[PrintedTable] = []
    rows = list(_filled(text, lines, taken))
    at = 0
    while at < len(rows):
        head, stop = rows[at], at + 1
        while stop < len(rows) and _fits(text, lines, rows[stop - 1], rows[stop], head):
            stop += 1
        found = rows[at:stop]
        whole = sum(_width(row) == _width(head) for row in found)
        at = stop if len(found) > 1 else at + 1
        if _width(head) < _LEAST or len(found) < _LEAST or whole * 2 < len(found) or _figures(text, lines, head):
            continue
        gap = min(after[0] - before[-1] - 1 for before, after in pairwise(found))
        tables.append(apart_table(text, lines[head[0] : found[-1][-1] + 1], head[0], gap))
    return tables


def _filled(text: str, lines: Sequence[Line], taken: set[int]) -> Iterator[list[int]]:
    """The lines of each row, between many blank ones, without the title and the year above the first."""
    row: list[int] = []
    for index, line in enumerate(lines):
        if line.blank and index not in taken:
            continue
        if row and (index in taken or index - row[-1] - 1 >= _ROW_GAPS.start):
            yield row
            row = []
        if is_year(text, line.body):
            row = []
        elif index not in taken and (row or not is_title(text, line.body)):
            row.append(index)
    if row:
        yield row


def _width(row: Sequence[int]) -> int:
    """The cells of a row: a line of its own each, or a blank line more where one is empty."""
    return 1 + sum(after - before - 1 for before, after in pairwise(row))


def _fits(text: str, lines: Sequence[Line], above: Sequence[int], row: Sequence[int], head: Sequence[int]) -> bool:
    """Whether a row goes on with the table of the one above it: with figures, or with the headings printed again."""
    if row[0] - above[-1] - 1 not in _ROW_GAPS or any(len(lines[index].body) > _LONGEST for index in row):
        return False
    again = [lines[index].body.of(text) for index in row] == [lines[index].body.of(text) for index in head]
    return again or (_width(row) <= _width(head) and _figures(text, lines, row))


def _figures(text: str, lines: Sequence[Line], row: Sequence[int]) -> bool:
    return any(_FIGURE.fullmatch(text, lines[index].body.start, lines[index].body.end) for index in row)


def is_empty_cell(text: str, line: Line) -> bool:
    """Whether a line is an empty cell: not empty itself, but blank."""
    return line.blank and (line.end - line.start >= _INDENT or text.find("\xa0", line.start, line.end) >= 0)


def apart_table(text: str, lines: Sequence[Line], first: int, row_gap: int) -> PrintedTable:
    """The cells of `lines`, of which the first is number `first` of the text. `row_gap`: blank lines that close a row,
    0 where none do."""
    rows: list[list[PrintedCell]] = [[]]
    bounds: list[tuple[int, int]] = []
    blanks = start = 0
    above: Line | None = None
    for index, line in enumerate(lines):
        if line.blank and not is_empty_cell(text, line):
            blanks += 1
            continue
        if row_gap and blanks >= row_gap and rows[-1]:
            bounds.append((start, index))
            rows.append([])
            start, above = index, None
        goes_on = not blanks or (blanks == 1 and _REST.fullmatch(text, line.body.start, line.body.end))
        if above is not None and goes_on and not line.blank and rows[-1]:
            whole = Span(rows[-1][-1].span.start, line.body.end)
            rows[-1][-1] = PrintedCell(whole, rows[-1][-1].paragraphs + 1)
        else:
            missing = blanks - 1 if row_gap and above is not None else 0
            at = line.body.start
            rows[-1] += [PrintedCell(Span(at, at))] * missing
            rows[-1].append(PrintedCell(line.body))
        above, blanks = (None if line.blank else line), 0
    bounds.append((start, len(lines)))
    printed = [
        PrintedRow(tuple(cells), first + begin, first + end)
        for cells, (begin, end) in zip(rows, bounds, strict=True)
        if cells
    ]
    return PrintedTable("run-on" if len(printed) == 1 else "aligned", tuple(printed))
