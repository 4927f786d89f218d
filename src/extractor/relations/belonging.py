"""Whose parts the figures of a list are: where a list leaves its whole, and wholes that are too small to be meant."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off, is_slip
from extractor.relations.narrative import PEOPLE, FigureMention, alike
from extractor.relations.words import cuts, pattern

_MOST_BEFORE = 8


def own_parts(text: str, mentions: Sequence[FigureMention], index: int, parts: Sequence[int]) -> list[int]:
    """The first of `parts` that are parts of `mentions[index]`: all of them where they come out; else those up to words
    that leave the whole (另有聘用19人), or that divide the same people anew (女性103人，党员41人)."""
    if judge.total(mentions[index].figure, [mentions[j].figure for j in parts]).verdict in HOLDING:
        return list(parts)
    own: list[int] = []
    for j in parts:
        left = own and pattern("list", "leaves").search(text, mentions[own[-1]].end, mentions[j].start)
        if left or (own and _anew(mentions[own[0]], mentions[j])):
            break
        own.append(j)
    return own


def _anew(first: FigureMention, part: FigureMention) -> bool:
    """Whether a part is one of another division of people than the first: money for 专科 divides nobody."""
    if part.figure.base not in PEOPLE:
        return False
    mine, theirs = cuts(first.lead + first.tail), cuts(part.lead + part.tail)
    return bool(theirs) and not mine & theirs


def is_outgrown(mentions: Sequence[FigureMention], index: int, parts: Sequence[int], stopped: bool) -> bool:
    """Whether a list stands behind `mentions[index]` and is of another amount: its first part is more than this, and
    something before in the sentence is not (查处61起，移送2起，其中…54起); it is of all that the sentence has listed
    (省级78万元（年初200万元、追加60万元）); or it begins a sentence behind a list that ends here (`stopped`)."""
    whole, figures = mentions[index], [mentions[j].figure for j in parts]
    relation = equation.sum_of(whole.figure, figures, "", "sentence")
    if relation.verdict in HOLDING or is_slip(relation) or is_digit_off(relation):
        return False
    siblings = _siblings(mentions, index)
    reached, listed = Fraction(0), sum((figure.value for figure in figures), Fraction(0))
    for sibling in (whole, *siblings):
        reached += sibling.figure.value
        if sibling is not whole and reached == listed:
            return True
    listed_with = [s for s in siblings if (s.part, s.depth, s.aspect) == (whole.part, whole.depth, whole.aspect)]
    larger = figures[0].value > whole.figure.value and any(s.figure.value >= figures[0].value for s in siblings)
    return larger or (stopped and len(listed_with) > 1)


def _siblings(mentions: Sequence[FigureMention], index: int) -> list[FigureMention]:
    """Amounts of its kind before a figure in its sentence, the nearest first."""
    whole = mentions[index]
    near = reversed(mentions[max(0, index - _MOST_BEFORE) : index])
    return [m for m in near if m.sentence == whole.sentence and alike(m.figure, whole.figure)]
