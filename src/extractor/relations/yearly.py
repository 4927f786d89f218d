"""By how much an amount differs from another year's, told as an amount: 接待36批次，上年52批次，减少16批次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations.direction import is_delta, is_prior, is_required, way_of
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off, telling_digits
from extractor.relations.model import Relation
from extractor.relations.narrative import PLANNED, FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.steps import step_of

_BARE = re.compile(
    r"^\s*(?:[，,]\s*)?(?:(?:同比|环比|相比|[较比与同](?:上年|去年|上一年|上期|前年|上年同期|去年同期|同期|20\d\d年))[，,]?)?"
    r"(?:共|净|实际|总共)?(?:增加|减少|增长|下降|上升|降低|提高|多|少|压减|节约)(?:了|额?为)?$"
)
"""Nothing but the word for a change, and what it is against: the same thing is meant as before."""
_YEAR = re.compile(r"^\s*(?:而)?20\d\d年(?:度|末|底|同期)?(?:为|是|仅|有)*$")
"""Nothing but a year before an amount that stands behind another one: it is the same thing then."""
_FEW = 2
"""Figures that may stand between the later amount and the change."""


def relations(sentence: Sequence[FigureMention], explained: set[int]) -> Iterator[Relation]:
    """`explained`: starts of the changes that another reading accounts for."""
    for at, change in enumerate(sentence):
        if not measures(change) or change.start in explained or not _BARE.match(change.lead) or is_bound(change.figure):
            continue
        same = [m for m in sentence if m is not change and _comparable(m, change)]
        same = [m for m in same if m.part == change.part]
        prior = [m for m in same if is_prior(m) or (m is not same[0] and _YEAR.match(m.lead))]
        now = [m for m in same if m.start < change.start and m not in prior]
        now = [m for m in now if m.aspect not in PLANNED] or now
        if len(prior) != 1 or len(now) != 1 or way_of(change.lead) is None:
            continue
        between = sentence[min(sentence.index(now[0]), at) + 1 : at]
        relation = step_of(change, now[0], prior[0]) if len(between) <= _FEW else None
        if relation is None or relation.kind != "difference":
            continue
        beside = len(prior[0].subject) < 2 or prior[0].carried or prior[0].subject == now[0].subject
        if relation.verdict in HOLDING or (beside and (is_digit_off(relation) or _is_long(relation))):
            yield relation


def _is_long(relation: Relation) -> bool:
    """Whether all three figures are long enough for none of them to be another thing's in the same few words."""
    return all(telling_digits(member.figure) > _FEW for member in relation.members)


def _comparable(mention: FigureMention, change: FigureMention) -> bool:
    return (
        alike(mention.figure, change.figure)
        and mention.dimension == change.dimension
        and mention.depth == change.depth
        and not is_delta(mention)
        and not is_required(mention)
        and not is_bound(mention.figure)
    )
