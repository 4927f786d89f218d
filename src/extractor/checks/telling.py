"""The clauses of a report that tell facts of its unit and its year, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.prose import clauses, loose_cells, plain
from extractor.checks.topics import topic
from extractor.checks.values import ACTUAL, REASON, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_SHORTEST, _LONGEST = 3, 80
_ANSWER = 8
"""Characters up to which a cell is an answer (及时, 健全), from which on it tells of something."""
_LOOK_BACK = 120
"""Characters of running text in which measures go on."""
_FOUND = 40
"""Characters before a clause in which those who looked into it are named."""
_UNTOLD = ("goals", "duties", "improvements")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
PINYIN = re.compile(r"(?<=[\u4e00-\u9fa5])[（(][a-zà-ǜ]+[）)]")
"""How mirrors of pages print a character twice: `及時(shí)`."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A clause: what it says, its content words, and those of the last one before it in its passage that names any."""

    place: Span
    said: str
    words: frozenset[str]
    before: frozenset[str]
    admitting: bool
    """Among problems."""
    found_out: bool
    """Told by those who looked into it."""
    of_row: bool
    """In a cell of a form's row, where results and reasons are told."""


def tellings(report: Report) -> Iterator[Telling]:
    """Of the narrative, and of a form's answers and reasons."""
    for segment in report.segments:
        told = segment.section not in _UNTOLD or pattern("stances", "told_under").search(" ".join(segment.headings))
        if told and "目标" not in segment.cell_label:
            yield from _read(report, segment.span, admitting=segment.section == "problems")
    for place in loose_cells(report):
        yield from _read(report, place)
    for row in report.rows:
        for cell in (row.cell(*ACTUAL), row.cell(*REASON)):
            if cell is not None and len(cell.span) >= _ANSWER:
                yield from _read(report, cell.span, about=topic(name(row)), of_row=True)


def topics(report: Report) -> Iterator[frozenset[str]]:
    """What each clause of the narrative and each indicator is about."""
    for segment in report.segments:
        yield from (topic(said) for _, said in _clauses(report, segment.span))
    yield from (topic(name(row)) for row in report.rows if row.kind in ("indicator", "rubric"))


def _clauses(report: Report, span: Span) -> Iterator[tuple[int, str]]:
    for start, said in clauses(report, span):
        if _SHORTEST <= len(said) <= _LONGEST:
            yield start, said


def _read(
    report: Report, span: Span, *, admitting: bool = False, about: frozenset[str] = frozenset(), of_row: bool = False
) -> Iterator[Telling]:
    before, dated = about, ""
    for start, printed in _clauses(report, span):
        said = PINYIN.sub("", printed).replace("\n", "")
        words = topic(said)
        # The year of a sentence stands in its first clause (2021年因换届，部分补助拨付滞后).
        dated = said if _YEAR.search(said) or plain(report)[start - 1 : start] != "，" else dated
        if not _unreal(said) and not _earlier(report, dated):
            admitting = admitting or _turned_to_measures(report, start)
            found = pattern("stances", "inspected").search(plain(report), max(span.start, start - _FOUND), start)
            place = Span(start, start + len(printed))
            yield Telling(place, said, words, before, admitting, bool(found), of_row)
        before = words or before


def _unreal(said: str) -> bool:
    aimed = pattern("stances", "aimed").search(said) and not pattern("stances", "reached").search(said)
    return bool(aimed or pattern("stances", "unreal").search(said) or pattern("stances", "earlier").search(said))


def _turned_to_measures(report: Report, start: int) -> bool:
    """Whether measures are opened a little before in the running text (`…申报不够及时。下一步改进措施：一是…`)."""
    return bool(pattern("stances", "measures").search(plain(report), max(0, start - _LOOK_BACK), start))


def _earlier(report: Report, said: str) -> bool:
    """Whether the clause tells of years before the report's."""
    years = [int(found) for found in _YEAR.findall(said)]
    return bool(years) and report.year.isdigit() and max(years) < int(report.year)
