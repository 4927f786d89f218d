from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure, missed
from extractor.checks.values import REASON, blank, full_marks, label_span, name, name_cell, score, weight
from extractor.report import Report
from extractor.tables.model import Row


class ShortfallWithoutReason(Rule):
    """没有达到指标值，原因栏空着。

    是什么：实际完成值没有达到指标值，偏差原因（未完成原因和改进措施）一栏空白或填“无”。
    为什么：没有完成的指标要说明原因和改进措施，否则无从整改，也无法判断扣分是否恰当。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效目标或偏离较大的，要分析说明原因，研究提出改进措施。
    错误示例：加装电梯≥30部，实际19部，未完成原因空白。
    正确示例：加装电梯≥30部，实际19部，未完成原因“低层住户意见未统一，次年6月底前补建11部”。
    何时不报：达到指标值；原因栏已填；表中没有原因栏；执行率（按执行率计分）；未达标而得满分的（由IN008一并指出）；整数扣分未说明的（由SC001指出）。
    怎样满足：请填写未完成的原因和改进措施。
    """

    code, name, title = "IN011", "shortfall-without-reason", "未达标未说明原因"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        told = {
            span for r in report.relations if r.verdict == "contradicted" for span in (m.figure.span for m in r.members)
        }
        rows = {row.id: row for row in report.rows}
        for id, relation in missed(report).items():
            row = rows[id]
            target, actual = figure(relation, "target"), figure(relation, "actual")
            if not _unexplained(row) or target is None or actual is None or actual.span in told:
                continue
            yield self.finding(
                [*label_span(row), target.span, actual.span],
                f"“{name(row)}”目标{target.quote}{target.unit}、实际{actual.quote}{actual.unit}，没有完成，"
                "原因栏未填写，请补充原因和改进措施。",
                f"“{name(row)}” misses its target and gives no reason.",
                computed=f"{actual.quote}{'＞' if '≤' in relation.formula else '＜'}{target.quote}",
                relation=relation.id,
                labels=[name(row), "偏差原因"],
            )


def _unexplained(row: Row) -> bool:
    """A row that is named (a form that was misread may give none), whose reason is empty, and whose lost points are
    no whole number: those are SC001's."""
    reason, possible, given = row.cell(*REASON), weight(row), score(row)
    rate = re.search("执行率|执行数", f"{name(row)}{row.text('一级指标', '二级指标')}")
    if reason is None or not blank(reason) or blank(name_cell(row)) or full_marks(row) or rate:
        return False
    return possible is None or given is None or (possible - given) % 1 != 0
