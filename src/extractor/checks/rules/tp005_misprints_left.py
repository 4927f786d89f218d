from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class MisprintsLeft(Rule):
    """文字或标点差错。

    是什么：破折号误作“一”、列举中间误留“等”、标点重叠、词语重复、“及”误为“级”等。
    为什么：差错影响理解，也说明文稿未经校对。
    依据：无专门规定，属文稿规范。
    错误示例：形成了—套制度；补贴等、办公费、印刷费；全年完成30篇。，另报送20条。
    正确示例：形成了一套制度；补贴、办公费、印刷费等；全年完成30篇，另报送20条。
    何时不报：正常的破折号、省略号；引文和网址；表格中的“—”表示空缺。
    怎样满足：请更正文字和标点。
    """

    code, name, title = "TP005", "misprints-left", "文字或标点差错"
    family, severity = "template", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        spans = [Span(*found.span()) for found in pattern("template", "misprints").finditer(report.text)]
        spans = [_wider(report, span) for span in spans]
        if spans:
            said = "”“".join(dict.fromkeys(report.quote(span) for span in spans))
            yield self.finding(
                spans,
                f"文字或标点有差错：“{said}”，请校对更正。",
                f"Misprints: “{said}”.",
                labels=[report.quote(span) for span in spans],
            )


def _wider(report: Report, span: Span) -> Span:
    """A little of the words around, so that a person sees what is meant."""
    start, end = span.start, span.end
    while start > span.start - 4 and start > 0 and "\u4e00" <= report.text[start - 1] <= "\u9fa5":
        start -= 1
    while end < span.end + 3 and end < len(report.text) and "\u4e00" <= report.text[end] <= "\u9fa5":
        end += 1
    return Span(start, end)
