"""Figures that a table prints and no row has: what was not read is counted and shown, never left out in silence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from extractor.document.model import Span, Table
from extractor.tables.model import Form
from extractor.tables.printed import is_figure, is_mangled, number_of

_TOKEN = re.compile(r"[^\s　|｜]+")
_FIGURE = re.compile(r"\d+")
_LEAST = 4
"""Figures of a table that is more than a line of contacts."""
_COUNTED = 3
"""Figures in a row of which each is one more than that before: the numbers of columns."""
_WHOLE = "整张表没有还原出任何一行，表中数字未核对"
_STRAY = "这些数没有归入任何一行，未核对"


def unread(text: str, table: Table, form: Form) -> Iterator[tuple[Span, str]]:
    """The places of `table` with figures that are in none of the form's rows, texts and names, nor counted already:
    the whole table where none of its rows was read."""
    read = _Places([*_read(form)])
    if not read.touch(table.span):
        if len(_FIGURE.findall(text, table.span.start, table.span.end)) >= _LEAST:
            yield table.span, _WHOLE
        return
    known = _Places([*_read(form), *(span for span, _ in form.unchecked)])
    for row in range(len(table.rows)):
        left = [span for span in _figures(text, table, row) if not known.touch(span)]
        if left and not _counts(text, left):
            yield Span(left[0].start, left[-1].end), _STRAY


class _Places:
    """Places that do not overlap, in the order of the text."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(span for span in spans if len(span)):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.end - 1)
        return at > 0 and self._ends[at - 1] > span.start


def _read(form: Form) -> Iterator[Span]:
    """What became rows, texts and names."""
    for row in form.rows:
        yield row.span
        for cell in row.cells.values():
            yield from (cell.span, *cell.more)
    yield from (free.span for free in form.free_texts)
    yield from (cell.span for cell in form.identity.values())


def _figures(text: str, table: Table, row: int) -> Iterator[Span]:
    """The figures that stand alone in a printed row, between blanks or in cells of their own."""
    for cell in table.rows[row]:
        for span in (cell.span, *cell.more):
            for token in _TOKEN.finditer(text, span.start, span.end):
                if is_figure(token[0]) or is_mangled(token[0]):
                    yield Span(*token.span())


def _counts(text: str, figures: list[Span]) -> bool:
    """Whether figures only number the columns."""
    numbers = [number_of(span.of(text)) for span in figures]
    steps = [after - before for before, after in pairwise(numbers) if before is not None and after is not None]
    return len(figures) >= _COUNTED and len(steps) == len(figures) - 1 and all(step == 1 for step in steps)
