from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, TARGET, bare, figure_spans, label_span, name, number
from extractor.document.model import Span
from extractor.relations.figures import MEASURES
from extractor.report import Report
from extractor.tables.model import CellValue, Form, Row

_VALUE = re.compile(r"^[≥≤≧≦><=＞＜]*(?:不(?:少于|低于|超过|高于))?(\d[\d,]*(?:\.\d+)?)([^\d]{0,8})$")
_SHARE = re.compile("[%‰]|百分|^成$")
_MONEY = ("元", "万元", "亿元")
_APART = 1000
"""Times that a value without a unit is from its target before the magnitude is in doubt (46万人 → 465000)."""
_FEWEST, _MOSTLY = 3, 3
"""Actual values of a form with a unit, in all and for each one that does not: else it is how the form is filled in."""


class UnitDiffers(Rule):
    """指标值与完成值的计量单位对不上。

    是什么：指标值是百分比而完成值是个数（或相反）；完成值没有写单位，与指标值相差上千倍；同一张表其他完成值都写单位，唯独个别的没有写；或计量单位填“元”，正文同一个数却是人次、件、户。
    为什么：单位不同就无法比较是否完成，得分没有依据。
    依据：绩效指标应当细化量化、口径一致，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：验收通过率，指标值≥95%，实际完成值“8项”；保护人口，指标值≥46万人，实际完成值465000。
    正确示例：验收通过率，指标值≥95%，实际完成值88.89%；保护人口，指标值≥46万人，实际完成值46.5万人。
    何时不报：单位相同或可以换算（元与万元、公里与米、%与‰）；完成值没有数字，或为0；表中另有计量单位一栏，或完成值大多不写单位。
    怎样满足：请按指标值的计量单位填写完成值，或更正指标的计量单位。
    """

    code, name, title = "IN012", "unit-differs", "计量单位不一致"
    family, severity = "unit", "error"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
            if row.kind != "indicator" or target is None or actual is None:
                continue
            yield from self._kinds(row, target, actual)
            yield from self._money(report, row, target, actual)
        for form in report.forms:
            yield from self._left_out(report, form)

    def _left_out(self, report: Report, form: Form) -> Iterator[Finding]:
        """Actual values without the unit that their targets have, where the form's others print it."""
        rows = [row for row in form.rows if row.kind == "indicator" and row.cell(*MEASURES) is None]
        given = [row for row in rows if (found := _value(row, ACTUAL)) is not None and _unit(found)]
        bare_ones = [row for row in rows if _without_unit(row)]
        if not bare_ones or len(given) < max(_FEWEST, _MOSTLY * len(bare_ones)):
            return
        cells = [cell for row in bare_ones if (cell := row.cell(*ACTUAL)) is not None]
        said = "、".join(f"“{name(row)}”（{bare(row.text(*ACTUAL))}）" for row in bare_ones)
        yield self.finding(
            [*(cell.span for cell in cells), *(span for row in bare_ones for span in _told(report, row))],
            f"{said}的实际完成值没有写计量单位，请按指标值的单位补填。",
            f"Actual values without a unit: {', '.join(name(row) for row in bare_ones)}.",
            severity="warning",
            labels=[*(name(row) for row in bare_ones), "计量单位"],
        )

    def _kinds(self, row: Row, target: CellValue, actual: CellValue) -> Iterator[Finding]:
        aimed, reached = _VALUE.match(bare(target.text)), _VALUE.match(bare(actual.text))
        if aimed is None or reached is None:
            return
        wanted, given = _unit(aimed), reached[2]
        share = bool(_SHARE.search(given))
        mixed = bool(given) and bool(_SHARE.search(wanted)) != share and bool(wanted)
        if not mixed and not _out_of_scale(aimed, reached, wanted, given):
            return
        yield self.finding(
            [*label_span(row), target.span, actual.span],
            f"“{name(row)}”指标值为“{bare(target.text)}”，实际完成值为“{bare(actual.text)}”，计量单位不一致，请更正。",
            f"“{name(row)}”: the units of target and actual differ.",
            # Many fill in how much of the goal was done in place of what was done.
            severity="warning" if share else "error",
            labels=[name(row), "计量单位"],
        )

    def _money(self, report: Report, row: Row, target: CellValue, actual: CellValue) -> Iterator[Finding]:
        """A column for the unit that says money, where the text counts people or things with the same figure."""
        unit, value = row.cell(*MEASURES), number(actual.text)
        if unit is None or bare(unit.text) not in _MONEY or value is None or value < 10:
            return
        for claim in report.claims:
            same = claim.number == str(value) and claim.kind == "count" and claim.unit
            if same and words_of(name(row)) & words_of(f"{claim.indicator}、{claim.quote}"):
                yield self.finding(
                    [*label_span(row), unit.span, *figure_spans(report, target, actual), Span(claim.start, claim.end)],
                    f"“{name(row)}”的计量单位填“{bare(unit.text)}”，正文为“{claim.quote}”，请更正计量单位。",
                    f"“{name(row)}” is in {bare(unit.text)}, the text says “{claim.quote}”.",
                    labels=[name(row), "计量单位"],
                )
                return


def _value(row: Row, column: tuple[str, ...]) -> re.Match[str] | None:
    return _VALUE.match(bare(row.text(*column)))


def _without_unit(row: Row) -> bool:
    target, actual = _value(row, TARGET), _value(row, ACTUAL)
    if target is None or actual is None or not _unit(target) or actual[2] or not Decimal(actual[1].replace(",", "")):
        return False
    return not _out_of_scale(target, actual, _unit(target), "")


def _told(report: Report, row: Row) -> Iterator[Span]:
    """Where the narrative first gives the same figure, with its unit."""
    value = number(row.text(*ACTUAL))
    for claim in report.claims:
        if claim.number == str(value) and claim.value and words_of(name(row)) & words_of(claim.indicator):
            at = claim.start + max(0, claim.quote.find(claim.value))
            yield Span(at, min(claim.end, at + len(claim.value)))
            return


def _unit(value: re.Match[str]) -> str:
    return value[2].strip("以上下内(含)（）")


def _out_of_scale(aimed: re.Match[str], reached: re.Match[str], wanted: str, given: str) -> bool:
    """Whether a value without its unit is a thousand times the target's figure: 46万人 and 465000."""
    first, second = (Decimal(found[1].replace(",", "")) for found in (aimed, reached))
    return not given and wanted[:1] in ("万", "亿") and first > 0 and second / first >= _APART
