"""Rows out of a run of cells whose empty ones left nothing: what the columns hold decides where each row ends."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.columns import Column
from extractor.tables.lexicon import Lexicon
from extractor.tables.model import CellValue
from extractor.tables.placing import IMPOSSIBLE, SKIP, misfit
from extractor.tables.printed import PrintedCells, is_figure

LONGEST = 2000
"""Cells of a run beyond which no rows are looked for."""


def records(cells: Sequence[CellValue], columns: Sequence[Column], lexicon: Lexicon) -> list[PrintedCells] | None:
    """The rows that `cells` make under `columns`, each beginning with words, or with its number; None where no division
    fits, or another fits as well."""
    if not cells or not columns or len(cells) > LONGEST:
        return None
    early = _divided(cells, columns, lexicon, early=True)
    late = _divided(cells, columns, lexicon, early=False)
    if early is None or early != late:
        return None
    return [list(cells[start:end]) for start, end in zip(early, [*early[1:], len(cells)], strict=True)]


def _divided(
    cells: Sequence[CellValue], columns: Sequence[Column], lexicon: Lexicon, *, early: bool
) -> list[int] | None:
    """Where each row begins in the cheapest division: of equally cheap ones that whose rows end `early`, or late.

    `best[i][j]`: what it costs to have placed `i` cells and to stand before column `j` of a row.
    """
    wide = len(columns)
    counted = columns[0].type == "index"
    begins = [is_figure(cell.text) == counted for cell in cells]
    best = [[IMPOSSIBLE * len(cells)] * (wide + 1) for _ in range(len(cells) + 1)]
    put = [[False] * (wide + 1) for _ in range(len(cells) + 1)]
    best[0][0] = 0.0
    for i in range(len(cells) + 1):
        for j in range(1, wide + 1) if i else ():
            best[i][j], put[i][j] = best[i - 1][j - 1] + misfit(cells[i - 1].text, columns[j - 1].type, lexicon), True
        for _ in range(2):
            for j in range(1, wide + 1):
                skipped = best[i][j - 1] + SKIP.get(columns[j - 1].type, 0.8)
                nearly = round(skipped - best[i][j], 6)
                if nearly < 0 or (nearly == 0 and early):
                    best[i][j], put[i][j] = skipped, False
            if 0 < i < len(cells) and begins[i]:
                best[i][0] = best[i][wide]
    if best[-1][wide] >= IMPOSSIBLE or not begins[0]:
        return None
    starts: list[int] = []
    i, j = len(cells), wide
    while i or j:
        if not j:
            starts.append(i)
            j = wide
        elif put[i][j]:
            i, j = i - 1, j - 1
        else:
            j -= 1
    return [0, *starts[::-1]]
