"""From the tables and the prose of a submission to its forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extractor.document.model import Document, Submission, Table
from extractor.tables.blocks import BlockReader, unit_of
from extractor.tables.builder import FormBuilder
from extractor.tables.lexicon import lexicon
from extractor.tables.model import Form
from extractor.tables.printed import PrintedCells, Regained, cells_of, joined
from extractor.tables.prose import prose_forms
from extractor.tables.reflow import reflow
from extractor.tables.runon import split_run_on
from extractor.tables.tokens import is_stream
from extractor.tables.unread import unread

_EXACT = ("cells", "rows", "run-on")
"""Dialects whose rows have their empty cells, printed or given back, so that a row's width tells its columns."""
_WORD = re.compile(r"\w")


def forms(submission: Submission) -> tuple[Form, ...]:
    """Every form of the submission in printed order; a table that is no form gives a form without rows."""
    found: list[Form] = []
    for document in submission.documents:
        found += _table_forms(submission.text, document, len(found))
        found += list(prose_forms(submission.text, document, len(found)))
    found.sort(key=lambda form: form.span)
    return _told_apart(found)


def _table_forms(text: str, document: Document, already: int) -> list[Form]:
    built: list[FormBuilder] = []
    reader: BlockReader | None = None
    last: Table | None = None
    for table in document.tables:
        rows = _rows(text, table)
        title = _title(text, document, table, built)
        if reader is None or last is None or not _continues(text, last, table, rows.rows, reader):
            form = FormBuilder(f"f{already + len(built) + 1}", title, document.id)
            form.unit = unit_of(title)
            built.append(form)
            reader = BlockReader(text, form, lexicon(), title)
        built[-1].table_ids.append(table.id)
        built[-1].cover(table.span)
        built[-1].unchecked += rows.unchecked
        reader.read(rows.rows, exact=table.dialect in _EXACT)
        last = table
    tables = {table.id: table for table in document.tables}
    return [_with_unread(text, form.build(), tables) for form in built]


def _with_unread(text: str, form: Form, tables: Mapping[str, Table]) -> Form:
    """The form with what its tables print and no row has."""
    left = [place for id in form.table_ids for place in unread(text, tables[id], form)]
    return replace(form, unchecked=(*form.unchecked, *left)) if left else form


def _rows(text: str, table: Table) -> Regained:
    """The rows of a table: as printed, or given back by the words and figures of what has lost its rows."""
    if table.dialect == "spaced" or is_stream(table):
        return reflow(text, table, lexicon())
    if table.dialect == "run-on":
        return split_run_on(text, table.span, lexicon())
    return Regained(cells_of(text, table))


def _title(text: str, document: Document, table: Table, built: list[FormBuilder]) -> str:
    """The table's own title, else the nearest heading above it, else that of the form before it."""
    if table.title is not None:
        return joined(table.title.of(text))
    above = [h for h in document.headings if h.span.end <= table.span.start]
    if above and not (built and built[-1].table_ids and _between_tables(document, above[-1].span.start, table)):
        return joined(above[-1].span.of(text))
    if built and built[-1].title:
        return built[-1].title
    return joined(document.title.of(text)) if document.title is not None else ""


def _between_tables(document: Document, offset: int, table: Table) -> bool:
    """Whether another table stands between a heading and `table`, so that the heading names that one."""
    return any(offset < other.span.start < table.span.start for other in document.tables)


def _continues(text: str, last: Table, table: Table, rows: list[PrintedCells], reader: BlockReader) -> bool:
    """Whether `table` goes on where `last` stopped: no words between them, and its first row repeats the headings."""
    header = reader.header
    if header is None or _WORD.search(text, last.span.end, table.span.start):
        return False
    if rows and reader.is_header_again(rows[0]):
        return True
    lex = lexicon()
    first = [name for cell in (rows[0] if rows else []) if cell.text and (name := lex.column(cell.text))]
    return len(first) >= 3 and first == [name for name in header.names if name]


def _told_apart(found: list[Form]) -> tuple[Form, ...]:
    """Rows of several forms with one title carry the project's name in brackets."""
    titles = Counter(form.title for form in found if form.project or form.kind == "indicators")
    told = []
    for form in found:
        if form.project and titles[form.title] > 1:
            name = f"{form.title}（{form.project}）"
            rows = tuple(replace(row, table=name) if row.table == form.title else row for row in form.rows)
            form = replace(form, rows=rows)
        told.append(form)
    return tuple(told)
