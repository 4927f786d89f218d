from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, SCORE, TARGET, WEIGHT, bare, figure_spans, name, name_cell, weight
from extractor.report import Report


class ResultLeftEmpty(Rule):
    """指标有目标，完成值和得分空着。

    是什么：指标行填了年度指标值和分值，实际完成值空着（得分也空着，或仍给了得分）。
    为什么：自评表的作用就是报告完成情况；空着等于没有自评。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整。
    错误示例：发放覆盖率，指标值100%，完成值空，分值60，得分空。
    正确示例：发放覆盖率，指标值100%，完成值100%，分值60，得分60。
    何时不报：完成值填了“/”“无”等记号；该表没有完成值一栏；目标表（事前绩效目标申报表）。
    怎样满足：请补填实际完成值和得分；没有开展的，请填0并说明原因。
    """

    code, name, title = "IN002", "result-left-empty", "完成值空着"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            target, actual, points = row.cell(*TARGET), row.cell(*ACTUAL), row.cell(*SCORE)
            if row.kind != "indicator" or target is None or actual is None or points is None:
                continue
            if not bare(target.text) or bare(actual.text) or weight(row) is None or not name_cell(row):
                continue
            given = bare(points.text)
            rest = f"却得{given}分" if given else "得分也空着"
            yield self.finding(
                [target.span, *figure_spans(report, row.cell(*WEIGHT), points)],
                f"“{name(row)}”的指标值为“{bare(target.text)}”，实际完成值未填，{rest}，请补填。",
                f"“{name(row)}” has a target but no actual value.",
                labels=[name(row), "实际完成值"],
            )
