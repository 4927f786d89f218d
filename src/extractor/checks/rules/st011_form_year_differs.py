from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.years import heads, stated
from extractor.report import Report


class FormYearDiffers(Rule):
    """表头或标题的年度与报告年度不同。

    是什么：自评表表头所注年度（如“（2021年度）”）或其中一份报告标题的年度，与报告标题或其他各处的年度不同。
    为什么：年度不同说明沿用了往年的表，数据属于哪一年无法确定。
    依据：标题、正文、表格应属同一评价年度，属自评报告通行要求。
    错误示例：2022年度自评报告所附项目自评表注“（2021年度）”。
    正确示例：各表均注“（2022年度）”。
    何时不报：各处年度相同；报告本来就跨几个年度（如2019—2021年）；没有注年度。
    怎样满足：请核对表内数据所属年度并更正表头。
    """

    code, name, title = "ST011", "form-year-differs", "表头或标题年度不一致"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        right = stated(report)
        for year, span in heads(report):
            if right and year != right:
                yield self.finding(
                    [span],
                    f"此处注明{year}年度，与报告的{right}年度不一致，请核对。",
                    f"The head is of {year}, the report of {right}.",
                    labels=[year],
                )
