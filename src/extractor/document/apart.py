"""Forms with a line for each cell and blank lines between: as web pages come out that put each cell into a paragraph.

Lines right below each other are one cell. An empty cell is a blank line more, or a line of nothing but blanks; rows
end where they are filled up with many blank lines, else they are lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable

_REST = re.compile(r"[（(][^（）()]{1,20}[）)]|指标")
"""What is no cell of its own: a note in brackets, the end of a broken 经济效益指标."""


_INDENT = 4
"""Blanks of a line that was printed for an empty cell, at least."""


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
