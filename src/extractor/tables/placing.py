"""Which printed cell of a row stands under which heading: the cheapest placement that keeps their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.tables.columns import Column, Header
from extractor.tables.lexicon import Lexicon, bare
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, is_figure, is_number, is_percent, is_quantity

IMPOSSIBLE = 100.0
_DIRECT = 4.0
"""Misfit from which a row as wide as its header is not read straight under it."""
WIDEST = 60
"""Columns beyond which no row is read as a form's: fitting cells to columns is quadratic in them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Cells by column index; `unsure` are printed cells that two columns fit equally well."""

    cells: dict[int, CellValue]
    unsure: tuple[CellValue, ...] = ()


def place(cells: PrintedCells, header: Header, lexicon: Lexicon, *, exact: bool) -> Placed | None:
    """Which column each printed cell of a row stands in, None where no order-keeping placement fits.

    `exact`: the printing keeps empty cells, so a row as wide as the header needs no fitting.
    """
    columns = header.columns
    if len(cells) == len(columns) and (exact or _cost(cells, columns, lexicon) < _DIRECT):
        return Placed(dict(enumerate(cells)))
    filled = list(cells)
    while filled and not filled[-1].text and (not exact or len(filled) > len(columns)):
        filled.pop()
    if not filled or len(filled) > WIDEST:
        return None
    left = _fit(filled, columns, lexicon, leftmost=True)
    right = _fit(filled, columns, lexicon, leftmost=False)
    if left is None or right is None:
        return None
    unsure = tuple(filled[i] for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b and filled[i].text)
    return Placed(
        {a: filled[i] for i, (a, b) in enumerate(zip(left, right, strict=True)) if a is not None and a == b},
        tuple(cell for cell in unsure if not lexicon.is_blank(cell.text)),
    )


def _cost(cells: PrintedCells, columns: Sequence[Column], lexicon: Lexicon) -> float:
    return max(
        (misfit(cell.text, column.type, lexicon) for cell, column in zip(cells, columns, strict=False)), default=0
    )


def _fit(
    cells: PrintedCells, columns: Sequence[Column], lexicon: Lexicon, *, leftmost: bool
) -> list[int | None] | None:
    """Cheapest order-keeping placement: column index for each cell, None for an empty cell that is dropped."""
    tall, wide = len(cells), len(columns)
    costs = [[misfit(cell.text, column.type, lexicon) for column in columns] for cell in cells]
    best = [[IMPOSSIBLE * tall * 2] * (wide + 1) for _ in range(tall + 1)]
    move = [[""] * (wide + 1) for _ in range(tall + 1)]
    best[0][0] = 0.0
    for i in range(tall + 1):
        for j in range(wide + 1):
            options: list[tuple[float, str]] = []
            if j and best[i][j - 1] < IMPOSSIBLE:
                options.append((best[i][j - 1] + SKIP.get(columns[j - 1].type, 0.8), "skip"))
            if i and j and best[i - 1][j - 1] < IMPOSSIBLE:
                options.append((best[i - 1][j - 1] + costs[i - 1][j - 1], "put"))
            if i and not cells[i - 1].text and best[i - 1][j] < IMPOSSIBLE:
                options.append((best[i - 1][j] + 0.4, "drop"))
            if not options:
                continue
            # Equal costs: read from the end, "put" first keeps cells to the right, "skip" first to the left.
            order = {"put": 1, "drop": 2, "skip": 0} if leftmost else {"put": 0, "drop": 2, "skip": 1}
            best[i][j], move[i][j] = min(options, key=lambda option: (round(option[0], 6), order[option[1]]))
    if best[tall][wide] >= IMPOSSIBLE:
        return None
    placed: list[int | None] = [None] * tall
    i, j = tall, wide
    while i or j:
        step = move[i][j]
        if step == "put":
            i, j = i - 1, j - 1
            placed[i] = j
        elif step == "drop":
            i -= 1
        else:
            j -= 1
    return placed


SKIP = {
    "block": 0.0, "level1": 0.3, "level2": 0.3, "name": 1.5, "target": 0.9, "actual": 0.9, "points": 1.2, "reason": 0.1,
    "rate": 0.4, "money": 0.7, "spare": 0.4, "label": 1.0, "sign": 0.3, "measure": 0.3, "standard": 0.4, "index": 0.2,
    "value": 0.6, "group": 0.3,
}  # fmt: skip
"""What it costs to leave a column without a cell."""


def misfit(text: str, kind: str, lexicon: Lexicon) -> float:
    """How badly `text` fits a column: 0 as expected, above 4 hardly, `IMPOSSIBLE` never."""
    if not text:
        return {"name": 1.0, "label": 1.0, "block": 0.0}.get(kind, 0.1)
    if len(text) < 8 and lexicon.is_blank(text):
        return {"points": 0.1, "money": 0.1, "rate": 0.1, "reason": 0.0, "target": 0.6, "actual": 0.6}.get(kind, 1.0)
    number, percent = is_number(text), is_percent(text)
    figure = number or percent
    level1, level2 = lexicon.among("level1", text), lexicon.among("level2", text)
    match kind:
        case "block":
            return 0.0 if lexicon.among("blocks", text) else 20.0
        case "level1":
            # 成本指标 and 满意度指标 head either level; alone they are rather the second.
            # 预算执行率 is rather an indicator than the name of its group.
            return (1.6 if text.endswith("率") else 0.2 if level2 else 0.0) if level1 else IMPOSSIBLE if figure else 2.0
        case "level2":
            return 0.0 if level2 else IMPOSSIBLE if figure else 1.8
        case "name":
            # 经济效益 and 财务管理 head a group in one form and are what is scored in another.
            level = level1 or level2
            return 6.0 if figure else 3.0 if level and "指标" in text else 1.0 if level or is_quantity(text) else 0.0
        case "target" | "actual":
            return 0.0 if percent or is_quantity(text) else 0.3 if number else 6.0 if level2 else 0.8
        case "points":
            return 0.0 if number else 5.0 if percent or is_quantity(text) else 8.0
        case "rate":
            return 0.0 if percent else 1.0 if number else 8.0
        case "money" | "spare":
            return 0.0 if number else 6.0 if percent else 1.0 if is_quantity(text) else 6.0
        case "label" | "standard":
            return IMPOSSIBLE if figure else 0.0
        case "group":
            return IMPOSSIBLE if figure else 1.5
        case "reason":
            return 5.0 if figure else 0.2
        case "sign":
            return 0.0 if bare(text) in lexicon.words["signs"] else 4.0
        case "measure":
            return 3.0 if number or len(text) > 8 else 0.5 if is_figure(text) else 0.2
        case "index":
            return 0.0 if number else 4.0
        case _:
            return 0.5
