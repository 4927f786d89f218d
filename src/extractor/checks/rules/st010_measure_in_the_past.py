from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.report import Report

_AHEAD = re.compile(
    r"(?:力争|争取|提前谋划|谋划|计划|拟|将|预计|确保|建议|抓紧|尽快|尽早)[^，。；\n]{0,8}((?:20)\d\d)年"
    r"|((?:20)\d\d)年(?:\d{1,2}月)?(?:底|末|底前|\d*日?前|上半年|下半年)[^，。；\n]{0,10}(?:完成|整改|建成|实现|达到|到位)"
    r"|((?:20)\d\d)年(?:第?[一二三四1-4]季度|\d{1,2}月(?:底|末)?前?|上半年|下半年|年底前)?(?:拟|计划|争取|提高|增加|安排|新增|启动|建立|健全"
    r"|完善|加强|推进|建设|修订|增设|配备|签订|与[^，。；\n]{2,12}签订)(?!了|的|过)(?![^，。；\n]{0,14}的(?:问题|基础|项目))"
)
_DONE = re.compile(r"已|完成了|曾|上年|去年")


class MeasureInThePast(Rule):
    """改进措施的时间已经过去。

    是什么：下一步措施写的年份早于或等于被评价年度，例如评价2023年的报告写“力争2023年完成”。
    为什么：自评在年度结束后进行，措施只能指向以后年度；年份多为沿用旧稿。
    依据：报告各处年份应当与评价年度一致，属自评报告通行要求。
    错误示例：2023年度自评报告：下一步提前谋划2023年项目。
    正确示例：2023年度自评报告：下一步提前谋划2025年项目。
    何时不报：年份晚于评价年度；引用文件名称或文号中的年份；说的是上年已做的事；评价年度不明。
    怎样满足：请核对并更正措施的年份。
    """

    code, name, title = "ST010", "measure-in-the-past", "措施的时间已过"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        if not report.year:
            return
        for segment in report.segments:
            if segment.section != "improvements":
                continue
            for found in _AHEAD.finditer(plain(report), segment.span.start, segment.span.end):
                at = next(group for group in (1, 2, 3) if found[group])
                if int(found[at]) > int(report.year) or (at == 3 and _told(report, found)):
                    continue
                place = Span(*found.span(at))
                said = report.quote(clause(report, place))
                yield self.finding(
                    [clause(report, place)],
                    f"{report.year}年度的自评报告，改进措施却写“{said}”，时间已过，请核对年份。",
                    f"A measure for {found[at]} in a report on {report.year}.",
                    computed=f"{found[at]} ≤ {report.year}",
                    labels=[said],
                )


def _told(report: Report, found: re.Match[str]) -> bool:
    """Whether the clause tells of what was done in that year."""
    return bool(_DONE.search(report.quote(clause(report, Span(*found.span())))))
