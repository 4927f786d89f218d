"""By how much something differs from an earlier year (较上年减少3万元), where the earlier figure stands elsewhere: in a
column of a table, or in another chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.relations.direction import is_delta, is_prior, is_required, way_of
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import is_misread, telling_digits
from extractor.relations.judge import OPPOSITE
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import PLANNED, FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.parts import is_change
from extractor.relations.steps import step_of
from extractor.relations.words import NUMBERED, bare, canonical
from extractor.report import Report

_AGAINST = re.compile(
    r"^\s*(?:同比|环比|(?:相比于?|[比较与同])(?P<when>上一?年|去年|20\d\d年)(?:度|末|底|年末|年底|同期)?(?:相比)?)"
)
_LAST_YEAR = re.compile(r"上一?年|去年")
_YEAR = re.compile(r"20\d\d(?=年)")
_SPENT = re.compile(r"决算|支出|执行|实际|完成|发生")
_BUDGET = re.compile(r"预算(?!执行)|计划|目标")
_TELLING = 2
"""Digits from which on a value in a row is no chance."""


def relations(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    for now, change in pairwise(mentions):
        against = _AGAINST.match(change.lead)
        if against is None or now.part != change.part or not _is_step(now, change):
            continue
        year = _earlier_year(report, against["when"])
        in_rows = [_step(change, now, old) for old in _of_rows(report, figures, now, year)]
        told = [_step(change, now, m) for m in mentions if _is_earlier(m, now, year)]
        tried = [r for r in (*in_rows, *told) if r is not None]
        values = {m.figure.value for r in tried for m in r.members if m.figure not in (now.figure, change.figure)}
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        if fits is not None:
            yield fits
        elif len(values) == 1 and (any(in_rows) or _is_slip(tried[0])):
            yield tried[0]


def _is_step(now: FigureMention, change: FigureMention) -> bool:
    """Whether by how much `now` differs is said right behind it."""
    if way_of(change.lead) is None or is_bound(change.figure) or is_bound(now.figure):
        return False
    held = now.depth == change.depth and not is_prior(now) and not is_change(now) and now.aspect not in PLANNED
    if now.dimension == "percent":
        return held and change.dimension == "points"
    return held and measures(now) and (change.dimension == "percent" or alike(now.figure, change.figure))


def _earlier_year(report: Report, said: str | None) -> str:
    """The year that something is held against; empty where neither it nor the report's own is known."""
    named = _YEAR.search(said or "")
    if named is not None:
        return named[0]
    return str(int(report.year) - 1) if report.year.isdigit() else ""


def _of_rows(report: Report, figures: Figures, now: FigureMention, year: str) -> Iterator[Figure]:
    """What the rows that hold `now` under a name of its own have in a column of the earlier year."""
    if telling_digits(now.figure) < _TELLING or not now.subject:
        return
    for row in report.rows:
        name = canonical(NUMBERED.sub("", bare(row_name(row)).removeprefix("其中")))
        if row.kind != "budget" or not name or not now.subject.endswith(name):
            continue
        cells = {heading: figure for heading in row.cells if (figure := figures.cell(row, heading)) is not None}
        same = [h for h, f in cells.items() if f.value == now.figure.value and f.base == now.figure.base]
        for heading, figure in cells.items() if same else ():
            earlier = _LAST_YEAR.search(heading) or (year and year in heading)
            if earlier and heading not in same and _SPENT.search(heading) and not _BUDGET.search(heading):
                yield figure


def _is_earlier(mention: FigureMention, now: FigureMention, year: str) -> bool:
    """Whether a figure told elsewhere is the same thing's, of the earlier year."""
    if mention.sentence == now.sentence or mention.document != now.document or not now.subject or mention.carried:
        return False
    same = mention.subject == now.subject and alike(mention.figure, now.figure) and mention.dimension == now.dimension
    same = same and mention.figure.value != now.figure.value
    stated = not is_delta(mention) and not is_required(mention) and not is_bound(mention.figure)
    return same and stated and mention.aspect not in PLANNED and bool(year) and mention.year == year


def _step(change: FigureMention, now: FigureMention, old: FigureMention | Figure) -> Relation | None:
    if isinstance(old, Figure):
        old = _in_place_of(now, old)
    return step_of(change, now, old)


def _in_place_of(now: FigureMention, figure: Figure) -> FigureMention:
    """A cell's figure as if the narrative told it."""
    return replace(now, figure=figure, start=figure.span.start, end=figure.span.end, lead=figure.label)


def _is_slip(relation: Relation) -> bool:
    """Whether the figures of two chapters are surely meant: what they give is a digit off, or goes the other way."""
    return is_misread(relation) or relation.reason == OPPOSITE
