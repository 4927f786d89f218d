from __future__ import annotations

from decimal import Decimal

from extractor.checks.alternatives import others_give
from extractor.checks.relational import RelationRule, slipped
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report


class ListedPartsContradictTotal(RelationRule):
    """正文列出的分项相加不等于总数。

    是什么：“其中”“分别为”所列分项之和与总数不等，或开放的列举（其中……等）已超过总数，或接近而不足总数。
    为什么：同一件事的几个数互相矛盾，至少有一个是错的，数据不能采信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：总支出843万元，其中甲120万元、乙700万元、丙10万元（合计830万元）。
    正确示例：总支出830万元，其中甲120万元、乙700万元、丙10万元。
    何时不报：列举明显不完全（其中……等）且未超过总数；差额在四舍五入范围内；数字带“约”“余”。
    怎样满足：请核对各分项和总数，补列缺漏的分项或更正数字。
    """

    code, name, title = "NA001", "listed-parts-contradict-total", "正文分项与总数不符"
    family, severity = "arithmetic", "error"
    kinds = ("sum",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        if relation.scope in ("row", "table") or slipped(relation) or _no_parts(report, relation):
            return False
        return not others_give(report, relation)

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        return [*super().spans(report, relation), *(span for _, span in _people_taken_for_things(report, relation))]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        chinese, english = super().message(report, relation)
        for said, _ in _people_taken_for_things(report, relation):
            chinese = f"{chinese.removesuffix('。')}；其中一项与“{said}”数字相同，疑将人数误作单位数。"
        return chinese, english


def _people_taken_for_things(report: Report, relation: Relation) -> list[tuple[str, Span]]:
    """Claims of staff whose number is a part of a list of things: bodies were counted by their people."""
    addends = (member.figure for member in relation.members if member.part == "addend")
    things = {figure.number for figure in addends if figure.base not in ("人", "元", "分")}
    staff = [c for c in report.claims if c.unit in ("人", "名") and c.number and "在职" in c.quote]
    found = {c.number: (c.quote, Span(c.start, c.end)) for c in reversed(staff) if Decimal(c.number or 0) in things}
    return list(found.values())


def _no_parts(report: Report, relation: Relation) -> bool:
    """Whether nothing says that the parts are parts: figures without a unit (cells of a table in running text), one of
    them has the name of the whole and is no less (goals, and what was done of each), or is a price of one thing."""
    whole = [member.figure for member in relation.members if member.part == "whole"]
    parts = [member.figure for member in relation.members if member.part != "whole"]
    again = any(w.label == p.label and w.label and p.value >= w.value for w in whole for p in parts)
    names = {part.label for part in parts}
    if len(names) == 1 and len(parts) > 1 and "分别" in report.text[whole[0].span.end : parts[0].span.start]:
        return True  # one of each of several totals (新开工、竣工项目, 其中亿元以上分别为8个和5个)
    price = any(pattern("structure", "each").search(part.label) for part in parts)
    return again or price or not any(figure.unit for figure in whole + parts)
