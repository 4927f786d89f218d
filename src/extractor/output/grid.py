"""Tables of a report as grids: every cell at its column, with its place in the text."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TypedDict

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.checks.places import Places
from extractor.document.model import Cell, Document, Submission, Table
from extractor.output.escape import one_line
from extractor.output.labels import Lang, label
from extractor.output.layout import wrap
from extractor.report import Report

_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")
"""A line break between Chinese characters, which is no blank."""
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
        line, rows, width = grid["line"], len(grid["rows"]), grid["width"]
        size = f"第 {line} 行起，{rows} 行 {width} 列" if lang == "zh" else f"line {line}, {rows} rows, {width} columns"
        out.print(Text(f"{grid['id']}  {title}", style="bold"))
        out.print(Text(f"{size} · {label('dialect', grid['dialect'], lang)}", style="dim"))
        out.print(_drawn(grid, out.width), crop=False, no_wrap=True, overflow="ignore")


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


def _drawn(grid: Grid, total: int) -> Text:
    """The rows of a grid. Columns are as wide as their text asks for, narrower where the terminal has less, but
    legible: a table of many columns is wider than the terminal."""
    widths = _widths(grid, total)
    edge = "─" * (sum(widths) + 3 * len(widths) + 1) + "\n"
    drawn = Text(no_wrap=True, overflow="ignore")
    drawn.append(edge, style="dim")
    for row in grid["rows"]:
        ends = [cell["column"] for cell in row[1:]] + [len(widths)]
        boxes = [_box(cell, _across(widths, cell["column"], end)) for cell, end in zip(row, ends, strict=True)]
        for line in zip_longest(*(lines for lines, _ in boxes), fillvalue=("", "")):
            for (_, width), (said, style) in zip(boxes, line, strict=True):
                drawn.append("│ ", style="dim")
                drawn.append(said + " " * (width - cell_len(said) + 1), style=style)
            drawn.append("│\n", style="dim")
        drawn.append(edge, style="dim")
    drawn.right_crop(1)
    return drawn


def _widths(grid: Grid, total: int) -> list[int]:
    columns = max([grid["width"], *(c["column"] + 1 for row in grid["rows"] for c in row)], default=1)
    asked = [_NARROWEST] * columns
    for row in grid["rows"]:
        for cell in row:
            if cell["colspan"] == 1:
                asked[cell["column"]] = max(asked[cell["column"]], min(cell_len(one_line(cell["text"])), _WIDEST))
    spare = max(total - 3 * columns - 1 - _NARROWEST * columns, 0)
    wanted = sum(asked) - _NARROWEST * columns
    return [_NARROWEST + (w - _NARROWEST) * min(spare, wanted) // max(wanted, 1) for w in asked]


def _across(widths: list[int], column: int, end: int) -> int:
    """Cells from `column` up to `end`: a cell reaches to the next one that is printed in its row."""
    return sum(widths[column:end]) + 3 * (end - column - 1)


def _box(cell: GridCell, width: int) -> tuple[list[tuple[str, str]], int]:
    """The lines of a cell with their styles, and its width; a long text is cut, its places tell the rest."""
    said = wrap(one_line(_BREAK.sub("", cell["text"])), width)
    if len(said) > _TALLEST:
        said = [*said[: _TALLEST - 1], "……"]
    merged = "↑ " if cell["merged"] else ""
    end = f"–{cell['end']}" if cell["text"] else ""
    place = wrap(f"{merged}{cell['start']}{end}", width)
    return [*((line, "") for line in said if line), *((line, "dim") for line in place)], width
