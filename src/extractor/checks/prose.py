"""The narrative as rules read it: clauses, paragraphs, and which part of the report a place belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from extractor.claims.model import Segment
from extractor.document.model import Heading, Section, Span
from extractor.language.normalise import fold_in_place
from extractor.report import Report

NEXT = 2
"""Characters between a clause and the next one of its sentence."""
_WORDY = 8
"""Characters from which on a cell is a sentence rather than a label or a figure."""
_FARTHEST = 400
"""Characters to each side; a line of a million characters without a full stop must not be walked for each match."""
_NUMBER = re.compile(r"(?:\d+[.、．]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[是、]|[①-⑳])\s*")
"""The number of a list item, which is no part of what it says."""
_CLAUSE = re.compile(r"(?:[^，。；;！!？?：\n\t|]|(?<=\d)，(?=\d)|(?<=[\u4e00-\u9fa5])\n(?=[\u4e00-\u9fa5]))+")
"""A line's end between two words of a passage is one of the print."""

_HALF = re.compile(r"(?<!\d),|,(?!\d)|;")


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    # Texts written with half-width punctuation have the clauses of those that are not.
    return _HALF.sub(lambda found: "；" if found[0] == ";" else "，", fold_in_place(text))


def plain(report: Report) -> str:
    """The report's text in simplified characters, half-width figures and full-width commas, every character in its
    place: what patterns are looked for in."""
    return _folded(report.text)


def clauses(report: Report, span: Span) -> Iterator[tuple[int, str]]:
    """Where each clause of a passage begins, behind an item's number, and what it says in plain characters."""
    text = plain(report)
    for found in _CLAUSE.finditer(text, span.start, span.end):
        whole = found.group()
        start = found.start() + len(whole) - len(whole.lstrip())
        number = _NUMBER.match(text, start, found.end())
        start = number.end() if number else start
        yield start, text[start : found.end()].rstrip()


def clause(report: Report, span: Span) -> Span:
    """The clause around `span`: up to the nearest punctuation on each side, without blanks and an item's number."""
    text = plain(report)
    start, end = span.start, span.end
    first, last = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    while start > first and text[start - 1] not in "，。；！!？?：:|\n\t":
        start -= 1
    while end < last and text[end] not in "，。；！!？?：:|\n\t":
        end += 1
    whole = trimmed(report, Span(start, end))
    number = _NUMBER.match(report.text, whole.start, span.start)
    return Span(number.end(), whole.end) if number else whole


def sentence(report: Report, span: Span) -> Span:
    """The sentence around `span`: up to the nearest full stop, semicolon or line end on each side."""
    text = plain(report)
    start, end = span.start, span.end
    first, last = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    while start > first and text[start - 1] not in "。；！!？?|\n\t":
        start -= 1
    while end < last and text[end] not in "。；！!？?|\n\t":
        end += 1
    return trimmed(report, Span(start, end))


def paragraph(report: Report, span: Span) -> Span:
    """The line or cell paragraph around `span`."""
    start = max(report.text.rfind("\n", 0, span.start), report.text.rfind("\t", 0, span.start)) + 1
    end = report.text.find("\n", span.end)
    return trimmed(report, Span(start, end if end >= 0 else len(report.text)))


def trimmed(report: Report, span: Span) -> Span:
    quote = report.quote(span)
    left = len(quote) - len(quote.lstrip())
    return Span(span.start + left, max(span.start + left, span.start + len(quote.rstrip())))


def told(report: Report) -> str:
    """The text without the headings of sections and without the standards of scoring sheets: where reasons are told."""
    hidden = [h.span for d in report.submission.documents for h in d.headings]
    hidden += [c.span for r in report.rows for h, c in r.cells.items() if h in ("评分标准", "评价标准", "项目")]
    letters = list(report.text)
    for span in hidden:
        letters[span.start : span.end] = "\n" * len(span)
    return "".join(letters)


def matches(report: Report, wanted: re.Pattern[str], *sections: str) -> Iterator[tuple[Segment, Span]]:
    """Where `wanted` stands in the narrative, with its segment; only in the named sections where some are named."""
    for segment in report.segments:
        if sections and segment.section not in sections:
            continue
        for found in wanted.finditer(plain(report), segment.span.start, segment.span.end):
            yield segment, Span(*found.span())


def loose_cells(report: Report) -> Iterator[Span]:
    """Cells with words that belong to no row and no segment: a form's answers outside its tables of figures."""
    taken = sorted([s.span for s in report.segments] + [row.span for row in report.rows])
    for document in report.submission.documents:
        for cell in (cell for table in document.tables for cell in table.cells()):
            at = bisect_left(taken, cell.span)
            near = taken[max(0, at - 1) : at + 1]
            if len(cell.span) >= _WORDY and not any(span.overlaps(cell.span) for span in near):
                yield cell.span


def headed(report: Report, wanted: re.Pattern[str]) -> Iterator[tuple[Heading, Section]]:
    """The sections whose heading matches `wanted`, outermost only."""
    for document in report.submission.documents:
        last = -1
        for part in document.sections:
            if part.heading and part.span.start >= last and wanted.search(report.quote(part.heading.span)):
                last = part.span.end
                yield part.heading, part
