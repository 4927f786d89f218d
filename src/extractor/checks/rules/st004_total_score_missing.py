from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, number
from extractor.report import Report
from extractor.tables.model import CellValue, Row


class TotalScoreMissing(Rule):
    """总分行的得分空着。

    是什么：自评表的总分（合计）行填了分值，得分栏空白。
    为什么：总分是自评的结论；空着就没有自评结果，也无法评定等级。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评结果以百分制评分、内容完整。
    错误示例：总分，分值100，得分空白。
    正确示例：总分，分值100，得分96.5。
    何时不报：得分已填（含写在合并单元格里的）；该表没有得分一栏；表外紧接着写明了该表的自评得分。
    怎样满足：请将各行得分相加填入总分行，并写明评价等级。
    """

    code, name, title = "ST004", "total-score-missing", "总分未填"
    family, severity = "structure", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            for row in form.rows:
                weight, score = row.cell(*WEIGHT), row.cell(*SCORE)
                if row.kind != "total" or weight is None or score is None or bare(score.text):
                    continue
                if number(weight.text) != 100 or not _label(row):
                    continue
                label = _label(row)
                scored = [r for r in form.rows if r.kind != "total" and number(r.text(*SCORE)) is not None]
                yield self.finding(
                    [weight.span, *([label.span] if label else [])],
                    "自评表总分行只填了分值，得分空白，自评结论缺失，请补填总分。"
                    if scored
                    else "自评表各行和总分行的得分均空白，没有自评结果，请补填。",
                    "The total row has its points but no score.",
                    labels=[form.project or form.title, "总分"],
                )


def _label(row: Row) -> CellValue | None:
    return next((c for c in row.cells.values() if bare(c.text) in _TOTALS), None)


_TOTALS = ("总分", "合计", "总计", "总得分", "合计得分", "总分值")
