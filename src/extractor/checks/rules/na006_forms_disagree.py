from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.forms import alike, indicator_rows, project_forms
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, TARGET, bare, category, name, name_cell, number
from extractor.report import Report
from extractor.tables.model import Row


class FormsDisagree(Rule):
    """部门表与项目表同一指标的完成率不同。

    是什么：同一单位同一年度的同一个比率指标，部门整体自评表与项目自评表填的实际完成值不同。
    为什么：同一指标只能有一个完成值；不同说明数据没有统一的来源。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：部门表“信息上报及时率”98%，项目表“信息上报及时率”100%。
    正确示例：各表均为98%，或项目表注明只统计本项目。
    何时不报：数值相同；不是比率（数量会因项目范围而不同）；满意度（对象可能不同）；指标名称不同。
    怎样满足：请统一口径，或注明各表的统计范围。
    """

    code, name, title = "NA006", "forms-disagree", "部门表与项目表不一致"
    family, severity = "table_table", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        projects = project_forms(report)
        rows = [r for form in report.forms if not form.project for r in indicator_rows(form) if _is_rate(r)]
        groups: dict[str, list[Row]] = {}
        for row in rows:
            others = [o for form in projects for o in indicator_rows(form) if alike(row, o) and _is_rate(o)]
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


def _is_rate(row: Row) -> bool:
    said = bare(row.text(*ACTUAL))
    return said.endswith("%") and number(said) is not None and "满意" not in category(row)
