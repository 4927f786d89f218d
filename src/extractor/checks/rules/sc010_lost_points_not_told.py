from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Section, Span
from extractor.report import Report

_POINTS = re.compile(
    r"([\u4e00-\u9fa5]{2,14}?)[（(]?(?:指标)?(?:满分|分值|共|总分|权重)?[为是]?(\d+(?:\.\d+)?)分[）)]?[，,、]?(?:实际|自评)?得(?:分)?(\d+(?:\.\d+)?)分"
)


class LostPointsNotTold(Rule):
    """正文报出扣分，没有说哪项指标、为什么扣。

    是什么：正文写某一类“50分得49分”，同一句和以它为题的部分都没有说明扣分的指标和原因。
    为什么：扣分要落到指标和原因上，否则无法核对得分，也无法整改。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对未完成或偏离较大的指标说明原因和改进措施。
    错误示例：履职效能50分得49分；“履职效能分析”全部是成绩。
    正确示例：履职效能50分得49分，“食品抽检批次”未完成扣1分。
    何时不报：同一句写明扣分原因；以该类为题的部分写了扣分；得满分；该类是预算执行（按执行率算出）；另有评分表列出各项得分。
    怎样满足：请写明扣分的指标、分数和原因。
    """

    code, name, title = "SC010", "lost-points-not-told", "正文扣分未说明指标和原因"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        if any(row.kind in ("indicator", "rubric") and row.text("得分", "自评得分") for row in report.rows):
            return
        text = plain(report)
        for segment in report.segments:
            for found in _POINTS.finditer(text, segment.span.start, segment.span.end):
                group = found[1].removesuffix("指标").lstrip("中其，")
                if not Decimal(found[3]) < Decimal(found[2]) or re.search("执行", group):
                    continue
                parts = [d.span for d in _parts(report, group)]
                if not parts or pattern("shortfall", "lost").search(text, found.end(), segment.span.end):
                    continue
                if any(pattern("shortfall", "deducted").search(text, part.start, part.end) for part in parts):
                    continue
                heads = [trimmed(report, Span(p.start, text.find("\n", p.start))) for p in parts]
                yield self.finding(
                    [Span(found.start(1), found.end()), *heads],
                    f"{group}{found[2]}分得{found[3]}分，没有说明扣分的指标和原因，请补充。",
                    f"{group}: {found[3]} of {found[2]} points, without saying why.",
                    computed=f"{found[2]}-{found[3]}={Decimal(found[2]) - Decimal(found[3])}",
                    labels=[group],
                )


def _parts(report: Report, group: str) -> list[Section]:
    """The sections whose heading names the group."""
    return [
        section
        for document in report.submission.documents
        for section in document.sections
        if section.heading and group[-4:] in report.quote(section.heading.span)
    ]
