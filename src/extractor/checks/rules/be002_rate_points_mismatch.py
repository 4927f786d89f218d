from __future__ import annotations

from fractions import Fraction

from extractor.checks.relational import RelationRule, plain
from extractor.relations.model import Relation
from extractor.report import Report

_ALL = 100
_OTHER = ("得分系数", "完成率", "完成比例", "完成程度")
"""Columns other than the execution rate that give points in proportion."""


class RatePointsMismatch(RelationRule):
    """执行率的得分与执行率不相称。

    是什么：执行率得分不等于分值×执行率（最高不超过分值）：执行率不足100%却得满分，或已达100%却被扣分，或另取一个数；按完成率或按完成值与指标值之比计分的表中，某行的数字错了一位而与得分不符。
    为什么：执行率得分由执行率直接算出，没有裁量余地。
    依据：预算执行率权重及计分方法见《项目支出绩效评价管理办法》（财预〔2020〕10号）。
    错误示例：执行率97.8%，分值10，得分9；执行率100%，分值10，得9分，未说明扣分原因。
    正确示例：执行率97.8%，分值10，得分9.78。
    何时不报：与分值×执行率相差不超过0.1分；表中另有分段计分标准且得分与之相符；口径文件为执行率规定了评分标准；执行率或得分未填。
    怎样满足：请按分值×执行率重新计分；另有计分标准的请附标准，扣分的请说明原因。
    """

    code, name, title = "BE002", "rate-points-mismatch", "执行率得分与执行率不符"
    family, severity = "scoring", "error"
    kinds = ("rate_score",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        # A row that has all points of the form has its total, too. Where the profile has a standard of its own for the
        # rate, SC023 counts by that.
        total = any(m.part == "weight" and m.figure.number == _ALL for m in relation.members)
        return not total and report.profile.rubric("预算执行率") is None

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        score = next(m.figure for m in relation.members if m.part == "score")
        weight = next(m.figure for m in relation.members if m.part == "weight")
        rate = next((m.figure for m in relation.members if m.part == "rate"), None)
        reached = any(m.part == "target" for m in relation.members)
        by = (
            "完成值与指标值之比"
            if reached
            else next(
                (word for word in _OTHER if rate is not None and word.removeprefix("得分") in rate.label), "执行率"
            )
        )
        expected = plain(score.value - Fraction(relation.residual or 0), 2)
        return (
            f"{relation.label}：按{by}计算应得{expected}分（分值{weight.quote}），"
            f"报告得{score.quote}分，请核实得分或补充扣分依据。",
            f"Points for the execution rate should be {expected}, the report says {score.quote}.",
        )
