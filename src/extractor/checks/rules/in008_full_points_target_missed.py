from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from extractor.checks.again import in_its_item, told_done, told_of
from extractor.checks.finding import Finding
from extractor.checks.narrative import narrative
from extractor.checks.prose import clause, plain
from extractor.checks.relational import RelationRule, denied
from extractor.checks.shortfall import figure
from extractor.checks.undone import (
    below_grade,
    happened,
    in_part,
    left_undone,
    more_rarely,
    told_against,
    told_events,
    under_way,
)
from extractor.checks.values import (
    ACTUAL,
    SCORE,
    STANDARD,
    TARGET,
    WEIGHT,
    bare,
    figure_spans,
    figured,
    full_marks,
    label_span,
    name,
    unnoted,
)
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.relations.targets import natures
from extractor.report import Report
from extractor.tables.model import Row

_PRINCIPLE = re.compile(
    r"正向指标[^。；\n]{0,16}得分[=＝为][^，。；）)\n]{1,16}|按(?:照)?(?:实际)?完成(?:值|率|比例)[^，。；\n]{0,10}(?:计分|得分|计算得分)"
)

_LESS = re.compile(r"^[≤<＜≦]|反向|逆向|小于|不超过|不高于")
_MOST = 2
_CASES = re.compile(r"(?:共|实际)?(?:发生)?(\d+)[起件次例人处]")


class FullPointsTargetMissed(RelationRule):
    """完成值没有达到指标值，却得满分或高于完成比例的分。

    是什么：完成值低于指标值（反向指标为高于），得分却是满分，或高于分值×完成比例；目标为“无”而完成值写了件数，或完成值自己写明“未完成”“部分完成”“逾期”“正在施工”，目标为“全覆盖”而只有92%，目标为“按季发放”而年底一次性发放，得分却是满分；该项的文字写明发生了目标所说不应发生的事，或还有多少没有完成，而完成值没有数字、得分是满分。
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

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        counted = {
            id(_row(report, r)) for r in report.relations if r.kind == "target_met" and r.verdict == "contradicted"
        }
        for row in report.rows:
            target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
            if row.kind != "indicator" or target is None or actual is None or not full_marks(row) or id(row) in counted:
                continue
            none = pattern("shortfall", "none").fullmatch(bare(target.text)) and _happened(bare(actual.text))
            told = [*happened(report, row), *left_undone(report, row)]
            if not none and not told and not any(short(row) for short in _IN_WORDS):
                continue
            points = figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))
            admitted = narrative(report).admitting(row, report.rows)
            outside = [span for span in told if not actual.span.overlaps(span)]
            tells = f"，正文写“{report.quote(outside[0])}”" if outside else ""
            yield self.finding(
                [*label_span(row), target.span, actual.span, *points, *admitted, *outside],
                f"“{name(row)}”目标为“{bare(target.text)}”，实际为“{bare(actual.text)}”{tells}，未达标却得满分，请核实得分并说明偏差原因。",
                f"“{name(row)}” was to be none, yet has full points with {bare(actual.text)}.",
                labels=[name(row), "实际完成值"],
            )

    def concerns(self, report: Report, relation: Relation) -> bool:
        row = _row(report, relation)
        first = all(
            relation.members[0].figure.span < other.members[0].figure.span for other in _twins(report, relation)
        )
        return first and (row is None or not _met_by_less(row, relation))

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        figures = super().spans(report, relation)
        row = _row(report, relation)
        if row is None:
            return figures
        told = narrative(report)
        again = [(twin, _row(report, twin)) for twin in _twins(report, relation)]
        days = [] if any(m.part == "target" for m in relation.members) else _days(report, row)
        return [
            *figures,
            *label_span(row),
            *days,
            *told.admitting(row, report.rows),
            *told.restating(row, relation),
            *_again(report, row, relation),
            *_principle(report, row),
            *(member.figure.span for twin, _ in again for member in twin.members),
            *(span for _, other in again if other is not None for span in label_span(other)),
        ]

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        part = {m.part: m.figure for m in relation.members}
        target, actual, weight, score = (part.get(p) for p in ("target", "actual", "weight", "score"))
        why = relation.reason or "未达标却得满分"
        english = f"“{relation.label}”: the target is missed but the points do not show it: {relation.formula}."
        if target is None or actual is None or weight is None or score is None:
            return f"“{relation.label}”{why}：{denied(relation)}，请核实得分并说明偏差原因。", english
        sign = "≤" if "≤" in relation.formula else "≥"
        said = f"目标{sign}{target.quote}{target.unit}、实际{actual.quote}{actual.unit}"
        if score.value >= weight.value or why.endswith("却得"):
            return f"“{relation.label}”{said}，{why}{score.quote}分，请核实得分并说明偏差原因。", english
        return f"“{relation.label}”{said}，得{score.quote}分（分值{weight.quote}），{why}，请核实。", english


def _twins(report: Report, relation: Relation) -> list[Relation]:
    """The same target missed by the same value in other rows of that name: a form that another one copies."""
    same = _named(report, relation)
    others = (
        r for r in report.relations if r.kind == relation.kind and r.verdict == "contradicted" and r is not relation
    )
    return [other for other in others if same is not None and _named(report, other) == same]


def _named(report: Report, relation: Relation) -> tuple[str, Fraction, Fraction] | None:
    row, target, actual = _row(report, relation), figure(relation, "target"), figure(relation, "actual")
    if row is None or target is None or actual is None:
        return None
    return unnoted(name(row)), target.value, actual.value


def _again(report: Report, row: Row, relation: Relation) -> list[Span]:
    """Where the actual value is told again, in the row's own item or in a sentence of the text, where the target is
    told as done, and where the text tells of what there was to be none of."""
    target, actual = figure(relation, "target"), figure(relation, "actual")
    if target is None or actual is None:
        return []
    events = told_events(report, row) if not target.number else []
    return [
        *in_its_item(report, row, actual),
        *told_of(report, row, actual),
        *told_done(report, row, target),
        *events,
        *told_against(report, row),
    ]


def _undone(row: Row) -> bool:
    """Whether the row's own words say that it was not done, in part only or too late."""
    said, target = bare(row.text(*ACTUAL)), bare(row.text(*TARGET))
    in_band = any(pattern("qualitative", "bands", band).search(said) for band in (1, 2))
    if in_band and not figured(target) and not bare(row.text(*STANDARD)):
        # The band's own points are SC021's.
        return False
    return pattern("shortfall", "undone").match(said) is not None and not pattern("shortfall", "undone").search(target)


_IN_WORDS = (_undone, under_way, in_part, more_rarely, below_grade)
"""Ways in which the words of a row say that its target is missed."""


def _happened(said: str) -> bool:
    """Whether an actual value counts cases: `1起`, `发生2次`."""
    found = _CASES.fullmatch(said)
    return found is not None and Decimal(found[1]) > 0


def _row(report: Report, relation: Relation) -> Row | None:
    figure = relation.members[0].figure
    own = [row for row in report.rows if row.id == figure.source]
    return own[0] if own else None


def _met_by_less(row: Row, relation: Relation) -> bool:
    """Whether a column of the form says that less is better where the relation was judged the other way."""
    return "≥" in relation.formula and any(_LESS.search(bare(sign)) for sign in natures(row))


def _days(report: Report, row: Row) -> list[Span]:
    """The cells with the day that was due and the day it was done, and where the narrative names that day."""
    cells = [cell for cell in (row.cell(*TARGET), row.cell(*ACTUAL)) if cell is not None and len(cell.span)]
    day = re.search(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?", bare(row.text(*ACTUAL)))
    told = re.finditer(re.escape(day.group()), plain(report)) if day else ()
    outside = [Span(*found.span()) for found in told if not row.span.start <= found.start() < row.span.end]
    return [*(cell.span for cell in cells), *(clause(report, span) for span in outside[:_MOST])]


def _principle(report: Report, row: Row) -> list[Span]:
    """The note in which the form itself says how a target that is missed is scored."""
    form = next((form for form in report.forms if row in form.rows), None)
    if form is None:
        return []
    found = (Span(*note.span()) for note in _PRINCIPLE.finditer(plain(report), form.span.start, form.span.end))
    notes = (note for note in found if not any(other is not row and other.span.overlaps(note) for other in form.rows))
    return list(islice(notes, 1))
