from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.relations.steps import POINTS_MEANT
from extractor.report import Report


class PercentForPercentagePoints(Rule):
    """两个比率之差写成了“%”，应为“个百分点”。

    是什么：比率由A变为B，写“提高（下降）x%”，而x正是B与A之差。
    为什么：“%”是变动的幅度，“个百分点”是两个比率之差，两者数值不同，混用会使人误读。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：优良率由78%提高到82.5%，提高4.5%。
    正确示例：优良率由78%提高到82.5%，提高4.5个百分点。
    何时不报：写的是“个百分点”；按（B−A）÷A计算相符；没有写出两个比率。
    怎样满足：请将“%”改为“个百分点”，或按变动幅度重新计算。
    """

    code, name, title = "NA014", "percent-for-percentage-points", "百分点误写为%"
    family, severity = "unit", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        for relation in report.relations:
            if relation.reason != POINTS_MEANT or relation.verdict not in ("exact", "rounding"):
                continue
            said = relation.members[0].figure
            yield self.finding(
                [member.figure.span for member in relation.members],
                f"“{said.quote}%”是两个比率之差，应写作“{said.quote}个百分点”：{relation.formula}。",
                f"{said.quote} is a difference of two rates: write percentage points, not %.",
                computed=relation.formula,
                relation=relation.id,
                verdict=relation.verdict,
                labels=[relation.label],
            )
