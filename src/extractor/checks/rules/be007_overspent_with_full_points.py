from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, SCORE, WEIGHT, bare, figure_spans, full_marks, name, number
from extractor.checks.words import pattern
from extractor.report import Report
from extractor.tables.model import CellValue, Row

_OF_RATE = re.compile(r"(?:预算|资金)?执行(?:率|情况)?(?:自评)?得?分(?:[（(](\d+)分?[）)])?")
"""A summary's column of points for the execution rate, beside the points of indicators."""
_USUAL = Decimal(10)
"""Its weight where the heading prints none."""
_ALL = Decimal(100)


class OverspentWithFullPoints(Rule):
    """执行数超过预算数，执行率仍得满分。

    是什么：全年执行数大于全年预算数（执行率超过100%），执行率仍按满分计，超支的来源和依据没有说明；资金总额行、项目汇总表的“执行得分”、评分表的“预算执行率”都看。
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
        found = [over for row in report.rows if (over := _by_amounts(row) or _by_rate(row)) is not None]
        if not found:
            return
        owner = Owner(report)
        admitted = [clause(report, span) for _, span in matches(report, pattern("shortfall", "overspent"))]
        whose = {owner.of(over.row.span) for over in found}
        yield self.finding(
            [
                *(span for over in found for span in figure_spans(report, *over.cells)),
                *(span for span in admitted if owner.of(span) in whose),
            ],
            f"{'、'.join(over.said for over in found[:3])}，执行率仍得满分，请说明超支的来源和依据并核实得分。",
            "Spending exceeds the budget, yet the execution rate has full points.",
            computed="；".join(over.computed for over in found),
            labels=[bare(found[0].row.text("项目")), "执行率"],
        )


@dataclass(frozen=True, slots=True)
class _Over:
    """A row that spent more than its budget and has all points for that."""

    row: Row
    cells: tuple[CellValue | None, ...]
    said: str
    computed: str


def _by_amounts(row: Row) -> _Over | None:
    budget, spent = number(row.text("全年预算数")), number(row.text("全年执行数"))
    points = _points(row)
    if budget is None or spent is None or not 0 < budget < spent or points is None:
        return None
    above, below = bare(row.text("全年执行数")), bare(row.text("全年预算数"))
    cells = (*(row.cells.get(h) for h in ("全年预算数", "全年执行数", "执行率")), *points)
    return _Over(row, cells, f"全年执行数{above}超过预算{below}", f"{above}>{below}")


def _points(row: Row) -> tuple[CellValue | None, ...] | None:
    """The cells of the rate's points, where all are given."""
    if row.kind == "budget":
        return (row.cell(*WEIGHT), row.cell(*SCORE)) if full_marks(row) else None
    for heading, cell in row.cells.items():
        column = _OF_RATE.fullmatch(bare(heading))
        if column is not None:
            return (cell,) if number(cell.text) == (Decimal(column[1]) if column[1] else _USUAL) else None
    return None


def _by_rate(row: Row) -> _Over | None:
    """The execution rate as an indicator of its own, at more than all."""
    said, rate = bare(row.text(*ACTUAL)), number(row.text(*ACTUAL))
    asked = row.kind in ("indicator", "rubric") and name(row).endswith("预算执行率")
    if not asked or rate is None or rate <= _ALL or "%" not in said or not full_marks(row):
        return None
    return _Over(
        row, (row.cell(*ACTUAL), row.cell(*WEIGHT), row.cell(*SCORE)), f"预算执行率{said}超过100%", f"{said}>100%"
    )
