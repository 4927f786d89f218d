from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_FEWEST = 2
"""Boxes of one choice; a single one may be a mark of something else."""
_FIELD = 20
"""Characters in which the next label begins."""


class FieldLeftBlank(Rule):
    """封面或表头的栏目没有填。

    是什么：封面、自评表表头的“项目名称”“主管部门”“实施单位”空着，紧接着就是下一个栏目；或“评价类型：□□”一类的选项一个也没有勾选。
    为什么：项目、责任单位和评价类型不明，自评表不能作为正式材料。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整。
    错误示例：主管部门（空白）　实施单位（空白）；评价类型：项目实施过程评价□　项目完成结果评价□。
    正确示例：主管部门：某县农业农村局　实施单位：某镇人民政府；评价类型：项目完成结果评价☑。
    何时不报：栏目填在相邻的格里；项目清单的表头；选项中有一个已勾选；只有一个方框。
    怎样满足：请补填空着的栏目，勾选适用的选项。
    """

    code, name, title = "ST016", "field-left-blank", "封面或表头栏目未填"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        blank = sorted({*_of_forms(report), *_of_cover(report)})
        if blank:
            names = "、".join(dict.fromkeys(f"“{bare(report.quote(span))}”" for span in blank))
            yield self.finding(
                blank,
                f"{names}没有填写，请补填。",
                f"Not filled in: {names}.",
                labels=[bare(report.quote(span)) for span in blank],
            )
        for choice in _choices(plain(report)):
            boxes = list(pattern("structure", "unticked").finditer(plain(report), choice.start, choice.end))
            if len(boxes) < _FEWEST or pattern("structure", "ticked").search(choice.of(plain(report))):
                continue
            said = "”“".join(bare(found.group()) for found in boxes)
            yield self.finding(
                [Span(*found.span()) for found in boxes],
                f"选项“{said}”均未勾选，请勾选适用的一项。",
                f"None of the choices is ticked: “{said}”.",
                labels=[said],
            )


def _of_forms(report: Report) -> Iterator[Span]:
    """Labels of a form's head that stand beside nothing but the next label."""
    for form in report.forms:
        for label, cell in form.identity.items():
            at = report.text.rfind(label, form.span.start, cell.span.start)
            rest = report.text[cell.span.start :].lstrip(" \t\n\r|\u3000")
            # A value may have slipped to the next cell: only a label there shows that none was given.
            if not cell.text.strip() and at >= 0 and pattern("structure", "field").match(bare(rest[:_FIELD])):
                yield Span(at, at + len(label))


def _of_cover(report: Report) -> Iterator[Span]:
    """Labels of a cover or head that stand alone, with the next label and its value behind them."""
    for gap in ("cover_gap", "line_gap"):
        for found in pattern("structure", gap).finditer(plain(report)):
            yield Span(*found.span("label"))


def _choices(text: str) -> Iterator[Span]:
    """Each line with a box, where several choices stand on one, part by part."""
    for line in re.finditer(r"(?m)^[^\n]*[□☐][^\n]*", text):
        cuts = [found.start() for found in pattern("structure", "choice").finditer(text, *line.span())]
        for start, end in pairwise([line.start(), *cuts, line.end()]):
            yield Span(start, end)
