from __future__ import annotations

import io

from extractor.output.grid import grids, write
from extractor.output.table import console
from extractor.report import Report


def test_every_cell_has_its_column_and_its_place(reviewed: Report) -> None:
    (grid,) = grids(reviewed.submission)
    cells = [cell for row in grid["rows"] for cell in row]
    assert [(cell["row"], cell["column"]) for cell in cells] == [(r, c) for r in (0, 1) for c in (0, 1, 2)]
    assert all(reviewed.text[cell["start"] : cell["end"]] == cell["text"] for cell in cells)
    assert cells[0]["line"] == 5


def test_the_drawing_shows_texts_and_places(reviewed: Report) -> None:
    stream = io.StringIO()
    write(reviewed.submission, console(stream))
    shown = stream.getvalue()
    place = grids(reviewed.submission)[0]["rows"][1][1]
    assert "年度资金总额" in shown
    assert f"{place['start']}–{place['end']}" in shown


def test_a_report_without_tables_says_so(hostile: Report) -> None:
    stream = io.StringIO()
    write(hostile.submission, console(stream))
    assert stream.getvalue() == "没有表格。\n"
