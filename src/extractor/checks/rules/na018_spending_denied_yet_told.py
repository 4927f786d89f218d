from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clauses
from extractor.checks.rule import Rule
from extractor.checks.values import name
from extractor.checks.values import spent as paid_in
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report

_TOLD = ("performance", "spending", "management", "profile", "other")
_AMOUNT = r"[^，。；\d]{0,8}?(?:支出|为|共计?|合计|达|是|：|:)*\s*(\d[\d,]*(?:\.\d+)?)\s*(?:万|亿)?元"
_MOST = 2


class SpendingDeniedYetTold(Rule):
    """写没有发生的支出，别处又列有金额。

    是什么：报告写“未发生公务接待费”“没有因公出国（境）支出”“无政府性基金预算支出”一类的话，正文或支出表又列有同一项的支出金额。
    为什么：两种说法只能有一种是真的；“三公”经费等要对外公开，必须准确。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：全年未发生公务接待费；公务接待费支出0.86万元。
    正确示例：公务接待费支出0.86万元，比上年减少0.2万元。
    何时不报：金额为0；金额是上年的、预算的或增减的；否认的是超支、违规；另一个项目或单位的。
    怎样满足：请核实该项支出是否发生，更正其中一处。
    """

    code, name, title = "NA018", "spending-denied-yet-told", "写未发生的支出又列有金额"
    family, severity = "text_text", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        owner = Owner(report)
        for head in datafile("denied")["head"]:
            denied = list(_denied(report, head))
            spent = list(_spent(report, head)) if denied else []
            mine = [s for s in spent if any(owner.of(s) == owner.of(d) for d in denied)]
            if not mine:
                continue
            amount = report.quote(mine[0])
            yield self.finding(
                [*denied[:_MOST], *mine[:_MOST]],
                f"报告称“{report.quote(denied[0])}”，又列有{head['name']}“{amount}”，前后不一致，请核实更正。",
                f"“{report.quote(denied[0])}”, yet “{amount}” is told.",
                labels=[head["name"]],
            )


def _denied(report: Report, head: dict[str, Any]) -> Iterator[Span]:
    wanted = re.compile(rf"(?:{pattern('denied', 'denial', 'words').pattern})[^，。；]{{0,4}}(?:{head['denied']})")
    for start, said in _said(report):
        if wanted.search(said) and not pattern("denied", "denial", "other").search(said) and not _counted(said):
            yield Span(start, start + len(said))


def _counted(said: str) -> bool:
    return re.search(r"[1-9]\d*(?:\.\d+)?\s*[万亿]?元", said) is not None


def _spent(report: Report, head: dict[str, Any]) -> Iterator[Span]:
    """Where an amount of it is told: in a clause of the narrative, in a row of a table of money."""
    wanted = re.compile(rf"(?:{head['words']}){_AMOUNT}|支出(?:{head['words']})\s*(\d[\d,]*(?:\.\d+)?)\s*(?:万|亿)?元")
    for start, said in _said(report):
        found = wanted.search(said)
        if found is None or pattern("denied", "denial", "not_spent").search(said[: found.end()]):
            continue
        if Decimal((found[1] or found[2]).replace(",", "")) > 0:
            yield Span(start + found.start(), start + found.end())
    named = re.compile(head.get("row", head["words"]))
    rows = {row.id: row for row in report.rows if row.kind == "budget" and named.search(name(row))}
    for figure in report.figures:
        row = rows.get(figure.source)
        paid = paid_in(row, report.year) if row is not None else None
        if paid is not None and figure.value > 0 and paid.span.covers(figure.span):
            yield figure.span


def _said(report: Report) -> Iterator[tuple[int, str]]:
    for segment in report.segments:
        if segment.section in _TOLD and "目标" not in segment.cell_label:
            yield from clauses(report, segment.span)
