"""What full points, and short answers, of a form's rows say well of what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.stances import Stance, aspect_pattern, kinds_of, matter
from extractor.checks.telling import PINYIN
from extractor.checks.topics import topic
from extractor.checks.values import ACTUAL, SCORE, bare, full_marks, name, name_cell
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.report import Report
from extractor.tables.model import Row

_PERFECT = ("100%", "100", "0", "0起", "0件", "0例", "0人", "无")
"""Actual values that say the same as full points do, in forms without points."""
_SHORT_RATE = re.compile(r"\d{1,2}(?:\.\d+)?%")
_NONE = re.compile(r"^(?:0(?!\.\d*[1-9])|零|无|未|没)")
_ADVERBS = re.compile(r"^(?:已|均|基本)+")
_COUNTED = re.compile(r"(?:数量?|起数|件数|次数|人数|发生数|量|率|发生率)?$")


def row_stances(report: Report) -> Iterator[Stance]:
    """Of the rows of forms and scoring sheets."""
    for row in report.rows:
        if row.kind in ("indicator", "rubric"):
            yield from _of_row(row)


def _says_all(row: Row) -> bool:
    unscored = row.cell(*SCORE) is None and bare(row.text(*ACTUAL)) in _PERFECT
    return unscored or full_marks(row)


def _of_row(row: Row) -> Iterator[Stance]:
    """Full points say well of what the row measures: of the aspect in its name, or in a short answer (及时, 健全)."""
    cell, said, answer = name_cell(row), PINYIN.sub("", name(row)), bare(row.text(*ACTUAL))
    if cell is None:
        return
    for aspect in range(len(datafile("stances")["aspect"])):
        event = aspect_pattern(aspect, "event").search(said)
        if event is not None and not (_COUNTED.fullmatch(said, event.end()) and _NONE.search(answer)):
            event = None
        answered = aspect_pattern(aspect, "good").fullmatch(_ADVERBS.sub("", answer))
        found = event or aspect_pattern(aspect, "good").search(said) or answered
        # A rate that falls short (准确率99.2%) tells of what did not hold.
        short = event is None and found is not None and said.endswith("率") and bool(_SHORT_RATE.fullmatch(answer))
        if found is None or not (_says_all(row) or answered or short):
            continue
        yield Stance(
            place=cell.span,
            aspect=aspect,
            word=found[0],
            well=not short,
            topic=matter(topic(said), aspect, found[0]),
            of_money=bool(pattern("stances", "money").search(said)),
            event=event is not None,
            sweeping=not short,
            general=event is not None and bool(aspect_pattern(aspect, "general").match(said, event.start())),
            kinds=kinds_of(said.replace(found[0], "")),
            graver=frozenset(pattern("stances", "graver").findall(said[: found.start()])),
            row=row,
        )
