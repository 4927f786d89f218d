"""Figures that may stand above or below the line of a rate, and the choice between several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.hints import is_misread
from extractor.relations.model import Figure, Relation, RelationKind
from extractor.relations.narrative import FigureMention, alike, measures

NEAR = 3
"""How many sentences back an operand may stand."""
_MOST = 30
_MOST_BASES = 4
_BOUNDS = ("ge", "gt", "le", "lt")
_OF_THEM = re.compile(r"^(?!.*其中)[^，,]{0,14}?中(?![央小学心级型等间途医标专])(?:有|的|共)?[^，,]{0,8}$")


def before(mentions: Sequence[FigureMention], index: int, sentences: int) -> list[FigureMention]:
    """Figures that are no percentages before `index`, nearest first, at most `sentences` back in the same section."""
    here, found = mentions[index], []
    for j in range(index - 1, max(-1, index - _MOST), -1):
        other = mentions[j]
        if here.sentence - other.sentence > sentences or other.document != here.document:
            break
        if other.heading != here.heading and other.line != here.line:
            break
        if measures(other):
            found.append(other)
    return found


def is_bound(figure: Figure) -> bool:
    """A bound (≥28万人, 45万元以内) is no amount that anything is a share of; `万余` still is one."""
    return figure.comparator in _BOUNDS and figure.word not in ("余", "多")


def as_target(figure: Figure) -> Figure:
    """A bound as the number that it prints: what was done is a share of the target itself."""
    return replace(figure, comparator="eq") if is_bound(figure) else figure


def is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures state one value, each as exactly as it is printed and a bound as its number."""
    return equation.same([as_target(one), as_target(other)], "", "document").verdict in HOLDING


def of_them(mentions: Sequence[FigureMention], index: int) -> tuple[FigureMention, FigureMention] | None:
    """`26处工程中25处合格，…96.15%`: the part and its whole, for the first percentage behind them in the clause."""
    percent = mentions[index]
    for j in range(index - 1, max(0, index - 6), -1):
        part, whole = mentions[j], mentions[j - 1]
        if part.part != percent.part or part.dimension in ("percent", "points"):
            return None
        joined = part.sentence == whole.sentence and _OF_THEM.search(part.lead) is not None
        if joined and alike(part.figure, whole.figure) and part.figure.value <= whole.figure.value:
            return part, whole
    return None


def best(
    percent: Figure,
    part: Sequence[Figure],
    bases: Sequence[tuple[Figure, str]],
    label: str,
    scope: Scope,
    *,
    kind: RelationKind = "rate",
    sure: bool = False,
    named: bool = False,
) -> Iterator[Relation]:
    """The first base that fits, with what it is called; where none does and the base is sure, or one slip explains it,
    the contradiction with the first. `named`: the words say of both amounts what they are."""
    usable = [(base, reason) for base, reason in bases if not is_bound(base)]
    fits = next((u for u in usable if judge.ratio(percent, part, [u[0]]).verdict in HOLDING), None)
    tried = [
        equation.rate_of(percent, part, [base], label, scope, kind=kind, reason=reason)
        for base, reason in ([fits] if fits else usable[:_MOST_BASES])
    ]
    slips = [r for r in tried if is_misprint(r, 3 if named else 4)]
    if tried and (fits or sure):
        yield tried[0]
    elif len(slips) == 1:
        yield slips[0]


def is_misprint(relation: Relation, least: int = 4) -> bool:
    """Whether one slip in a rate of `least` digits, or in one of its operands, would make it come out: with four
    digits that is no chance; where the words name both operands, three will do. Decimals that are all zero (50.00) tell
    nothing."""
    whole, _, decimals = relation.members[0].figure.quote.partition(".")
    digits = whole + decimals if decimals.strip("0") else whole.rstrip("0")
    return len(digits) >= least and is_misread(relation)
