from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, bare, blank, figured, full_marks, name_cell
from extractor.checks.values import name as row_name
from extractor.checks.words import pattern
from extractor.report import Report


class DisclosureWithoutDate(Rule):
    """预决算公开得满分，没有公开的时间和网址。

    是什么：“预决算信息公开”一类指标得满分，全文却没有公开的时间、网址或载体。
    为什么：按规定内容、按规定时限公开都要有日期和载体才能核实。
    依据：《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）要求绩效信息向社会公开。
    错误示例：预决算信息公开，指标值“按要求公开”，完成值“已按规定公开”，得5分。
    正确示例：2023年2月18日在县政府门户网站公开部门预算，8月25日公开部门决算。
    何时不报：全文任何一处写有公开的日期、网站、公众号或公示栏；该指标未得满分。
    怎样满足：请补充公开的日期、网址（或载体）和公开内容的截图。
    """

    code, name, title = "EV008", "disclosure-without-date", "预决算公开没有时间和载体"
    family, severity = "evidence", "warning"
    basis = ("《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        if pattern("evidence", "disclosed").search(plain(report)):
            return
        for row in report.rows:
            if row.kind not in ("indicator", "rubric") or not full_marks(row):
                continue
            if not pattern("evidence", "disclosure").search(row_name(row)):
                continue
            cells = [name_cell(row), row.cell(*ACTUAL)]
            yield self.finding(
                [cell.span for cell in cells if cell is not None],
                f"“{row_name(row)}”得满分，但报告未写明公开日期、网址或载体，请补充佐证。",
                f"“{row_name(row)}” has full points, but no date or place of publication is given.",
                severity="info" if blank(row.cell(*ACTUAL)) or figured(row.text(*ACTUAL)) else "warning",
                labels=[bare(row_name(row))],
            )
