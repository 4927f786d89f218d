from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class MarkerLeft(Rule):
    """正文残留文档标记。

    是什么：正文里留有书签、图片或失效引用的标记，例如“[bookmark: _GoBack]”“错误！未找到引用源。”。
    为什么：这些标记不是报告内容，说明文件未经清稿。
    依据：无专门规定，属文稿规范。
    错误示例：[bookmark: _GoBack]根据预算法的规定，本单位开展了自评。
    正确示例：根据预算法的规定，本单位开展了自评。
    何时不报：标记在文件最开头、标题之前，多为转换文字时带出，只作提示。
    怎样满足：请在原文件中删除该书签或更新引用后重新导出。
    """

    code, name, title = "TP002", "marker-left", "残留文档标记"
    family, severity = "template", "error"

    def check(self, report: Report) -> Iterable[Finding]:
        for found in pattern("template", "bookmark").finditer(report.text):
            at_top = not report.text[: found.start()].strip()
            yield self.finding(
                [Span(*found.span())],
                f"残留文档标记“{found.group()}”，请删除。",
                f"The marker “{found.group()}” is left in the text.",
                severity="info" if at_top else "error",
                labels=[found.group()],
            )
