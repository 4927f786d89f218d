"""Indicator rows that miss their target."""

from __future__ import annotations

from extractor.relations.model import Figure, Relation
from extractor.report import Report


def missed(report: Report) -> dict[str, Relation]:
    """Id of a row → the relation that shows its target missed, whatever points it has."""
    rows = {row.id for row in report.rows}
    found: dict[str, Relation] = {}
    for relation in report.relations:
        if relation.kind != "target_met":
            continue
        source = next((m.figure.source for m in relation.members if m.figure.source in rows), None)
        if source is not None and _short(relation):
            found[source] = relation
    return found


def _short(relation: Relation) -> bool:
    if relation.verdict == "contradicted":
        return True
    parts = {m.part: m.figure for m in relation.members}
    target, actual = parts.get("target"), parts.get("actual")
    if target is None or actual is None or (relation.verdict == "unchecked" and "未达标" not in relation.reason):
        return False
    return actual.value > target.value if "≤" in relation.formula else actual.value < target.value


def figure(relation: Relation, part: str) -> Figure | None:
    return next((m.figure for m in relation.members if m.part == part), None)
