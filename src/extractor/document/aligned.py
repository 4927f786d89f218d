"""Small tables whose cells stand apart by blanks, a row a line, without any other sign of a table.

A line of column headings gives one away, where the lines below it are of its shape: words, then figures. Between single
blanks a cell holds no blank; where the headings stand further apart, cells can, and a wider gap is an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.outline import numbered
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title
from extractor.document.words import fold, names_column, words

_BLANK = r"[ \t\u3000\xa0]"
_NARROW = re.compile(rf"{_BLANK}+")
_WIDE = re.compile(r"[ \t\u3000\xa0]{2,}|[\t\u3000]")
_FIGURE = re.compile(r"[≥≤≧≦><=＝±约]?[-－+＋]?\d[\d,.]*\S{0,8}|[-—－/]+")
_NUMBER = re.compile(r"[-－+＋]?\d[\d,]*(?:\.\d+)?[%％]?分?")
_NOTE = re.compile(r"\([^()]*\)")
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST_LINE = 200
_LONGEST_HEADING = 16
_COLUMNS = range(3, 13)
_KNOWN = 2
"""Headings of a header that must be known ones."""
_LOOK = 30
"""Lines below a header that show what its blanks mean."""
_ROWS = 2
"""Lines below such headings that are nothing but a name and figures, at least, where fewer are known."""
_AROUND = 6
"""Lines above a header that are looked at for a form that the table belongs to."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a table's lines are cut into cells."""

    gap: re.Pattern[str]
    unit: int
    """Blanks between two headings; 0 where a wider gap means nothing."""
    indent: int
    columns: int


def find_aligned_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every such table on lines that are not `taken`, in the order of the text."""
    tables: list[PrintedTable] = []
    at = 0
    while at < len(lines):
        shape = None if at in taken else _header(text, lines, at)
        rows = [] if shape is None else list(_rows(text, lines, at, taken, shape))
        if shape is None or len(rows) < 2 or _inside_form(text, lines, at, taken):
            at += 1
            continue
        header = _row(text, lines[at], at, shape)
        tables.append(PrintedTable("aligned", (header, *rows)))
        at = rows[-1].stop
    return tables


def _header(text: str, lines: Sequence[Line], at: int) -> _Shape | None:
    """The shape of the table that a line of headings begins, None where the line is no such."""
    line = lines[at]
    body = line.body.of(text) if 0 < len(line.body) <= _LONGEST_LINE else ""
    gaps = [gap[0] for gap in _NARROW.finditer(body)]
    if len(gaps) + 1 < _COLUMNS.start:
        return None
    wide = all(_WIDE.fullmatch(gap) for gap in gaps)
    cells = (_WIDE if wide else _NARROW).split(body)
    if len(cells) not in _COLUMNS:
        return None
    labels = [_NOTE.sub("", fold(cell)) for cell in cells]
    if not all(0 < len(label) <= _LONGEST_HEADING for label in labels):
        return None
    if any(_FIGURE.fullmatch(label) and not names_column(label) for label in labels):
        return None
    if any(_SENTENCE.search(cell) for cell in cells):
        return None
    if sum(map(names_column, labels)) < _KNOWN and not _heads_figures(text, lines[at + 1 : at + 1 + _ROWS], len(cells)):
        return None
    unit = len(gaps[0]) if len(set(map(len, gaps))) == 1 else 0
    if not wide and not _keeps_blanks(text, lines[at + 1 : at + 1 + _LOOK], len(cells)):
        unit = 0
    return _Shape(_WIDE if wide else _NARROW, unit, line.body.start - line.start, len(cells))


def _keeps_blanks(text: str, below: Sequence[Line], columns: int) -> bool:
    """Whether single blanks part the cells and an empty cell leaves two in a row: the lines with such are then as wide
    as the headings."""
    wide = [body.count(" ") + 1 for line in below if "  " in (body := line.body.of(text)[:_LONGEST_LINE])]
    return bool(wide) and sum(cells == columns for cells in wide) * 3 >= len(wide) * 2


def _heads_figures(text: str, below: Sequence[Line], columns: int) -> bool:
    """Whether the lines right below words that nobody knows have as many cells, of which all but the first are figures:
    `行政编制 28 26 2`."""
    rows = [_NARROW.split(line.body.of(text)) for line in below if 0 < len(line.body) <= _LONGEST_LINE]
    return len(rows) == _ROWS and all(
        len(row) == columns and all(_NUMBER.fullmatch(cell) for cell in row[1:]) and not _NUMBER.fullmatch(row[0])
        for row in rows
    )


def _inside_form(text: str, lines: Sequence[Line], header: int, taken: set[int]) -> bool:
    """Whether lines above a header belong to a form whose table goes on with it: a label, then its value."""
    at, left = header - 1, _AROUND
    while at >= 0 and left and at not in taken:
        body = lines[at].body
        if len(body):
            left -= 1
            plain = body.of(text) if len(body) <= _LONGEST_LINE else ""
            if not plain or numbered(text, body) is not None or is_title(text, body):
                return False
            if words().label.match(fold(plain)) and _NARROW.search(plain):
                return True
        at -= 1
    return False


def _rows(text: str, lines: Sequence[Line], header: int, taken: set[int], shape: _Shape) -> Iterator[PrintedRow]:
    """The rows below a header, at most one blank line before each."""
    at, blanks = header + 1, 0
    while at < len(lines) and at not in taken and blanks < 2:
        line = lines[at]
        if line.blank:
            blanks += 1
        else:
            row = _row(text, line, at, shape)
            again = line.body.of(text) == lines[header].body.of(text)
            if not again and not _fits(text, line, row, shape):
                return
            blanks = 0
            yield row
        at += 1


def _fits(text: str, line: Line, row: PrintedRow, shape: _Shape) -> bool:
    """Whether a line is a row of the table: words and figures, no sentence, no heading."""
    if len(line.body) > _LONGEST_LINE or row.width > shape.columns + 1:
        return False
    number = numbered(text, line.body)
    if number is not None and number.kind in ("han", "part", "bracket"):
        return False
    cells = [cell.span.of(text) for cell in row.cells if not cell.empty]
    figures = sum(_FIGURE.fullmatch(cell) is not None for cell in cells)
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells)
    if not numbers or figures == len(cells) or any("。" in cell for cell in cells):
        return False
    return row.width > 2 and (shape.unit > 0 or numbers > 1 or shape.gap is _WIDE)


def _row(text: str, line: Line, index: int, shape: _Shape) -> PrintedRow:
    start, end = line.body.start, line.body.end
    cells: list[PrintedCell] = []
    if shape.unit and line.body.start - line.start >= shape.indent + shape.unit:
        cells.append(PrintedCell(Span(start, start)))
    at = start
    for gap in shape.gap.finditer(text, start, end):
        cells.append(PrintedCell(Span(at, gap.start())))
        at = gap.end()
        missing = len(gap[0]) // shape.unit - 1 if shape.unit else 0
        cells += [PrintedCell(Span(at, at))] * max(0, missing)
    cells.append(PrintedCell(Span(at, end)))
    return PrintedRow(tuple(cells), index, index + 1)
