"""Forms as rules compare them: which are of projects, and which rows of two forms are the same indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from extractor.checks.values import bare, category, name
from extractor.document.model import Section, Span
from extractor.report import Report
from extractor.tables.model import Form, FreeText, Row

_OF_INDICATORS = re.compile(
    "指标|情况|分析|绩效|目标|得分|^(?:产出|效益|效果|满意|成本|时效|质量|数量|过程|投入|决策|管理|履职)"
)
"""Headings of groups of indicators, which are no names of projects."""
_FEWEST = 3
"""Indicators under a heading from which on it may be a project's."""


def indicator_rows(form: Form) -> list[Row]:
    return [row for row in form.rows if row.kind == "indicator"]


def project_forms(report: Report) -> list[Form]:
    """Forms of projects that hold indicators, one a project."""
    found: dict[str, Form] = {}
    for form in forms_of_projects(report):
        if indicator_rows(form):
            found.setdefault(bare(form.project), form)
    return list(found.values())


def forms_of_projects(report: Report) -> list[Form]:
    """Forms that name their project, and of those told in prose the parts that stand under a project's heading each."""
    named = [form for form in report.forms if form.project]
    told: defaultdict[str, list[Form]] = defaultdict(list)
    for form in report.forms:
        if form.kind == "prose" and not form.project:
            told[form.document].append(form)
    whole = (replace(forms[0], rows=tuple(row for form in forms for row in form.rows)) for forms in told.values())
    return [*named, *(part for form in whole for part in _told(report, form))]


def _told(report: Report, form: Form) -> Iterator[Form]:
    document = next(d for d in report.submission.documents if d.id == form.document)
    rows = indicator_rows(form)
    parts = [part for part in document.sections if _of_project(report, part, rows)]
    level = min((part.heading.level for part in parts if part.heading), default=0)
    parts = [part for part in parts if part.heading and part.heading.level == level]
    for part in parts if len(parts) > 1 else ():
        own = tuple(row for row in rows if part.span.covers(row.span))
        goals = [s.span for s in report.segments if s.section == "goals" and part.span.covers(s.span)]
        goal = FreeText(Span(goals[0].start, goals[-1].end), "年度总体目标", form.id, form.document) if goals else None
        title = report.quote(part.heading.title) if part.heading else ""
        yield replace(form, project=title, rows=own, free_texts=(goal,) if goal else ())


def _of_project(report: Report, part: Section, rows: list[Row]) -> bool:
    if part.heading is None or _OF_INDICATORS.search(bare(report.quote(part.heading.title))):
        return False
    return sum(part.span.covers(row.span) for row in rows) >= _FEWEST


def alike(row: Row, other: Row) -> bool:
    """Whether two rows are the same indicator: one category, and names that share all but a few characters."""
    return category(row) == category(other) and same_words(name(row), name(other))


def same_words(a: str, b: str) -> bool:
    """Whether two names say the same: the characters of one are (nearly) all in the other, and most of them shared."""
    mine, theirs = set(a), set(b)
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= 0.7


def goal_and_result(form: Form) -> tuple[FreeText | None, FreeText | None]:
    """The form's free text of the year's goal, and that of what was achieved; only where each stands once."""
    goals = [text for text in form.free_texts if "目标" in text.label and "完成" not in text.label]
    results = [text for text in form.free_texts if "完成" in text.label and "原因" not in text.label]
    return (goals[0] if len(goals) == 1 else None), (results[0] if len(results) == 1 else None)
