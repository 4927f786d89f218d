"""Random grids, printed in every dialect, are read back.

Where the printing is ambiguous the grids keep away from it: rows that a merge made short hold no cell of several
paragraphs (its blank line could end the row), a pipe row without a leading pipe does not begin with an empty cell, and
in dialect S a row holds at most one cell of several paragraphs.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.document.structure import check, grid, tables

from extractor.document.reader import read_text

Grid = list[list[list[str]]]
"""Rows of cells of paragraphs."""

WORDS = st.sampled_from(
    ["数量指标", "培训场次", "≥98%", "100%", "12.50", "10", "完成", "（万元）", "其中：", "ABC-1", "，"]
)
CELL = st.one_of(st.just([""]), st.lists(WORDS, min_size=1, max_size=1))
SEVERAL = st.lists(WORDS, min_size=2, max_size=3)


@st.composite
def grids(draw: st.DrawFn, *, several: bool) -> Grid:
    """Grids of 3 to 7 columns; the first row is full, others can lack cells to a merge."""
    width = draw(st.integers(3, 7))
    rows = [[[f"列{column}"] for column in range(width)]]
    for number in range(draw(st.integers(2, 8))):
        full = draw(st.booleans())
        size = width if full else draw(st.integers(2, width - 1))
        row = [[f"行{number}"], *draw(st.lists(CELL, min_size=size - 1, max_size=size - 1))]
        if several and full and draw(st.booleans()):
            row[draw(st.integers(0, size - 1))] = draw(SEVERAL)
        rows.append(row)
    return rows


def as_cells(rows: Grid) -> str:
    """Dialect D: a cell a line, a blank line after a row, two after the table."""
    return "".join("".join("\t" + "\n".join(cell) + "\n" for cell in row) + "\n" for row in rows) + "\n"


def as_rows(rows: Grid) -> str:
    """Dialect S: a row a line; after a cell of several paragraphs a new one."""
    lines = []
    for row in rows:
        printed = "".join("\t" + (cell[0] if len(cell) == 1 else "\n".join(cell) + "\n") for cell in row)
        lines.append(printed + "\n")
    return "".join(lines) + "\n"


def as_markdown(rows: Grid) -> str:
    lines = ["| " + " | ".join(cell[0] for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


def as_trailing(rows: Grid) -> str:
    return "".join(" | ".join(cell[0] for cell in row) + " |\n" for row in rows)


def as_pasted(rows: Grid) -> str:
    """A spreadsheet prints every column of every row."""
    return "".join("\t".join(cell[0] for cell in row) + "\n" for row in rows)


def assert_read_back(rows: Grid, printed: str) -> None:
    for before, after in (("", ""), ("一、资金使用情况\n本年安排资金。\n\n\n", "\n二、存在的问题\n进度偏慢。\n")):
        submission = read_text(before + printed + after)
        check(submission)
        assert len(tables(submission)) == 1
        assert grid(submission, tables(submission)[0]) == [["".join(cell) for cell in row] for row in rows]


@settings(max_examples=150, deadline=None)
@given(grids(several=True))
def test_one_cell_a_line_is_read_back(rows: Grid) -> None:
    assert_read_back(rows, as_cells(rows))


@settings(max_examples=150, deadline=None)
@given(grids(several=True))
def test_one_row_a_line_is_read_back(rows: Grid) -> None:
    assert_read_back(rows, as_rows(rows))


@settings(max_examples=100, deadline=None)
@given(grids(several=False))
def test_markdown_is_read_back(rows: Grid) -> None:
    assert_read_back(rows, as_markdown(rows))


@settings(max_examples=100, deadline=None)
@given(grids(several=False))
def test_rows_that_end_in_a_pipe_are_read_back(rows: Grid) -> None:
    assert_read_back(rows, as_trailing(rows))


@settings(max_examples=100, deadline=None)
@given(grids(several=False))
def test_rows_pasted_from_a_spreadsheet_are_read_back(rows: Grid) -> None:
    padded = [row + [[""]] * (len(rows[0]) - len(row)) for row in rows]
    assert_read_back(padded, as_pasted(padded))


@settings(max_examples=100, deadline=None)
@given(grids(several=True), st.sampled_from(["\r\n", "\n"]))
def test_line_ends_change_nothing_but_places(rows: Grid, end: str) -> None:
    printed = as_cells(rows)
    read = read_text(printed.replace("\n", end))
    assert grid(read, tables(read)[0]) == grid(read_text(printed), tables(read_text(printed))[0])


PIECES = st.sampled_from(
    (
        "→ ⏎ ⏎⏎ ⏎⏎⏎ ·|· || | ↵⏎ ·· 一、基本情况 （一） 1、· 2.· ① 项目支出绩效自评表 [bookmark:·_GoBack] [bookmark:· "
        "（2021年度） 一级指标·二级指标·三级指标 合计 12.5 。 ， 附件1： 自评报告 存在问题 |---| 质量指标。 "
        "第一部分 ↓ ∅ ⇟ " + "长" * 70
    ).split(" ")
).map(lambda piece: piece.translate(str.maketrans("→⏎↵·↓∅⇟", "\t\n\r \u2028\x00\x0c")))


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_gives_true_places(text: str) -> None:
    check(read_text(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    check(read_text(text))
