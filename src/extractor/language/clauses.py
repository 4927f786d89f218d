"""Sentences, clauses and the marks of lists, as places in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.document.model import Span

_OPENING = {"“": "”", "《": "》", "（": "）", "(": ")", "「": "」", "【": "】", "〔": "〕", "[": "]"}
_STOPS = re.compile(r"[。！？!?；;\n“《（(「【〔\[]")
_CLAUSE_STOPS = re.compile(r"[，,；;：:。！？!?“《（(「【〔\[]")
_LONGEST_BRACKET = 300
"""An opening mark without its partner within so many characters is a misprint and shields nothing."""

_NUMERAL = "[一二三四五六七八九十]"
_MARKER = re.compile(
    rf"(?:[（(]\s?(?:\d{{1,2}}|{_NUMERAL}{{1,3}})\s?[）)](?:[、.．](?!\d))?"
    rf"|\d{{1,2}}\s?(?:[、．)）]|\.(?!\d))|[①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩]|{_NUMERAL}{{1,3}}、|第?{_NUMERAL}{{1,2}}(?:是(?!否)|要(?=[加强进严])|来|方面)[，,]?"
    rf"|[其首再]次[，,]|其[一二三四五]{{1,2}}[，,、]"
    rf"|(?:任务|目标|指标|措施|问题|举措|工作)\s?(?:\d{{1,2}}|{_NUMERAL}{{1,2}})\s?[：:、.]"
    rf"|[★●■◆▲•·※►➢]|[-—](?=\s))[ \t\u3000\u00a0]*"
)
_BLANK = " \t\n\r\u3000\u00a0"
_LEFT_OVER = re.compile(rf"[{_BLANK}。，；：！？,;:!?、.]*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without blanks, its list marker and its closing mark; `marker` is the place of `1.`, `一是`, `目标1：`
    before it, None where there is none."""

    span: Span
    marker: Span | None = None


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """The sentences and list items of a part of the text, trimmed of blanks, closing mark included.

    They end at 。！？； and at a line's end, but not inside quotation marks, titles and brackets.
    """
    whole = span or Span(0, len(text))
    return [Span(*part) for part in _parts(text, whole, _STOPS) if part[0] < part[1]]


def clauses(text: str, sentence: Span) -> list[Clause]:
    """The clauses of a sentence: what stands between commas, colons and semicolons, not between 、."""
    found = []
    for start, end in _parts(text, sentence, _CLAUSE_STOPS):
        marker, start = _strip_markers(text, start, end)
        left_over = _LEFT_OVER.search(text, start, end)
        end = left_over.start() if left_over else end
        if start < end:
            found.append(Clause(Span(start, end), marker))
        elif marker:
            found.append(Clause(Span(start, start), marker))
    return _joined(found)


def strip_marker(text: str, span: Span) -> Clause:
    """A sentence or paragraph as a clause: its list markers apart (`（1）`, `一是`, `任务1：`; several may follow)."""
    marker, start = _strip_markers(text, span.start, span.end)
    return Clause(Span(start, span.end), marker)


def _strip_markers(text: str, start: int, end: int) -> tuple[Span | None, int]:
    begin = start
    while (match := _MARKER.match(text, start, end)) and match.end() > start:
        start = match.end()
    last = start
    while last > begin and text[last - 1] in _BLANK:
        last -= 1
    return (Span(begin, last) if start > begin else None), start


def _joined(found: list[Clause]) -> list[Clause]:
    """A marker that stood alone before a comma or colon (`一是，`, `目标1：`) goes to the clause behind it."""
    joined: list[Clause] = []
    waiting: Span | None = None
    for clause in found:
        if clause.span.start == clause.span.end:
            waiting = Span(waiting.start, clause.marker.end) if waiting and clause.marker else waiting or clause.marker
            continue
        marker = Span(waiting.start, clause.marker.end if clause.marker else waiting.end) if waiting else clause.marker
        joined.append(Clause(clause.span, marker))
        waiting = None
    return joined


def _parts(text: str, span: Span, stops: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = position = span.start
    while match := stops.search(text, position, span.end):
        mark, at = match[0], match.start()
        position = match.end()
        if mark in _OPENING:
            closing = text.find(_OPENING[mark], position, min(span.end, position + _LONGEST_BRACKET))
            if closing >= 0:
                position = closing + 1
        elif mark in ",:" and text[at - 1 : at].isdigit() and text[position : position + 1].isdigit():
            continue  # 1,356.00 and 15:04
        else:
            while mark != "\n" and position < span.end and text[position] in "。！？；!?;”」』":
                position += 1
            yield _trimmed(text, start, position)
            start = position
    yield _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end
