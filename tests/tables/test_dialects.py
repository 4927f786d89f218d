"""A form is read alike in whatever way it was printed; what a printing has lost is counted, not guessed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.tables import dialects
from tests.tables.dialects import LOSSY, WHOLE, Printer
from tests.tables.logical import (
    FORMS,
    Expected,
    Logical,
    logical,
    with_broken_cells,
    with_header_again,
    with_levels_repeated,
    with_padded_cells,
)

from extractor.document.reader import read_text
from extractor.tables.forms import forms
from extractor.tables.model import Form, Row
from extractor.tables.printed import is_figure

AFTER = "\n一、存在问题\n项目管理还不够精细，资料归档不及时。\n"
UNREADABLE: dict[str, tuple[Printer, ...]] = {
    "scoring sheet of 2013 with standards": (dialects.double_spaced, dialects.single_spaced, dialects.full_spaced),
    "staff of a department": LOSSY[:-1],
    "standards without levels, points given by the unit and by the bureau": (
        dialects.double_spaced,
        dialects.full_spaced,
        dialects.single_spaced,
    ),
}
"""Forms that these printings leave without a sign of where a cell ends: all their cells are counted as unread."""
AMBIGUOUS: dict[str, tuple[Printer, ...]] = {
    "weights of whole groups and an explanation column": (dialects.lines,),
    "standards without levels, points given by the unit and by the bureau": (dialects.lines,),
}
"""Here a group's name that no form has could as well be the remark that ends the row before it: the figures of each
row are read all the same."""
ONE_ROW: dict[str, tuple[Printer, ...]] = {"staff of a department": (dialects.lines_filled,)}
"""Three headings and three figures far below them: one row shows no table, and none is read."""
BROKEN: dict[str, tuple[Printer, ...]] = {
    "a heading over sign, value and unit of the target": (dialects.rows,),
    "declared goals without results": (dialects.aligned,),
    "provincial form with a rate's weight and a reason beside the budget": (dialects.rows_with_paragraphs,),
    "standards without levels, points given by the unit and by the bureau": (dialects.bars_between_lines,),
}
"""Forms whose halved headings or last cells these printings part so that no word tells where the halves belong."""
CHANGES: dict[str, Callable[[Logical, Random], Logical]] = {
    "as it is": lambda form, random: form,
    "its header again on a second page": lambda form, random: with_header_again(form, 1 + random.randrange(3)),
    "broken cells": with_broken_cells,
    "padded cells": lambda form, random: with_padded_cells(form),
    "levels in every row": lambda form, random: with_levels_repeated(form),
}
ids = [form["name"] for form in FORMS]


def text_of(form: Logical, printer: Printer) -> str:
    return f"{form.title}\n（2023年度）\n{printer(form.rows)}{AFTER}"


def read(text: str) -> list[Form]:
    return list(forms(read_text(text)))


def plain(text: str) -> str:
    return "".join(text.split())


def said(row: Row, *, own: bool) -> dict[str, str] | list[str]:
    """The filled cells of a row; of a form in words of its own, their texts alone."""
    cells = {name.removeprefix("自评"): plain(cell.text) for name, cell in row.cells.items() if cell.text}
    return list(cells.values()) if own else cells


def wanted(row: Expected, *, own: bool) -> dict[str, str] | list[str]:
    cells = {name.removeprefix("自评"): plain(text) for name, text in row.cells.items()}
    return list(cells.values()) if own else cells


def differences(form: Logical, found: list[Form]) -> list[str]:
    """Rows that were read otherwise than they must be, leaving out what was counted as unread."""
    rows = [row for one in found for row in one.rows]
    expected = form.expected()
    if len(rows) == len(expected):
        pairs = zip(rows, expected, strict=True)
        return [
            f"{want} <> {row.kind} {said(row, own=form.own)}"
            for row, want in pairs
            if row.kind != want.kind or said(row, own=form.own) != wanted(want, own=form.own)
        ]
    return [f"{len(rows)} rows in place of {len(expected)}"]


def unread(text: str, found: list[Form]) -> str:
    return " ".join(plain(span.of(text)) for form in found for span, _ in form.unchecked)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("printer", WHOLE, ids=lambda printer: printer.__name__)
@pytest.mark.parametrize("data", FORMS, ids=ids)
def test_a_form_is_read_from_every_printing(data: dict[str, Any], printer: Printer, change: str) -> None:
    if data["name"] in UNREADABLE and printer is dialects.aligned and "page" in change:
        pytest.skip("one row on each page shows no columns")
    if change == "broken cells" and printer in BROKEN.get(data["name"], ()):
        pytest.skip("halved headings are no known words")
    random = Random(printer.__name__ + change)
    form = logical(data, random)
    text = text_of(CHANGES[change](form, random), printer)
    assert differences(form, read(text)) == []


@pytest.mark.parametrize("change", [name for name in CHANGES if "cells" not in name])
@pytest.mark.parametrize("printer", LOSSY, ids=lambda printer: printer.__name__)
@pytest.mark.parametrize("data", FORMS, ids=ids)
def test_what_a_printing_lost_is_counted(data: dict[str, Any], printer: Printer, change: str) -> None:
    random = Random(printer.__name__ + change)
    form = logical(data, random)
    text = text_of(CHANGES[change](form, random), printer)
    found = read(text)
    if printer in UNREADABLE.get(form.name, ()):
        left = unread(text, found)
        figures = [t for row in form.expected() for t in row.cells.values() if t.replace(".", "").isdigit()]
        assert all(figure in left for figure in figures)
        return
    if printer in ONE_ROW.get(form.name, ()):
        assert [row for one in found for row in one.rows] == []
        return
    if printer in AMBIGUOUS.get(form.name, ()):
        rows = [row for one in found for row in one.rows]
        read_figures = [[c.text for c in row.cells.values() if is_figure(c.text)] for row in rows]
        assert read_figures == [[t for t in row.cells.values() if is_figure(t)] for row in form.expected()]
        return
    if "page" in change and printer in (dialects.lines, dialects.lines_in_rows) and not form.rows[0].cells[0].text:
        pytest.skip("the second header is short of a line for the names of the rows")
    assert differences(form, found) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.sampled_from(WHOLE), st.sampled_from(sorted(CHANGES)), st.integers(0, 10_000))
def test_words_of_headings_do_not_matter(data: dict[str, Any], printer: Printer, change: str, seed: int) -> None:
    assume(not (change == "broken cells" and data["name"] in BROKEN))
    assume(not (data["name"] in UNREADABLE and printer is dialects.aligned and "page" in change))
    # Blank lines in most rows leave none of them whole, by which the others could be joined.
    assume(not (printer is dialects.cells_with_blank_lines and change == "broken cells"))
    form = logical(data, Random(seed))
    text = text_of(CHANGES[change](form, Random(seed)), printer)
    assert differences(form, read(text)) == []
