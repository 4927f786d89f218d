"""Points in prose that a rate earned: `执行率98.46%，按10分权重计算得9.85分`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.relations import equation, judge
from extractor.relations.deductions import SCORE, WEIGHT, is_headed
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_misread, telling_digits
from extractor.relations.judge import Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import FigureMention

_EXECUTION = re.compile(r"执行率[为达]*$")
"""The one rate that every form gives points for in proportion."""
_SHORTEST = 3
"""Points of fewer digits (8, 9.5) may come of any standard."""


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    for index, weight in enumerate(mentions):
        behind = [m for m in mentions[index + 1 : index + 4] if m.sentence - weight.sentence <= 1]
        score = next((m for m in behind if m.dimension == "score"), None)
        if weight.dimension != "score" or score is None or not SCORE.search(score.lead):
            continue
        if not (WEIGHT.search(weight.lead) or weight.tail.startswith("权重") or is_headed([weight, score], 0)):
            continue
        rates = [m for m in mentions[max(0, index - 3) : index + 4] if m.dimension == "percent" and m.start < score.end]
        rates = [m for m in rates if abs(m.sentence - score.sentence) <= 1]
        tried = [_earned(m, weight, score) for m in rates]
        # The rate right before the weight is meant.
        last = [
            r for m, r in zip(rates, tried, strict=True) if m.sentence == weight.sentence and m.start < weight.start
        ]
        executed = bool(last) and _EXECUTION.search(rates[len(last) - 1].lead) is not None
        slips = (r for r in last[-1:] if _is_slip(r, score.figure) or (executed and is_misread(r)))
        found = next((r for r in tried if r.verdict in HOLDING), next(slips, None))
        if found is not None:
            yield found


def _earned(rate: FigureMention, weight: FigureMention, score: FigureMention) -> Relation:
    def judged(parts: Sequence[Figure]) -> Judgement:
        return judge.product(replace(parts[2], exact=False), [parts[:2]])

    percent = replace(rate.figure, exact=True)
    return equation.relation(
        "rate_score",
        label_of(rate),
        f"{equation.named(percent)} × {equation.named(weight.figure)} = {equation.named(score.figure)}",
        [Member(percent, "rate"), Member(weight.figure, "weight"), Member(score.figure, "score")],
        judged,
        "sentence",
    )


def _is_slip(relation: Relation, score: Figure) -> bool:
    return telling_digits(score) >= _SHORTEST and is_misread(relation)
