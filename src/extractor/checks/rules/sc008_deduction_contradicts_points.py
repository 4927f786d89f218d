from __future__ import annotations

from decimal import Decimal

from extractor.checks.relational import RelationRule
from extractor.relations.model import Relation
from extractor.report import Report

_ROUNDED = Decimal("0.01")
"""Points that the rounding of a proportion, once to the points and once to what is taken off them, may give."""


class DeductionContradictsPoints(RelationRule):
    """分值减扣分不等于得分。

    是什么：同一项写明了分值、扣分和得分，三者算不到一起。
    为什么：三个数只要两个就能算出第三个，不符必有一错。
    依据：得分=分值−扣分，自评表基本勾稽。
    错误示例：分值10分，扣2分，得9分。
    正确示例：分值10分，扣1分，得9分。
    何时不报：没有写扣分；写“未扣分”而得满分；三者相符；只差0.01分（按比例计分的四舍五入）。
    怎样满足：请更正分值、扣分或得分。
    """

    code, name, title = "SC008", "deduction-contradicts-points", "分值、扣分与得分不符"
    family, severity = "scoring", "error"
    kinds = (
        "points_difference",
        "difference",
    )

    def concerns(self, report: Report, relation: Relation) -> bool:
        points = relation.kind == "points_difference" or any(m.figure.base == "分" for m in relation.members)
        return points and (relation.residual is None or abs(relation.residual) > _ROUNDED)
