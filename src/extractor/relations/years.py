"""Changes against the year before of which only a form prints the earlier amount: 2022年决算数 beside 2023年决算数, and
比上年减少2.4万元，下降12.5% in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.direction import is_delta, is_prior, way_of
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures
from extractor.relations.hints import is_slip
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, alike, same_sentence
from extractor.report import Report
from extractor.tables.model import Row

_YEAR = re.compile(r"(20\d\d)年?")
_BEFORE = re.compile(r"上年|去年|上一年|20\d\d年")
_MOST = 6


def relations(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    pairs = [pair for row in report.rows for pair in _pairs(row, figures)]
    for index, step in enumerate(mentions) if pairs else ():
        if not _BEFORE.search(step.clause) or way_of(step.lead) is None:
            continue
        before = [mentions[i] for i in same_sentence(mentions, index) if i < index]
        if any(is_prior(m) for m in before):
            continue
        now = [m for m in before if not is_delta(m) and m.dimension != "percent"][-_MOST:]
        tried = [
            relation
            for m in reversed(now)
            for new, old in pairs
            if _same(m.figure, new)
            if (relation := _changed(step, m.figure, old)) is not None
        ]
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        found = fits or next((r for r in tried[:1] if len(tried) == 1 and is_slip(r)), None)
        if found is not None:
            yield found


def _pairs(row: Row, figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    """What a row has of a year and of the one before it, in columns of one name."""
    columns = [(h, int(found[1]), _YEAR.sub("", h)) for h in row.cells if (found := _YEAR.search(h)) is not None]
    for heading, year, name in columns:
        earlier = next((h for h, other, same in columns if other == year - 1 and same == name), None)
        new, old = figures.cell(row, heading), figures.cell(row, earlier) if earlier else None
        if new is not None and old is not None and new.base == old.base and new.value != old.value:
            yield new, old


def _same(said: Figure, printed: Figure) -> bool:
    return alike(said, printed) and equation.same([said, printed], "", "document").verdict in HOLDING


def _changed(step: FigureMention, new: Figure, old: Figure) -> Relation | None:
    """By how much, as an amount or as a rate; None where the words say the other direction."""
    way = "up" if new.value > old.value else "down"
    if way_of(step.lead) != way:
        return None
    if step.dimension == "percent":
        return equation.change_of(step.figure, new, old, way, label_of(step), "document")
    if not is_delta(step) or not alike(step.figure, old):
        return None
    larger, smaller = (new, old) if way == "up" else (old, new)
    return equation.difference(step.figure, larger, [smaller], label_of(step), "document")
