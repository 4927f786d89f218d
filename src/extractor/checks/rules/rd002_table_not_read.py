from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.report import Report

_SHOWN = 20
"""Characters of a place that a message shows."""


class TableNotRead(Rule):
    """表中有数字没能还原到行和列。

    是什么：表格转成文字后丢了格线、空格或换行，程序不能确定有的数属于哪一行、哪一列，或者整张表都没有还原出来。
    为什么：没有还原的数没有参加核对；对它们不报问题，不等于没有问题。
    依据：本工具的读取规则：不能确定的不猜测，并逐处列出。
    错误示例：年度资金总额 735.40万元 735.40万元 100 100% 10（表头只有五列，分不清各数所在的列）。
    正确示例：一行一个项目，各格以制表符或竖线分开，空格子保留。
    何时不报：每个数都归入了某一行某一列；列号、编号、邮编、电话。
    怎样满足：请对照原件人工核对这些数，或者换用保留表格的格式（如 .docx 的文字转储、.xlsx）再试。
    """

    code, name, title = "RD002", "table-not-read", "表格未能完全还原"
    family, severity = "structure", "info"
    basis = ()

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            if not form.unchecked:
                continue
            first, why = form.unchecked[0]
            said = "".join(report.quote(first).split())[:_SHOWN]
            count = len(form.unchecked)
            name = form.title or "表格"
            yield self.finding(
                [span for span, _ in form.unchecked],
                f"“{name}”有{count}处未能还原（如“{said}”：{why}），这些数没有核对，请对照原件。",
                f"{count} places of “{name}” could not be read into rows (“{said}”); their figures are unchecked.",
                labels=[name],
            )
