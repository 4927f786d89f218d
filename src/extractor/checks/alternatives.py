"""Whether other figures of the sentence give what is stated: then these are meant, and the reader took wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, permutations

from extractor.checks.prose import sentence
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_BEHIND = re.compile(r"[^，,、；;。\d]*[，,、；;][^，,、；;。\d]{0,20}(?P<number>\d[\d,]*(?:\.\d+)?)")
_MOST = 12
"""Figures of a sentence beyond which some pair gives almost any rate."""


def others_give(report: Report, relation: Relation) -> bool:
    """Of a sum: its parts come to another total that is named beside it, or what lacks is. Of a rate: the same amount
    of another base, the same counts the other way round, or with one more added or taken away. Of a change: two other
    values. What stands in rows is told apart by its columns and has no other reading."""
    rows = {row.id for row in report.rows}
    if all(member.figure.source in rows for member in relation.members):
        return False
    if relation.kind == "sum":
        return _other_sum(report, relation)
    rate = next((member.figure for member in relation.members if member.part == "percent"), None)
    if rate is None or relation.kind not in ("rate", "change_rate"):
        return False
    return any(_fits(rate, value) for value in _values(report, relation, rate))


def _other_sum(report: Report, relation: Relation) -> bool:
    whole = [member.figure for member in relation.members if member.part == "whole"]
    parts = [member.figure for member in relation.members if member.part == "addend"]
    if len(whole) != 1 or len(parts) + 1 != len(relation.members):
        return False
    total = sum((part.value for part in parts), Fraction(0))
    lacking = whole[0].value - total
    near = _near(report, relation, [whole[0], parts[-1]])
    if any(figure.value in (total, lacking) for figure in near) or _printed(report, whole[0], parts[-1], lacking):
        return True
    # The list may go on: 小学61所、初中18所, 高中4所, 特殊教育1所.
    further = accumulate(f.value for f in sorted(near, key=lambda f: f.span) if f.span > parts[-1].span)
    return lacking > 0 and lacking in further


def _printed(report: Report, whole: Figure, last: Figure, lacking: Fraction) -> bool:
    """Whether what lacks stands right behind the last part in a unit that is not read as the whole's (32.49hmm)."""
    behind = _BEHIND.match(report.text, last.span.end, sentence(report, last.span).end)
    return behind is not None and Fraction(behind["number"].replace(",", "")) * Fraction(whole.factor) == lacking


def _values(report: Report, relation: Relation, rate: Figure) -> Iterator[Fraction]:
    part = {member.part: member.figure for member in relation.members}
    near = [figure.value for figure in _near(report, relation, [rate]) if figure.value > 0]
    above, below = part.get("numerator"), part.get("denominator")
    if relation.kind == "rate" and above is not None and below is not None:
        if above.value:
            yield below.value / above.value
        yield from (above.value / other for other in near)
        yield from ((above.value + other) / below.value for other in near if below.value)
        yield from (above.value / (below.value - other) for other in near if below.value > other)
    elif relation.kind == "change_rate" and len(near) <= _MOST:
        own = [member.figure.value for member in relation.members if member.part != "percent"]
        pairs = permutations([*near, *(value for value in own if value > 0)], 2)
        yield from (abs(new - old) / old for new, old in pairs if not {new, old} <= {*own})


def _near(report: Report, relation: Relation, at: list[Figure]) -> list[Figure]:
    """Figures of the same kind in the sentences of `at` that take no part in the relation."""
    own = {member.figure.span for member in relation.members}
    said = [sentence(report, Span(figure.span.start, figure.span.end)) for figure in at]
    base = next((member.figure.base for member in relation.members if member.part != "percent"), "")
    return [f for f in report.figures if f.base == base and f.span not in own and any(s.covers(f.span) for s in said)]


def _fits(rate: Figure, value: Fraction) -> bool:
    """Whether `value` is the rate to the decimals that are printed; a rate without any must be met exactly, since many
    round to it."""
    gap = abs(value - abs(rate.value))
    return gap <= Fraction(rate.factor) / 10**rate.decimals / 2 if rate.decimals else gap == 0
