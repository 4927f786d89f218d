"""What one figure of a contradiction would have to be for the relation to hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extractor.relations.model import Figure, Relation

_RATES = ("rate", "share")
_STATED = ("result", "whole", "amount")
_MOST = 24
"""Figures beyond which any of a column may be wrong."""
_FAILING = ("contradicted", "unlikely")


def mended(relation: Relation) -> Iterator[tuple[Figure, Fraction]]:
    """Each figure of a sum, and what is stated of a product, a difference or a rate, with the value, in base units,
    that would make it hold: what a rate would need of its amounts is known only roughly."""
    if relation.verdict not in _FAILING or len(relation.members) > _MOST:
        return
    if relation.kind in ("product", "difference") and relation.residual is not None:
        yield from (
            (m.figure, m.figure.value - Fraction(relation.residual)) for m in relation.members if m.part in _STATED
        )
    elif relation.kind == "sum":
        whole = [m.figure for m in relation.members if m.part == "whole"]
        parts = [m.figure for m in relation.members if m.part == "addend"]
        if len(whole) == 1 and len(whole) + len(parts) == len(relation.members):
            gap = whole[0].value - sum((part.value for part in parts), Fraction(0))
            yield whole[0], whole[0].value - gap
            yield from ((part, part.value + gap) for part in parts)
    elif relation.kind in _RATES and (found := _quotient(relation)) is not None:
        rate, above, below = found
        yield rate, above.value / below.value


def holds_with(relation: Relation, figure: Figure, value: Fraction) -> bool:
    """Whether `relation` would hold, to the decimals that are printed, with `value` in place of `figure`."""
    if relation.kind == "sum":
        return any(other.span == figure.span and needed == value for other, needed in mended(relation))
    found = _quotient(relation) if relation.kind in _RATES else None
    if found is None:
        return False
    rate, above, below = (value if one.span == figure.span else one.value for one in found)
    width = Fraction(found[0].factor) / 10 ** found[0].decimals
    return below > 0 and abs(above / below - rate) <= width / 2


def _quotient(relation: Relation) -> tuple[Figure, Figure, Figure] | None:
    part = {member.part: member.figure for member in relation.members}
    rate, above, below = part.get("percent"), part.get("numerator"), part.get("denominator")
    if rate is None or above is None or below is None or len(relation.members) != len(part) or not below.value:
        return None
    return rate, above, below
