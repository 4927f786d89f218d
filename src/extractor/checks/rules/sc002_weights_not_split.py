from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, figure_spans, name, name_cell, score, weight
from extractor.report import Report
from extractor.tables.model import Row


class WeightsNotSplit(Rule):
    """几项指标合用一个分值，没有分解。

    是什么：几行指标合并填一个分值，没有分到各行；其中有的行得分空白，有的行直接填了得分。
    为什么：每项指标的权重不明，得分是否超过各自分值、为何空白都无从核对。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求权重设置合理、自评内容完整。
    错误示例：经济、社会、生态三项合用15分；经济效益得分空白，社会9分，生态6分。
    正确示例：经济效益3分得3分，社会效益6分得6分，生态效益6分得5分。
    何时不报：各行分值都已填；合并的分值只对应一个得分；得分空白的行分值也空白。
    怎样满足：请把分值分解到各项指标，逐项评分并说明依据。
    """

    code, name, title = "SC002", "weights-not-split", "分值未分解到各项"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            group: list[Row] = []
            for row, after in pairwise([*(r for r in form.rows if r.kind in ("rubric", "indicator")), None]):
                if row is not None and _head(row) and after is not None and _member(after):
                    group = [row]
                elif row is not None and group and _member(row):
                    group.append(row)
                    if after is None or not _member(after):
                        yield self._found(report, group)
                        group = []

    def _found(self, report: Report, group: list[Row]) -> Finding:
        given = [score(row) or 0 for row in group[1:]]
        cells = [c for row in group for c in (name_cell(row), row.cell(*WEIGHT), row.cell(*SCORE)) if c and len(c.span)]
        names = "、".join(name(row) for row in group)
        return self.finding(
            [
                span
                for cell in cells
                for span in ([cell.span] if not figure_spans(report, cell) else figure_spans(report, cell))
            ],
            f"{names}{len(group)}项合用{weight(group[0])}分，未分解到各项，“{name(group[0])}”得分空白，请分解分值并说明得分依据。",
            f"{len(group)} indicators share {weight(group[0])} points that are not split.",
            computed="+".join(map(str, given)) + f"={sum(given)}，分值{weight(group[0])}",
            labels=[names],
        )


def _head(row: Row) -> bool:
    points = row.cell(*SCORE)
    return weight(row) is not None and points is not None and not bare(points.text)


def _member(row: Row) -> bool:
    possible = row.cell(*WEIGHT)
    return possible is not None and not bare(possible.text) and score(row) is not None
