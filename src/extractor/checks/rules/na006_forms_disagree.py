from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.forms import alike, indicator_rows, project_forms
from extractor.checks.naming import pairs
from extractor.checks.rule import Rule
from extractor.checks.values import (
    ACTUAL,
    TARGET,
    bare,
    category,
    figure_spans,
    is_telling,
    label_span,
    name,
    name_cell,
    number,
    spent,
)
from extractor.document.model import Span
from extractor.relations.figures import MEASURES
from extractor.relations.words import NUMBERED, stem
from extractor.report import Report
from extractor.tables.model import Form, Row

_VALUE = re.compile(r"\d[\d,]*(?:\.\d+)?([\u4e00-\u9fa5]{1,4})")
_BUDGETS = ("年初预算数", "全年预算数")
_SHORTEST = 4
"""Characters of a name that two forms have in common by more than chance."""


class FormsDisagree(Rule):
    """部门表与项目表同一指标的完成率不同。

    是什么：同一单位同一年度的同一个比率指标，部门整体自评表与项目自评表填的实际完成值不同（名称和目标值相同而归类不同的也算）；名称、目标值和单位都相同的数量指标，各表的实际完成值不同；同一项目在部门收支表与项目自评表中预算数相同而支出数不同。
    为什么：同一指标只能有一个完成值；不同说明数据没有统一的来源。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：部门表“信息上报及时率”98%，项目表“信息上报及时率”100%。
    正确示例：各表均为98%，或项目表注明只统计本项目。
    何时不报：数值相同；数量指标的目标值不同（项目范围不同）；满意度（对象可能不同）；指标名称不同。
    怎样满足：请统一口径，或注明各表的统计范围。
    """

    code, name, title = "NA006", "forms-disagree", "部门表与项目表不一致"
    family, severity = "table_table", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        yield from self._same_target(report)
        yield from self._spent_on_project(report)
        projects = project_forms(report) or [form for form in report.forms if _of_project(form)]
        own = [form for form in report.forms if not form.project and form not in projects]
        rows = [r for form in own for r in indicator_rows(form) if _is_rate(r)]
        groups: dict[str, list[Row]] = {}
        for row in rows:
            others = [o for form in projects for o in indicator_rows(form) if _same_rate(row, o) and _is_rate(o)]
            if any(number(o.text(*ACTUAL)) != number(row.text(*ACTUAL)) for o in others):
                groups.setdefault(name(row), [row]).extend(others)
        if not groups:
            return
        members = [row for group in groups.values() for row in group]
        cells = [c for row in members for c in (name_cell(row), row.cell(*TARGET), row.cell(*ACTUAL)) if c is not None]
        names = "、".join(said if len(said) <= 20 else said[:20] + "…" for said in groups)
        values = "、".join(dict.fromkeys(bare(row.text(*ACTUAL)) for row in members))
        yield self.finding(
            [cell.span for cell in cells],
            f"相同指标（{names}）部门整体表与项目表的实际完成值不同（{values}），请统一口径。",
            f"The same rates differ between the department's form and the projects' ({values}).",
            computed=" ≠ ".join(dict.fromkeys(bare(row.text(*ACTUAL)) for row in members)),
            labels=list(groups),
        )

    def _spent_on_project(self, report: Report) -> Iterator[Finding]:
        """A project's line in the department's table against the project's own form, where their budget is one."""
        lines = [row for form in report.forms if not form.project for row in form.rows if row.kind == "budget"]
        for form in project_forms(report):
            total = next((row for row in form.rows if row.kind == "budget"), None)
            paid = number(total.text("全年执行数")) if total is not None else None
            if total is None or paid is None:
                continue
            given = {n for h in _BUDGETS if (n := number(total.text(h))) and is_telling(n)}
            for row in lines:
                cell = spent(row, report.year)
                other = number(cell.text) if cell is not None else None
                budgets = {number(c.text) for c in row.cells.values() if c is not cell}
                if cell is None or other in (None, paid) or not given & budgets or not _is_line_of(row, form.project):
                    continue
                yield self.finding(
                    [*label_span(row), *figure_spans(report, cell, total.cell("全年执行数"))],
                    f"“{form.project}”部门表填支出{other}，项目自评表填{paid}，预算数相同而支出数不同，请核实并统一。",
                    f"“{form.project}”: {other} spent in the department's table, {paid} in the project's form.",
                    severity="error",
                    computed=f"{other} ≠ {paid}",
                    labels=[form.project, "支出数"],
                )

    def _same_target(self, report: Report) -> Iterator[Finding]:
        """An indicator of one name, target and unit in two forms, with another value in each."""
        groups: dict[tuple[str, str, str], list[Row]] = {}
        for form in report.forms:
            for row in indicator_rows(form):
                value, unit = number(row.text(*ACTUAL)), _unit(row)
                if value is not None and unit not in ("", "%") and number(row.text(*TARGET)) is not None:
                    groups.setdefault((name(row), bare(row.text(*TARGET)), unit), []).append(row)
        for (called, target, unit), rows in groups.items():
            values = list(dict.fromkeys(number(row.text(*ACTUAL)) for row in rows))
            if len(called) < _SHORTEST or len(values) != 2 or len({row.table_id for row in rows}) < 2:
                continue
            said = "、".join(f"{value}{unit}" for value in values)
            cells = [cell for row in rows for cell in (name_cell(row), row.cell(*ACTUAL)) if cell is not None]
            yield self.finding(
                [*(cell.span for cell in cells), *_told(report, called, values)],
                f"“{called}”（目标{target}）各表填写的实际完成值不同（{said}），请核实并统一。",
                f"“{called}” has different values in the forms ({said}).",
                severity="error",
                computed=" ≠ ".join(map(str, values)),
                labels=[called, "实际完成值"],
            )


def _is_line_of(row: Row, project: str) -> bool:
    """Whether a line of a table is of the project: its name without a number holds the project's, or the reverse."""
    named, whole = stem(NUMBERED.sub("", name(row))), stem(bare(project))
    return min(len(named), len(whole)) >= _SHORTEST and (named in whole or whole in named)


def _unit(row: Row) -> str:
    found = _VALUE.fullmatch(bare(row.text(*ACTUAL)))
    return found[1] if found else ""


def _told(report: Report, called: str, values: Iterable[Decimal | None]) -> Iterator[Span]:
    """Where the text gives one of the values of it."""
    for claim in report.claims:
        same = claim.number and Decimal(claim.number) in values and claim.role == "actual"
        if same and pairs(called) <= pairs(f"{claim.indicator}、{claim.quote}"):
            yield Span(claim.start, claim.end)


def _of_project(form: Form) -> bool:
    """Whether the title of a form that names no project says that it is of one."""
    return "项目" in form.title and "整体" not in form.title


def _same_rate(row: Row, other: Row) -> bool:
    """Whether two rows are one indicator, or of one name and target under other headings."""
    named = name(row) == name(other) and len(name(row)) >= _SHORTEST
    targets = {bare(row.text(*TARGET)), bare(other.text(*TARGET))}
    return alike(row, other) or (named and len(targets) == 1)


def _is_rate(row: Row) -> bool:
    said = bare(row.text(*ACTUAL))
    percent = said.endswith("%") or bare(row.text(*MEASURES)) == "%"
    return percent and number(said) is not None and "满意" not in category(row) + name(row)
