"""Whether a text is a whole report: what is missing from an excerpt, or stands in a file of its own, is no defect."""

from __future__ import annotations

import re

from extractor.checks.prose import plain
from extractor.checks.words import pattern
from extractor.report import Report

_STOPS = "。！？!?；;：:）)】》”\"'|…—"
_SENTENCE = 24
"""Characters from which on a last line is a sentence that should end in a stop, no date and no signature."""
_TITLE = 300
"""Characters from a form's title, with whose it is, to its rows."""
_FIGURES = re.compile(r"[\d.,%％分年月日\s]+$")


def breaks_off(report: Report) -> bool:
    """Whether the text ends in the middle of a sentence."""
    last = plain(report).rstrip().rpartition("\n")[2].strip()
    return len(last) >= _SENTENCE and last[-1] not in _STOPS and _FIGURES.search(last) is None


def sheet_elsewhere(report: Report) -> bool:
    """Whether the report says that its scoring sheet is attached, and does not go on to print it."""
    sheets = pattern("structure", "sheet_attached").finditer(plain(report))
    return any(not _is_printed(report, sheet.start()) for sheet in sheets)


def _is_printed(report: Report, at: int) -> bool:
    """Whether what is named at `at` is the title of a form right behind it."""
    return any(form.rows and 0 <= form.span.start - at <= _TITLE for form in report.forms)
