"""Whose a sub-document is: the department's own form and report, or those of one project."""

from __future__ import annotations

from extractor.relations.words import bare, stem
from extractor.report import Report

_TITLE_ENDS = ("项目支出", "项目绩效", "项目自评", "项目", "支出绩效", "绩效自评")


def owners(report: Report) -> dict[str, str]:
    """Document id → the project's name, or `""` for the department's documents.

    A project's report is known by its title, which names the project in full or shortened (文化节项目支出绩效自评报告),
    or else stands right behind the project's form.
    """
    projects = {form.document: bare(form.project) for form in report.forms if form.project}
    found: dict[str, str] = {}
    before = ""
    for document in report.submission.documents:
        title = bare(document.title.of(report.text)) if document.title else ""
        if document.id in projects:
            before = projects[document.id]
            found[document.id] = before
            continue
        name = next((title[: title.index(end)] for end in _TITLE_ENDS if end in title), "")
        named = next(
            (p for p in projects.values() if len(name) >= 2 and (name in p or p in name or shortens(name, p))), ""
        )
        behind = before if "项目" in title and "部门整体" not in title else ""
        found[document.id] = named or behind
        before = ""
    return found


def shortens(short: str, full: str) -> bool:
    """Whether `short` names `full`: the same but for 经费 and the like at the end, or its characters in order (党代会 for
    党…代表大会). A part of a longer name is a part of the project, not the project."""
    if len(short) < 2:
        return False
    if short in full or full in short:
        return stem(short).removesuffix("项目") == stem(full).removesuffix("项目")
    rest = iter(full)
    return len(short) >= 3 and all(character in rest for character in short) and len(full) >= 2 * len(short)
