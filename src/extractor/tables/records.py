"""Rows out of a run of cells whose empty ones left nothing: what the columns hold decides where each row ends."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.columns import IMPOSSIBLE, Column, fit_cost
from extractor.tables.lexicon import Lexicon
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, is_figure

LONGEST = 300
"""Cells of a run beyond which no rows are looked for."""
_SAME = 0.05
"""Costs closer than this leave open where a row ends."""


def records(cells: Sequence[CellValue], columns: Sequence[Column], lexicon: Lexicon) -> list[PrintedCells] | None:
    """The rows that `cells` make under `columns`, each beginning with words; None where no division fits, or another
    fits as well."""
    if not cells or not columns or len(cells) > LONGEST:
        return None
    best = [0.0] + [IMPOSSIBLE] * len(cells)
    begins = [0] * (len(cells) + 1)
    unsure = [False] * (len(cells) + 1)
    for end in range(1, len(cells) + 1):
        for start in range(max(0, end - len(columns)), end):
            if best[start] >= IMPOSSIBLE or is_figure(cells[start].text):
                continue
            cost = best[start] + fit_cost(list(cells[start:end]), columns, lexicon)
            if cost < best[end] - _SAME:
                best[end], begins[end], unsure[end] = cost, start, unsure[start]
            elif cost < best[end] + _SAME:
                unsure[end] = True
                if cost < best[end]:
                    best[end], begins[end] = cost, start
    if best[-1] >= IMPOSSIBLE or unsure[-1]:
        return None
    rows: list[PrintedCells] = []
    end = len(cells)
    while end:
        rows.append(list(cells[begins[end] : end]))
        end = begins[end]
    return rows[::-1]
