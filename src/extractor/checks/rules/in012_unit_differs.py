from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.shortfall import label_span, words_of
from extractor.checks.values import ACTUAL, TARGET, bare, figure_spans, name, number
from extractor.document.model import Span
from extractor.relations.figures import MEASURES
from extractor.report import Report
from extractor.tables.model import CellValue, Row

_VALUE = re.compile(r"^[≥≤≧≦><=＞＜]*(?:不(?:少于|低于|超过|高于))?(\d[\d,]*(?:\.\d+)?)([^\d]{0,8})$")
_MONEY = ("元", "万元", "亿元")
_APART = 1000
"""Times that a value without a unit is from its target before the magnitude is in doubt (46万人 → 465000)."""


class UnitDiffers(Rule):
    """指标值与完成值的计量单位对不上。

    是什么：指标值是百分比而完成值是个数（或相反）；完成值没有写单位，与指标值相差上千倍；或计量单位填“元”，正文同一个数却是人次、件、户。
    为什么：单位不同就无法比较是否完成，得分没有依据。
    依据：绩效指标应当细化量化、口径一致，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：验收通过率，指标值≥95%，实际完成值“8项”；保护人口，指标值≥46万人，实际完成值465000。
    正确示例：验收通过率，指标值≥95%，实际完成值88.89%；保护人口，指标值≥46万人，实际完成值46.5万人。
    何时不报：单位相同或可以换算（元与万元、公里与米）；完成值没有数字；只是省写单位而数值相当。
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

    def _kinds(self, row: Row, target: CellValue, actual: CellValue) -> Iterator[Finding]:
        aimed, reached = _VALUE.match(bare(target.text)), _VALUE.match(bare(actual.text))
        if aimed is None or reached is None:
            return
        wanted, given = aimed[2].strip("以上下内(含)（）"), reached[2]
        percent = "%" in wanted
        mixed = bool(given) and percent != ("%" in given) and bool(wanted)
        if not mixed and not _out_of_scale(aimed, reached, wanted, given):
            return
        yield self.finding(
            [*label_span(row), target.span, actual.span],
            f"“{name(row)}”指标值为“{bare(target.text)}”，实际完成值为“{bare(actual.text)}”，计量单位不一致，请更正。",
            f"“{name(row)}”: the units of target and actual differ.",
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


def _out_of_scale(aimed: re.Match[str], reached: re.Match[str], wanted: str, given: str) -> bool:
    """Whether a value without its unit is a thousand times the target's figure: 46万人 and 465000."""
    first, second = (Decimal(found[1].replace(",", "")) for found in (aimed, reached))
    return not given and wanted[:1] in ("万", "亿") and first > 0 and second / first >= _APART
