from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.checks.years import several_years
from extractor.document.model import Span
from extractor.report import Report

_AIMS = {"improvements": "改进措施", "goals": "绩效目标"}
_YEAR = re.compile(r"20\d\d(?=年)")


class MeasureInThePast(Rule):
    """改进措施（或绩效目标）的时间已经过去。

    是什么：下一步措施写的年份早于或等于被评价年度，例如评价2023年的报告写“力争2023年完成”“2023年提高到95%”；或年度绩效目标的期限早于被评价年度。
    为什么：自评在年度结束后进行，措施只能指向以后年度；年份多为沿用旧稿。
    依据：报告各处年份应当与评价年度一致，属自评报告通行要求。
    错误示例：2023年度自评报告：下一步提前谋划2023年项目。
    正确示例：2023年度自评报告：下一步提前谋划2025年项目。
    何时不报：年份晚于评价年度；引用文件名称或文号中的年份；说的是上年已做的事；评价年度不明或跨几个年度。
    怎样满足：请核对并更正措施的年份。
    """

    code, name, title = "ST010", "measure-in-the-past", "措施的时间已过"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        if not report.year or several_years(report):
            return
        for segment in report.segments:
            aim = _AIMS.get(segment.section)
            if aim is None:
                continue
            for found in pattern("structure", "ahead").finditer(plain(report), segment.span.start, segment.span.end):
                year = _YEAR.search(plain(report), *found.span())
                place = clause(report, Span(*found.span()))
                # What is due in the year itself is a goal of it.
                if year is None or int(year[0]) > int(report.year) - (segment.section == "goals"):
                    continue
                if pattern("structure", "told").search(report.quote(place)):
                    continue
                said = report.quote(place)
                yield self.finding(
                    [place],
                    f"{report.year}年度的自评报告，{aim}却写“{said}”，时间已过，请核对年份。",
                    f"A measure for {year[0]} in a report on {report.year}.",
                    computed=f"{year[0]} ≤ {report.year}",
                    labels=[said],
                )
