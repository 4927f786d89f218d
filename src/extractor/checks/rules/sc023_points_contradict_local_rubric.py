from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, SCORE, STANDARD, bare, figure_spans, name, number, score, weight
from extractor.report import Report
from extractor.tables.model import CellValue, Row
from extractor.tables.standard import parse_standard


class PointsContradictLocalRubric(Rule):
    """得分与口径文件规定的评分标准不符。

    是什么：口径文件（--profile）为某个指标规定了评分标准，按完成值算得的分数与报告的得分不同。
    为什么：当地统一规定的评分标准不一定印在表上，但审核时按它计分。
    依据：口径文件中所写的评分标准。
    错误示例：口径规定“执行率≥95%得满分，每低1个百分点扣0.5分”，执行率92%，分值10分，得10分（应得8.5分）。
    正确示例：同上，得8.5分。
    何时不报：没有使用带评分标准的口径；该行自己印有评分标准；完成值不是一个数；标准没有写明该值得几分。
    怎样满足：请按当地评分标准重新计分，或附评分依据。
    """

    code, name, title = "SC023", "points-contradict-local-rubric", "得分与当地评分标准不符"
    family, severity = "scoring", "error"

    def check(self, report: Report) -> Iterable[Finding]:
        for row, about, cell in _asked(report):
            local, value = report.profile.rubric(about), number(cell.text)
            possible, given = weight(row), score(row)
            if local is None or value is None or possible is None or given is None:
                continue
            rubric = parse_standard(local.standard)
            bounds = rubric.bounds(value, possible) if rubric else None
            if bounds is None or bounds[0] <= given <= bounds[1]:
                continue
            low, high = (_said(points) for points in bounds)
            expected = low if low == high else f"{low}—{high}"
            yield self.finding(
                figure_spans(report, cell, row.cell(*SCORE)),
                f"“{about}”为{bare(cell.text)}，按“{report.profile.title}”的评分标准（{local.standard}）应得{expected}分，"
                f"报告得{_said(given)}分，请核对。",
                f"“{about}”: the standard of the profile gives {expected} points, the report {_said(given)}.",
                labels=[about, "得分"],
            )


def _asked(report: Report) -> Iterator[tuple[Row, str, CellValue]]:
    """Rows without a standard of their own: what they are about, and the cell with the value to be scored."""
    for row in report.rows:
        if bare(row.text(*STANDARD)):
            continue
        cell = row.cell("执行率") if row.kind == "budget" else row.cell(*ACTUAL)
        if cell is not None and len(cell.span):
            yield row, "预算执行率" if row.kind == "budget" else name(row), cell


def _said(points: Decimal) -> str:
    return format(round(points, 2).normalize(), "f")
