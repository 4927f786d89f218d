from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import plain
from extractor.checks.reading import far_off
from extractor.checks.relational import RelationRule, column_places, column_sum, label_of, stated, told_total
from extractor.checks.values import ACTUAL, SCORE, WEIGHT, blank, figure_spans, label_span, name, number, score, weight
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.relations.hints import is_round
from extractor.relations.model import Relation
from extractor.report import Report
from extractor.tables.model import CellValue, Form, Row

_BEFORE = 1500
_ALL = 100
_BESIDE = 200
"""Characters before or behind a form in which the text tells its total."""
_MOST = 3
_FAR = 20
"""Points that a total told beside a form is off at most: more, and it is another one's."""
_WHOLE = re.compile("自评(?:综合)?(?:总|得)分|(?:综合|合计)得分|总得?分")
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d{1,2})?(?![\d.%])")
_LEAST = 5
"""Points that an execution rate is hardly given less than, of ten or twenty."""


class ScoresContradictTotal(RelationRule):
    """得分相加与总分不符。

    是什么：各项得分（含执行率得分）之和不等于总分，或不等于一级指标标明的得分；自评表的综合得分与评分表的总分不同；自评表没有总分行，紧挨着它的正文（全文只有这一张计分表时，正文各处）写出的总分与各项之和不同；有的行得分没有填，总分却计入了它的满分。
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

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        yield from self._two_totals(report)
        for form in report.forms:
            yield from self._told_beside(report, form)
            yield from self._counted_blank(report, form)

    def _two_totals(self, report: Report) -> Iterator[Finding]:
        """The total of the report's form against that of its one scoring sheet."""
        owner = Owner(report)
        sheets = [row for row in report.rows if row.kind == "total" and weight(row) == _ALL and score(row) is not None]
        if len({score(row) for row in sheets}) != 1:
            return
        sheet = sheets[0]
        for row, cell in _named_totals(report):
            stated = number(cell.text)
            if stated is None or stated == score(sheet) or owner.of(row.span) != owner.of(sheet.span):
                continue
            points = figure_spans(report, cell, sheet.cell(*SCORE))
            yield self.finding(
                [*points, row.span, sheet.span],
                f"自评综合得分填{stated}分，评分表总分为{score(sheet)}分，两表不一致，请核对更正。",
                f"The total is {stated} in one form and {score(sheet)} in the scoring sheet.",
                family="table_table",
                computed=f"{stated}≠{score(sheet)}",
                labels=["自评综合得分"],
            )

    def _told_beside(self, report: Report, form: Form) -> Iterator[Finding]:
        """The points of a form without a total against the total that the text tells right beside it."""
        rows = [row for row in form.rows if row.kind in ("indicator", "rubric")]
        given, possible = [score(row) for row in rows], [weight(row) for row in rows]
        if any(row.kind == "total" for row in form.rows) or None in given or None in possible:
            return
        if sum(filter(None, possible)) != _ALL:
            return
        total = sum((points for points in given if points is not None), Decimal(0))
        told = _told_totals(report, form)
        stated = Decimal(told[0].number or 0) if len({Decimal(c.number or 0) for c in told}) == 1 else total
        if stated == total or (abs(stated - total) >= _FAR and not is_round(stated - total)):
            return
        listed = "+".join(str(points) for points in given)
        lost = [row.cell(*SCORE) for row in rows if score(row) != weight(row)]
        yield self.finding(
            [*(Span(c.start, c.end) for c in told[:_MOST]), *figure_spans(report, *lost)],
            f"各项得分{listed}={total}，正文写“{told[0].quote}”，相差{abs(total - stated)}，请核对更正。",
            f"The points come to {total}; the text says {stated}.",
            computed=f"{listed}={total}≠{stated}",
            labels=["自评总分"],
        )

    def _counted_blank(self, report: Report, form: Form) -> Iterator[Finding]:
        """A total that holds all points of rows whose own points are not filled in."""
        rows = [row for row in form.rows if row.kind in ("indicator", "rubric") and weight(row)]
        empty = [row for row in rows if score(row) is None and not blank(row.cell(*ACTUAL))]
        total = next((row for row in form.rows if row.kind == "total" and score(row) is not None), None)
        if total is None or not 0 < len(empty) <= _MOST or len(empty) == len(rows):
            return
        funds = next(
            (row for row in form.rows if row.kind == "budget" and weight(row) and score(row) is not None), None
        )
        filled = [row for row in (funds, *rows) if row is not None and row not in empty]
        if any(score(row) is None for row in filled) or sum(weight(row) or 0 for row in (*filled, *empty)) != _ALL:
            return
        given, left = sum(score(row) or 0 for row in filled), sum(weight(row) or 0 for row in empty)
        if score(total) != given + left:
            return
        names = "、".join(f"“{name(row)}”" for row in empty)
        spans = [span for row in empty for span in (*label_span(row), *figure_spans(report, row.cell(*WEIGHT)))]
        yield self.finding(
            [*spans, *figure_spans(report, total.cell(*SCORE))],
            f"{names}的得分没有填写，其余各项得分合计{given}分，总分却填{score(total)}分，请补填得分并核对总分。",
            f"The points of {names} are not filled in, yet the total counts them.",
            computed=f"{given}≠{score(total)}",
            labels=[form.project or form.title, *(name(row) for row in empty)],
        )

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


def _told_totals(report: Report, form: Form) -> list[Claim]:
    """The totals that the text tells right beside a form, else the one that it tells anywhere in the form's document,
    where no other form of points is there."""
    told = [
        c for c in report.claims if c.kind == "score" and c.role == "actual" and c.number and _WHOLE.search(c.quote)
    ]
    others = [o for o in report.forms if o is not form and o.document == form.document and any(map(score, o.rows))]
    near = [c for c in told if _apart(form, c) < min([_BESIDE, *(_apart(other, c) for other in others)])]
    document = next((d.span for d in report.submission.documents if d.id == form.document), form.span)
    inside = [c for c in _own(told) if document.start <= c.start < document.end]
    return _own(near) or (inside if not others and len({Decimal(c.number or 0) for c in inside}) == 1 else [])


def _own(told: list[Claim]) -> list[Claim]:
    """Those that are no project's, where there are any."""
    return [c for c in told if "项目" not in c.quote] or told


def _apart(form: Form, claim: Claim) -> int:
    """Characters between a form and a claim; 0 inside it."""
    return max(form.span.start - claim.start, claim.end - form.span.end, 0)


def _named_totals(report: Report) -> Iterator[tuple[Row, CellValue]]:
    """Totals that stand beside their name, without a weight (绩效自评综合得分 96)."""
    for row in report.rows:
        named = [cell for heading, cell in row.cells.items() if _WHOLE.search(heading)]
        if row.kind == "total" and len(named) == len(row.cells) == 1:
            yield row, named[0]


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
