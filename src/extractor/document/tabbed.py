"""Tables pasted from a spreadsheet: a line is a row, a tab parts two cells, and none stands before the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.document.lines import Line, trim
from extractor.document.outline import numbered
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title

_CELL = 20
"""Lines around a table that are looked at for the row that it is a part of."""


def find_tabbed_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Runs of lines with tabs, most of which have text before the first one and several tabs."""
    tables, run = [], list[int]()
    for index, line in enumerate([*lines, None]):
        if line is not None and index not in taken and not line.blank and text.find("\t", line.start, line.end) >= 0:
            run.append(index)
            continue
        if len(run) > 1 and _is_table(text, [lines[i] for i in run]) and not _among_rows(text, lines, run):
            tables.append(PrintedTable("rows", tuple(_row(text, lines[i], i) for i in run)))
        run = []
    return tables


def _is_table(text: str, run: Sequence[Line]) -> bool:
    """A dump opens every row with a tab: a line that opens with text goes on with a cell, and is short of tabs."""
    tabs = [text.count("\t", line.start, line.end) for line in run]
    inside = [text.find("\t", line.start, line.end) > line.body.start for line in run]
    several = sum(count > 1 for count in tabs)
    alike = Counter(tabs).most_common(1)[0][1] * 5 >= len(run) * 3
    whole = max(tabs) > 1 and any(count == max(tabs) for count, opens in zip(tabs, inside, strict=True) if opens)
    begun = inside[0] or tabs.count(tabs[0]) * 2 > len(run)
    opened = all(inside) or (alike and begun)
    return opened and (whole or sum(inside) * 2 > len(run)) and (several * 2 >= len(run) or len(run) > 3)


def _among_rows(text: str, lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Whether the lines are part of a dump's rows, of whose cells one goes on right above or below them."""

    def opens(index: int) -> bool:
        return text.find("\t", lines[index].start, lines[index].body.start) >= 0

    def goes_on(indices: range) -> bool:
        for index in indices:
            body = lines[index].body
            if lines[index].blank or text.find("\t", lines[index].start, body.end) >= 0:
                return not lines[index].blank
            number = numbered(text, body)
            if is_title(text, body) or (number is not None and number.kind in ("han", "part")):
                return False
        return False

    above = range(run[0] - 1, max(-1, run[0] - _CELL), -1)
    below = range(run[-1] + 1, min(len(lines), run[-1] + _CELL))
    return any(map(opens, run)) and (goes_on(above) or goes_on(below))


def _row(text: str, line: Line, index: int) -> PrintedRow:
    cells, at = [], line.start
    while at <= line.end:
        stop = text.find("\t", at, line.end)
        stop = line.end if stop < 0 else stop
        cells.append(PrintedCell(trim(text, at, stop)))
        at = stop + 1
    return PrintedRow(tuple(cells), index, index + 1)
