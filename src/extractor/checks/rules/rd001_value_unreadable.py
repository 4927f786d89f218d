from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import NAME
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_WHY = {
    "separators": ("千分位或小数点位置不对", "separators out of place", "warning"),
    "split": ("数字被分行或分页拆开", "split by a line or page break", "info"),
    "masked": ("数字被遮盖或未填写", "masked or not filled in", "info"),
    "overflown": ("列宽不够或公式出错，数字没有显示", "a column too narrow or a formula that failed", "warning"),
    "ocr": ("疑为识别错误", "looks like a recognition error", "info"),
}
_MANY = 3
"""Decimal points from which on cells of a row were run together: nobody's slip of the pen."""


class ValueUnreadable(Rule):
    """该处应是数字，却读不出来。

    是什么：金额、数量处写的不是一个可以读出的数，例如“1,20.0,55”“XX万元”“****”“#####”“#DIV/0!”。
    为什么：读不出的数无法核对，也不能猜测。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：全年支出1,20.0,55万元。
    正确示例：全年支出120.55万元。
    何时不报：带千分位的规范数字（1,200.50）；编号、文号、电话；明确的“无”“—”；指标名称里隐去的字；模板的占位符（由TP001指出）。
    怎样满足：请更正为规范的数字；脱敏的数字请以原件核对。
    """

    code, name, title = "RD001", "value-unreadable", "数值无法读出"
    family, severity = "unit", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        left = (pattern("template", of).finditer(plain(report)) for of in ("prompts", "placeholders"))
        no_numbers = [Span(*found.span()) for places in left for found in places]
        no_numbers += [row.cells[name].span for row in report.rows for name in NAME if name in row.cells]
        for found in report.unreadable:
            why, english, severity = _WHY.get(found.reason, ("写法不规范", "not a number", "info"))
            span = Span(found.start, found.end)
            if found.reason == "masked" and any(span.overlaps(place) for place in no_numbers):
                continue
            said = "".join(report.quote(span).split())
            if said.count(".") >= _MANY:
                why, english, severity = _WHY["split"]
            yield self.finding(
                [span],
                f"“{said}”无法读出数值（{why}），请核对更正。",
                f"“{said}” cannot be read as a number ({english}).",
                severity="warning" if severity == "warning" else "info",
                labels=[said],
            )
