from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import told
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, REASON, TARGET, bare, blank, category, figure_spans, name, number
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_LOW = Decimal(90)
"""Per cent; forms ask for a reason below it (执行率低于90%的须说明)."""
_LEAST = Decimal("1.5")
"""A rate printed as a part of one (0.86) is not told apart from one of 0.86 %."""
_MOST = 3
_WHOLE = re.compile("总额|合计|总计")
_OFF = re.compile("偏[离差]|未(?:能)?完成")
_BEFORE = 40
"""Characters before a rate that say what money it is of."""
_BUDGET, _SPENT = ("全年预算数", *TARGET), ("全年执行数",)
_Rate = tuple[Decimal, list[Span]]


class LowExecutionWithoutReason(Rule):
    """预算执行率偏低，没有说明原因。

    是什么：报告写明的预算执行率（支付率、支出率）低于90%，全文和自评表的原因栏都没有说明未执行的原因。
    为什么：执行率偏低说明项目没有按计划实施或预算编制不准，不说明原因就无从改进，也无法判断产出是否真的完成。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率偏低、偏离绩效目标较大的，应说明原因和改进措施。
    错误示例：全年预算260万元，支出163.8万元，执行率63%。（全文再无说明）
    正确示例：执行率63%，主要原因是三标段12月才完成招标，余款96.2万元结转下年按合同支付。
    何时不报：执行率不低于90%；全文任何一处说明了支付慢、结余或结转的原因（含“尚未验收”“尾款”“招标节约”等）；该项的原因栏已填，或产出的原因栏说明了推迟、未完成的缘由（只解释数量的不算）；合计的执行率不低，只是其中一项资金低；说到执行率的一节在文件末尾，后文不知。
    怎样满足：请说明未执行的金额、原因和后续支付安排。
    """

    code, name, title = "ST015", "low-execution-without-reason", "执行率偏低未说明原因"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rates = [*_in_rows(report), *_in_text(report)]
        low = [rate for rate in rates if rate[0] < _LOW]
        if not low or (len(low) < len(rates) and _whole_is_high(report, rates)):
            return
        if _causes_told(report) or any(_explains(said) for said in re.split("[。；\n]", told(report))):
            return
        lowest = min(rate for rate, _ in low)
        yield self.finding(
            [span for _, spans in low[:_MOST] for span in spans],
            f"预算执行率只有{lowest.normalize():f}%，报告未说明未执行的原因，请补充未支付的金额、原因和后续安排。",
            f"Only {lowest.normalize():f} % of the budget was spent, and no reason is given.",
            labels=["执行率"],
        )


def _in_text(report: Report) -> Iterator[_Rate]:
    for claim in report.claims:
        stated = claim.kind == "ratio" and claim.role == "actual" and claim.section != "goals"
        if not stated or not claim.number or claim.unit not in ("%", "％"):
            continue
        if not pattern("structure", "execution_rate").search(bare(claim.indicator)):
            continue
        # In a text that breaks off the reason may have stood in what is lost.
        if report.text[_part_end(report, claim.start) :].strip() and (rate := Decimal(claim.number)) > _LEAST:
            yield rate, [Span(claim.start, claim.end)]


def _part_end(report: Report, at: int) -> int:
    parts = (part.span for document in report.submission.documents for part in document.sections)
    return min((part.end for part in parts if part.start <= at < part.end), default=len(report.text))


def _in_rows(report: Report) -> Iterator[_Rate]:
    """Of each form the rate that is an indicator of its own, else that of its whole; not one with a reason."""
    for form in report.forms:
        asked = [
            row
            for row in form.rows
            if row.kind == "indicator" and pattern("structure", "execution_rate").search(name(row))
        ]
        whole = [row for row in form.rows if row.kind == "budget" and _WHOLE.search(bare(row.text("项目")))]
        for row in asked or whole:
            cell = row.cell(*ACTUAL) if asked else row.cell("执行率")
            rate = number(cell.text) if cell is not None else None
            if cell is None or rate is None or rate <= _LEAST or not blank(row.cell(*REASON)):
                continue
            yield rate, figure_spans(report, row.cell(*_BUDGET), row.cell(*_SPENT), cell)


def _whole_is_high(report: Report, rates: list[_Rate]) -> bool:
    """Whether the rate of all the money is not low: the first that is told, or one that says that it is of all."""
    first = min(rates, key=lambda rate: rate[1][0])
    of_all = (report.text[max(0, spans[0].start - _BEFORE) : spans[-1].end] for rate, spans in rates if rate >= _LOW)
    return first[0] >= _LOW or any(pattern("structure", "of_all").search(said) for said in of_all)


def _causes_told(report: Report) -> bool:
    """Whether the report says why its output went otherwise than planned: the rate is a consequence of that."""
    strayed = (report.quote(s.span) for s in report.segments if any(_OFF.search(heading) for heading in s.headings))
    output = [row for row in report.rows if row.kind == "indicator" and "产出" in category(row)]
    reasons = any(_of_delay(bare(row.text(*REASON))) for row in output)
    return reasons or any(pattern("structure", "cause").search(said) for said in strayed)


def _explains(said: str) -> bool:
    """Whether a sentence says why money was left: by words for just that, or by a cause of work or payment."""
    if pattern("structure", "overspent").search(said):
        return False
    left = pattern("structure", "of_spending").search(said) and pattern("structure", "spending_reason").search(said)
    work, cause = pattern("structure", "spending_or_work"), pattern("structure", "spending_cause")
    return bool(left or (work.search(said) and cause.search(said)))


def _of_delay(reason: str) -> bool:
    """Whether a row's reason says why work or payment did not come about, which leaves its money unspent, too."""
    return any(pattern("structure", words).search(reason) for words in ("spending_reason", "spending_cause"))
