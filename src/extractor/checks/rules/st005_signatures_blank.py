from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class SignaturesBlank(Rule):
    """签字、签章和日期空着。

    是什么：自评表的评价人员签字、组长签字、负责人签章、“项目负责人”“填报人”和日期栏都是空白。
    为什么：未履行签署手续的自评报告不能作为正式材料。
    依据：自评表样式要求填报人和单位负责人签章，属通行要求。
    错误示例：评价组组长（签字）：　　　年　　月　　日。
    正确示例：评价组组长（签字）：某某某　2023年3月15日。
    何时不报：签字栏有姓名；只有一处空白；姓名已作脱敏处理（某某某）；报告没有签字栏。
    怎样满足：请签字、盖章并填写日期后报送。
    """

    code, name, title = "ST005", "signatures-blank", "签字签章空白"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        gaps = [Span(*found.span()) for found in pattern("structure", "signature_gap").finditer(plain(report))]
        columns = [
            cell.span
            for row in report.rows
            for heading, cell in row.cells.items()
            if "签字" in heading and not bare(cell.text)
        ]
        # A date alone may be left open in a draft; who signs or seals is what makes it a document.
        if len(gaps) + bool(columns) < 2 or not any(re.search("[签盖人]", report.quote(span)) for span in gaps):
            return
        yield self.finding(
            [Span(s.start, s.start + len(report.quote(s).rstrip("\n \u3000\t"))) for s in gaps],
            f"签字、签章或日期{len(gaps)}处空白，自评报告未履行签署手续，请补签。",
            f"{len(gaps)} signature or date blanks are not filled in.",
            labels=["签字"],
        )
