"""Tables of a report as grids: every cell at its column, with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypedDict

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.checks.places import Places
from extractor.document.model import Cell, Document, Submission, Table
from extractor.output.escape import one_line
from extractor.output.labels import Lang, label
from extractor.output.layout import Box, beside, wrap
from extractor.report import Report

_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")
"""A line break between Chinese characters, which is no blank."""
_GAP = " │ "
_NARROWEST = 9
_WIDEST = 24
"""Cells of a column."""
_TALLEST = 6
"""Lines of a cell's text."""


class GridCell(TypedDict):
    """`row` and `column` count from 0; `line` from 1; `merged` continues the cell above."""

    text: str
    start: int
    end: int
    line: int
    row: int
    column: int
    colspan: int
    merged: bool


class Grid(TypedDict):
    """One table of a report."""

    id: str
    document: str
    title: str
    dialect: str
    line: int
    start: int
    end: int
    width: int
    rows: list[list[GridCell]]


def grids(submission: Submission) -> list[Grid]:
    """Every table of every sub-document, in order of the text."""
    places = Places(Report(submission))
    return [_grid(submission.text, places, doc, table) for doc in submission.documents for table in doc.tables]


def write(submission: Submission, out: Console, lang: Lang = "zh") -> None:
    """Print the tables: under a title line a grid, in each cell its text and below it `start–end`."""
    found = grids(submission)
    if not found:
        out.print(Text("没有表格。" if lang == "zh" else "No tables.", style="dim"))
    for number, grid in enumerate(found):
        if number:
            out.print()
        title = one_line(grid["title"]) or ("（无标题）" if lang == "zh" else "(no title)")
        at, rows, width = grid["line"], len(grid["rows"]), grid["width"]
        size = f"第 {at} 行起，{rows} 行 {width} 列" if lang == "zh" else f"line {at}, {rows} rows, {width} columns"
        out.print(Text(f"{grid['id']}  {title}", style="bold"))
        out.print(Text(f"{size} · {label('dialect', grid['dialect'], lang)}", style="dim"))
        for line in _drawn(grid, out.width):
            out.print(line, crop=False, no_wrap=True, overflow="ignore")


def _grid(text: str, places: Places, document: Document, table: Table) -> Grid:
    return {
        "id": table.id,
        "document": document.id,
        "title": table.title.of(text).strip() if table.title else "",
        "dialect": table.dialect,
        "line": places.line(table.span.start),
        "start": table.span.start,
        "end": table.span.end,
        "width": table.width,
        "rows": [[_cell(text, places, cell) for cell in row] for row in table.rows],
    }


def _cell(text: str, places: Places, cell: Cell) -> GridCell:
    return {
        "text": cell.span.of(text),
        "start": cell.span.start,
        "end": cell.span.end,
        "line": places.line(cell.span.start),
        "row": cell.row,
        "column": cell.column,
        "colspan": cell.colspan,
        "merged": cell.merged,
    }


def _drawn(grid: Grid, total: int) -> Iterator[Text]:
    """The rows of a grid. Columns are as wide as their text asks for, narrower where the terminal has less, but
    legible: a table of many columns is wider than the terminal."""
    widths = _widths(grid, total)
    edge = Text("─" * _across(widths, 0, len(widths)), style="dim")
    yield edge
    for row in grid["rows"]:
        starts = [0, *(cell["column"] for cell in row[1:])]
        ends = [*starts[1:], len(widths)]
        boxes = [_box(cell, _across(widths, at, end)) for cell, at, end in zip(row, starts, ends, strict=True)]
        yield from beside(boxes, _GAP)
        yield edge


def _widths(grid: Grid, total: int) -> list[int]:
    columns = max([grid["width"], *(c["column"] + 1 for row in grid["rows"] for c in row)], default=1)
    asked = [_NARROWEST] * columns
    for row in grid["rows"]:
        for cell in row:
            if cell["colspan"] == 1:
                asked[cell["column"]] = max(asked[cell["column"]], min(cell_len(one_line(cell["text"])), _WIDEST))
    spare = max(total - len(_GAP) * (columns - 1) - _NARROWEST * columns, 0)
    wanted = sum(asked) - _NARROWEST * columns
    return [_NARROWEST + (w - _NARROWEST) * min(spare, wanted) // max(wanted, 1) for w in asked]


def _across(widths: list[int], column: int, end: int) -> int:
    """Cells from `column` up to `end`: a cell reaches to the next one that is printed in its row."""
    return sum(widths[column:end]) + len(_GAP) * (end - column - 1)


def _box(cell: GridCell, width: int) -> Box:
    """A cell with its place; a long text is cut, its place tells the rest."""
    said = wrap(one_line(_BREAK.sub("", cell["text"])), width) if cell["text"] else []
    if len(said) > _TALLEST:
        said = [*said[: _TALLEST - 1], "……"]
    merged = "↑ " if cell["merged"] else ""
    end = f"–{cell['end']}" if cell["text"] else ""
    place = Box.of(f"{merged}{cell['start']}{end}", width, "dim")
    return Box([*map(Text, said), *place.lines], width)
