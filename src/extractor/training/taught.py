"""Labelled reports as sentences with marks, for models that mark places of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.claims.embedded import Embedded, Read
from extractor.claims.learned.marked import Mark, Marks
from extractor.claims.learned.slot import reading_of
from extractor.claims.model import Segment
from extractor.claims.segments import segments
from extractor.document.reader import read_text
from extractor.evaluation.corpus import Labelled, Record
from extractor.tables.forms import forms


@dataclass(frozen=True, slots=True)
class Taught:
    """A folded sentence and what should be marked in it: marks of one kind do not overlap."""

    report: str
    text: str
    segment: Segment
    marks: Marks


def taught(report: Labelled) -> Iterator[Taught]:
    """Every sentence that the embedded extractor reads, in order of the text."""
    submission = read_text(report.text, report.name)
    for read in Embedded().read(report.text, segments(submission, tuple(forms(submission)))):
        if read.standing is None and read.folded.text:
            yield Taught(report.name, read.folded.text, read.segment, _marks(read, report.claims))


def _marks(read: Read, labels: Sequence[Record]) -> Marks:
    text, offset = read.folded.text, read.segment.span.start
    at = {offset + read.folded.origin(place): place for place in range(len(text))}
    claims, names = [], []
    for label in labels:
        start, last = at.get(label["start"]), at.get(label["end"] - 1)
        if start is None or last is None:
            continue
        mark = Mark(start, last + 1, reading_of(label["kind"], label["role"], label.get("direction")))
        claims.append(mark)
        if (name := _place(text, mark, label["indicator"])) is not None:
            names.append(name)
    return Marks(_apart(claims), _apart(names))


def _place(text: str, mark: Mark, name: str) -> Mark | None:
    """Where the name stands: in the claim, else last before it; None where it was put together."""
    if not name:
        return None
    within = text.find(name, mark.start, mark.end)
    found = within if within >= 0 else text.rfind(name, 0, mark.start)
    return Mark(found, found + len(name)) if found >= 0 else None


def _apart(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Without those that overlap a shorter one: the model marks each character once."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.end - one.start, one.start)):
        if not any(mark.start < one.end and one.start < mark.end for one in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda one: one.start))
