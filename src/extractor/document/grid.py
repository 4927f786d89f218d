"""The grid of a printed table: which columns each cell takes, and which empty cells continue the one above.

A dump prints a cell that spans columns once and without filler, so rows of one table differ in width. The widest row
that recurs is the grid. A shorter row that heads a wider one is spread over it; one below the first full row keeps to
the right, where the points stand; any other keeps to the left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.align import Place, dropped_places, spread
from extractor.document.model import Cell, Span, Table
from extractor.document.printed import PrintedRow, PrintedTable

_SPREAD_LIMIT = 40
"""Columns beyond which no heading is spread over sub-headings: no form is that wide."""


def resolve(text: str, printed: PrintedTable, title: Span | None, year: Span | None, name: str) -> Table:
    """The table on its grid; `name` becomes its `id`."""
    grid = _grid_width(printed.rows)
    places = _places(text, printed, grid)
    rows = tuple(
        tuple(Cell(cell.span, index, *place, more=cell.more) for cell, place in zip(row.cells, placed, strict=True))
        for index, (row, placed) in enumerate(zip(printed.rows, places, strict=True))
    )
    width = max(cell.column + cell.colspan for row in rows for cell in row)
    first, last = rows[0][0].span.start, rows[-1][-1].span.end
    span = Span(first, max(last, max(cell.span.end for cell in rows[-1])))
    return Table(name, span, printed.dialect, _mark_merged(text, rows), width, title, year)


def _grid_width(rows: Sequence[PrintedRow]) -> int:
    """The widest row that recurs, or the widest one where none does."""
    counted = Counter(row.width for row in rows)
    return max((width for width, times in counted.items() if times > 1 and width > 1), default=max(counted))


def _places(text: str, printed: PrintedTable, grid: int) -> list[list[Place]]:
    if printed.dialect not in ("cells", "rows"):
        return dropped_places(text, printed.rows, grid)
    rows = printed.rows
    places: list[list[Place]] = []
    full = False
    for row in rows:
        full = full or row.width >= grid
        places.append(_place(row, grid, full))
    for index in range(len(rows) - 2, -1, -1):
        upper, lower = rows[index], rows[index + 1]
        if _heads(upper, lower):
            spans = spread([cell.span.of(text) for cell in upper.cells], [cell.span.of(text) for cell in lower.cells])
            below = places[index + 1]
            places[index] = [
                (below[first][0], below[last][0] + below[last][1] - below[first][0]) for first, last in spans
            ]
    return places


def _place(row: PrintedRow, grid: int, full: bool) -> list[Place]:
    """Columns of one row by its width alone: a short row below a full one is one of totals, whose first cell spans."""
    width = row.width
    missing = max(0, grid - width)
    if full and width > 2:
        return [(0, missing + 1)] + [(column + missing, 1) for column in range(1, width)]
    return _left(width, grid)


def _left(width: int, grid: int) -> list[Place]:
    """Cells from the first column on, the last one as wide as what is left."""
    return [(column, 1) for column in range(width - 1)] + [(width - 1, max(1, grid - width + 1))]


def _heads(upper: PrintedRow, lower: PrintedRow) -> bool:
    """Whether a row is a heading whose cells span those of the wider row below, which begins with an empty cell."""
    return (1 < upper.width < lower.width <= _SPREAD_LIMIT and lower.cells[0].empty and not upper.cells[0].empty) or (
        # A middle row of a heading in three rows: it has the empty cells of the first below it, and itself spans.
        2 < upper.width < lower.width <= _SPREAD_LIMIT
        and upper.cells[0].empty
        and lower.cells[0].empty
        and upper.cells[1].empty
        and lower.cells[1].empty
    )


def _mark_merged(text: str, rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows with `merged` set: an empty cell in the run that begins a row continues the cell above it, and so does any
    empty cell among sub-headings."""
    marked: list[tuple[Cell, ...]] = []
    above: dict[int, Cell] = {}
    for index, row in enumerate(rows):
        among = _are_sub_headings(text, rows, index)
        leading = any(len(cell.span) for cell in row)
        cells = []
        for cell in row:
            leading = leading and not len(cell.span)
            over = above.get(cell.column)
            continues = over is not None and over.colspan == cell.colspan and bool(len(over.span) or over.merged)
            merged = continues and (leading or (among and not len(cell.span)))
            cells.append(replace(cell, merged=merged))
        marked.append(tuple(cells))
        above = {cell.column: cell for cell in cells}
    return tuple(marked)


def _are_sub_headings(text: str, rows: tuple[tuple[Cell, ...], ...], index: int) -> bool:
    """Whether a row continues a heading: it divides a cell that spans above it, without a figure, and a row with a name
    follows it (or follows one more row of sub-headings)."""
    row = rows[index]
    if index == 0 or len(row[0].span):
        return False
    places = {(cell.column, cell.colspan) for cell in row}
    if all(cell.colspan == 1 or (cell.column, cell.colspan) in places for cell in rows[index - 1]):
        return False
    if any(text[cell.span.start].isdigit() for cell in row if len(cell.span)):
        return False
    named = [bool(len(below[0].span)) for below in rows[index + 1 : index + 3]]
    spans = any(cell.colspan > 1 for cell in row)
    return named[:1] == [True] or (spans and named == [False, True])
