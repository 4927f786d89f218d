"""A file's sub-documents: each form and report with its title, its outline, its paragraphs and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document.grid import resolve
from extractor.document.lines import Line
from extractor.document.model import Document, Heading, Paragraph, Section, Span, Table
from extractor.document.outline import headings, numbered
from extractor.document.printed import PrintedTable
from extractor.document.titles import (
    TITLE_LINES,
    is_attachment,
    is_contents,
    is_furniture,
    is_running_head,
    is_title,
    is_year,
    title_span,
)
from extractor.document.words import fold, words
from extractor.document.wrapped import print_of

_BODY_LENGTH = 60
"""Characters of a line that stands on no title page."""


@dataclass(slots=True)
class _Part:
    """What a sub-document is built from: indices of its prose lines and its tables."""

    start: int
    title: Span | None = None
    named: set[int] = field(default_factory=set)
    """The lines that name it; a title page and the page after it can both."""
    prose: list[int] = field(default_factory=list)
    tables: list[PrintedTable] = field(default_factory=list)
    begun: bool = False
    """Whether more than a title page has been seen."""


def documents(text: str, lines: Sequence[Line], tables: Sequence[PrintedTable]) -> tuple[Document, ...]:
    """The sub-documents in order; together they cover the whole text."""
    parts = _parts(text, lines, tables)
    ends = [*(part.start for part in parts[1:]), len(text)]
    built, count = [], 0
    for number, (part, end) in enumerate(zip(parts, ends, strict=True), 1):
        built.append(_build(text, lines, part, end, f"d{number}", count))
        count += len(part.tables)
    return tuple(built)


def _parts(text: str, lines: Sequence[Line], tables: Sequence[PrintedTable]) -> list[_Part]:
    taken = {index for table in tables for row in table.rows for index in range(row.first, row.stop)}
    starts = {table.first: table for table in tables}
    parts = [_Part(0)]
    for index, line in enumerate(lines):
        part = parts[-1]
        if index in starts:
            part.tables.append(starts[index])
            part.begun = True
        if index in taken or line.blank or is_contents(text, line.body) or is_furniture(text, line.body):
            continue
        if part.begun and is_running_head(text, line.body, part.title):
            continue
        if is_title(text, line.body):
            span = title_span(text, lines, index, taken)
            if part.begun:
                head = index
                while part.prose and _opens_title(text, lines[part.prose[-1]], span):
                    if not all(line.blank for line in lines[part.prose[-1] + 1 : head]):
                        break
                    head = part.prose.pop()
                part = _Part(lines[head].start)
                parts.append(part)
                part.prose.extend(i for i in range(head, index) if not lines[i].blank)
            part.title = span
            part.named.update(
                i for i in range(max(0, index - TITLE_LINES), index + 1) if lines[i].body.start >= span.start
            )
        elif not part.begun:
            part.begun = _is_body(text, line.body)
        part.prose.append(index)
    return parts


def _opens_title(text: str, line: Line, title: Span) -> bool:
    """Whether a line belongs to the title below it: its upper half, or the number of an attachment."""
    return title.covers(line.body) or is_attachment(text, line.body)


def _is_body(text: str, body: Span) -> bool:
    """Whether a line is a report's text, not one of its title page."""
    return len(body) > _BODY_LENGTH or text[body.end - 1] in "。；" or numbered(text, body) is not None


def _build(text: str, lines: Sequence[Line], part: _Part, end: int, name: str, count: int) -> Document:
    span = Span(part.start, end)
    prose = [lines[index] for index in part.prose if index not in part.named]
    found = headings(text, prose)
    heads = tuple(heading for heading in found if heading is not None)
    sections = _sections(heads, span)
    paragraphs: list[Paragraph] = []
    current = 0
    printed = print_of(text, prose)
    above: Line | None = None
    for line, heading in zip(prose, found, strict=True):
        if heading is None and printed is not None and above is not None and printed.goes_on(text, above, line):
            paragraphs[-1] = Paragraph(Span(paragraphs[-1].span.start, line.body.end), current)
            above = line
            continue
        rest = line.body
        if heading is not None:
            current += 1
            rest = Span(heading.span.end, line.body.end)
            while rest.start < rest.end and text[rest.start] in " \u3000\t":
                rest = Span(rest.start + 1, rest.end)
        above = None
        if len(rest) and not is_year(text, rest):
            paragraphs.append(Paragraph(rest, current))
            above = line
    return Document(
        name, span, part.title, heads, sections, tuple(paragraphs), _tables(text, lines, part, heads, count)
    )


def _sections(heads: Sequence[Heading], span: Span) -> tuple[Section, ...]:
    """The document as a whole, then a section for each heading, nested by level."""
    ends = [span.end] * len(heads)
    parents = [0] * len(heads)
    open_: list[int] = []
    for index, heading in enumerate(heads):
        while open_ and heads[open_[-1]].level >= heading.level:
            ends[open_.pop()] = heading.span.start
        parents[index] = open_[-1] + 1 if open_ else 0
        open_.append(index)
    under = (
        Section(heading, Span(heading.span.start, end), parent)
        for heading, end, parent in zip(heads, ends, parents, strict=True)
    )
    return (Section(None, span), *under)


def _tables(text: str, lines: Sequence[Line], part: _Part, heads: Sequence[Heading], count: int) -> tuple[Table, ...]:
    """The tables on their grids, each with the nearest line before it that names it. A table right behind another one
    goes by the same name if it begins with the same row, else by that of the chapter."""
    named = {heading.span.start: heading.span for heading in heads}
    title, year = part.title, None
    chapter = part.title
    before: tuple[str, ...] = ()
    built: list[Table] = []
    at = 0
    for table in part.tables:
        direct = bool(built)
        while at < len(part.prose) and part.prose[at] < table.first:
            body = lines[part.prose[at]].body
            direct = False
            body = named.get(body.start, body)
            if body.start in named:
                chapter = body
            if is_year(text, body):
                year = body
            elif part.prose[at] in part.named:
                title, year = part.title, None
            elif body.start in named or words().title_row.search(fold(body.of(text)[-40:])):
                title = body
            at += 1
        first = table.rows[0].words(text)
        if direct and first != before:
            title = chapter
        before = first
        if table.title is not None:
            title, year = table.title, table.year
        built.append(resolve(text, table, title, year, f"t{count + len(built) + 1}"))
    return tuple(built)
