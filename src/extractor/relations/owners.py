"""Whose a sub-document is: the department's own form and report, or those of one project."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.relations.words import bare, stem
from extractor.report import Report

_TITLE_ENDS = ("项目支出", "项目绩效", "项目自评", "项目", "支出绩效", "绩效自评")

_LONG_NAME = 6


@dataclass(slots=True)
class Owners:
    """`of`: document id → the project's name, `""` for the department's. `names`: project → the stems it is called by,
    its form's name for it and that of its report's title."""

    of: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)


def owners(report: Report) -> Owners:
    """A project's report is known by its title, which names the project in full or shortened (文化节项目自评报告), or
    else stands right behind the project's form."""
    found = Owners()
    projects = {form.document: bare(form.project) for form in report.forms if form.project}
    for project in projects.values():
        found.names[project] = {_plain(project)}
    before = ""
    for document in report.submission.documents:
        title = bare(document.title.of(report.text)) if document.title else ""
        name = next((title[: title.index(end)] for end in _TITLE_ENDS if end in title), "")
        if document.id in projects:
            found.of[document.id] = before = projects[document.id]
            continue
        named = next((p for p in projects.values() if _names(name, p)), "")
        behind = before if "项目" in title and "部门整体" not in title and not _unlike(name, before) else ""
        owner = found.of[document.id] = named or behind
        if owner and name:
            found.names[owner].add(_plain(name))
        before = ""
    only = _only_project(report, projects)
    return Owners(dict.fromkeys(found.of, only), found.names) if only else found


def _only_project(report: Report, projects: dict[str, str]) -> str:
    """The one project that the whole file is about; empty where it speaks of a department's overall spending."""
    measured = {form.document for form in report.forms if any(row.kind == "indicator" for row in form.rows)}
    names = set(projects.values())
    alone = len(names) == 1 and measured and measured <= projects.keys() and "整体支出" not in report.text
    return names.pop() if alone else ""


def _plain(name: str) -> str:
    return stem(name).removesuffix("项目")


def _unlike(name: str, project: str) -> bool:
    """Whether a title's name is too long to be short for a project's, and has little of it."""
    return len(name) >= _LONG_NAME and 2 * sum(character in project for character in name) < len(name)


def _names(short: str, full: str) -> bool:
    """Whether a title's name is that of a project: a part of it, or its characters in order (党代会, 党…代表大会)."""
    if len(short) < 2:
        return False
    rest = iter(full)
    return short in full or full in short or (len(short) >= 3 and all(character in rest for character in short))
