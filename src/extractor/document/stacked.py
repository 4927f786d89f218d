"""Small tables with a line for each cell and no other sign, as copied from a web page.

Short lines that name columns, then lines of which every so many begin anew with words: that is a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.outline import numbered
from extractor.document.printed import FIGURE, PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title, is_year
from extractor.document.words import fold, names_column, words

_COLUMNS = range(3, 10)
_KNOWN = 2
"""Headings that must be known ones; half of them at least."""
_LONGEST_CELL = 30
_ROWS = 2
_END = "。；;：:，,"


def find_stacked_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every such table on lines that are not `taken`, in the order of the text."""
    tables: list[PrintedTable] = []
    at = 0
    while at < len(lines):
        run = _run(text, lines, at, taken) if at not in taken and _begins(text, lines, at) else []
        found = next(
            (rows for wide in _COLUMNS for lead in (0, 1) if (rows := _rows(text, lines, run, wide, lead))), []
        )
        if not found:
            at += 1
            continue
        header, *below = (
            PrintedRow(tuple(PrintedCell(lines[i].body) for i in row), row[0], row[-1] + 1) for row in found
        )
        if header.width < below[0].width:
            start = header.cells[0].span.start
            header = PrintedRow((PrintedCell(Span(start, start)), *header.cells), header.first, header.stop)
        tables.append(PrintedTable("aligned", (header, *below)))
        at = below[-1].stop
    return tables


def _begins(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a heading stands here that is no cell inside a form: no figure and no heading stands right above it."""
    ahead = [line for line in lines[at : at + 2 * _KNOWN] if not line.blank]
    body = lines[at].body
    if not _is_cell(text, lines[at]) or _is_figure(text, lines[at]) or is_title(text, body) or is_year(text, body):
        return False
    if sum(names_column(line.body.of(text)) for line in ahead if _is_cell(text, line)) < _KNOWN:
        return False
    above = next((line for line in lines[max(0, at - 2) : at][::-1] if not line.blank), None)
    return above is None or not (_is_figure(text, above) or names_column(fold(above.body.of(text)[:_LONGEST_CELL])))


def _is_cell(text: str, line: Line) -> bool:
    short = 0 < len(line.body) <= _LONGEST_CELL
    return short and text[line.body.end - 1] not in _END and numbered(text, line.body) is None


def _run(text: str, lines: Sequence[Line], first: int, taken: set[int]) -> list[int]:
    """The lines from `first` on that can be cells, at most one blank line between two of them."""
    run: list[int] = []
    at = first
    while at < len(lines) and at not in taken and (not run or at - run[-1] <= 2):
        if _is_cell(text, lines[at]):
            run.append(at)
        elif not lines[at].blank:
            break
        at += 1
    return run


def _rows(text: str, lines: Sequence[Line], run: Sequence[int], wide: int, lead: int) -> list[Sequence[int]]:
    """The run as a header and rows of `wide` cells, of which the first `lead` have no heading; empty where it is no
    such table."""
    head, body = run[: wide - lead], run[wide - lead :]
    rows = [body[index : index + wide] for index in range(0, len(body) - wide + 1, wide)]
    if len(rows) < _ROWS or any(_is_figure(text, lines[i]) for i in head):
        return []
    if names_column(lines[body[0]].body.of(text)) and not _is_figure(text, lines[body[1]]):
        return []  # one more heading
    if any(words().grouping.search(fold(lines[i].body.of(text))) for i in run[: 2 * wide]):
        return []  # a form of indicators, whose rows are of more than one width
    known = sum(names_column(fold(lines[i].body.of(text))) for i in head)
    figures = [_is_figure(text, lines[i]) for i in rows[0]]
    if known < max(_KNOWN, len(head) / 2) or sum(figures) < 2 or all(figures[:2]):
        return []
    if not all(map(_even, (head, *rows[:_ROWS]))):
        return []
    titles = [lines[i].body.of(text) for i in head]
    kept = list(
        takewhile(
            lambda row: _alike(text, lines, rows[0], row) or titles == [lines[i].body.of(text) for i in row], rows
        )
    )
    left = body[len(kept) * wide : (len(kept) + 1) * wide]
    # Where figures go on below them, the rows are of another width.
    goes_on = sum(_is_figure(text, lines[i]) for i in left) > 1
    return [head, *kept] if len(kept) >= _ROWS and not goes_on else []


def _alike(text: str, lines: Sequence[Line], row: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two rows have words and figures in the same columns."""
    return all(_is_figure(text, lines[a]) == _is_figure(text, lines[b]) for a, b in zip(row, other, strict=True))


def _even(row: Sequence[int]) -> bool:
    """Whether the cells of a row stand right below each other, or all a blank line apart: no row ends between two."""
    return len({after - before for before, after in pairwise(row)}) < 2


def _is_figure(text: str, line: Line) -> bool:
    return FIGURE.fullmatch(text, line.body.start, line.body.end) is not None
