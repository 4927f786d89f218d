"""Text to `Submission`: its lines, its tables in whatever dialect, its sub-documents."""

from __future__ import annotations

from extractor.document.documents import documents
from extractor.document.dump import find_dump_tables
from extractor.document.lines import split_lines
from extractor.document.logical import logical_tables
from extractor.document.model import Submission


def read_text(text: str, name: str = "-") -> Submission:
    """The submission that a text holds. Never raises: a text without any structure is one document of paragraphs."""
    lines = split_lines(text)
    printed = find_dump_tables(text, lines)
    tables = [logical for table in printed for logical in logical_tables(text, lines, table)]
    return Submission(text, name, documents(text, lines, tables))
