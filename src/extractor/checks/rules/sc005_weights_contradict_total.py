from __future__ import annotations

from extractor.checks.relational import RelationRule, arithmetic, column_sum
from extractor.relations.model import Relation
from extractor.report import Report


class WeightsContradictTotal(RelationRule):
    """分值相加与标明的分值不符。

    是什么：各项指标的分值之和不等于一级指标标明的分值，或全表分值之和不等于100（总分行的分值），或评分标准各档之和不等于该项分值。
    为什么：权重不等于100，总分就不是百分制，无法评定等级。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）规定分值合计100分。
    错误示例：效益指标（30分）下四项各10分，合计40分，全表110分。
    正确示例：效益指标（30分）下三项各10分，全表100分。
    何时不报：有的行分值未填；表格不完整；“其中”行不计分；附加分、扣分项单列。
    怎样满足：请调整各项分值，使之与一级指标分值和总分100分一致。
    """

    code, name, title = "SC005", "weights-contradict-total", "分值合计不符"
    family, severity = "scoring", "error"
    kinds = ("weight_sum", "equal")
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return relation.kind == "weight_sum" or is_stated_weight(relation)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        said = column_sum(relation, "分值") if relation.kind == "weight_sum" else arithmetic(relation)
        return (
            f"{relation.label}不符：{said}，请调整分值。",
            f"Weights do not add up: {relation.formula}.",
        )


def is_stated_weight(relation: Relation) -> bool:
    """Whether one row's weight is compared with the full marks that its standard states, or a repeated heading's."""
    return relation.scope in ("row", "table") and all(m.figure.base == "分" for m in relation.members)
