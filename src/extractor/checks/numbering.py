"""Headings whose printed number is not in the form that their level uses: digits between Chinese numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.document.lines import split_lines
from extractor.document.model import Document, Heading, Span
from extractor.document.outline import Number, han, numbered
from extractor.report import Report

_PARENTS = {"digit": ("han", "bracket"), "small": ("bracket",)}
"""Kind of a number → the kinds in whose place it may have been typed."""
_ABOVE = {"han": ("part",), "bracket": ("part", "han")}
"""Kind → those whose next number ends its list."""
_FEWEST = 3
"""Number of a last chapter from which on digits are a slip; a chapter's second paragraph may be its 2."""
_PRINTED = {"han": "{}、", "bracket": "（{}）"}


def out_of_form(report: Report, document: Document) -> dict[Heading, str]:
    """Those headings, each with the number that its level should print."""
    restored = {h: h.restored for h in document.headings if h.restored and h.restored != h.number}
    return {**restored, **_typed(report.text, document)}


@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[tuple[Span, Number], ...]:
    marks = ((line.body, numbered(text, line.body)) for line in split_lines(text) if not line.blank)
    return tuple((body, number) for body, number in marks if number is not None)


def _typed(text: str, document: Document) -> dict[Heading, str]:
    """Headings with typed digits that go on counting where Chinese numbers stopped: 四、 … 5、 … 六、."""
    heads = {heading.span.start: heading for heading in document.headings if not heading.restored}
    start, end = document.span.start, document.span.end
    marks = [(body, number) for body, number in _lines(text) if start <= body.start and body.end <= end]
    found: dict[Heading, str] = {}
    last: dict[str, tuple[int, Span]] = {}
    for at, (body, number) in enumerate(marks):
        heading = heads.get(body.start)
        for kind in _PARENTS.get(number.kind, ()) if heading else ():
            if heading and _goes_on(text, marks, at, kind, last):
                found[heading] = _PRINTED[kind].format(han(number.value))
                last[kind] = (number.value, body)
                break
        last[number.kind] = (number.value, body)
        for lower in [kind for kind, above in _ABOVE.items() if number.kind in above]:
            last.pop(lower, None)
    return found


def _goes_on(
    text: str, marks: Sequence[tuple[Span, Number]], at: int, kind: str, last: dict[str, tuple[int, Span]]
) -> bool:
    body, number = marks[at]
    value, start = last.get(kind, (0, body))
    same, where = last.get(number.kind, (0, body))
    if number.value < 2 or value != number.value - 1 or same == number.value - 1:
        return False
    after = None
    for _, mark in marks[at + 1 :]:
        if mark.kind == kind or mark.kind in _ABOVE[kind]:
            after = mark.value if mark.kind == kind else None
            break
    if after is not None:
        return after == number.value + 1
    # Nothing follows: a list whose first items stand in running text goes on; one that prints its number twice, in
    # two forms, does not.
    twice = same == number.value and where.start > start.start and _sign(text, where) != _sign(text, body)
    inline = re.search(rf"(?<!\d){number.value - 1}[、.．)）]", text[start.start : body.start])
    return twice or (number.value >= _FEWEST and not inline)


def _sign(text: str, body: Span) -> str:
    return re.sub(r"[\d\s]", "", body.of(text)[:4])[:1]
