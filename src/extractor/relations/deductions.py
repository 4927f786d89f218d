"""Points in prose: `分值10分，扣2分，得8分`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention

_WEIGHT = re.compile(r"(?:分值|权重|满分|标准分|总分值)(?:为|是|共)?[：:]?$")
_SCORE = re.compile(r"(?<!应)(?:得分?|评分|计)(?:为|是)?[：:]?$")
_LOST = re.compile(r"(?<!不)(?<!未)(?:扣分?|扣减|扣除|失)(?:了|为|去)?[：:]?$")
_RULE = re.compile(r"每|则|酌情|以上|以下|扣完|若|如|少于|低于")
_NEXT = 4
"""So many characters behind a figure (`。`, a line end; 每低1个百分点扣) what follows still belongs to it."""


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """得分 = 分值 − 扣分, for each weight and the points that follow it up to the next."""
    points = [m for m in mentions if m.dimension == "score"]
    rules = {
        m.start
        for before, m in zip([None, *mentions], mentions, strict=False)
        if _RULE.search(m.lead) or (before is not None and m.start - before.end <= _NEXT and _RULE.search(before.lead))
    }
    weights = [i for i, m in enumerate(points) if _WEIGHT.search(m.lead)]
    for at, index in enumerate(weights):
        end = weights[at + 1] if at + 1 < len(weights) else len(points)
        if not any(m.start in rules for m in points[index + 1 : end]):
            yield from _told(points[index], points[index + 1 : end])


def _told(weight: FigureMention, behind: Sequence[FigureMention]) -> Iterator[Relation]:
    scores: list[FigureMention] = []
    lost: list[FigureMention] = []
    last = weight
    for mention in behind:
        near = mention.sentence == weight.sentence or mention.start - last.end <= _NEXT
        if not near or mention.document != weight.document:
            break
        if _SCORE.search(mention.lead):
            scores.append(mention)
        elif _LOST.search(mention.lead):
            lost.append(mention)
        last = mention
    if len(scores) == 1 and lost:
        relation = equation.difference(
            scores[0].figure, weight.figure, [m.figure for m in lost], label_of(weight), "sentence"
        )
        if len(lost) == 1 or relation.verdict in HOLDING:
            yield relation
