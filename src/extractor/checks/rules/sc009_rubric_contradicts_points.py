from __future__ import annotations

from decimal import Decimal

from extractor.checks.naming import words_of
from extractor.checks.narrative import narrative
from extractor.checks.relational import RelationRule
from extractor.checks.values import label_span, name
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_MOST = 4
"""Places of the narrative that repeat the figures."""

_CUT = Decimal("0.01")
"""Points below which two decimals do not tell one way of rounding from another."""


class RubricContradictsPoints(RelationRule):
    """按评分标准重新计算，得分不同。

    是什么：评分标准写明了怎样计分，报告也给出了计算所需的数，按标准算出的得分与自评得分不同。
    为什么：有明确标准的得分没有裁量余地。
    依据：以报告自己印的评分标准为准。
    错误示例：标准“每超过一个百分点扣0.5分”，控制率103%，分值5，得分5。
    正确示例：标准“每超过一个百分点扣0.5分”，控制率103%，分值5，得分3.5。
    何时不报：标准不能解析；计算所需的数在报告中找不到；差额不超过0.1分。
    怎样满足：请按评分标准重新计分，或写明所用的数据和口径。
    """

    code, name, title = "SC009", "rubric-contradicts-points", "按评分标准应得分不同"
    family, severity = "scoring", "error"
    kinds = ("rubric",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return relation.residual is None or abs(relation.residual) >= _CUT

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        figures = super().spans(report, relation)
        row = next((row for row in report.rows if row.span.covers(figures[0])), None)
        if row is None:
            return figures
        said = [claim for claim in report.claims if any(_restates(claim, m.figure) for m in relation.members)]
        about = [Span(c.start, c.end) for c in said if words_of(name(row)) & words_of(f"{c.indicator}、{c.quote}")]
        return [*figures, *label_span(row), *about[:_MOST], *narrative(report).admitting(row, report.rows)]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        why = f"（{relation.reason}）" if relation.reason else ""
        return (
            f"“{relation.label}”的得分与其评分标准不符：{relation.formula}{why}，请按标准重新计分。",
            f"“{relation.label}”: the points do not follow the printed standard: {relation.formula}.",
        )


def _restates(claim: Claim, figure: Figure) -> bool:
    """Whether a claim gives the same figure, which is long enough not to be another one by chance."""
    return (
        claim.number == str(figure.number)
        and len(figure.quote) > 1
        and not claim.start <= figure.span.start < claim.end
    )
