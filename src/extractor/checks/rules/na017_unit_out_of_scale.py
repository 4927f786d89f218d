from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, plain, sentence
from extractor.checks.relational import in_other_unit, slipped
from extractor.checks.rule import Rule
from extractor.checks.values import is_telling
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure
from extractor.relations.words import BRACKETED
from extractor.report import Report

_YUAN, _WAN = "元", "万"
_PEOPLE = ("人", "人次", "名", "位", "户")
_SUM = Decimal(10000)
"""元 below which what a unit spends in a year is hardly counted."""
_PRICE = Decimal(10)
"""元 below which nobody is supported for a year."""
_EACH = Decimal(1000000)
"""元 from which on nobody earns or gets as much in a year."""
_MORE = 10000
"""What 万 multiplies by."""
_USUAL = 3
"""Amounts in 万元 from which on a report is taken to count in them."""
_ALIKE = 2
"""Pairs of characters that two names of one thing share."""


class UnitOutOfScale(Rule):
    """按写出的单位，金额或数量小得或大得不合常理（漏写或多写“万”）。

    是什么：全文以万元计的报告里，一笔支出、经费或资金写成几元、几百元；按人、按年的补助标准写成不到10元；按人、户、亩的增收、补助写成上百万元；同一个数一处带“万”、一处不带；两处名称不尽相同的，该句写有同一事项也按同一个数核对。
    为什么：漏写或多写一个“万”字，金额相差一万倍。
    依据：金额单位应当与表头和全文一致，属基本要求。
    错误示例：全年发放资助资金1286.4元；平均补助标准为每人每年1.6元；农户户均增收1620万元；正文“日均处理42吨”，自评表“日均处理量42万吨”。
    正确示例：全年发放资助资金1286.4万元；平均补助标准为每人每年1.6万元；农户户均增收1620元；两处均为42吨。
    何时不报：报告不以万元计；是单价、罚款、工本费、利息或零星小额；按每天、每次、每斤计；企业、园区户均、亩均的数额；该数已由勾稽关系判明单位（见NA011）。
    怎样满足：请核对并更正计量单位。
    """

    code, name, title = "NA017", "unit-out-of-scale", "计量单位疑漏写或多写“万”"
    family, severity = "unit", "error"

    def check(self, report: Report) -> Iterable[Finding]:
        told = {m.figure.span for r in report.relations if r.kind != "target_met" and slipped(r) for m in r.members}
        figures = [figure for figure in report.figures if figure.span not in told]
        apart = list(_apart(report, figures))
        for one, other in apart:
            yield self.finding(
                [_with_unit(report, one), _with_unit(report, other)],
                f"“{one.quote}{one.unit}”与“{other.quote}{other.unit}”数字相同而单位相差一万倍，请核对更正。",
                f"“{one.quote}{one.unit}” and “{other.quote}{other.unit}”: one of the units is wrong.",
                labels=[one.label, "计量单位"],
            )
        known = {figure.span for pair in apart for figure in pair}
        small = [f for f in _small(report, figures) if f.span not in known]
        if small:
            said = "、".join(dict.fromkeys(f"{f.quote}{f.unit}" for f in small))
            yield self.finding(
                [
                    place
                    for f in small
                    for place in (
                        _with_unit(report, f),
                        *in_other_unit(report, f),
                        *_shared(report, f),
                        *_left_of(report, f),
                    )
                ],
                f"“{_named(report, small[0])}”的单位明显偏小（{said}），疑为“万元”，请核对更正。",
                f"{said}: the unit is far too small; 万元 is probably meant.",
                labels=[small[0].label, "计量单位"],
            )
        for figure in (f for f in _large(report, figures) if f.span not in known):
            yield self.finding(
                [_with_unit(report, figure)],
                f"“{_named(report, figure)}”的单位明显偏大，疑为“元”，请核对更正。",
                f"{figure.quote}{figure.unit}: the unit is far too large; 元 is probably meant.",
                labels=[figure.label, "计量单位"],
            )


def _small(report: Report, figures: list[Figure]) -> Iterator[Figure]:
    """Amounts of the narrative in 元 that are too small for what they are of."""
    rows = [row.span for row in report.rows]
    money = [f for f in figures if f.base == _YUAN and f.value]
    usual = sum(f.unit.startswith(_WAN) for f in money) >= _USUAL
    for figure in money:
        if figure.unit != _YUAN or figure.comparator != "eq" or any(row.covers(figure.span) for row in rows):
            continue
        around = clause(report, figure.span)
        before, behind = (Span(around.start, figure.span.start), Span(figure.span.end, around.end))
        said, after = BRACKETED.sub("", before.of(plain(report))), behind.of(plain(report))
        if pattern("scale", "unit_price").search(after) or pattern("scale", "small_sum").search(said):
            continue
        if pattern("scale", "yearly_price").search(said):
            if figure.decimals and figure.value < _PRICE:
                yield figure
        elif not pattern("scale", "unit_price").search(said) and figure.value < _SUM:
            whole = pattern("scale", "year_sum").search(said) is not None
            if whole or (usual and figure.decimals and pattern("scale", "sum").search(said)):
                yield figure


def _large(report: Report, figures: list[Figure]) -> Iterator[Figure]:
    """Amounts of the narrative that are too large for what each person, household or mu has of them in a year."""
    rows = [row.span for row in report.rows]
    for figure in figures:
        if figure.base != _YUAN or figure.value < _EACH or any(row.covers(figure.span) for row in rows):
            continue
        said = Span(clause(report, figure.span).start, figure.span.start).of(plain(report))
        if pattern("scale", "each").search(said) and not pattern("scale", "firms").search(said):
            yield figure


def _named(report: Report, figure: Figure) -> str:
    """The figure with the words of its clause that stand before it, of a list only its own."""
    end = _with_unit(report, figure).end
    return report.text[clause(report, figure.span).start : end].rpartition("、")[2]


def _shared(report: Report, figure: Figure) -> Iterator[Span]:
    """How many people got it, where the sentence says so right before."""
    around = sentence(report, figure.span)
    before = (f for f in report.figures if around.start <= f.span.start < figure.span.start)
    nearest = max(before, key=lambda f: f.span, default=None)
    if nearest is not None and nearest.base in _PEOPLE:
        yield _with_unit(report, nearest)


def _left_of(report: Report, figure: Figure) -> Iterator[Span]:
    """The two amounts of the sentence that in 万元 leave as much."""
    around = sentence(report, figure.span)
    near = [f for f in report.figures if f.base == _YUAN and around.covers(f.span) and f.span != figure.span]
    for more, less in product(near, near):
        if more.value - less.value == figure.value * _MORE:
            yield _with_unit(report, more)
            yield _with_unit(report, less)
            return


def _apart(report: Report, figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """A figure of the narrative and one of a row of the same name with the same digits, one of them with 万."""
    owner = Owner(report)
    rows = {row.id for row in report.rows}
    cells = [f for f in figures if f.source in rows and f.unit]
    prose = [f for f in figures if f.source not in rows and f.unit]
    seen: set[Span] = set()
    for one, other in product(prose, cells):
        if one.number != other.number or one.number < 1 or one.span in seen or {one.unit, other.unit} & {"%", "％"}:
            continue
        if not _ten_thousandfold(one, other) or not owner.same(one.span, other.span):
            continue
        if _one_thing(report, one, other) and not pattern("scale", "unit_price").search(one.unit):
            seen.add(one.span)
            yield one, other


def _one_thing(report: Report, one: Figure, other: Figure) -> bool:
    """Whether the names of a figure of the text and of one of a form are alike; of a figure that is no chance, whether
    one word is, and the sentence has the rest."""
    named = words_of(other.label)
    shared = named & words_of(one.label)
    told = is_telling(one.number)
    said = words_of(sentence(report, one.span).of(plain(report))) if told and shared else frozenset()
    return len(shared) >= _ALIKE or len(named & said) > _ALIKE


def _ten_thousandfold(one: Figure, other: Figure) -> bool:
    plain_unit, wide = sorted((one.unit.partition("/")[0], other.unit.partition("/")[0]), key=len)
    return wide == _WAN + plain_unit and one.base.partition("/")[0] == other.base.partition("/")[0]


def _with_unit(report: Report, figure: Figure) -> Span:
    """The digits with their unit where it stands right behind them."""
    behind = re.compile(rf"\s*{re.escape(figure.unit)}").match(report.text, figure.span.end)
    return Span(figure.span.start, behind.end()) if behind else figure.span
