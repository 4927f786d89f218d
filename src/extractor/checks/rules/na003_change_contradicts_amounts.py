from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from extractor.checks.alternatives import others_give
from extractor.checks.relational import RelationRule, slipped
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_NEAR = 200
"""Characters before the earlier amount in which the present one is told."""


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

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        return [*super().spans(report, relation), *_come_of_it(report, relation)]

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation) and not others_give(report, relation)


def _come_of_it(report: Report, relation: Relation) -> list[Span]:
    """Where what the earlier amount became by the change is printed, or the amount that is by so much and by that share
    another: the last such figure before it."""
    part = {member.part: member.figure for member in relation.members}
    by, old = part.get("numerator"), part.get("denominator")
    if by is not None and old is not None:
        return _last_before(report, old, lambda value: value in (old.value - by.value, old.value + by.value))
    delta, percent = part.get("amount"), part.get("percent")
    if delta is None or percent is None:
        return []
    width = Fraction(percent.factor) / 10**percent.decimals
    return _last_before(
        report,
        delta,
        lambda value: any(
            base > 0 and abs(delta.value / base - percent.value) < width
            for base in (value - delta.value, value + delta.value)
        ),
    )


def _last_before(report: Report, figure: Figure, wanted: Callable[[Fraction], bool]) -> list[Span]:
    near = (f for f in report.figures if f.base == figure.base and 0 < figure.span.start - f.span.end < _NEAR)
    return [f.span for f in sorted(near, key=lambda f: f.span) if wanted(f.value)][-1:]
