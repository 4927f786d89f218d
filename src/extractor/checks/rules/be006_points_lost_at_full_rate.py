from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import NAME, SCORE, WEIGHT, bare, blank, figure_spans, score, weight
from extractor.document.model import Span
from extractor.report import Report

_FULL = re.compile(r"执行率(?:达到|达|为|：|:|是)?\s*(100(?:\.0+)?)\s*%")
_NEAR = 160


class PointsLostAtFullRate(Rule):
    """执行率100%，该项却被扣分。

    是什么：评分项“预算执行率”的说明写明执行率为100%，该项得分却低于分值，也没有说明扣分原因。
    为什么：执行率得分由执行率直接算出，达到100%就应得满分。
    依据：预算执行率权重及计分方法见《项目支出绩效评价管理办法》（财预〔2020〕10号）。
    错误示例：预算执行率（分值10分，得9分）：全年预算800万元，执行800万元，执行率100%。
    正确示例：预算执行率（分值10分，得10分）：全年预算800万元，执行800万元，执行率100%。
    何时不报：得满分；执行率不足100%；写明了扣分原因；说明不在该项之后。
    怎样满足：请核实得分，确需扣分的请说明原因。
    """

    code, name, title = "BE006", "points-lost-at-full-rate", "执行率100%却被扣分"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            possible, given = weight(row), score(row)
            if row.kind == "budget" or possible is None or given is None or not given < possible:
                continue
            if not any("执行率" in bare(row.text(heading)) for heading in NAME):
                continue
            found = _FULL.search(plain(report), row.span.end, row.span.end + _NEAR)
            if found is None or any("原因" in h and not blank(c) for h, c in row.cells.items()):
                continue
            if "原因" in report.text[row.span.end : found.end()]:
                continue
            yield self.finding(
                [*figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE)), Span(*found.span(1))],
                f"预算执行率为100%，该项分值{possible}分只得{given}分，未说明扣分原因，请核实得分或补充扣分依据。",
                f"The execution rate is 100 %, yet only {given} of {possible} points are given.",
                computed=f"{possible}×100%={possible}≠{given}",
                labels=["预算执行率", "得分"],
            )
