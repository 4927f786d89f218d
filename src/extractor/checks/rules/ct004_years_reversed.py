from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.report import Report

_MONTH = r"年?(?:(\d{1,2})月(?:\d{1,2}日)?)?"
_RANGE = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)\s*{_MONTH}\s*(?:[-－—–~～]{{1,2}}|至|到)"
    rf"\s*((?:19|20)\d\d)(?!\d)(?=\s*(?:年|[）)〉》]|学年|度)){_MONTH}"
)


class YearsReversed(Rule):
    """年份区间前后颠倒。

    是什么：起止年份写成后一年早于前一年，如“2021—2019年”。
    为什么：区间颠倒必有一个年份写错。
    依据：年份应当与评价年度一致，属自评报告通行要求。
    错误示例：《三年行动计划（2021—2013）》。
    正确示例：《三年行动计划（2021—2023）》。
    何时不报：起止顺序正确或相同；两个数字不是年份（文号、电话、编号）；“2021年较2020年”一类的比较。
    怎样满足：请核对并更正起止年份。
    """

    code, name, title = "CT004", "years-reversed", "年份区间颠倒"
    family, severity = "contradiction", "error"

    def check(self, report: Report) -> Iterable[Finding]:
        for found in _RANGE.finditer(plain(report)):
            first, last = (int(found[1]), int(found[2] or 0)), (int(found[3]), int(found[4] or 99))
            if first <= last:
                continue
            yield self.finding(
                [Span(*found.span(1)), Span(*found.span(3))],
                f"年份区间“{found.group()}”前后颠倒，请核对起止年份。",
                f"The years “{found.group()}” are reversed.",
                computed=f"{found[1]} > {found[3]}" if found[1] != found[3] else f"{found[2]}月 > {found[4]}月",
                labels=["年份"],
            )
