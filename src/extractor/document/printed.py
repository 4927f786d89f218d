"""Tables as printed, before their grid is known: rows of trimmed cells and the lines that they take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document.model import Dialect, Span

FIGURE = re.compile(r"[-－+]?\d[\d,]*(?:\.\d+)?[%％‰]?|[-—－/]+")
"""A cell that is a figure, or the stroke in place of one."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """`paragraphs` counts the lines that the cell takes, blank ones inside or after it included; `more`: its further
    lines, where other cells stand beside each of them."""

    span: Span
    paragraphs: int = 1
    more: tuple[Span, ...] = ()

    @property
    def empty(self) -> bool:
        return self.span.start == self.span.end


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """Cells in printed order; `first`/`stop` are indices of lines; `gap` counts the blank lines before the row."""

    cells: tuple[PrintedCell, ...]
    first: int
    stop: int
    gap: int = 0

    @property
    def width(self) -> int:
        return len(self.cells)

    def words(self, text: str) -> tuple[str, ...]:
        """The cells' texts without any blank, to compare rows with."""
        return tuple("".join(cell.span.of(text).split()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    dialect: Dialect
    rows: tuple[PrintedRow, ...]
    title: Span | None = None
    year: Span | None = None
    """Where title and year stand on the same line as the table."""

    @property
    def first(self) -> int:
        return self.rows[0].first

    @property
    def stop(self) -> int:
        return self.rows[-1].stop
