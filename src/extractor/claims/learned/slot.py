"""What the rules propose in a sentence, as trained weights judge it: by its figure, or by its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.claims.clause import Clause, clauses
from extractor.claims.draft import Draft
from extractor.claims.model import Segment
from extractor.language.quantities import quantities
from extractor.language.quantity import Quantity
from extractor.language.words import Word, cut

NONE = "none"
"""The reading of what claims nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment's folded text, taken apart once for all its slots."""

    text: str
    segment: Segment
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    quantities: tuple[Quantity, ...]
    drafts: tuple[Draft, ...]

    def clause_at(self, at: int) -> int:
        """Index of the clause that `at` stands in or before; -1 where there is none."""
        return next((index for index, clause in enumerate(self.clauses) if at <= clause.end), len(self.clauses) - 1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A draft with its place: that of its figure (`quantity`), or of its words where it has none."""

    start: int
    end: int
    clause: int
    draft: Draft
    quantity: Quantity | None = None

    @property
    def group(self) -> str:
        """Which weights judge it."""
        return "words" if self.quantity is None else "figure"


def sentence_of(text: str, segment: Segment, drafts: Sequence[Draft]) -> Sentence:
    return Sentence(text, segment, tuple(cut(text)), tuple(clauses(text)), tuple(quantities(text)), tuple(drafts))


def slots(sentence: Sentence) -> list[Slot]:
    """Every draft, in order of the text. One whose value no quantity is (a grade, `无`) is judged by its words."""
    found = []
    for draft in sentence.drafts:
        quantity = None
        if draft.value is not None:
            quantity = next((one for one in sentence.quantities if one.start == draft.value[0]), None)
        start, end = (quantity.start, quantity.end) if quantity else (draft.start, draft.end)
        found.append(Slot(start, end, sentence.clause_at(start), draft, quantity))
    return sorted(found, key=lambda slot: (slot.start, slot.end, slot.quantity is None))


def reading(draft: Draft) -> str:
    """What the rules read: `amount:actual`, `change:actual:up`."""
    return reading_of(draft.kind, draft.role, draft.direction)


def reading_of(kind: str, role: str, direction: str | None) -> str:
    return ":".join(filter(None, (kind, role, direction)))
