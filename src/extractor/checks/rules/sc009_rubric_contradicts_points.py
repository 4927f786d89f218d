from __future__ import annotations

from extractor.checks.relational import RelationRule
from extractor.relations.model import Relation
from extractor.report import Report


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

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        why = f"（{relation.reason}）" if relation.reason else ""
        return (
            f"“{relation.label}”的得分与其评分标准不符：{relation.formula}{why}，请按标准重新计分。",
            f"“{relation.label}”: the points do not follow the printed standard: {relation.formula}.",
        )
