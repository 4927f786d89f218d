"""Logical forms (logical.toml) as grids: what each row is, and which cells it must be read with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

_DATA = tomllib.loads(Path(__file__).with_name("logical.toml").read_text(encoding="utf-8"))
FORMS: list[dict[str, Any]] = _DATA["form"]
SYNONYMS: dict[str, list[str]] = _DATA["synonyms"]
_KINDS = ("budget", "indicator", "rubric", "total", "staff", "asset")
_LEVELS = ("一级指标", "二级指标")


@dataclass(frozen=True)
class Cell:
    """`wide` columns; `below`: a part of the cell above it, which alone has the text."""

    text: str
    wide: int = 1
    below: bool = False


@dataclass(frozen=True)
class Row:
    """`kind` as in logical.toml; `columns`: canonical heading of each grid column, in a head row only."""

    kind: str
    cells: tuple[Cell, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expected:
    """A row as it must be read: heading → text, empty cells left out."""

    kind: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Logical:
    name: str
    title: str
    own: bool
    """Whether the columns have words of the form's own, so that only the texts are compared."""
    rows: tuple[Row, ...]

    def expected(self) -> list[Expected]:
        found: list[Expected] = []
        columns: tuple[str, ...] = ()
        above: dict[str, str] = {}
        for row in self.rows:
            if row.kind == "head":
                columns, above = row.columns, {}
            if row.kind not in _KINDS:
                continue
            cells: dict[str, str] = {}
            at = 0
            for cell in row.cells:
                name = columns[at]
                text = above.get(name, "") if cell.below and name in _LEVELS else cell.text
                if name and text:
                    cells[name] = text
                if name in _LEVELS:
                    above[name] = text
                at += cell.wide
            stated = re.search(r"（(\d+)分）", cells.get("三级指标", ""))
            if stated and "分值" not in columns:
                cells["分值"] = stated[1]
            if row.kind == "total":
                head = next(cell.text for cell in row.cells if cell.text)
                first = next(name for name in columns if name and name != "序号")
                cells = {first: head, **{name: text for name, text in cells.items() if text != head}}
            found.append(Expected(row.kind, cells))
        return found


def logical(form: dict[str, Any], random: Random) -> Logical:
    """A form with its headings in words chosen by `random`."""
    rows = tuple(_row(line, random) for line in form["grid"].strip().split("\n"))
    width = max(sum(cell.wide for cell in row.cells) for row in rows)
    rows = tuple(_filled(row, width) for row in rows)
    return Logical(form["name"], form["title"], form.get("own", False), rows)


def with_header_again(form: Logical, after: int) -> Logical:
    """The form with its last header printed again behind the `after`th row below it, as a second page has it."""
    at = max(index for index, row in enumerate(form.rows) if row.kind == "head")
    cut = min(at + 1 + after, len(form.rows) - 1)
    rest = form.rows[cut:]
    # A merged cell begins anew on the page.
    tops: list[Cell] = []
    for column in range(len(rest[0].cells)):
        cell = rest[0].cells[column]
        above = (row.cells[column] for row in reversed(form.rows[at:cut]) if len(row.cells) > column)
        text = next((over.text for over in above if over.text and not over.below), "")
        tops.append(replace(cell, text=text, below=False) if cell.below else cell)
    first = replace(rest[0], cells=tuple(tops))
    header = form.rows[at - (form.rows[at - 1].kind == "upper") : at + 1]
    return replace(form, rows=(*form.rows[:cut], *header, first, *rest[1:]))


def with_broken_cells(form: Logical, random: Random) -> Logical:
    """The form with a third of its longer words broken over two lines, as narrow columns do."""

    def broken(cell: Cell) -> Cell:
        text, half = cell.text, (len(cell.text) + 1) // 2
        whole = len(text) < 4 or "\n" in text or any(char.isdigit() for char in text) or random.random() < 0.65
        return cell if whole else replace(cell, text=text[:half] + "\n" + text[half:])

    return replace(form, rows=tuple(replace(row, cells=tuple(map(broken, row.cells))) for row in form.rows))


def with_padded_cells(form: Logical) -> Logical:
    """The form with full-width blanks around its cells."""
    pad = {True: "　{} ", False: "　"}
    return _with_texts(form, lambda text: pad[bool(text)].format(text))


def with_levels_repeated(form: Logical) -> Logical:
    """The form with the names of groups printed again in each row."""
    rows: list[Row] = []
    for row in form.rows:
        above = rows[-1].cells if rows else ()
        again = [
            replace(cell, text=above[at].text, below=False) if cell.below and at and row.kind in _KINDS else cell
            for at, cell in enumerate(row.cells)
        ]
        rows.append(replace(row, cells=tuple(again)))
    return replace(form, rows=tuple(rows))


def _with_texts(form: Logical, change: Callable[[str], str]) -> Logical:
    rows = (replace(row, cells=tuple(replace(c, text=change(c.text)) for c in row.cells)) for row in form.rows)
    return replace(form, rows=tuple(rows))


def _row(line: str, random: Random) -> Row:
    kind, _, rest = line.partition(": ")
    kind = kind.split()[0]
    cells: list[Cell] = []
    columns: list[str] = []
    for printed in (part.strip() for part in rest.split("|")):
        wide = re.search(r"\s*>(\d+)$", printed)
        text = printed[: wide.start()] if wide else printed
        named = re.fullmatch(r"\{(.*)\}", text)
        text, _, name = text.partition("=") if kind == "head" and "}" not in text else (text, "", "")
        if named is not None:
            name, text = named[1], random.choice(SYNONYMS[named[1]])
        name = name or text
        span = int(wide[1]) if wide else 1
        cells.append(Cell("" if text == "^" else text, span, text == "^"))
        blocks = kind == "head" and not columns and named is None and name[-2:] in ("指标", "元）", "分）")
        columns += ["" if blocks else name] * span
    return Row(kind, tuple(cells), tuple(columns) if kind == "head" else ())


def _filled(row: Row, width: int) -> Row:
    missing = width - sum(cell.wide for cell in row.cells)
    if not missing:
        return row
    last = replace(row.cells[-1], wide=row.cells[-1].wide + missing)
    columns = (*row.columns, *[row.columns[-1]] * missing) if row.columns else ()
    return replace(row, cells=(*row.cells[:-1], last), columns=columns)
