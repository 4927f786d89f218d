"""Of which years the titles and the heads of forms say that the report is."""

from __future__ import annotations

import re
from collections import Counter

from extractor.checks.prose import plain
from extractor.checks.values import bare
from extractor.document.model import Span
from extractor.report import Report

_HEAD = re.compile(
    r"(?:^|(?<=[\s|]))(?:[（(]\s*(20\d\d)\s*年度?\s*[）)]|(20\d\d)\s*年度[^\s，。；|]{0,30}自评价?表|年度\s*[：:]\s*(20\d\d))"
)
_TITLE = re.compile(r"(20\d\d)\s*年")
_RANGE = re.compile(r"20\d\d\s*年?\s*[-－—–至~]+\s*20\d\d")
_FEWEST = 3
"""Heads and titles from which on most of them say which year is right, where the report's own title does not."""


def heads(report: Report) -> list[tuple[str, Span]]:
    """The year of each form's head and each document's title, with its place, in order of the text."""
    text = plain(report)
    found = {Span(*m.span(m.lastindex or 0)) for m in _HEAD.finditer(text)}
    titles = [document.title for document in report.submission.documents if document.title]
    named = (list(_TITLE.finditer(text, title.start, title.end)) for title in titles)
    found |= {Span(*years[0].span(1)) for years in named if len({year[1] for year in years}) == 1}
    return [(span.of(text), span) for span in sorted(found)]


def stated(report: Report) -> str:
    """The year that the report's title names, else more than half of three or more heads, else all that there are;
    empty where none is sure."""
    if several_years(report):
        return ""
    titled = _TITLE.search(bare(report.title))
    counts = Counter(year for year, _ in heads(report))
    if titled:
        return titled[1]
    year, times = counts.most_common(1)[0] if counts else ("", 0)
    agreed = len(counts) == 1 or (counts.total() >= _FEWEST and times * 2 > counts.total())
    return year if agreed else ""


def several_years(report: Report) -> bool:
    """Whether the report's title names a range of years: none of them is the one that it is about."""
    return bool(_RANGE.search(bare(report.title)))
