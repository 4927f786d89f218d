"""Places of a sentence where a claim may stand: what rules read as one, and what they pass over."""

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
_SHORTEST = 3
"""Characters of the shortest clause that may claim something."""


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
    """A figure (`quantity`) or words without one; `draft` is what the rules read there, if anything."""

    start: int
    end: int
    clause: int
    quantity: Quantity | None = None
    draft: Draft | None = None

    @property
    def group(self) -> str:
        """Which weights judge it."""
        return "words" if self.quantity is None else "figure"


def sentence_of(text: str, segment: Segment, drafts: Sequence[Draft]) -> Sentence:
    return Sentence(text, segment, tuple(cut(text)), tuple(clauses(text)), tuple(quantities(text)), tuple(drafts))


def slots(sentence: Sentence) -> list[Slot]:
    """Every draft, every figure that has none, and every clause without one, in order of the text. A draft whose value
    no quantity is (a grade, `无`) is judged by its words."""
    found, measured = [], set()
    for draft in sentence.drafts:
        quantity = None
        if draft.value is not None:
            quantity = next((one for one in sentence.quantities if one.start == draft.value[0]), None)
        if quantity:
            measured.add(quantity.start)
            found.append(Slot(quantity.start, quantity.end, sentence.clause_at(quantity.start), quantity, draft))
        else:
            found.append(Slot(draft.start, draft.end, sentence.clause_at(draft.start), None, draft))
    for quantity in sentence.quantities:
        if quantity.start not in measured:
            found.append(Slot(quantity.start, quantity.end, sentence.clause_at(quantity.start), quantity))
    worded = [draft for draft in sentence.drafts if draft.number is None]
    for index, clause in enumerate(sentence.clauses):
        if clause.end - clause.start >= _SHORTEST and not any(
            draft.start < clause.end and clause.start < draft.end for draft in worded
        ):
            found.append(Slot(clause.start, clause.end, index))
    return sorted(found, key=lambda slot: (slot.start, slot.end, slot.quantity is None))


def reading(draft: Draft | None) -> str:
    """What the rules read: `amount:actual`, `change:actual:up`, or nothing."""
    if draft is None:
        return NONE
    return reading_of(draft.kind, draft.role, draft.direction)


def reading_of(kind: str, role: str, direction: str | None) -> str:
    return ":".join(filter(None, (kind, role, direction)))
