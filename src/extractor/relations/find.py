"""All figures of a report and all relations between them, judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from extractor.document.model import Span
from extractor.relations import (
    asides,
    budget,
    changes,
    columns,
    completion,
    counted,
    counts,
    deductions,
    differences,
    earlier,
    earned,
    echoes,
    facts,
    fewer,
    formulas,
    gaps,
    indicators,
    items,
    lists,
    partitions,
    planned,
    points,
    portions,
    products,
    proportional,
    rates,
    remainders,
    restated,
    shares,
    spread,
    standards,
    tallies,
    targets,
    totals,
    twins,
    wholes,
    worked,
    years,
)
from extractor.relations.equation import HOLDING
from extractor.relations.figures import collect
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, in_cells, mentions, unwrapped
from extractor.relations.owners import owners
from extractor.report import Report

_ARITHMETIC = ("sum", "share", "rate", "difference", "change_rate", "product", "equal")
_ROWS = (budget, columns, completion, points, proportional, targets, totals)


def find(report: Report) -> tuple[tuple[Figure, ...], tuple[Relation, ...]]:
    """Figures and relations of `report`, which has submission, forms, segments and claims."""
    figures = collect(report)
    found: dict[tuple[object, ...], Relation] = {}
    text = unwrapped(report.text)
    said, told = mentions(report, text, figures), list(in_cells(text, figures))
    belong = owners(report)
    of = belong.of
    known = facts.collect(report, figures, said, of)
    finders = [
        *(finder.relations(report, figures) for finder in _ROWS),
        *(_within(text, each) for each in (said, *told)),
        *(chain(shares.relations(each, (), of), rates.relations(each, (), of)) for each in told),
        items.relations(report.text, said),
        spread.relations(text, said),
        restated.relations(known, belong.names),
        standards.relations(report, figures, known, of),
        fewer.relations(report, figures),
        shares.relations(said, known, of),
        rates.relations(said, known, of),
        indicators.relations(report, figures, said, of),
        tallies.relations(report, figures, said),
        echoes.relations(report, figures, said, of),
        twins.relations(report, figures, said, known, of),
        gaps.relations(report, figures, said),
        planned.relations(report, figures, said, of),
        worked.relations(report, figures, told),
        counted.relations(report, figures, said, of),
        years.relations(report, figures, said),
        earlier.relations(report, figures, said),
        deductions.of_rows(report, figures, said),
        counts.relations(report, said),
        formulas.relations(report),
    ]
    for relation in chain.from_iterable(finders):
        key = _key(relation)
        if key not in found or found[key].verdict == "unchecked":
            found[key] = relation  # What one reading leaves open, another may decide.
    for told_later in (remainders, portions):
        for relation in list(told_later.relations(said, found.values())):
            found.setdefault(_key(relation), relation)
    standing = _stand(found.values())
    order = sorted(standing, key=lambda r: (r.members[0].figure.span, r.kind))
    return figures.all(), tuple(replace(r, id=f"r{i}") for i, r in enumerate(order, 1))


def _key(relation: Relation) -> tuple[object, ...]:
    return (relation.kind, *sorted((m.figure.span, m.part) for m in relation.members))


def _within(text: str, told: Sequence[FigureMention]) -> Iterator[Relation]:
    """What sentences say by themselves, in the narrative or in one cell of a form. Numbers without a unit may be
    anything: that they do not add up tells nothing."""
    for relation in _said(text, told):
        if relation.kind != "sum" or relation.verdict != "contradicted" or relation.members[0].figure.unit:
            yield relation


def _said(text: str, told: Sequence[FigureMention]) -> Iterator[Relation]:
    yield from lists.relations(text, told)
    yield from wholes.relations(told)
    yield from partitions.relations(told)
    yield from changes.relations(told)
    yield from asides.relations(told)
    yield from differences.relations(told)
    yield from deductions.relations(told)
    yield from earned.relations(told)
    yield from products.relations(told)


def _stand(found: Iterable[Relation]) -> list[Relation]:
    """Without contradictions that rest on likeness alone where each of the two figures comes out elsewhere, and without
    a fact's places that are told again with more of them."""
    relations = list(found)
    sure = {m.figure.span for r in relations if r.verdict in HOLDING and r.kind in _ARITHMETIC for m in r.members}
    places = [{m.figure.span for m in r.members} for r in relations if r.kind == "equal" and r.verdict in HOLDING]
    by_place: dict[Span, list[set[Span]]] = defaultdict(list)
    for each in places:
        for place in each:
            by_place[place].append(each)

    def stands(relation: Relation) -> bool:
        spans = {m.figure.span for m in relation.members}
        if relation.verdict == "contradicted":
            return relation.reason != twins.LIKELY or not spans <= sure
        repeated = relation.kind == "equal" and relation.verdict in HOLDING
        return not (repeated and any(spans < other for other in by_place[min(spans)]))

    return [relation for relation in relations if stands(relation)]
