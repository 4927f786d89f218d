"""The judgement of trained weights on what the rules propose, and on what they pass over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from extractor.claims.draft import Draft
from extractor.claims.kind import comparator_of
from extractor.claims.learned.features import features
from extractor.claims.learned.names import Name, names
from extractor.claims.learned.slot import NONE, Sentence, Slot, reading, sentence_of, slots
from extractor.claims.learned.weights import Weights
from extractor.claims.model import Direction, Kind, Role, Segment
from extractor.claims.statement import evidence_of
from extractor.language.quantity import Quantity

_BEST = 5
"""Names that are weighed against each other."""
_SAME = 0.5
"""Of the characters of two names: what makes them the same (see evaluation/matching.py)."""


class Judge:
    """A `Reviser`. Deterministic: same sentence, same drafts."""

    name = "embedded"

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    @property
    def versions(self) -> dict[str, str]:
        return {"weights": self.weights.version}

    def revised(self, text: str, segment: Segment, drafts: Sequence[Draft]) -> list[Draft]:
        """The claims of a sentence (`text` folded, as the drafts' offsets) with a calibrated confidence each."""
        sentence = sentence_of(text, segment, drafts)
        made = [draft for slot in slots(sentence) if (draft := self.claim(sentence, slot)) is not None]
        kept = [draft for draft in made if (draft.confidence or 0.0) >= self.weights.threshold]
        return sorted(kept, key=lambda draft: (draft.start, draft.end))

    def claim(self, sentence: Sentence, slot: Slot) -> Draft | None:
        """What is claimed in `slot`, with its confidence whatever the threshold; None for nothing."""
        said, sure = self._reading(sentence, slot)
        if said == NONE:
            return None
        name, named = self._name(sentence, slot)
        confidence = self.weights.curves[slot.group](sure * named)
        draft = drafted(sentence, slot, said, name)
        return replace(draft, confidence=round(confidence, 3))

    def _reading(self, sentence: Sentence, slot: Slot) -> tuple[str, float]:
        classes = self.weights.readings[slot.group]
        chances = classes.probabilities(features(sentence, slot))
        ruled = reading(slot.draft)
        said = dict(zip(classes.classes, chances, strict=True))
        if fixed(slot):
            return ruled, said.get(ruled, 0.0)
        best = max(classes.classes, key=lambda one: said[one])
        if best != ruled and said[best] - said.get(ruled, 0.0) < self.weights.margin:
            best = ruled
        return best, said.get(best, 0.0)

    def _name(self, sentence: Sentence, slot: Slot) -> tuple[Name, float]:
        candidates = names(sentence, slot)
        chances = self.weights.names[slot.group].probabilities([one.features for one in candidates])
        order = sorted(range(len(candidates)), key=lambda at: -chances[at])[:_BEST]
        if 0 not in order:
            order.append(0)
        backed = {
            at: sum(chances[other] for other in order if _alike(candidates[at].text, candidates[other].text))
            for at in order
        }
        best = max(order, key=lambda at: (backed[at], chances[at]))
        if best and slot.draft is not None and backed[best] - backed[0] < self.weights.margin:
            best = 0
        return candidates[best], backed[best]


def fixed(slot: Slot) -> bool:
    """Whether what the rules read can only be admitted or not: a figure that no quantity is (`无`, a rank)."""
    return slot.draft is not None and slot.draft.number is not None and slot.quantity is None


def drafted(sentence: Sentence, slot: Slot, said: str, name: Name) -> Draft:
    """The claim that a reading and a name make of a slot."""
    kind, role, *turned = said.split(":")
    quantity = slot.quantity
    made = slot.draft or (_of_figure(sentence, quantity) if quantity else _of_words(slot))
    same = reading(slot.draft) == said
    quoted = sentence.text[name.start : name.end]
    worded = kind in ("status", "honour") or (kind == "change" and quantity is None)
    asked = worded and role == "actual"
    return replace(
        made,
        start=name.start,
        end=name.end,
        kind=cast(Kind, kind),
        role=cast(Role, role),
        direction=cast(Direction, turned[0]) if turned else None,
        indicator=name.text,
        evidence=made.evidence if same else evidence_of(quoted, figures=bool(sentence.quantities)) if asked else None,
    )


def _of_figure(sentence: Sentence, quantity: Quantity) -> Draft:
    return Draft(
        start=quantity.start, end=quantity.end, kind="count", indicator="", made_by="figure-learned",
        value=(quantity.start, quantity.end), number=format(quantity.number, "f"),
        number_high=None if quantity.high is None else format(quantity.high, "f"), unit=quantity.unit,
        comparator=comparator_of(quantity, sentence.text[quantity.start : quantity.end]),
    )  # fmt: skip


def _of_words(slot: Slot) -> Draft:
    return Draft(start=slot.start, end=slot.end, kind="status", indicator="", made_by="words-learned")


def _alike(one: str, other: str) -> bool:
    return 2 * (Counter(one) & Counter(other)).total() >= _SAME * (len(one) + len(other))
