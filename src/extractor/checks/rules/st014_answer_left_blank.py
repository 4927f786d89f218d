from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Cell
from extractor.report import Report

_FEWEST = 3


class AnswerLeftBlank(Rule):
    """资金管理情况有一栏没有填。

    是什么：转移支付自评表“资金管理情况”各栏（分配科学性、下达及时性……）大多已填，有一栏完全空着。
    为什么：空着无从判断是没有问题还是漏填；没有问题的也应填“无”。
    依据：转移支付绩效自评表填报说明要求逐项填写资金管理情况。
    错误示例：“执行准确性”等六栏都填了情况说明，“支出责任履行情况”空白。
    正确示例：“支出责任履行情况：地方配套资金已足额安排；存在问题：无”。
    何时不报：该栏填了任何内容（包括“无”）；各栏大多空着（整块未填另有提示）；表中没有这几栏。
    怎样满足：请补填该栏，没有问题的填“无”。
    """

    code, name, title = "ST014", "answer-left-blank", "资金管理情况有一栏未填"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        for document in report.submission.documents:
            rows = [row for table in document.tables for row in table.rows]
            labelled = [found for row in rows if (found := _labelled(report, row)) is not None]
            empty = [label for label, filled in labelled if not filled]
            if not empty or len(labelled) - len(empty) < _FEWEST:
                continue
            names = "、".join(f"“{bare(report.quote(label.span))}”" for label in empty)
            yield self.finding(
                [label.span for label in empty],
                f"资金管理情况中{names}没有填写，无情况的也应填“无”，请补填。",
                f"Not filled in: {names}.",
                labels=[bare(report.quote(label.span)) for label in empty],
            )


def _labelled(report: Report, row: tuple[Cell, ...]) -> tuple[Cell, bool] | None:
    """The row's label among those asked for, and whether anything stands after it."""
    for at, cell in enumerate(row):
        if pattern("structure", "managed").fullmatch(bare(report.quote(cell.span))):
            return cell, any(bare(report.quote(other.span)) for other in row[at + 1 :])
    return None
