from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_FURTHER = 2000
_COUNTED = re.compile(r"\d+(?:个|项|类|大类|方面|部分)")
"""How many there are says nothing of what they cost."""
_AMOUNT = re.compile(r"项目支出[^，。；\n\d]{0,14}\d[\d.,]*\s*[万亿]?元")


class ProjectSpendingNotBrokenDown(Rule):
    """项目支出只列项目名称，没有分项金额。

    是什么：正文列出了几个项目的名称，却没有各自的预算和支出金额，报告也没有项目支出的自评表。
    为什么：项目支出要按项目说明预算、支出和绩效；只有总数看不出资金用在哪里。
    依据：部门和单位对整体支出及全部项目开展自评，覆盖率100%（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：项目支出320万元，主要包括宣传经费、食堂补助、创建经费等。
    正确示例：项目支出320万元，其中宣传经费120万元、食堂补助80万元、创建经费120万元。
    何时不报：列举时或其后逐项写了金额，或表中分行列了金额；有项目支出的表；说的是比上年增减的原因；只有一两个项目；没有项目支出。
    怎样满足：请分项列明各项目的年初预算、全年预算、实际支出和绩效情况。
    """

    code, name, title = "ST002", "project-spending-not-broken-down", "项目支出没有分项金额"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        listed = []
        for found in pattern("structure", "project_list").finditer(plain(report)):
            names = Span(found.end(), sentence(report, Span(found.end(), found.end())).end)
            if not re.search(r"\d", _COUNTED.sub("", report.quote(names))) and not _priced(
                report, _named(report, names), names.end
            ):
                listed.append(names)
        if not listed or any(form.project for form in report.forms):
            return
        amounts = [Span(*found.span()) for found in _AMOUNT.finditer(plain(report))]
        near = [a for a in amounts if any(abs(a.start - span.start) < 600 for span in listed)]
        if not near and not any("支出" in report.text[span.start - 80 : span.start] for span in listed):
            return
        yield self.finding(
            [*near, *listed],
            "项目支出只列了项目名称，没有各项目的预算和支出金额，也没有项目绩效说明，请分项列明。",
            "Projects are named without their budgets and spending.",
            labels=["项目支出"],
        )


def _named(report: Report, names: Span) -> list[str]:
    return [part.strip()[:6] for part in re.split("[、和及]", report.quote(names)) if len(part.strip()) >= 2]


def _priced(report: Report, each: list[str], end: int) -> bool:
    """Whether one of the projects is named again with an amount, or heads a row of a table of money."""
    rest = report.text[end : end + _FURTHER]
    rows = [bare(row.text("项目")) for row in report.rows if row.kind == "budget"]
    return any(
        re.search(rf"{re.escape(part)}[^。；\n]{{0,16}}\d[\d.,]*\s*[万亿]?元", rest) or any(part in row for row in rows)
        for part in each
    )
