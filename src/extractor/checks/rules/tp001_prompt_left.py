from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_LONGEST = 40
"""Characters of the template's text that are quoted, or of a title."""
_SHOWN = 6
"""Marks that the message prints."""


class PromptLeft(Rule):
    """模板的提示语、示例或占位符没有删除。

    是什么：报告中留有填报模板的“例：”“（100字以内）”“部门单位应根据实际调整”一类的话，“XX单位”“20xx年”“≥**人”一类的占位符，或“（参考样表）”“（此页为封面）”“（可选项）”一类的样表标记。
    为什么：提示语没有换成本单位的内容，说明该处没有填报，或内容套自别处。
    依据：自评内容应当完整、真实（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：例：某某局是正科级单位；对照年度目标，说明完成情况（100字以内）。
    正确示例：本局为正科级单位；全年完成改造任务14户，占计划的100%。
    何时不报：正文里的“例如”举例；“指标1：名称”这样的编号；打了星号的脱敏内容（星号前没有比较符号）；表后固定的“注：”说明；书名号里的文件名称。
    怎样满足：请删去提示语，换成本单位的实际内容。
    """

    code, name, title = "TP001", "prompt-left", "模板提示语未删除"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        yield from self._prompts(report)
        # Whoever did not fill in one place of a sample left them all: one thing to put right.
        yield from self._marks(report, "placeholders", "占位符", "填写实际内容")
        yield from self._marks(report, "sample_marks", "样表文字", "删除")

    def _prompts(self, report: Report) -> Iterator[Finding]:
        cells: dict[Span, Span] = {}
        for found in pattern("template", "prompts").finditer(plain(report)):
            place = trimmed(report, Span(*found.span()))
            cell = next(
                (
                    c.span
                    for r in report.rows
                    if r.span.overlaps(place)
                    for c in r.cells.values()
                    if c.span.overlaps(place)
                ),
                place,
            )
            # One cell with two sentences of the template is one place that was not filled in.
            cells[cell] = Span(
                min(place.start, cells.get(cell, place).start), max(place.end, cells.get(cell, place).end)
            )
        for span in cells.values():
            whole = bare(report.quote(span))
            said = whole if len(whole) <= _LONGEST else whole[:_LONGEST] + "……"
            yield self.finding(
                [span],
                f"残留填报模板的文字“{said}”，请删除并填写本单位的实际内容。",
                f"Template text is left: “{said}”.",
                labels=[whole[:_LONGEST]],
            )

    def _marks(self, report: Report, kind: str, name: str, to_do: str) -> Iterator[Finding]:
        """One finding for all marks of a kind, with the first place of each as it is printed."""
        found = [Span(*match.span()) for match in pattern("template", kind).finditer(plain(report))]
        found = [span for span in found if not _titled(report, span)]
        first: dict[str, Span] = {}
        for span in found:
            first.setdefault(bare(report.quote(span)), span)
        if not first:
            return
        said = "”“".join(list(first)[:_SHOWN])
        places = f"等{len(found)}处" if len(found) > 1 else ""
        yield self.finding(
            first.values(),
            f"残留{name}“{said}”{places}，请{to_do}。",
            f"Left from the sample: “{said}” ({len(found)} places).",
            labels=[kind],
        )


def _titled(report: Report, span: Span) -> bool:
    """Whether it stands in the title of a document, between 《 and 》."""
    before = report.text[max(0, span.start - _LONGEST) : span.start]
    return before.rfind("《") > before.rfind("》")
