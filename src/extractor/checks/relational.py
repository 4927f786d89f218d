"""Rules over judged relations: which of them a rule speaks of, and how a contradiction is put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from extractor.checks.again import ASKED_FOR_THE_REST, restated
from extractor.checks.finding import Family, Finding, Severity
from extractor.checks.naming import pairs
from extractor.checks.prose import plain as in_plain
from extractor.checks.reading import misread
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation, RelationKind
from extractor.report import Report

_STATED = ("whole", "result", "percent", "amount")
"""The parts that state what the other figures give."""


_MANY = 8
"""Addends that a message still lists."""
_MOST_PLACES = 24
"""Figures of a column that a finding points at."""
_TURNED = {"=": " ≠ ", "≥": "，低于", "≤": "，高于", "不晚于": "，晚于"}
_SIGN = re.compile(f" ({'|'.join(_TURNED)}) ")


class RelationRule(Rule):
    """A rule that words the contradictions of some kinds of relation. Subclasses name `kinds`, narrow them down in
    `concerns` and may word them in `message`."""

    kinds: ClassVar[tuple[RelationKind, ...]]

    def concerns(self, report: Report, relation: Relation) -> bool:
        return True

    def family_of(self, report: Report, relation: Relation) -> Family:
        return self.family

    def message(self, report: Report, relation: Relation) -> tuple[str, str]:
        """Chinese and English, one sentence each."""
        return (
            f"{told(relation)}，两者不符，请核对更正。",
            f"{relation.label or 'Figures'}: {relation.formula} does not hold.",
        )

    def spans(self, report: Report, relation: Relation) -> list[Span]:
        return [*(member.figure.span for member in relation.members), *restated(report, relation, stated(relation))]

    def check(self, report: Report) -> Iterable[Finding]:
        for relation in report.relations:
            severity = self._severity(relation)
            if relation.kind not in self.kinds or severity is None or misread(report, relation):
                continue
            if not self.concerns(report, relation):
                continue
            chinese, english = self.message(report, relation)
            if relation.verdict == "unlikely":
                chinese, english = _unlikely(relation)
            yield self.finding(
                self.spans(report, relation),
                chinese,
                english,
                family=self.family_of(report, relation),
                severity=severity,
                computed=arithmetic(relation),
                certainty="sure" if relation.verdict == "contradicted" else "arguable",
                relation=relation.id,
                verdict=relation.verdict,
                flips=relation.flips,
                labels=[relation.label, relation.kind],
            )

    def _severity(self, relation: Relation) -> Severity | None:
        if relation.verdict == "contradicted":
            return self.severity
        if relation.verdict == "unlikely":
            return "warning" if relation.reason == ASKED_FOR_THE_REST or relation.kind == "sum" else "info"
        return None


def stated(relation: Relation) -> Figure | None:
    """The figure that says what the others give: the total, the rate, the result."""
    return next((m.figure for m in relation.members if m.part in _STATED), None)


def arithmetic(relation: Relation) -> str:
    """The formula with what it comes to: `843.61 = 10 + 704.47 + …（算得811.04，相差32.57）`."""
    figure, residual = stated(relation), relation.residual
    if figure is None or residual is None or (relation.kind in ("change_rate",) and relation.reason):
        return "；".join(filter(None, [denied(relation), relation.reason]))
    factor = Fraction(figure.factor) or Fraction(1)
    right = figure.value / factor - Fraction(residual) / factor
    places = max([figure.decimals, *(m.figure.decimals for m in relation.members if m.figure.unit == figure.unit)])
    if figure.base == "1" or (right * 10**places).denominator != 1:
        places = max(places, 2)
    gap = Fraction(residual) / factor
    unit = "个百分点" if figure.unit in ("%", "％") else figure.unit
    return f"{relation.formula}（算得{plain(right, places)}{figure.unit}，相差{plain(abs(gap), places)}{unit}）"


def told(relation: Relation) -> str:
    """The arithmetic behind what it is of, where it does not say that itself."""
    label, said = label_of(relation) or "有关数字", arithmetic(relation)
    return said if said.startswith(label) else f"{label}：{said}"


def label_of(relation: Relation) -> str:
    """What it is of, in one line."""
    return "".join(relation.label.split())


def denied(relation: Relation) -> str:
    """The formula of a contradiction with its sign turned: `95.70% ≠ 100%`."""
    if relation.verdict != "contradicted":
        return relation.formula
    return _SIGN.sub(lambda sign: _TURNED[sign[1]], relation.formula, count=1)


def column_places(report: Report, relation: Relation) -> list[Span]:
    """The figures of a sum; of a long column the row of the total, too: it is what a reviewer looks at first."""
    whole = stated(relation)
    figures = [member.figure.span for member in relation.members]
    if whole is None or len(figures) <= _MANY + 1:
        return figures
    row = next((row.span for row in report.rows if row.span.covers(whole.span)), whole.span)
    return [row, *(span for span in figures[:_MOST_PLACES] if not row.covers(span))]


def told_total(report: Report, total: str) -> Iterator[Span]:
    """Where the total stands again, in the text or in another form."""
    for found in re.finditer(
        rf"(?:得分|总分|评分)[为是：:|\s]{{0,8}}({re.escape(total)})(?![\d.])\s?分?", in_plain(report)
    ):
        apart = re.search(r"[\s|]", found.group())
        yield Span(found.start(1) if apart else found.start(), found.end())


def column_sum(relation: Relation, what: str) -> str:
    """A sum of points with every figure named once: `合计填97，各项得分9.26+8+…=96.76，相差0.24`."""
    whole = stated(relation)
    addends = [m.figure for m in relation.members if m.figure is not whole]
    if whole is None or relation.residual is None or not addends:
        return arithmetic(relation)
    total = sum((figure.number for figure in addends), Decimal(0))
    listed = "+".join(f.quote for f in addends) + "=" if len(addends) <= _MANY else f"（{len(addends)}项）合计"
    return f"各项{what}{listed}{total}，填写的是{whole.quote}，相差{abs(total - whole.number)}"


def plain(value: Fraction, places: int) -> str:
    """`value` rounded half up to `places` decimals."""
    scaled = value * 10**places
    whole = int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))
    sign, digits = "-" if whole < 0 else "", str(abs(whole)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def slipped(relation: Relation) -> bool:
    """Whether a unit written wrong (元 for 万元) would explain the contradiction."""
    return any(hint.startswith("unit-slip") for hint in relation.hints)


def in_other_unit(report: Report, figure: Figure) -> Iterator[Span]:
    """Where the same digits of the same thing stand with another unit of money, or with none."""
    for other in report.figures:
        same = other.number == figure.number and other.span != figure.span and other.unit != figure.unit
        money = other.base == figure.base or not other.unit
        if same and money and pairs(figure.label) & pairs(other.label):
            yield other.span


def _unlikely(relation: Relation) -> tuple[str, str]:
    if relation.reason == ASKED_FOR_THE_REST:
        return (
            f"{told(relation)}，分项合计不足总数，请核对并补列缺漏的分项。",
            f"The parts of {relation.label or 'the total'} fall short of it; please list the rest.",
        )
    return (
        f"{told(relation)}，差额大于通常的四舍五入误差，请核对。",
        f"{relation.formula}: the difference is larger than rounding usually gives.",
    )


class Origin:
    """Where figures come from: a form's row, and which form; or the narrative."""

    def __init__(self, report: Report) -> None:
        self._form = {row.id: form for form in report.forms for row in form.rows}

    def family(self, relation: Relation) -> Family:
        """`text_text`, `text_table` or `table_table` by where the members stand."""
        rows = [m.figure.source in self._form for m in relation.members]
        if not any(rows):
            return "text_text"
        return "table_table" if all(rows) else "text_table"
