"""What a reader gives: a `Submission` of one or more `Document`s, each with its outline and tables.

All offsets are code points of `Submission.text`, which is kept exactly as received (BOM aside).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Dialect = Literal["cells", "rows", "pipes", "aligned", "spaced", "run-on"]
"""How a table is printed: one cell a line (dump D and H), one row a line (dump S), between pipes (also markdown), a row
a line with its cells apart by blanks, cells apart by blanks whose rows are uncertain, or without any separator."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. `span` is trimmed of blanks (U+3000 too); an empty cell has an empty span where it stands."""

    span: Span
    row: int
    column: int
    """First grid column; `colspan` columns wide where the printing shows or implies a merge."""
    colspan: int = 1
    merged: bool = False
    """Empty because it continues the cell above it (vMerge), as far as the layout alone can tell."""
    more: tuple[Span, ...] = ()
    """Where it goes on: its further lines, when they were printed beside those of other cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: rows of cells in printed order, `width` grid columns."""

    id: str
    span: Span
    dialect: Dialect
    rows: tuple[tuple[Cell, ...], ...]
    width: int
    title: Span | None = None
    """The line or one-cell row that names it: the nearest one before its first row."""
    year: Span | None = None
    """A `（2021年度）` line between title and table."""

    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row]


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or titled heading line. `restored` is the number that an automatic list had, where the dump printed
    another (`4、 ` before `六、` → `四、`)."""

    span: Span
    title: Span
    level: int
    number: str = ""
    restored: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, sub-headings included. `parent` is an index into `Document.sections`."""

    heading: Heading | None
    span: Span
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of narrative text outside tables, or in a cell that holds a whole chapter; `section` is an index into
    `Document.sections`."""

    span: Span
    section: int


@dataclass(frozen=True, slots=True)
class Document:
    """One sub-document: a form or a report (自评表, 自评报告); a file can hold a department's and several projects'."""

    id: str
    span: Span
    title: Span | None
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()

    def section_at(self, offset: int) -> int | None:
        """Index of the innermost section that holds `offset`."""
        inside = [i for i, s in enumerate(self.sections) if s.span.start <= offset < s.span.end]
        return min(inside, key=lambda i: len(self.sections[i].span), default=None)


@dataclass(frozen=True, slots=True)
class Submission:
    """One file as received."""

    text: str
    name: str
    documents: tuple[Document, ...]
    bytes: int = 0
    sha256: str = ""
    format: str = "text"
    encoding: str = "utf-8"
    path: str | None = None
    notes: tuple[str, ...] = field(default=())
    """What the reader could not do, in the user's language."""
