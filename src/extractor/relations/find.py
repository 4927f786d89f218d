"""All figures of a report and all relations between them, judged."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from extractor.relations import (
    budget,
    changes,
    counts,
    deductions,
    differences,
    echoes,
    facts,
    formulas,
    indicators,
    items,
    lists,
    partitions,
    points,
    products,
    rates,
    restated,
    shares,
    standards,
    tallies,
    targets,
    totals,
    wholes,
)
from extractor.relations.figures import collect
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import mentions
from extractor.relations.owners import owners
from extractor.report import Report

_ROWS = (budget, points, targets, totals)


def find(report: Report) -> tuple[tuple[Figure, ...], tuple[Relation, ...]]:
    """Figures and relations of `report`, which has submission, forms, segments and claims."""
    figures = collect(report)
    found: dict[tuple[object, ...], Relation] = {}
    said = mentions(report, figures)
    belong = owners(report)
    of = belong.of
    known = facts.collect(report, figures, said, of)
    finders = [
        *(finder.relations(report, figures) for finder in _ROWS),
        lists.relations(report, said),
        items.relations(report.text, said),
        wholes.relations(said),
        partitions.relations(said),
        restated.relations(known, belong.names),
        standards.relations(report, figures, known, of),
        shares.relations(said, known, of),
        rates.relations(said, known, of),
        indicators.relations(report, figures, said, of),
        tallies.relations(report, figures, said),
        echoes.relations(report, figures, said, of),
        changes.relations(said),
        differences.relations(said),
        deductions.relations(said),
        counts.relations(report, said),
        products.relations(said),
        formulas.relations(report),
    ]
    for relation in chain.from_iterable(finders):
        key = (relation.kind, *sorted((m.figure.span, m.part) for m in relation.members))
        found.setdefault(key, relation)
    order = sorted(found.values(), key=lambda r: (r.members[0].figure.span, r.kind))
    return figures.all(), tuple(replace(r, id=f"r{i}") for i, r in enumerate(order, 1))
