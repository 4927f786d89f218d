"""What was done as a percentage of its plan, where the plan stands in another section or in a form:
`新建泵站23座，占年度计划的95.83%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import is_misread
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation, RelationKind
from extractor.relations.narrative import COUNTED, FigureMention, alike, main
from extractor.relations.operands import as_target, before, is_bound, is_misprint
from extractor.relations.twins import pairs_of
from extractor.relations.words import bare
from extractor.report import Report

_OF_PLAN = re.compile(
    r"(?:^|占|为|达到?|完成了?|实现|是)(?:全年|年度|年初|本年度?|当年|年|原定?|既定|目标|预定|下达)*"
    r"(?:计划|任务|目标|指标)(?:任务|计划|目标|总)?[数量值]?的?(?:约|近|达)?$"
)
_COMMON = 2
"""Pairs of characters that the names of a plan and of what was done share, at least."""
_DIGITS = 3


def relations(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: Mapping[str, str]
) -> Iterator[Relation]:
    told = [i for i, m in enumerate(mentions) if m.dimension == "percent" and _OF_PLAN.search(m.lead)]
    plans = list(_plans(report, figures, mentions, owners)) if told else []
    for index in told:
        percent = mentions[index]
        done = next((m for m in before(mentions, index, 0) if m.dimension in COUNTED and main(m)), None)
        if done is None or is_bound(percent.figure) or is_bound(done.figure) or done.aspect == "prior":
            continue
        named, owner = pairs_of([done.lead, done.tail]), owners.get(percent.document, "")
        meant = {
            plan.value: plan
            for name, plan, whose in plans
            if whose == owner and alike(plan, done.figure) and len(name & named) >= _COMMON
        }
        kind: RelationKind = "share" if "占" in percent.lead else "rate"
        tried = [
            equation.rate_of(percent.figure, [done.figure], [plan], f"{label_of(done)}占计划", "document", kind=kind)
            for plan in meant.values()
            if plan.value
        ]
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        if fits is not None:
            yield fits
        elif len(tried) == 1 and is_misprint(tried[0], _DIGITS) and is_misread(tried[0]):
            yield tried[0]


def _plans(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: Mapping[str, str]
) -> Iterator[tuple[frozenset[str], Figure, str]]:
    """Targets of forms and of the chapters that plan: the pairs of characters of each one's name, and whose it is."""
    for form in report.forms:
        owner = bare(form.project) or owners.get(form.document, "")
        for row in form.rows:
            target = figures.cell(row, "年度指标值")
            if row.kind == "indicator" and target is not None:
                yield pairs_of([row_name(row)]), as_target(target), owner
    for mention in mentions:
        if mention.aspect == "target" and mention.dimension in COUNTED:
            yield pairs_of([mention.lead, mention.tail]), as_target(mention.figure), owners.get(mention.document, "")
