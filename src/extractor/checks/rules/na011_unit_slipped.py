from __future__ import annotations

from extractor.checks.relational import RelationRule, in_other_unit, slipped
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report


class UnitSlipped(RelationRule):
    """金额单位写错（元与万元混用）。

    是什么：几个数按写出的单位算不到一起，把其中一个的单位换成相差一万倍（或十、百、千倍）的单位就完全相符。
    为什么：单位错误会使金额相差一万倍。
    依据：金额单位应当与表头和全文一致，属基本要求。
    错误示例：基本支出670.23元，其中人员支出597.05万元，公用支出73.18万元。
    正确示例：基本支出670.23万元，其中人员支出597.05万元，公用支出73.18万元。
    何时不报：按写出的单位已经相符；换单位后仍不相符；表头已注明单位。
    怎样满足：请核对并更正金额单位。
    """

    code, name, title = "NA011", "unit-slipped", "金额单位有误"
    family, severity = "unit", "error"
    kinds = (
        "sum",
        "share",
        "rate",
        "change_rate",
        "difference",
        "equal",
        "product",
    )

    def concerns(self, report: Report, relation: Relation) -> bool:
        return slipped(relation) and not _unit_left_out(relation)

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        return [*super().spans(report, relation), *in_other_unit(report, _doubted(relation))]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        figure = _doubted(relation)
        return (
            f"“{figure.label}{figure.quote}{figure.unit}”的单位有误：{relation.formula}，换算单位后才相符，请更正。",
            f"The unit of “{figure.quote}{figure.unit}” is wrong: {relation.formula}.",
        )


def _doubted(relation: Relation) -> Figure:
    """The figure whose unit is wrong."""
    at = next(h.partition("@")[2] for h in relation.hints if h.startswith("unit-slip"))
    return relation.members[int(at)].figure


def _unit_left_out(relation: Relation) -> bool:
    """Whether the same digits stand once with the sign of per cent and once without: the column's heading has it."""
    figures = [member.figure for member in relation.members]
    return relation.kind == "equal" and len({f.quote for f in figures}) == 1 and any(not f.unit for f in figures)
