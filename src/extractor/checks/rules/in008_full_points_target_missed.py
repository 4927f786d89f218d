from __future__ import annotations

import re

from extractor.checks.prose import plain
from extractor.checks.relational import RelationRule
from extractor.checks.shortfall import label_span, narrative
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report
from extractor.tables.model import Row

_PRINCIPLE = re.compile(
    r"正向指标[^。；\n]{0,16}得分[=＝为][^，。；）)\n]{1,16}|按(?:照)?(?:实际)?完成(?:值|率|比例)[^，。；\n]{0,10}(?:计分|得分|计算得分)"
)


class FullPointsTargetMissed(RelationRule):
    """完成值没有达到指标值，却得满分或高于完成比例的分。

    是什么：完成值低于指标值（反向指标为高于），得分却是满分，或高于分值×完成比例。
    为什么：定量指标完成的得满分，没有完成的按完成比例计分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标未完成的按完成值与指标值的比例计分。
    错误示例：指标值≥95%，完成值90%，分值10，得分10。
    正确示例：指标值≥95%，完成值90%，分值10，得分9.47，偏差原因已说明。
    何时不报：达到或超过指标值；单位不同无法比较；指标方向不明；该行另有评分标准；得分不高于按比例计算的分数。
    怎样满足：请按完成比例扣分并说明原因，或更正完成值。
    """

    code, name, title = "IN008", "full-points-target-missed", "未达标却得满分或多得分"
    family, severity = "scoring", "error"
    kinds = ("target_met",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        figures = super().spans(report, relation)
        row = next((row for row in report.rows if row.span.covers(figures[0])), None)
        if row is None:
            return figures
        told = narrative(report)
        return [
            *figures,
            *label_span(row),
            *told.admitting(row, report.rows),
            *told.restating(row, relation),
            *_principle(report, row),
        ]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        part = {m.part: m.figure for m in relation.members}
        target, actual, weight, score = (part.get(p) for p in ("target", "actual", "weight", "score"))
        why = relation.reason or "未达标却得满分"
        english = f"“{relation.label}”: the target is missed but the points do not show it: {relation.formula}."
        if target is None or actual is None or weight is None or score is None:
            return f"“{relation.label}”{why}：{relation.formula}，请核实得分并说明偏差原因。", english
        sign = "≤" if "≤" in relation.formula else "≥"
        said = f"目标{sign}{target.quote}{target.unit}、实际{actual.quote}{actual.unit}"
        if score.value >= weight.value:
            return f"“{relation.label}”{said}，{why}{score.quote}分，请核实得分并说明偏差原因。", english
        return f"“{relation.label}”{said}，得{score.quote}分（分值{weight.quote}），{why}，请核实。", english


def _principle(report: Report, row: Row) -> list[Span]:
    """The note in which the form itself says how a target that is missed is scored."""
    form = next((form for form in report.forms if row in form.rows), None)
    if form is None:
        return []
    found = _PRINCIPLE.search(plain(report), form.span.start, form.span.end)
    return [Span(*found.span())] if found else []
