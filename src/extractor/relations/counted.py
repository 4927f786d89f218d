"""Rates of a form whose counts only the narrative tells: 群众满意度96.8% in a row, 回访250人，满意242人 in the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import COUNTED, FigureMention, alike
from extractor.relations.operands import is_bound, is_misprint
from extractor.relations.ratios import in_manner, ratio_of, says
from extractor.relations.words import Ratio, bare, words
from extractor.report import Report

_DIGITS = 3
"""A rate of fewer is one of many pairs of counts by chance."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The actual value of a row that is a rate of things; `at` is where the row ends."""

    name: str
    percent: Figure
    ratio: Ratio
    owner: str
    at: int


@dataclass(frozen=True, slots=True)
class _Pair:
    """What was taken and what it was taken of, in one sentence that prints no rate."""

    top: FigureMention
    base: FigureMention
    ratio: Ratio
    owner: str


def relations(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: Mapping[str, str]
) -> Iterator[Relation]:
    rows, pairs = list(_rows(report, figures, owners)), list(_pairs(mentions, owners))
    for pair in pairs:
        same = [r for r in rows if r.ratio is pair.ratio and r.owner == pair.owner and in_manner(r.name, pair.top)]
        tried = [equation.rate_of(r.percent, [pair.top.figure], [pair.base.figure], r.name, "document") for r in same]
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        meant = [r for row, r in zip(same, tried, strict=True) if row is _meant(pair, same, pairs)]
        slips = (r for r in meant if is_misprint(r, _DIGITS))
        if (found := fits or next(slips, None)) is not None:
            yield found


def _meant(pair: _Pair, rows: Sequence[_Row], pairs: Sequence[_Pair]) -> _Row | None:
    """The only row of the kind, or the last one before the counts, where no others of the kind stand between."""
    before = [row for row in rows if row.at <= pair.top.start]
    last = rows[0] if len(rows) == 1 else max(before, key=lambda row: row.at, default=None)
    others = [other for other in pairs if other.ratio is pair.ratio and other is not pair]
    crowded = last is not None and any(last.at <= other.top.start < pair.top.start for other in others)
    return None if crowded or (len(rows) == 1 and others) else last


def _rows(report: Report, figures: Figures, owners: Mapping[str, str]) -> Iterator[_Row]:
    for form in report.forms:
        owner = bare(form.project) or owners.get(form.document, "")
        for row in form.rows:
            percent, name = figures.cell(row, "实际完成值"), bare(row_name(row))
            ratio = ratio_of(name)
            if row.kind not in ("indicator", "rubric") or ratio is None or percent is None:
                continue
            if percent.base == "1" and percent.comparator == "eq":
                yield _Row(name, percent, ratio, owner, row.span.end)


def _pairs(mentions: Sequence[FigureMention], owners: Mapping[str, str]) -> Iterator[_Pair]:
    for (document, _), sentence in groupby(mentions, key=lambda m: (m.document, m.sentence)):
        inside = list(sentence)
        counts = [m for m in inside if m.dimension in COUNTED and m.aspect != "prior" and not is_bound(m.figure)]
        if any(m.dimension == "percent" for m in inside):
            continue
        for ratio in words().ratios:
            tops = [m for m in counts if says(m, ratio.above) and not says(m, ratio.below)]
            bases = [m for m in counts if says(m, ratio.below) and m not in tops]
            if len(tops) == len(bases) == 1 and alike(tops[0].figure, bases[0].figure):
                yield _Pair(tops[0], bases[0], ratio, owners.get(document, ""))
