from __future__ import annotations

import re
from decimal import Decimal

from extractor.checks.prose import plain
from extractor.checks.reading import far_off
from extractor.checks.relational import RelationRule, column_places, column_sum, label_of, stated, told_total
from extractor.checks.values import name
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report

_BEFORE = 1500
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2})?(?![\d.%])")
_LEAST = 5
"""Points that an execution rate is hardly given less than, of ten or twenty."""


class ScoresContradictTotal(RelationRule):
    """得分相加与总分不符。

    是什么：各项得分（含执行率得分）之和不等于总分，或不等于一级指标标明的得分。
    为什么：总分是评定等级的依据，必须等于各项得分之和。
    依据：总分由各项得分汇总得出（财预〔2020〕10号）。
    错误示例：各项得分相加96分，总分填97分。
    正确示例：各项得分相加96分，总分96分。
    何时不报：有的行得分未填；表格不完整；同一得分在父行和子行重复列示；差额超过总分的两成（多为表格没有读全）。
    怎样满足：请逐项核对得分并更正总分，正文和等级同时更正。
    """

    code, name, title = "SC006", "scores-contradict-total", "得分合计不符"
    family, severity = "scoring", "error"
    kinds = ("score_sum",)
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        return not far_off(report, relation) and not _lacks_execution(report, relation)

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        return (
            f"{label_of(relation)}不符：{column_sum(relation, '得分')}，请核对更正，并同时核对正文得分和等级。",
            f"Points do not add up: {relation.formula}.",
        )

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        whole = stated(relation)
        return [*column_places(report, relation), *(told_total(report, whole.quote) if whole is not None else ())]


def _lacks_execution(report: Report, relation: Relation) -> bool:
    """Whether all that lacks are the points of the execution rate, which stand in a line of their own before the
    indicators, and in no row that was added up."""
    own = {member.figure.source for member in relation.members}
    form = next((form for form in report.forms if any(row.id in own for row in form.rows)), None)
    if form is None or relation.residual is None or relation.residual < _LEAST:
        return False
    if any("执行" in name(row) and row.id in own for row in form.rows):
        return False
    before = plain(report)[max(0, form.span.start - _BEFORE) : form.span.end]
    lines = (line for line in before.splitlines() if "执行" in line)
    return any(Decimal(found) == relation.residual for line in lines for found in _NUMBER.findall(line))
