from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.alternatives import others_give
from extractor.checks.finding import Finding
from extractor.checks.prose import sentence
from extractor.checks.relational import RelationRule, arithmetic
from extractor.checks.values import bare
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report

# What else is used (在库设备、档案) has a 使用率, too.
_EXECUTION = re.compile("执行率|完成预算|预算完成|支出率|支付率|(?:资金|经费|预算|款)使用率|(?<![\u4e00-\u9fa5])使用率")


class RateContradictsAmounts(RelationRule):
    """执行率与预算数、执行数算不到一起。

    是什么：同一行（或同一句）的执行率，不等于全年执行数÷全年预算数；或者只有按年初预算、到位资金才算得出来。
    为什么：执行率是自评的基础数据，错了会连带影响执行率得分和总分。
    依据：执行率=全年执行数÷全年预算数×100%，见自评表样式（财预〔2020〕10号）。
    错误示例：全年预算305万元，实际支出305万元，执行率109%。
    正确示例：全年预算305万元，实际支出290万元，执行率95.08%。
    何时不报：四舍五入或截断后相符；分母为零；预算或执行数缺一个；比率说的是到位率、拨付进度。
    怎样满足：请按全年执行数÷全年预算数重新计算执行率；口径不同的请注明分母。
    """

    code, name, title = "BE001", "rate-contradicts-amounts", "执行率与金额不符"
    family, severity = "arithmetic", "error"
    kinds = ("rate",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return is_execution(relation) and not others_give(report, relation)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        return (
            f"{relation.label or '执行率'}与金额不符：{arithmetic(relation)}，请按全年执行数÷全年预算数核对。",
            f"The execution rate does not follow from its amounts: {relation.formula}.",
        )

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        for relation in report.relations:
            other = relation.verdict in ("exact", "rounding") and relation.reason.startswith("按")
            usual = _usual_base(report, relation) if relation.kind == "rate" and other else None
            if usual is not None and is_execution(relation):
                yield self.finding(
                    [*(member.figure.span for member in relation.members), usual],
                    f"{relation.label}只有{relation.reason}才算得出：{relation.formula}，通行口径为全年预算数，请核对。",
                    f"The rate fits another base than the full-year budget: {relation.formula}.",
                    severity="warning",
                    computed=relation.formula,
                    certainty="arguable",
                    relation=relation.id,
                    verdict=relation.verdict,
                    labels=[relation.label, "其他口径"],
                )


def is_execution(relation: Relation) -> bool:
    """Whether a rate is one of budget execution, by its label or by the amounts that it divides."""
    return bool(_EXECUTION.search(f"{relation.label} {relation.formula}"))


def _usual_base(report: Report, relation: Relation) -> Span | None:
    """The full-year budget printed beside the rate; where it is not, there is no other base to take."""
    spans = [member.figure.span for member in relation.members]
    sources = {member.figure.source for member in relation.members}
    for row in report.rows:
        if row.id in sources and bare(row.text("全年预算数")):
            return row.cells["全年预算数"].span
    around = sentence(report, Span(min(spans).start, max(spans).end))
    found = re.search(r"(?:全年|调整后?)的?预算[^，。；\d]{0,8}(?P<amount>\d+(?:[.,]\d+)*)", report.quote(around))
    return Span(around.start + found.start("amount"), around.start + found.end("amount")) if found else None
