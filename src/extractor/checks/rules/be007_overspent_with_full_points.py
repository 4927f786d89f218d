from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, figure_spans, full_marks, number
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row


class OverspentWithFullPoints(Rule):
    """执行数超过预算数，执行率仍得满分。

    是什么：资金总额行的全年执行数大于全年预算数（执行率超过100%），该行仍按满分计，超支的来源和依据没有说明。
    为什么：预算是支出的上限，超预算支出应当有调整依据；没有依据的超支不能视同执行良好。
    依据：《中华人民共和国预算法》规定各部门、各单位的支出必须以经批准的预算为依据。
    错误示例：全年预算数201万元，执行数201.26万元，执行率100.13%，得满分10分。
    正确示例：执行数超出年初预算，已按程序调整，全年预算数填调整后数，执行率100%。
    何时不报：执行数不超过全年预算数；该行没有得分或未得满分；按不同口径列示（只有年初预算数）。
    怎样满足：请说明超支的来源和批复依据，更正全年预算数，或扣减执行率得分。
    """

    code, name, title = "BE007", "overspent-with-full-points", "超预算支出仍得满分"
    family, severity = "scoring", "warning"
    basis = ("《中华人民共和国预算法》",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = [row for row in report.rows if row.kind == "budget" and full_marks(row) and _overspent(row)]
        if not rows:
            return
        owner = Owner(report)
        admitted = [clause(report, span) for _, span in matches(report, pattern("shortfall", "overspent"))]
        whose = {owner.of(row.span) for row in rows}
        said = "、".join(f"{bare(r.text('全年执行数'))}超过预算{bare(r.text('全年预算数'))}" for r in rows[:3])
        yield self.finding(
            [
                *(span for row in rows for span in _places(report, row)),
                *(span for span in admitted if owner.of(span) in whose),
            ],
            f"全年执行数{said}，执行率仍得满分，请说明超支的来源和依据并核实得分。",
            "Spending exceeds the budget, yet the execution rate has full points.",
            computed="；".join(f"{bare(r.text('全年执行数'))}>{bare(r.text('全年预算数'))}" for r in rows),
            labels=[bare(rows[0].text("项目")), "执行率"],
        )


def _overspent(row: Row) -> bool:
    budget, spent = number(row.text("全年预算数")), number(row.text("全年执行数"))
    return budget is not None and spent is not None and 0 < budget < spent


def _places(report: Report, row: Row) -> list[Span]:
    cells = [row.cells.get(h) for h in ("全年预算数", "全年执行数", "执行率")]
    return figure_spans(report, *cells, row.cell(*WEIGHT), row.cell(*SCORE))
