from __future__ import annotations

from extractor.checks.relational import RelationRule, slipped
from extractor.relations.model import Relation
from extractor.report import Report


class DifferenceContradictsAmounts(RelationRule):
    """结余、增减额与金额不符。

    是什么：写出的差额（结余、节约、增加额、相差数）不等于两数相减。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：预算780万元，支出457万元，结余313万元。
    正确示例：预算780万元，支出457万元，结余323万元。
    何时不报：四舍五入后相符；另有上年结转或调剂；差额没有写出。
    怎样满足：请核对差额。
    """

    code, name, title = "NA004", "difference-contradicts-amounts", "差额与金额不符"
    family, severity = "arithmetic", "error"
    kinds = ("difference",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not any(m.figure.base == "分" for m in relation.members) and not slipped(relation)
