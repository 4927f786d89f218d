from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_FURTHER = 2000
_AMOUNT = re.compile(r"项目支出[^，。；\n\d]{0,14}\d[\d.,]*\s*[万亿]?元")


class ProjectSpendingNotBrokenDown(Rule):
    """项目支出只列项目名称，没有分项金额。

    是什么：正文列出了几个项目的名称，却没有各自的预算和支出金额，报告也没有项目支出的自评表。
    为什么：项目支出要按项目说明预算、支出和绩效；只有总数看不出资金用在哪里。
    依据：部门和单位对整体支出及全部项目开展自评，覆盖率100%（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：项目支出320万元，主要包括宣传经费、食堂补助、创建经费等。
    正确示例：项目支出320万元，其中宣传经费120万元、食堂补助80万元、创建经费120万元。
    何时不报：列举时或其后逐项写了金额；有项目支出的表；只有一两个项目；没有项目支出。
    怎样满足：请分项列明各项目的年初预算、全年预算、实际支出和绩效情况。
    """

    code, name, title = "ST002", "project-spending-not-broken-down", "项目支出没有分项金额"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        listed = []
        for found in pattern("structure", "project_list").finditer(plain(report)):
            names = Span(found.end(), sentence(report, Span(found.end(), found.end())).end)
            if not re.search(r"\d", report.quote(names)) and not _priced(report, names):
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


def _priced(report: Report, names: Span) -> bool:
    """Whether one of the projects is named again with an amount."""
    rest = report.text[names.end : names.end + _FURTHER]
    each = [part.strip()[:6] for part in re.split("[、和及]", report.quote(names)) if len(part.strip()) >= 2]
    return any(re.search(rf"{re.escape(part)}[^。；\n]{{0,16}}\d[\d.,]*\s*[万亿]?元", rest) for part in each)
