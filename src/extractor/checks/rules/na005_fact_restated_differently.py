from __future__ import annotations

from collections import Counter
from itertools import combinations

from extractor.checks.finding import Family
from extractor.checks.prose import paragraph
from extractor.checks.reading import HOLDS
from extractor.checks.relational import Origin, RelationRule, slipped
from extractor.checks.rules.sc005_weights_contradict_total import is_stated_weight
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.hints import is_slip
from extractor.relations.model import Figure, Relation
from extractor.report import Report


class FactRestatedDifferently(RelationRule):
    """同一事实在几处写的数字不同。

    是什么：同一单位、同一年度的同一项数据（支出、人数、得分等），正文与正文、正文与表格、表格与表格之间数字不同。
    为什么：同一事实只能有一个数；不一致说明至少一处有误。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：前文公用经费29.86万元，后文29.85万元；正文总支出843万元，表内1049万元。
    正确示例：各处均为29.86万元，或29.86万元与29.9万元（四舍五入）。
    何时不报：精度不同而四舍五入后相等；年度、单位、项目或口径不同（一数含结转结余，一数不含）；几个项目各有得分；约数。
    怎样满足：请核实并统一各处数字，口径不同的请注明。
    """

    code, name, title = "NA005", "fact-restated-differently", "同一事实前后数字不同"
    family, severity = "text_text", "error"
    kinds = ("equal",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        if slipped(relation) or is_stated_weight(relation):
            return False
        figures = [member.figure for member in relation.members]
        if figures[0].base == "分":
            return not _of_several(report, figures)
        return not _of_other_scope(report, relation)

    def family_of(self, report: Report, relation: Relation) -> Family:
        return "scoring" if relation.members[0].figure.base == "分" else Origin(report).family(relation)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        values = "、".join(dict.fromkeys(f"{m.figure.quote}{m.figure.unit}" for m in relation.members))
        return (
            f"“{relation.label}”各处数字不一致：{values}，请核实并统一。",
            f"“{relation.label}” is stated differently: {values}.",
        )


def _of_several(report: Report, figures: list[Figure]) -> bool:
    """Whether scores are those of several things that were scored: more than two, of two forms, or one after another
    in lines of one list."""
    if len({figure.value for figure in figures}) > 2:
        return True
    forms = [next((form.id for form in report.forms if form.span.covers(figure.span)), "") for figure in figures]
    lines = [paragraph(report, figure.span) for figure in figures]
    for (one, form, line), (other, another, below) in combinations(zip(figures, forms, lines, strict=True), 2):
        if one.value == other.value:
            continue
        if form != another if form and another else not form and not another and _follow(report, line, below):
            return True
    return False


def _follow(report: Report, line: Span, below: Span) -> bool:
    """Whether two lines are one, or stand one after the other."""
    first, second = sorted((line, below))
    return first == second or not report.text[first.end : second.start].strip()


def _of_other_scope(report: Report, relation: Relation) -> bool:
    """Whether one value is counted with the balance that is carried over and the other without; or the smaller one is
    a part of something that is less than the larger one (of what was added in the year, not of all that was spent)."""
    figures = [member.figure for member in relation.members]
    low, high = min(figure.value for figure in figures), max(figure.value for figure in figures)
    balance = pattern("structure", "balance")
    if any(f.value == high - low and f.base == figures[0].base and balance.search(f.label) for f in report.figures):
        return True
    if is_slip(relation) or _stands_alone(relation):
        return False
    for other in report.relations:
        if other.kind == "sum" and other.verdict in HOLDS:
            parts = [m.figure.value for m in other.members if m.part == "addend"]
            if low in parts and all(low < m.figure.value < high for m in other.members if m.part == "whole"):
                return True
    return False


def _stands_alone(relation: Relation) -> bool:
    """Whether all places but one say the same, and one digit would make that one agree."""
    values = Counter(member.figure.value for member in relation.members)
    return len(values) == 2 and sorted(values.values())[0] == 1 < len(relation.members) - 1 and bool(relation.hints)
