from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.alternatives import others_give
from extractor.checks.naming import pairs
from extractor.checks.relational import RelationRule, slipped
from extractor.checks.rules.be001_rate_contradicts_amounts import is_execution
from extractor.relations.model import Relation
from extractor.relations.ratios import ratio_of
from extractor.relations.words import bare, words
from extractor.report import Report


class RateContradictsCounts(RelationRule):
    """完成率、控制率等比率与写出的数算不到一起。

    是什么：正文或说明中的比率（完成率、控制率、利用率、到位率等），不等于写出的分子÷分母。
    为什么：比率是由两个数算出来的，不符则至少一个数有误，依此的得分也不可信。
    依据：各比率的公式见《预算绩效评价共性指标体系框架》（财预〔2013〕53号）。
    错误示例：预算公用经费38.4万元，实际29.85万元，公用经费控制率87.73%。
    正确示例：预算公用经费38.4万元，实际29.85万元，公用经费控制率77.73%。
    何时不报：四舍五入或截断后相符；分母不明；预算执行率（由BE001检查）。
    怎样满足：请核对分子、分母和比率，并注明口径。
    """

    code, name, title = "NA010", "rate-contradicts-counts", "比率与分子分母不符"
    family, severity = "arithmetic", "error"
    kinds = ("rate",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        if is_execution(relation) or slipped(relation) or not _named(relation):
            return False
        # Which number stands above the line of a rate that has a formula is no question of reading.
        return _has_formula(relation) or not others_give(report, relation)


def _has_formula(relation: Relation) -> bool:
    return any(relation.label in formula.names for formula in words().formulas)


def _named(relation: Relation) -> bool:
    """Whether the rate says what it is of: its name shares a word with that of what is counted (整改率, 整改完成8个).
    Nothing but their nearness ties other figures to it. A quotient that is printed as such (46/50=92%) needs none."""
    if not any(member.figure.label for member in relation.members):
        return True
    rate = set().union(*(pairs(m.figure.label) for m in relation.members if m.part == "percent"), pairs(relation.label))
    counted = [m.figure.label for m in relation.members if m.part != "percent"]
    return any(rate & pairs(label) for label in counted) or _asked_for(relation, counted)


def _asked_for(relation: Relation, counted: Sequence[str]) -> bool:
    """Whether both figures stand with the words that such a rate is known to be made of (收缴率: 应收, 实收)."""
    ratio = ratio_of(bare(relation.label))
    if ratio is None or len(counted) != 2:
        return False
    return all(
        any(map(label.__contains__, side)) for label, side in zip(counted, (ratio.above, ratio.below), strict=True)
    )
