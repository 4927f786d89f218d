"""Forms as rules compare them: which are of projects, and which rows of two forms are the same indicator."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.values import bare, category, name
from extractor.report import Report
from extractor.tables.model import Form, Row


def indicator_rows(form: Form) -> list[Row]:
    return [row for row in form.rows if row.kind == "indicator"]


def project_forms(report: Report) -> list[Form]:
    """Forms of projects that hold indicators, one a project."""
    found: dict[str, Form] = {}
    for form in report.forms:
        if form.project and indicator_rows(form):
            found.setdefault(bare(form.project), form)
    return list(found.values())


def alike(row: Row, other: Row) -> bool:
    """Whether two rows are the same indicator: one category, and names that share all but a few characters."""
    return category(row) == category(other) and same_words(name(row), name(other))


def same_words(a: str, b: str) -> bool:
    """Whether two names say the same: the characters of one are (nearly) all in the other, and most of them shared."""
    mine, theirs = set(a), set(b)
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= 0.7


def pairs(forms: Iterable[Form], others: Iterable[Form]) -> list[tuple[Row, Row]]:
    return [
        (row, other)
        for form in forms
        for row in indicator_rows(form)
        for sibling in others
        if sibling.id != form.id
        for other in indicator_rows(sibling)
        if alike(row, other)
    ]
