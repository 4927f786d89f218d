"""The judgement of trained weights on what the rules propose: figures are read and named anew where the weights are
surer by a margin, and what is hardly ever right is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from extractor.claims.draft import Draft
from extractor.claims.learned.features import features
from extractor.claims.learned.names import Name, names
from extractor.claims.learned.slot import NONE, Sentence, Slot, reading, sentence_of, slots
from extractor.claims.learned.weights import Weights
from extractor.claims.model import Direction, Kind, Role, Segment
from extractor.claims.statement import evidence_of

RIGHT = "right"
"""The class of words that the rules read rightly; the other is `NONE`."""
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
        if not drafts:
            return []
        sentence = sentence_of(text, segment, drafts)
        made = [self.judged(sentence, slot) for slot in slots(sentence)]
        kept = [draft for draft in made if (draft.confidence or 0.0) >= self.weights.threshold]
        return sorted(kept, key=lambda draft: (draft.start, draft.end))

    def judged(self, sentence: Sentence, slot: Slot) -> Draft:
        """What is claimed in `slot`, with its confidence whatever the threshold."""
        classes = self.weights.readings[slot.group]
        chances = dict(zip(classes.classes, classes.probabilities(features(sentence, slot)), strict=True))
        if slot.quantity is None:
            return self._sure(slot, slot.draft, chances.get(RIGHT, 0.0))
        ruled = reading(slot.draft)
        said = max((one for one in chances if one != NONE), key=lambda one: chances[one], default=ruled)
        if chances[said] - chances.get(ruled, 0.0) < self.weights.turn:
            said = ruled
        name, named = self._name(sentence, slot)
        return self._sure(slot, drafted(sentence, slot, said, name), chances.get(said, 0.0) * named)

    def _sure(self, slot: Slot, draft: Draft, score: float) -> Draft:
        return replace(draft, confidence=round(self.weights.curves[slot.group](score), 3))

    def _name(self, sentence: Sentence, slot: Slot) -> tuple[Name, float]:
        candidates = names(sentence, slot)
        chances = self.weights.names.probabilities([one.features for one in candidates])
        order = sorted(range(len(candidates)), key=lambda at: -chances[at])[:_BEST]
        if 0 not in order:
            order.append(0)
        backed = {
            at: sum(chances[other] for other in order if _alike(candidates[at].text, candidates[other].text))
            for at in order
        }
        best = max(order, key=lambda at: (backed[at], chances[at]))
        if backed[best] - backed[0] < self.weights.rename:
            best = 0
        return candidates[best], backed[best]


def drafted(sentence: Sentence, slot: Slot, said: str, name: Name) -> Draft:
    """The draft of a figure with the reading and the name that are surest."""
    kind, role, *turned = said.split(":")
    worded = kind == "honour" and role == "actual"
    evidence = evidence_of(sentence.text[name.start : name.end], figures=True) if worded else None
    return replace(
        slot.draft,
        start=name.start,
        end=name.end,
        kind=cast(Kind, kind),
        role=cast(Role, role),
        direction=cast(Direction, turned[0]) if turned else None,
        indicator=name.text,
        evidence=slot.draft.evidence if reading(slot.draft) == said else evidence,
    )


def _alike(one: str, other: str) -> bool:
    return 2 * (Counter(one) & Counter(other)).total() >= _SAME * (len(one) + len(other))
