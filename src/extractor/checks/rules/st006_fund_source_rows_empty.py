from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_AMOUNTS = ("年初预算数", "全年预算数", "全年执行数")


class FundSourceRowsEmpty(Rule):
    """资金来源行空着。

    是什么：自评表年度资金总额已填，“当年财政拨款”“其他资金”等来源行全部空白，正文却说明了资金来源。
    为什么：来源行是总额的构成；空着就看不出财政资金的数额。
    依据：自评表要求分来源填列项目资金（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：正文“由财政全额拨款”，表中“当年财政拨款”一行空白。
    正确示例：“当年财政拨款”一行与总额同样填列80万元、80万元、80万元。
    何时不报：任何一个来源行已填；总额为零或未填；正文没有说明资金来源。
    怎样满足：请按资金来源分行填列年初预算数、全年预算数和全年执行数。
    """

    code, name, title = "ST006", "fund-source-rows-empty", "资金来源行空白"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        said = [clause(report, Span(*m.span())) for m in pattern("structure", "fiscal").finditer(plain(report))]
        said = [span for span in said if not any(row.span.overlaps(span) for row in report.rows)]
        labels = []
        for form in report.forms:
            rows = [row for row in form.rows if row.kind == "budget" and "项目" in row.cells]
            sources = [row for row in rows if pattern("structure", "fund_source").search(bare(row.text("项目")))]
            totals = [row for row in rows if "总额" in row.text("项目")]
            if sources and totals and not any(map(_filled, sources)) and any(map(_filled, totals)):
                labels.append(sources[0].cells["项目"].span)
        if said and labels:
            yield self.finding(
                [*said, *labels],
                f"正文称“{report.quote(said[0])}”，自评表{len(labels)}处“当年财政拨款”等资金来源行却全部空白，请补填。",
                "The text names the source of funds, but the source rows of the form are empty.",
                labels=["资金来源"],
            )


def _filled(row: Row) -> bool:
    return any(any(ch.isdigit() for ch in row.text(heading)) for heading in _AMOUNTS)
