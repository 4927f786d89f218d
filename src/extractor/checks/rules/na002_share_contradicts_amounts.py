from __future__ import annotations

from fractions import Fraction

from extractor.checks.relational import RelationRule, slipped
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_MOVED = Fraction(3, 2)
"""Units of the last digit: half of one is rounding, one more is a digit moved."""


class ShareContradictsAmounts(RelationRule):
    """占比与金额算不到一起。

    是什么：某项占总数的百分比，不等于该项金额÷总数；只在前文或表内列过金额的也核对。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：人员经费531万元，占基本支出561万元的84.68%。
    正确示例：人员经费531万元，占基本支出561万元的94.65%。
    何时不报：四舍五入或截断后相符；为使各占比合计100%而调整末位；占比的总数没有写出；“约占”且相近。
    怎样满足：请按分项÷总数重新计算占比，或更正金额。
    """

    code, name, title = "NA002", "share-contradicts-amounts", "占比与金额不符"
    family, severity = "arithmetic", "error"
    kinds = ("share",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation) and not _evened_out(report, relation)


def _evened_out(report: Report, relation: Relation) -> bool:
    """Whether the last digit of one share was moved so that all shares of the same total make up 100 %."""
    share, total = _figure(relation, "percent"), _figure(relation, "denominator")
    if share is None or total is None or relation.residual is None:
        return False
    if abs(Fraction(relation.residual)) >= _MOVED * Fraction(share.factor) / 10**share.decimals:
        return False
    same = (other for other in report.relations if other.kind == "share" and _figure(other, "denominator") == total)
    shares = {found.span: found.value for other in same if (found := _figure(other, "percent")) is not None}
    return len(shares) > 1 and sum(shares.values()) == 1


def _figure(relation: Relation, part: str) -> Figure | None:
    return next((member.figure for member in relation.members if member.part == part), None)
