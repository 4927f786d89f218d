"""Labelled reports as examples: what the rules propose in every sentence, with the label that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.claims.draft import Draft
from extractor.claims.embedded import Embedded, Read
from extractor.claims.learned.names import Name
from extractor.claims.learned.slot import NONE, Sentence, Slot, reading_of, sentence_of, slots
from extractor.claims.segments import segments
from extractor.document.reader import read_text
from extractor.evaluation.corpus import Labelled, Record
from extractor.evaluation.matching import bare, best_first, likeness, number, union_share
from extractor.tables.forms import forms

HALF = 0.5
"""What makes two places and two names the same, as in evaluation/matching.py."""
_TOUCH = 0.3
"""Of the characters of a slot and a label together: what makes the label that of a slot of words."""


@dataclass(frozen=True, slots=True)
class Example:
    """A slot and the label of the claim that stands there, if one does. Offsets of the label are the report's."""

    report: str
    sentence: Sentence
    slot: Slot
    read: Read
    label: Record | None

    @property
    def reading(self) -> str:
        if self.label is None:
            return NONE
        return reading_of(self.label["kind"], self.label["role"], self.label.get("direction"))

    def placed(self, start: int, end: int) -> dict[str, int]:
        """A place of the sentence as one of the report."""
        return _placed(self.read, start, end)

    def likeness(self, name: Name | Draft) -> tuple[float, float]:
        """How much of the label's name, and of its place, a candidate has."""
        if self.label is None:
            return 0.0, 0.0
        said = name.text if isinstance(name, Name) else name.indicator
        return likeness(self.label["indicator"], said), union_share(
            self.label, _placed(self.read, name.start, name.end)
        )


@dataclass(frozen=True, slots=True)
class Examples:
    """Of one report; `claims` counts its labels, also those that no slot stands for."""

    report: str
    claims: int
    items: Sequence[Example] = field(repr=False)


def examples(report: Labelled) -> Examples:
    """Every slot of `report` with its label. Labels and slots go one to one, the best pair first."""
    submission = read_text(report.text, report.name)
    found: list[tuple[Sentence, Slot, Read]] = []
    for read in Embedded().read(report.text, segments(submission, tuple(forms(submission)))):
        if read.standing is None:
            sentence = sentence_of(read.folded.text, read.segment, read.drafts)
            found += [(sentence, slot, read) for slot in slots(sentence)]
    pairs = best_first(_candidates(report, found))
    of = {item: label for label, item in pairs.items()}
    items = [
        Example(report.name, sentence, slot, read, report.claims[of[at]] if at in of else None)
        for at, (sentence, slot, read) in enumerate(found)
    ]
    return Examples(report.name, len(report.claims), items)


def _candidates(
    report: Labelled, found: Sequence[tuple[Sentence, Slot, Read]]
) -> Iterator[tuple[tuple[float, ...], int, int]]:
    """Each label with each slot that may stand for it, and how well."""
    for item, (_, slot, read) in enumerate(found):
        draft = slot.draft
        place = _placed(read, draft.start, draft.end)
        core = _placed(read, slot.start, slot.end)
        figure = slot.quantity.number if slot.quantity else number(draft.number)
        unit = slot.quantity.unit if slot.quantity else draft.unit
        for at, label in enumerate(report.claims):
            if label["start"] >= core["end"] or core["start"] >= label["end"]:
                continue
            if number(label.get("number")) != figure or (figure is not None and bare(label.get("unit")) != bare(unit)):
                continue
            share = union_share(label, place)
            if slot.quantity is None and share < _TOUCH:
                continue
            # Where a quote holds the same figure twice, the later one is what it ends in.
            yield (round(likeness(label["indicator"], draft.indicator), 1), share, float(item)), at, item


def _placed(read: Read, start: int, end: int) -> dict[str, int]:
    there, offset = read.folded.span(start, end), read.segment.span.start
    return {"start": offset + there.start, "end": offset + there.end}
