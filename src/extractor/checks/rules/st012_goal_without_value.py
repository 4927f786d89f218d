from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import bare, figured
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_INLINE = re.compile(r"(?:产出)?(数量|质量)(?:指标)?[：:。.]")


class GoalWithoutValue(Rule):
    """数量、质量目标没有目标值。

    是什么：正文年度绩效目标的“数量指标”“质量指标”只有文字，没有目标数量或可衡量的标准。
    为什么：没有目标值就无法判断完成程度。
    依据：绩效目标应当细化量化，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：数量指标：确保材料上稿数量。
    正确示例：数量指标：上报材料不少于60篇，采用不少于20篇。
    何时不报：该项有数字；写在表格里；只是说明指标含义。
    怎样满足：请补充目标数量、比率或可以判定的标准。
    """

    code, name, title = "ST012", "goal-without-value", "目标没有目标值"
    family, severity = "structure", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        groups: dict[str, list[Span]] = {}
        for segment in report.segments:
            if segment.section != "goals" or segment.cell_label:
                continue
            said = report.quote(segment.span)
            label = _INLINE.search(said[:12])
            under = label.group(1) + "指标" if label else bare(segment.headings[-1]) if segment.headings else ""
            found = pattern("structure", "countable_goal").search(under)
            if found:
                groups.setdefault(found.group(), []).append(segment.span)
        empty = {name: spans for name, spans in groups.items() if not any(figured(report.quote(s)) for s in spans)}
        if empty:
            yield self.finding(
                [span for spans in empty.values() for span in spans],
                f"年度绩效目标的{'、'.join(empty)}没有目标值或可衡量的标准，无法判断完成程度，请补充。",
                f"Goals without a value: {', '.join(empty)}.",
                labels=list(empty),
            )
