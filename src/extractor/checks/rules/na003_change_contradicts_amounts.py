from __future__ import annotations

from extractor.checks.alternatives import others_give
from extractor.checks.relational import RelationRule, slipped
from extractor.relations.model import Relation
from extractor.report import Report


class ChangeContradictsAmounts(RelationRule):
    """增减幅度或方向与前后两个数不符。

    是什么：同比增减的百分比与本年、上年两个数算不到一起，或写“减少”而数字是增加。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：任务115户，完成264户，超任务43%。
    正确示例：任务115户，完成264户，超任务129.6%。
    何时不报：只给出幅度而没有两个数；四舍五入后相符；“百分点”与“%”各自成立。
    怎样满足：请按（本年−上年）÷上年重新计算，并核对增减方向。
    """

    code, name, title = "NA003", "change-contradicts-amounts", "增减幅度与金额不符"
    family, severity = "arithmetic", "error"
    kinds = ("change_rate",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation) and not others_give(report, relation)
