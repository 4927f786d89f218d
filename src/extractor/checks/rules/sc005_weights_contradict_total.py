from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.reading import HOLDS, far_off
from extractor.checks.relational import RelationRule, arithmetic, column_sum, label_of, stated, told_total
from extractor.checks.values import SCORE, figure_spans, name
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report

_RATE = (10, 20)
_WHOLE, _LEAST_LESS, _MOST_MORE = 100, 6, 20
"""What weights come to; beyond so much less or more than that another whole is meant (90 beside the rate's 10)."""
_ALL = re.compile("合计|总分|总计")
_ON_TOP = re.compile("附加|加分|加减分|扣分")
_EXECUTION = re.compile("执行率|(?:预算|资金)执行")
_BEFORE = 1500


class WeightsContradictTotal(RelationRule):
    """分值相加与标明的分值不符。

    是什么：各项指标的分值之和不等于一级指标标明的分值，或全表分值之和不等于100（总分行的分值），或总分行自己就不是100，或评分标准各档之和不等于该项分值。
    为什么：权重不等于100，总分就不是百分制，无法评定等级。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）规定分值合计100分。
    错误示例：效益指标（30分）下四项各10分，合计40分，全表110分。
    正确示例：效益指标（30分）下三项各10分，全表100分。
    何时不报：有的行分值未填；表格不完整；“其中”行不计分；附加分、扣分项单列；差额恰为另列的执行率分值；差额过大（多为表格没有读全）。
    怎样满足：请调整各项分值，使之与一级指标分值和总分100分一致。
    """

    code, name, title = "SC005", "weights-contradict-total", "分值合计不符"
    family, severity = "scoring", "error"
    kinds = ("weight_sum", "equal")
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def concerns(self, report: Report, relation: Relation) -> bool:
        if relation.kind == "weight_sum":
            return not (far_off(report, relation) or _each_is_all(relation) or _one_row_short(report, relation))
        return is_stated_weight(relation) and not relation.label.startswith(("（", "(", "·"))

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        sums = [(r, whole) for r in report.relations if r.kind == "weight_sum" and (whole := stated(r)) is not None]
        wrong = {whole.span for relation, whole in sums if relation.verdict not in HOLDS}
        for relation, whole in sums:
            if whole.span not in wrong and _is_other_whole(relation, whole):
                parts = "+".join(m.figure.quote for m in relation.members if m.figure is not whole)
                yield self.finding(
                    [*self.spans(report, relation), *_own_score(report, whole)],
                    f"各项分值合计{whole.quote}分，不是100分，请调整分值后重新计分。",
                    f"All weights come to {whole.quote}, not to 100.",
                    computed=f"{parts}={whole.quote}≠100",
                    labels=[label_of(relation), "100"],
                )

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        whole = stated(relation)
        rows = [row.span for row in report.rows if whole is not None and row.span.covers(whole.span)]
        return [*super().spans(report, relation), *(rows if relation.label.startswith("总分") else ())]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        said = column_sum(relation, "分值") if relation.kind == "weight_sum" else arithmetic(relation)
        return (
            f"{label_of(relation)}不符：{said}，请调整分值。",
            f"Weights do not add up: {relation.formula}.",
        )


def _is_other_whole(relation: Relation, whole: Figure) -> bool:
    """Whether the weights of a whole form come to something else than 100, and not for points that are added on top or
    stand elsewhere."""
    names = "".join(m.figure.label for m in relation.members)
    near = _WHOLE - _LEAST_LESS < whole.number < _WHOLE + _MOST_MORE and whole.number != _WHOLE
    return near and _ALL.match(label_of(relation)) is not None and not _ON_TOP.search(names)


def _own_score(report: Report, whole: Figure) -> list[Span]:
    """The points in the row of the total, and where the text tells them."""
    row = next((row for row in report.rows if row.span.covers(whole.span)), None)
    points = figure_spans(report, row.cell(*SCORE)) if row is not None else []
    return [*points, *(place for span in points for place in told_total(report, report.quote(span)))]


def _each_is_all(relation: Relation) -> bool:
    """Whether each part is the whole: rows of the same name in several forms."""
    whole = [m.figure.number for m in relation.members if m.part == "whole"]
    return bool(whole) and all(m.figure.number == whole[0] for m in relation.members)


def _one_row_short(report: Report, relation: Relation) -> bool:
    """Whether all that lacks are the points of the execution rate, which some forms print outside the indicators."""
    own = {m.figure.source for m in relation.members}
    form = next((form for form in report.forms if any(row.id in own for row in form.rows)), None)
    if form is None or relation.residual is None or relation.residual <= 0:
        return False
    near = report.text[max(0, form.span.start - _BEFORE) : form.span.end]
    return (
        relation.residual in _RATE
        and _EXECUTION.search(near) is not None
        and not any("执行率" in name(row) + row.text("执行率") and row.id in own for row in form.rows)
    )


def is_stated_weight(relation: Relation) -> bool:
    """Whether one row's weight is compared with the full marks that its standard states, or a repeated heading's."""
    return relation.scope in ("row", "table") and all(m.figure.base == "分" for m in relation.members)
