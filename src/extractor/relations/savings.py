"""Shares of a budget or of a price at most that were saved, or by which it was missed (节约率, 偏差, 超支)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.differences import tells
from extractor.relations.direction import transitions
from extractor.relations.model import Relation
from extractor.relations.narrative import PLANNED, FigureMention, alike
from extractor.relations.words import pattern


def relations(sentence: Sequence[FigureMention], explained: set[int]) -> Iterator[Relation]:
    """节约率, 偏差, 超支: what was spent, or what was saved, right before it, against what was planned before that."""
    missed = pattern("change", "missed")
    for at in range(2, len(sentence)):
        other, percent = sentence[at - 1 : at + 1]
        if percent.dimension != "percent" or percent.start in explained or not missed.search(percent.lead):
            continue
        gap = transitions()[1].search(other.lead) or tells(other, "remainder")
        planned = next(filter(_is_ceiling, reversed(sentence[max(0, at - 3 if gap else at - 2) : at - 1])), None)
        if planned is None or not alike(planned.figure, other.figure) or planned.dimension != "money":
            continue
        label = percent.lead.strip()
        if gap:
            yield equation.rate_of(percent.figure, [other.figure], [planned.figure], label, "sentence")
        else:
            yield equation.change_of(percent.figure, other.figure, planned.figure, "none", label, "sentence")


def _is_ceiling(mention: FigureMention) -> bool:
    """Whether money is what was to be spent at most: a budget, a plan, a price that no bid may exceed."""
    return mention.aspect in PLANNED or pattern("change", "ceiling").search(mention.lead) is not None
