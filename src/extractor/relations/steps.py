"""By how much something changed, as an amount, as a rate or in points of a rate, against the two figures."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.relations import equation
from extractor.relations.direction import way_of
from extractor.relations.equation import HOLDING
from extractor.relations.judge import OPPOSITE, Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Member, Relation
from extractor.relations.narrative import FigureMention, alike

POINTS_MEANT = "两个比率之差，应为百分点"
"""Reason of a change of a rate that comes out only as a difference, though % is printed."""


def step_of(step: FigureMention, new: FigureMention, old: FigureMention) -> Relation | None:
    """The relation of a step with the new amount and the old one; None where it is of another kind."""
    way = way_of(step.lead)
    label = label_of(new)
    if step.dimension == "points" or (step.dimension == "percent" and old.dimension == "percent"):
        if old.dimension != "percent":
            return None
        points = equation.change_of(
            step.figure, new.figure, old.figure, way or "none", label, "sentence", points=True,
            reason=POINTS_MEANT if step.dimension == "percent" else "",
        )  # fmt: skip
        if step.dimension == "points" or points.verdict in HOLDING:
            return points
        relative = equation.change_of(step.figure, new.figure, old.figure, way or "none", label, "sentence")
        return relative if relative.verdict in HOLDING else points
    if step.dimension == "percent":
        return equation.change_of(step.figure, new.figure, old.figure, way or "none", label, "sentence")
    if not alike(step.figure, old.figure):
        return None
    gap = new.figure.value - old.figure.value
    if (way == "up" and gap < 0) or (way == "down" and gap > 0):
        return opposite(
            f"{equation.named(new.figure)}，{old.lead.strip()[-8:]}{old.figure.quote}{old.figure.unit}，"
            f"{step.lead.strip()}{step.figure.quote}{step.figure.unit}",
            [Member(step.figure, "amount"), Member(new.figure, "new"), Member(old.figure, "old")],
            label,
        )
    larger, smaller = (new, old) if gap >= 0 else (old, new)
    return equation.difference(step.figure, larger.figure, [smaller.figure], label, "sentence")


def opposite(formula: str, members: Sequence[Member], label: str) -> Relation:
    """The contradiction of figures that go the other way than the words say."""
    return equation.relation(
        "change_rate",
        label,
        formula,
        members,
        lambda _: Judgement("contradicted", OPPOSITE),
        "sentence",
        flips=("增减方向",),
    )
