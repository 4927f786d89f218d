from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.excerpt import breaks_off, sheet_elsewhere
from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, bare, number
from extractor.document.model import Span
from extractor.report import Report


class TotalWithoutBreakdown(Rule):
    """只有一个自评分，没有评分明细。

    是什么：正文给出不满100分的自评得分，全文没有评分表，也没有逐项得分，扣了多少、扣在哪里均未说明。
    为什么：总分是各项得分的合计；没有明细，扣分无法核对，与“各项完成率100%”的说法也对不上。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）规定自评结果主要通过自评表反映。
    错误示例：各项完成率均为100%，自评得分97.5分（无评分表）。
    正确示例：自评得分97.5分，明细见附表：产出48分、效益29.5分、满意度10分、执行率10分。
    何时不报：报告附有带得分的表；得分恰为100分；正文逐项写了得分或扣分原因；写明评分表另附（详见附件自评表，而附件的表不在文内）；只是报告的节选。
    怎样满足：请附评分明细表，逐项说明扣分指标和原因。
    """

    code, name, title = "SC004", "total-without-breakdown", "自评分没有评分明细"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        if _scored(report) or breaks_off(report) or sheet_elsewhere(report):
            return
        if any(number(row.text(*SCORE)) is not None for row in report.rows) or "扣分原因" in report.text:
            return
        scores = [c for c in report.claims if c.kind == "score" and c.role == "actual" and c.number]
        totals = [c for c in scores if 50 <= Decimal(c.number or 0) < 100]
        if len(scores) > 2 or not totals:
            return
        full = [c for c in report.claims if c.kind == "ratio" and c.role == "actual" and Decimal(c.number or 0) == 100]
        total = totals[0]
        gap = 100 - Decimal(total.number or 0)
        rest = "，而所列各项完成率均为100%" if full else ""
        yield self.finding(
            [Span(c.start, c.end) for c in (total, *full)],
            f"“{total.quote}”没有评分明细，扣除的{gap}分未说明扣分指标和原因{rest}，请附评分明细。",
            f"A total of {total.number} points without any breakdown; {gap} points are deducted without a reason.",
            computed=f"100-{total.number}={gap}",
            labels=["自评得分"],
        )


def _scored(report: Report) -> bool:
    """Whether a table of another kind lists points (by county, by project)."""
    return any("得分" in heading and bare(cell.text) for row in report.rows for heading, cell in row.cells.items())
