from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.excerpt import breaks_off
from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_BUDGET_COLUMNS = ("年初预算数", "全年预算数", "执行率", "预算数")
_TOTAL_COLUMNS = ("支出合计", "全年执行数", "合计")
_FUNDS = re.compile("(?:一般公共|政府性基金|国有资本经营|社会保险基金)预算")
"""Names of funds: what they gave is income, no budget."""
_SHOWN = 3


class BudgetFiguresMissing(Rule):
    """只有支出数，没有预算数和执行率。

    是什么：报告列了支出金额，全文（含表格）却没有年初预算数、全年预算数和预算执行率。
    为什么：没有预算数就不能判断预算执行和调整情况，“严格按预算执行”也无从核实。
    依据：自评表应填写年初预算数、全年预算数、全年执行数和执行率（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：2022年支出合计480万元，其中基本支出150万元，项目支出330万元。
    正确示例：2022年年初预算450万元，全年预算500万元，支出480万元，执行率96%。
    何时不报：全文任何一处有预算数或执行率的数值（“安排”“下达”“到位”的金额也算，“一般公共预算拨款”等收入不算）；没有支出金额；只是报告的节选或附表。
    怎样满足：请补充年初预算数、全年（调整后）预算数、全年执行数和执行率。
    """

    code, name, title = "ST003", "budget-figures-missing", "没有预算数和执行率"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        if any(bare(row.text(h)) for row in report.rows for h in _BUDGET_COLUMNS):
            return
        if any(
            "预算" in h and bare(c.text) for row in report.rows for h, c in row.cells.items() if row.kind == "budget"
        ):
            return
        if pattern("structure", "budget").search(_FUNDS.sub("", plain(report))):
            return
        spent = [Span(*found.span()) for found in pattern("structure", "spending").finditer(plain(report))]
        totals = [
            row.cells[h].span
            for row in report.rows
            if row.kind == "budget"
            for h in _TOTAL_COLUMNS
            if bare(row.text(h))
        ]
        headings = [s for s in report.segments if s.section == "spending"]
        if len(spent) < 2 or not headings or breaks_off(report):
            return
        promised = [Span(*found.span()) for found in pattern("structure", "by_budget").finditer(plain(report))]
        yield self.finding(
            [*promised, *(totals or spent[:_SHOWN])],
            "报告只有支出数，没有年初预算数、全年预算数和预算执行率，无法判断预算执行和调整情况，请补充。",
            "The report gives spending but no budget figures and no execution rate.",
            labels=["预算数"],
        )
