from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, told
from extractor.checks.rule import Rule
from extractor.checks.values import bare, figure_span, number
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_LEAST = Decimal("0.1")
"""Share of the initial budget from which a change must be explained; 预算调整率 bands start at ten per cent."""
_PAIR = re.compile(
    r"年初(?:批复|部门)*预算(?:数|安排)?(?:为)?\s*([\d,]+(?:\.\d+)?)\s*(万|亿)?元[^。；\n]{0,30}?"
    r"(?:全年|调整后?)的?预算(?:数|安排)?(?:为)?\s*([\d,]+(?:\.\d+)?)\s*(万|亿)?元"
)
_ADDED = re.compile(r"追加[^，。；\n\d]{0,8}\d[\d.,]*\s*[万亿]?元")
_MOST = 3
"""Additions that are shown."""
_Change = tuple[Decimal, Decimal, list[Span]]


class BudgetAdjustedWithoutReason(Rule):
    """预算调整幅度大，没有说明原因。

    是什么：全年预算数与年初预算数相差一成以上，全文没有说明追加或调减的内容、原因和依据。
    为什么：预算调整率是重要的评价内容；调整后再按调整数计算执行率，会掩盖年初预算编制的问题。
    依据：预算调整率见《预算绩效评价共性指标体系框架》（财预〔2013〕53号）。
    错误示例：年初预算730万元，全年预算866万元，增幅18.6%，正文无说明。
    正确示例：全年预算比年初增加136万元，其中追加绩效奖106万元（云财预〔2023〕45号）、专项30万元。
    何时不报：全文写有追加的用途或文件（只写“年中追加若干万元”的仍报）、调增调减、上级下达、上年结转、政策性增支等原因，或说到预算、经费的句子写了新增、核减的内容和批复文件；变动不足一成；年初预算为零的项目（属年中新增，另作提示）。
    怎样满足：请说明调整的项目、金额、原因和批复依据。
    """

    code, name, title = "ST007", "budget-adjusted-without-reason", "预算大幅调整未说明原因"
    family, severity = "structure", "warning"
    basis = ("《预算绩效评价共性指标体系框架》（财预〔2013〕53号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        if any(_explains(said) for said in re.split(r"[。；\n\t|]", told(report))):
            return
        # What the text tells is shown there, not where the form repeats it.
        told_once = {c[:2]: c for c in (*_in_rows(report), *_in_text(report)) if abs(c[1] - c[0]) >= _LEAST * c[0]}
        if not told_once:
            return
        changes = sorted(told_once.values(), key=lambda c: c[2])
        added = [Span(*found.span()) for found in _ADDED.finditer(plain(report))] if any(_in_text(report)) else []
        first, last, _ = max(changes, key=lambda c: c[0])
        share = abs(last - first) / first * 100
        verb = "增加" if last > first else "减少"
        yield self.finding(
            [*(span for _, _, spans in changes for span in spans), *added[:_MOST]],
            f"全年预算比年初预算{verb}{abs(last - first).normalize():f}，幅度{share:.2f}%，"
            "报告未说明调整的内容、原因和依据。",
            f"The budget was changed by {share:.2f} % during the year without any reason given.",
            computed="；".join(f"{b}-{a}={b - a}，÷{a}={(b - a) / a * 100:.2f}%" for a, b, _ in changes),
            labels=["预算调整"],
        )


def _in_text(report: Report) -> Iterator[_Change]:
    for found in _PAIR.finditer(plain(report)):
        if found[2] == found[4]:
            first, last = (Decimal(found[i].replace(",", "")) for i in (1, 3))
            if first:
                yield first, last, [Span(*found.span(1)), Span(*found.span(3))]


def _in_rows(report: Report) -> Iterator[_Change]:
    for row in report.rows:
        before, after = row.cell("年初预算数"), row.cell("全年预算数")
        if row.kind != "budget" or before is None or after is None or "总额" not in bare(row.text("项目")):
            continue
        first, last = number(before.text), number(after.text)
        if first and last is not None:
            yield first, last, [figure_span(report, before), figure_span(report, after)]


def _explains(said: str) -> bool:
    """Whether a sentence says what a budget was changed for."""
    of_budget, why = pattern("structure", "of_budget"), pattern("structure", "why_adjusted")
    told_so = pattern("structure", "adjustment_reason").search(said)
    return bool(told_so or (of_budget.search(said) and why.search(said)))
