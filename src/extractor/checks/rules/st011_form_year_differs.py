from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.report import Report

_YEAR = re.compile(
    r"(?:^|(?<=[\s|]))(?:[（(]\s*(20\d\d)\s*年度?\s*[）)]|(20\d\d)\s*年度[^\s，。；|]{0,30}自评价?表|年度\s*[：:]\s*(20\d\d))"
)
_RANGE = re.compile(r"20\d\d\s*年?\s*[-－—–至~]+\s*20\d\d")


class FormYearDiffers(Rule):
    """表头的年度与报告年度不同。

    是什么：自评表表头所注年度（如“（2021年度）”），与报告标题或其他表的年度不同。
    为什么：年度不同说明沿用了往年的表，数据属于哪一年无法确定。
    依据：标题、正文、表格应属同一评价年度，属自评报告通行要求。
    错误示例：2022年度自评报告所附项目自评表注“（2021年度）”。
    正确示例：各表均注“（2022年度）”。
    何时不报：各处年度相同；报告本来就跨几个年度（如2019—2021年）；没有注年度。
    怎样满足：请核对表内数据所属年度并更正表头。
    """

    code, name, title = "ST011", "form-year-differs", "表头年度不一致"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        stated = [
            (found[found.lastindex or 0], Span(*found.span(found.lastindex or 0)))
            for found in _YEAR.finditer(plain(report))
        ]
        if not stated:
            return
        titled = re.search(r"(20\d\d)\s*年", report.title)
        counts = Counter(year for year, _ in stated)
        right = titled.group(1) if titled else counts.most_common(1)[0][0]
        if several_years(report) or (not titled and len(stated) < 3):
            return
        for year, span in stated:
            if year != right:
                yield self.finding(
                    [span],
                    f"表头注明{year}年度，与报告的{right}年度不一致，请核对。",
                    f"The form is of {year}, the report of {right}.",
                    labels=[year],
                )


def several_years(report: Report) -> bool:
    """Whether the report's title names a range of years: none of them is the one that it is about."""
    return bool(_RANGE.search(report.title))
