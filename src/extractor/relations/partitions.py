"""Wholes and parts that exclude each other (抽检96份，合格91份、不合格5份): the words show that no part is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.parts import is_change
from extractor.relations.words import words

_MOST_BEFORE = 4
"""So many parts of other divisions may stand between a whole and its parts."""


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    found = [
        relation
        for index, whole in enumerate(mentions)
        if measures(whole) and not is_bound(whole.figure) and not is_change(whole)
        for relation in _divided(mentions, index)
    ]
    # Parts that make up one figure are no parts of another before it (发放900份，收回有效问卷864份，满意…、不满意…).
    held = {_parts(relation) for relation in found if relation.verdict in HOLDING}
    yield from (r for r in found if r.verdict in HOLDING or _parts(r) not in held)


def _parts(relation: Relation) -> frozenset[int]:
    return frozenset(member.figure.span.start for member in relation.members if member.part == "addend")


def _divides_too(other: FigureMention) -> bool:
    """Whether a figure belongs to another division of the same whole (男性21人、女性34人；农村40人、城镇15人)."""
    return _halves().search(other.lead) is not None


@cache
def _halves() -> re.Pattern[str]:
    """The words of all divisions into two."""
    return re.compile("|".join(re.escape(word) for pair in words().partitions if len(pair) == 2 for word in pair))


def _is_beside(whole: FigureMention, partition: Sequence[str]) -> bool:
    """Whether a figure is one more part of a wider division, no whole of the others (小学50人，初中60人、高中70人)."""
    wider = (other for other in words().partitions if set(partition) < set(other))
    return any(word in whole.lead for other in wider for word in other if word not in partition)


def _goes_on(mentions: Sequence[FigureMention], last: FigureMention) -> bool:
    """Whether the list has one more part, which the words of the division leave out (高中9所、特教学校1所)."""
    at = bisect_right(mentions, last.start, key=lambda m: m.start)
    behind = mentions[at] if at < len(mentions) else None
    joined = behind is not None and behind.part == last.part and behind.clause.startswith("、")
    return joined and behind is not None and alike(behind.figure, last.figure)


def _divided(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """The parts right behind a whole that take the words of one partition, each once."""
    whole = mentions[index]
    taken: set[int] = set()
    for partition in words().partitions:
        parts: list[FigureMention] = []
        left = list(partition)
        for other in mentions[index + 1 : index + 2 + _MOST_BEFORE + 2 * len(partition)]:
            if other.sentence != whole.sentence or not left:
                break
            word = max((w for w in left if w in other.lead or other.tail.startswith(w)), key=len, default=None)
            if word is not None and alike(other.figure, whole.figure):
                left.remove(word)
                parts.append(other)
            elif alike(other.figure, whole.figure) and (parts or not _divides_too(other)):
                break
        # A part of one division is no whole of another (男性21人、女性34人，城镇40人…), except in brackets behind it.
        if (
            left
            or _is_beside(whole, partition)
            or (whole.among and _divides_too(whole) and parts[0].depth <= whole.depth)
        ):
            continue
        relation = equation.sum_of(whole.figure, [p.figure for p in parts], f"{label_of(whole)}的分项", "sentence")
        wrong = is_digit_off(relation) and not _goes_on(mentions, parts[-1])
        if not taken & {p.start for p in parts} and (relation.verdict in HOLDING or wrong):
            yield relation
            taken |= {p.start for p in parts}
