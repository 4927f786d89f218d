from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_LONGEST = 40
"""Characters of the template's text that are quoted."""


class PromptLeft(Rule):
    """模板的提示语、示例或占位符没有删除。

    是什么：报告中留有填报模板的“例：”“XX单位”“（100字以内）”“部门单位应根据实际调整”一类的话。
    为什么：提示语没有换成本单位的内容，说明该处没有填报，或内容套自别处。
    依据：自评内容应当完整、真实（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：例：某某局是正科级单位；对照年度目标，说明完成情况（100字以内）。
    正确示例：本局为正科级单位；全年完成改造任务14户，占计划的100%。
    何时不报：正文里的“例如”举例；“指标1：名称”这样的编号；打了星号的脱敏内容；表后固定的“注：”说明。
    怎样满足：请删去提示语，换成本单位的实际内容。
    """

    code, name, title = "TP001", "prompt-left", "模板提示语未删除"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        cells: dict[Span, Span] = {}
        for found in pattern("template", "prompts").finditer(plain(report)):
            place = Span(*found.span())
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
