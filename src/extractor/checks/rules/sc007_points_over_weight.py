from __future__ import annotations

from extractor.checks.relational import RelationRule
from extractor.relations.model import Relation
from extractor.report import Report


class PointsOverWeight(RelationRule):
    """得分超过该项分值。

    是什么：某项指标的得分大于它的分值，或总得分大于总分值。
    为什么：得分以分值为上限。
    依据：自评表填报说明“得分最高不能超过该指标分值上限”。
    错误示例：分值10，得分12。
    正确示例：分值10，得分10。
    何时不报：得分等于或低于分值；几行合用一个分值且得分之和不超过，或各行都得这个分值；加分项。
    怎样满足：请更正得分或分值。
    """

    code, name, title = "SC007", "points-over-weight", "得分超过分值"
    family, severity = "scoring", "error"
    kinds = ("score_le_weight",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        scores = [m.figure.number for m in relation.members if m.part == "score"]
        weights = [m.figure.number for m in relation.members if m.part == "weight"]
        # Several rows that all have the full points of one weight do not share it: it is printed once for each.
        return len(scores) < 2 or any(score not in weights for score in scores)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        score = "+".join(m.figure.quote for m in relation.members if m.part == "score")
        weight = next(m.figure.quote for m in relation.members if m.part == "weight")
        return (
            f"“{relation.label}”得分{score}分超过分值{weight}分，请更正。",
            f"“{relation.label}”: {score} points exceed the weight {weight}.",
        )
