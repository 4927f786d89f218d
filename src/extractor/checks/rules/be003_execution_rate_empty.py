from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, blank, figure_spans, number
from extractor.report import Report


class ExecutionRateEmpty(Rule):
    """执行率一格空着，或有执行率而没有得分。

    是什么：年度资金总额行填了全年预算数和全年执行数，执行率（或执行率的得分）空白。
    为什么：执行率和它的得分是自评总分的组成部分，空着就无法核对总分。
    依据：自评表样式“执行率（B/A）”一栏，见《项目支出绩效评价管理办法》（财预〔2020〕10号）。
    错误示例：全年预算880，全年执行880，分值10，执行率空，得分10；执行率100%，分值10，得分空。
    正确示例：全年预算880，全年执行880，分值10，执行率100%，得分10。
    何时不报：执行率与得分都已填；预算或执行数未填；“其中”行；分值和得分都用“-”表示不适用。
    怎样满足：请按全年执行数÷全年预算数补填执行率，并据以计算得分。
    """

    code, name, title = "BE003", "execution-rate-empty", "执行率或其得分未填"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            label = bare(row.text("项目"))
            rate, points, possible = row.cell("执行率"), row.cell(*SCORE), row.cell(*WEIGHT)
            budget, spent = row.cell("全年预算数"), row.cell("全年执行数")
            if row.kind != "budget" or rate is None or budget is None or spent is None or "总额" not in label:
                continue
            below, above = number(budget.text), number(spent.text)
            if not below or above is None or number(row.text(*WEIGHT)) is None:
                continue
            value = f"{above}÷{below}={float(Fraction(above) / Fraction(below) * 100):.2f}%"
            if blank(rate):
                where, missing = figure_spans(report, budget, spent, possible, points), "执行率"
            elif points is not None and blank(points) and "/" not in points.text:
                where, missing = figure_spans(report, rate, possible), "执行率得分"
            else:
                continue
            yield self.finding(
                where,
                f"“{label}”行的{missing}未填，按表内数字执行率应为{value}，请补填。",
                f"{label}: the execution rate or its points are not filled in ({value}).",
                computed=value,
                labels=[label, missing],
            )
