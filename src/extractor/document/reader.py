"""Text to `Submission`: its lines, its tables in whatever dialect, its sub-documents."""

from __future__ import annotations

from dataclasses import replace

from extractor.document.aligned import find_aligned_tables
from extractor.document.apart import find_apart_tables
from extractor.document.bars import PIPES
from extractor.document.columned import find_columned_tables
from extractor.document.documents import documents
from extractor.document.dump import find_dump_tables
from extractor.document.lines import Line, split_lines, trim
from extractor.document.logical import logical_tables
from extractor.document.model import Span, Submission
from extractor.document.pipes import RULE, find_pipe_tables
from extractor.document.printed import PrintedTable
from extractor.document.spaced import find_spaced_tables
from extractor.document.stacked import find_stacked_tables
from extractor.document.tabbed import find_tabbed_tables

_FINDERS = (
    find_tabbed_tables,
    find_dump_tables,
    find_pipe_tables,
    find_columned_tables,
    find_aligned_tables,
    find_stacked_tables,
    find_spaced_tables,
    find_apart_tables,
)
"""From the plainest signs of a table to the faintest; each leaves alone what one before it took."""


def read_text(text: str, name: str = "-") -> Submission:
    """The submission that a text holds. Never raises: a text without any structure is one document of paragraphs."""
    lines = split_lines(text)
    printed: list[PrintedTable] = []
    for find in _FINDERS:
        taken = {index for table in printed for index in range(table.first, table.stop)}
        printed += [table for table in find(text, lines, taken) if table.rows]
    printed.sort(key=lambda table: table.first)
    _strip_pipes(text, lines, printed)
    tables = [logical for table in printed for logical in logical_tables(text, lines, table)]
    return Submission(text, name, documents(text, lines, tables))


def _strip_pipes(text: str, lines: list[Line], printed: list[PrintedTable]) -> None:
    """Rows between pipes can turn out to be titles: their lines lose the pipes at their ends, and
    a line that only rules the table is blank."""
    for table in printed:
        if table.dialect not in ("pipes", "run-on"):
            continue
        for index in range(table.first, table.stop):
            body = lines[index].body
            if RULE.fullmatch(text, body.start, body.end):
                body = Span(body.start, body.start)
            while len(body) and (text[body.start] in PIPES or text[body.end - 1] in PIPES):
                start = body.start + (text[body.start] in PIPES)
                body = trim(text, start, max(start, body.end - (text[body.end - 1] in PIPES)))
            lines[index] = replace(lines[index], body=body)
