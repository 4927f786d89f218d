from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import headed
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_LONGEST = 60
_NUMBERED = re.compile(r"(?:^|(?<=[\n\t ：；。]))\s*[（(]?\d+[）)、.．]|\d{4}\s*年")
_FIGURE = re.compile(r"\d")


class CausesMissing(Rule):
    """标题写“原因分析”，内容没有原因。

    是什么：“存在的问题及原因分析”一节只写了问题（或只写成绩），没有一句说明原因。
    为什么：不分析原因，改进措施就没有针对性。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对未完成或偏离较大的说明原因和改进措施。
    错误示例：四、存在的问题及原因分析：支出进度有待加强。
    正确示例：四、存在的问题及原因分析：支出进度偏慢，主要原因是项目招标较晚，9月才签订合同。
    何时不报：该节有“由于”“因”“原因是”“受……影响”“导致”等说明原因的话；该节写“无”；问题写得具体、带有数字；标题没有“原因”二字。
    怎样满足：请逐个问题说明产生的原因，并点明涉及的项目和金额。
    """

    code, name, title = "ST001", "causes-missing", "缺少原因分析"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for heading, section in headed(report, pattern("structure", "cause_heading")):
            body = Span(heading.span.end, section.span.end)
            said = report.quote(body)
            if len(bare(said)) < 6 or pattern("structure", "cause").search(said.replace("原因分析", "")):
                continue
            if _FIGURE.search(_NUMBERED.sub("", said)):
                # Concrete cases with their figures explain themselves, whatever words they use.
                continue
            inside = [s.span for s in report.segments if body.start <= s.span.start < body.end]
            claims = [Span(c.start, c.end) for c in report.claims if c.kind == "problem"]
            problems = [span for span in claims if body.start <= span.start < body.end]
            # What is there instead of causes: a short section whole, else what it opens with and where problems are.
            shown = inside if len(bare(said)) <= _LONGEST else [*inside[:1], *problems[-1:]]
            yield self.finding(
                [heading.title, *shown],
                f"“{bare(report.quote(heading.title))}”部分没有原因分析，请逐个问题说明原因及涉及的项目、金额。",
                "The section on problems and their causes names no cause.",
                labels=["原因分析"],
            )
