"""Forms as rules compare them: which are of projects, and which rows of two forms are the same indicator."""

from __future__ import annotations

from extractor.checks.values import bare, category, name
from extractor.report import Report
from extractor.tables.model import Form, FreeText, Row


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


def goal_and_result(form: Form) -> tuple[FreeText | None, FreeText | None]:
    """The form's free text of the year's goal, and that of what was achieved; only where each stands once."""
    goals = [text for text in form.free_texts if "目标" in text.label and "完成" not in text.label]
    results = [text for text in form.free_texts if "完成" in text.label and "原因" not in text.label]
    return (goals[0] if len(goals) == 1 else None), (results[0] if len(results) == 1 else None)
