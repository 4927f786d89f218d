from __future__ import annotations

from extractor.checks.relational import RelationRule, slipped
from extractor.relations.model import Relation
from extractor.report import Report


class PriceTimesQuantityContradictsAmount(RelationRule):
    """标准乘数量与金额不符。

    是什么：写明了补助标准（单价）和人数（数量），相乘相加后与写出的金额不等；支出表的备注只写了一种数量和单价的，与该行金额不等。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：资助140人，每人300元，支付5万元。
    正确示例：资助140人，每人300元，支付4.2万元。
    何时不报：标准有分档或按月计算；有“约”“不超过”；没有写金额。
    怎样满足：请核对标准、数量和金额，差额请说明用途。
    """

    code, name, title = "NA008", "price-times-quantity-contradicts-amount", "单价乘数量与金额不符"
    family, severity = "arithmetic", "error"
    kinds = ("product",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation)
