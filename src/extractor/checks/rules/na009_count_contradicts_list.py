from __future__ import annotations

from extractor.checks.relational import RelationRule, slipped
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report

_FARTHEST = 600
"""Characters behind a count where its names may stand."""


class CountContradictsList(RelationRule):
    """写的个数与列举的个数不符。

    是什么：“内设股室4个”之后列出的不是4个；“甲、乙、丙”四条主线一类，引号内列出的不是4条。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：下设股室4个：甲股、乙股、丙股。
    正确示例：下设股室3个：甲股、乙股、丙股。
    何时不报：列举以“等”结尾；个数为约数；列举分散在几处。
    怎样满足：请核对个数，或补全列举。
    """

    code, name, title = "NA009", "count-contradicts-list", "个数与列举不符"
    family, severity = "arithmetic", "error"
    kinds = ("count_list",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not slipped(relation)

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        """With the names where another sentence lists them."""
        found = super().spans(report, relation)
        count, names = relation.members[0].figure.span, relation.formula.partition("：")[2]
        at = report.text.find(names, count.end, count.end + _FARTHEST)
        apart = at >= 0 and "。" in report.text[count.end : at]
        return [*found, Span(at, at + len(names))] if apart else found
