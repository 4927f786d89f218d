"""All figures of a report and all relations between them, judged."""

from __future__ import annotations

from dataclasses import replace

from extractor.relations import budget, points, standards, targets, totals
from extractor.relations.figures import collect
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_FINDERS = (budget, points, standards, targets, totals)


def find(report: Report) -> tuple[tuple[Figure, ...], tuple[Relation, ...]]:
    """Figures and relations of `report`, which has submission, forms, segments and claims."""
    figures = collect(report)
    found: dict[tuple[object, ...], Relation] = {}
    for finder in _FINDERS:
        for relation in finder.relations(report, figures):
            key = (relation.kind, *sorted((m.figure.span, m.part) for m in relation.members))
            found.setdefault(key, relation)
    order = sorted(found.values(), key=lambda r: (r.members[0].figure.span, r.kind))
    return figures.all(), tuple(replace(r, id=f"r{i}") for i, r in enumerate(order, 1))
