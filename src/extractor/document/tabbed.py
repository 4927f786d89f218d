"""Tables pasted from a spreadsheet: a line is a row, a tab parts two cells, and none stands before the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.document.lines import Line, trim
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable


def find_tabbed_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Runs of lines with tabs, most of which have text before the first one and several tabs."""
    tables, run = [], list[int]()
    for index, line in enumerate([*lines, None]):
        if line is not None and index not in taken and not line.blank and text.find("\t", line.start, line.end) >= 0:
            run.append(index)
            continue
        if len(run) > 1 and _is_table(text, [lines[i] for i in run]):
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


def _row(text: str, line: Line, index: int) -> PrintedRow:
    cells, at = [], line.start
    while at <= line.end:
        stop = text.find("\t", at, line.end)
        stop = line.end if stop < 0 else stop
        cells.append(PrintedCell(trim(text, at, stop)))
        at = stop + 1
    return PrintedRow(tuple(cells), index, index + 1)
