"""Whether a contradiction may be the reading's fault: what the other relations of the same table say of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extractor.checks.words import pattern
from extractor.relations.model import Relation
from extractor.report import Report

_HOLDS = ("exact", "rounding")
_LARGEST = Fraction(1, 5)
"""Part of a total of points beyond which a row was left out or counted twice by the reader rather than by the clerk."""


def doubtful(report: Report, relation: Relation) -> bool:
    """Whether more sums of this kind fail in the table than hold, or what is summed up is no sum: a table whose columns
    were taken for others gives wrong totals everywhere."""
    parts = [member for member in relation.members if member.part != "whole"]
    whole = next((member.figure for member in relation.members if member.part == "whole"), None)
    if len(parts) < 2 or whole is None or pattern("structure", "not_additive").search(whole.label):
        return True
    peers = list(_peers(report, relation))
    # One wrong amount spoils every column that it is in by the same gap.
    failed = len({peer.residual for peer in peers if peer.verdict == "contradicted"})
    held = sum(peer.verdict in _HOLDS for peer in peers)
    return failed > 1 and failed > held


def far_off(relation: Relation) -> bool:
    """Whether points differ from their total by more than a slip of the clerk's gives."""
    whole = next((member.figure for member in relation.members if member.part == "whole"), None)
    if whole is None or relation.residual is None or not whole.value:
        return False
    return abs(Fraction(relation.residual)) > _LARGEST * abs(whole.value)


def _peers(report: Report, relation: Relation) -> Iterator[Relation]:
    tables = {row.id: row.table_id for row in report.rows}
    own = {tables.get(member.figure.source) for member in relation.members}
    for other in report.relations:
        alike = other.kind == relation.kind and other.scope == relation.scope
        if alike and own & {tables.get(member.figure.source) for member in other.members}:
            yield other
