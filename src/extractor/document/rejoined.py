"""Rows of a text dump that a cell of several paragraphs cut: joined again where widths and words tell how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.outline import numbered
from extractor.document.printed import FIGURE, PrintedRow
from extractor.document.words import fold, names_column, words

WIDEST = 30
"""Cells beyond which a row is no row: no form is that wide."""
_LOOSE = 2
"""Blank lines inside rows from which on a table is taken to have them behind all paragraphs."""
_SURE = 3.0
"""What it costs to end a row, or to go on, against what its words tell."""


def rejoin(text: str, rows: Sequence[PrintedRow], *, direct: bool) -> tuple[PrintedRow, ...]:
    """Rows that a cell of several paragraphs cut, joined again.

    Behind such a cell it is in doubt whether the row ends or only the cell. Rows whose ends are beyond doubt show how
    wide rows are; of all divisions the one whose rows are most like them is taken. `direct`: a row is a line (dialect
    S), and the rest of a cut one stands right below it.
    """
    loose = any(row.gap > 1 for row in rows[1:])
    doubts = (
        _cut_directly(row, below) if direct else _in_doubt(text, row, below, loose=loose)
        for row, below in pairwise(rows)
    )
    ends = [not doubt for doubt in doubts] + [True]
    told = _told(text, rows, direct=direct)
    apart = [sure or word < 0 for sure, word in zip(ends, told, strict=True)]
    whole = Counter(
        row.width for row, before, after in zip(rows, [True, *apart], apart, strict=False) if before and after
    )
    if (recurring := _recurring(rows, apart)).total() > whole.total():
        whole |= _single(whole + recurring, besides=whole)
    whole = whole or Counter([max(row.width for row in rows)] if direct else [])
    if not whole:
        return tuple(rows)
    joined = _joined(rows, ends, told, whole, close=direct)
    if not direct and len(joined) + _LOOSE <= len(rows):
        joined = _joined(rows, ends, told, whole, close=True)  # here paragraphs have blank lines behind them
    return tuple(joined)


def _told(text: str, rows: Sequence[PrintedRow], *, direct: bool) -> list[float]:
    """What it costs, by the words around it, to end a row behind each part (positive) or to go on there (negative):
    a heading goes on with headings and ends before what is none, and no row begins with a figure unless all are
    numbered."""
    heads = [[names_column(cell.span.of(text)) for cell in row.cells] for row in rows]
    figures = [[FIGURE.fullmatch(cell.span.of(text)) is not None for cell in row.cells] for row in rows]
    numbered = 2 * sum(row[0] for row in figures) > len(rows)
    told = []
    for at, lower in enumerate(heads[1:], 1):
        upper, last = heads[at - 1], rows[at - 1].cells[-1]
        goes_on = (upper[-1] and lower[0] and (all(upper) or sum(upper) > 1)) or (figures[at][0] and not numbered)
        label = fold(rows[at].cells[0].span.of(text)[: words().title_length])
        begins = words().block.match(label) or words().closing.match(label)
        leaves = not direct and not upper[-1] and 2 * sum(upper) <= len(upper) > 1
        leaves = leaves and bool(begins or (lower[0] and (last.empty or figures[at - 1][-1])))
        told.append(_SURE if goes_on else -_SURE if leaves else 0.0)
    return [*told, 0.0]


def _recurring(rows: Sequence[PrintedRow], ends: Sequence[bool]) -> Counter[int]:
    """The widths that all parts between two sure ends have together, where that recurs: then each is one row."""
    together: list[int] = []
    start = 0
    for stop, sure in enumerate(ends, 1):
        if sure:
            if stop - start > 1:
                together.append(sum(row.width for row in rows[start:stop]))
            start = stop
    return Counter({width: times for width, times in Counter(together).items() if times > 1})


def _single(widths: Counter[int], *, besides: Counter[int]) -> Counter[int]:
    """The widths without those of two rows together, which recur where rows in doubt follow each other, unless they are
    among those `besides`."""

    def doubled(width: int) -> bool:
        return any(widths[one] + widths[width - one] > 2 * widths[width] for one in widths if widths[width - one])

    return Counter({width: times for width, times in widths.items() if width in besides or not doubled(width)})


def _joined(
    rows: Sequence[PrintedRow], ends: Sequence[bool], told: Sequence[float], whole: Counter[int], *, close: bool
) -> list[PrintedRow]:
    joined: list[PrintedRow] = []
    at = 0
    for stop, sure in enumerate(ends, 1):
        if sure:
            joined += _divided(rows[at:stop], told[at:stop], whole, close=close)
            at = stop
    return joined


def _cut_directly(row: PrintedRow, below: PrintedRow) -> bool:
    """Whether a line can go on with the row above it: at the end of a row such a cell leaves a blank line."""
    return row.cells[-1].paragraphs > 1 and not below.gap


def _in_doubt(text: str, row: PrintedRow, below: PrintedRow, *, loose: bool) -> bool:
    """Whether the blank line between two rows can stand inside one row; where blank lines are `loose`, any paragraph
    may have one behind it, and a lone cell that is no title is what it cut off."""
    if below.gap != 1 or row.cells[-1].paragraphs > 1 or not loose or below.width > 1:
        return below.gap == 1 and row.cells[-1].paragraphs > 1
    lone = below.cells[0].span
    return numbered(text, lone) is None and not words().title_row.search(fold(lone.of(text)))


def _divided(
    parts: Sequence[PrintedRow], told: Sequence[float], whole: Counter[int], *, close: bool
) -> list[PrintedRow]:
    """The parts as rows, each as wide as rows are, the more usual the better, and ending where they are `told` to.
    Parts `close` to each other rather are one row; else they rather are not, least of all before an empty cell, which
    goes on from above."""
    widest = max(whole)

    def cost(start: int, stop: int) -> float:
        width = sum(part.width for part in parts[start:stop])
        joined = stop - start > 1
        if width in whole and (width > 1 or close):
            strange = 0.5 / whole[width]
        else:
            strange = 9.0 if joined and (not close or width > widest) else 1.0
        strange += max(told[stop - 1], 0.0) if stop < len(parts) else 0.0
        strange -= sum(min(word, 0.0) for word in told[start : stop - 1])
        if close:
            return strange + 0.5
        return strange + sum(0.7 if part.cells[0].empty else 0.4 for part in parts[start + 1 : stop])

    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(parts) + 1):
        first = max(0, stop - WIDEST)
        best.append(min((best[start][0] + cost(start, stop), start) for start in range(first, stop)))
    rows: list[PrintedRow] = []
    stop = len(parts)
    while stop:
        start = best[stop][1]
        own = parts[start:stop]
        cells = tuple(cell for part in own for cell in part.cells)
        rows.append(PrintedRow(cells, own[0].first, own[-1].stop, own[0].gap))
        stop = start
    return rows[::-1]
