from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import bare, name, number
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.report import Report

_BUDGETED = re.compile(
    r"(20\d\d)年度?[^。；\n\d]{0,24}(?:下达|安排|拨付|预算|到位|收到)[^。；\n\d]{0,16}?(\d[\d,]*\.\d{2,})\s*(亿|万)?元"
)


_SPENT = re.compile(
    r"(20\d\d)年(?:度|底|末)?(?![^。；，\n\d]{0,6}(?:结转|下达))[^。；，\n\d]{0,12}(?:支出|收入|决算|执行)[^。；\n\d]{0,6}?"
    r"(\d[\d,]*\.\d{2,})\s*(亿|万)?元"
)
_SPENDING = re.compile("支出|执行|决算")
_EARLIER = re.compile(r"上年|上一年|去年|20\d\d")
"""Columns of a form that hold another year's amounts."""
_COMPARED = re.compile(r"上年|同比|相比|比|较|增长|增加|减少|下降|结转")
_FLOWS = re.compile("追加|调增|支出|执行|决算")
"""What is done once with money, and in one year."""
_CARRIED = re.compile("结转|结余|上年|跨年|同比|[比较与]")
_YEAR = re.compile(r"20\d\d")
_LONG = 5
"""Digits from which on two years hardly have the same amount."""


class SameAmountOtherYear(Rule):
    """同一笔资金前后写成两个年度。

    是什么：数额完全相同的一笔预算（下达）资金，一处写为评价年度，另一处写为别的年度；正文写为往年的支出（执行），与评价年度表内的支出数额相同；或评价年度的追加、支出在别处写成另一年的。
    为什么：一笔资金只属于一个年度，其中一处年份有误，多为沿用旧稿。
    依据：正文各处应属同一评价年度，属自评报告通行要求。
    错误示例：2023年度安排预算547.615万元……2022年上级下达该项资金547.615万元。
    正确示例：两处均为2023年。
    何时不报：数额不同；数额是整数（两年预算相同很常见）；写明是结转或上年资金在本年使用。
    怎样满足：请核对年份；跨年度使用的资金请注明下达和使用年度。
    """

    code, name, title = "NA007", "same-amount-other-year", "同一资金年度不一"
    family, severity = "text_text", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        yield from self._granted(report)
        spent = list(self._spent(report))
        yield from spent
        told = [span for finding in spent for span in finding.spans]
        for finding in self._told_again(report):
            if not any(span.overlaps(other) for span in finding.spans for other in told):
                yield finding

    def _spent(self, report: Report) -> Iterator[Finding]:
        """Spending of an earlier year that is the year's own in a form."""
        cells = {
            number(cell.text): cell.span
            for row in report.rows
            if row.kind == "budget"
            for heading, cell in row.cells.items()
            if _SPENDING.search(f"{name(row)}{heading}{row.table}") and not _EARLIER.search(heading) and bare(cell.text)
        }
        for found in _SPENT.finditer(plain(report)):
            amount, around = Decimal(found[2].replace(",", "")), sentence(report, Span(*found.span()))
            place = cells.get(amount)
            if place is None or not report.year.isdigit() or int(found[1]) >= int(report.year):
                continue
            if _COMPARED.search(plain(report), around.start, found.end()):
                continue
            yield self.finding(
                [Span(*found.span(1)), Span(*found.span(2)), place],
                f"正文写{found[1]}年{found[2]}{found[3] or ''}元，{report.year}年度的表内数额相同，请核对年份。",
                f"The amount {found[2]} of {found[1]} is that of {report.year} in the form.",
                computed=f"{found[1]} ≠ {report.year}；{found[2]} = {found[2]}",
                family="structure",
                labels=[found[2], "年度"],
            )

    def _told_again(self, report: Report) -> Iterator[Finding]:
        """What was added or spent in the report's year, told again as that of another one."""
        flows = [c for c in report.claims if _is_flow(c)]
        for claim in flows:
            year = _YEAR.search(claim.period or "")
            printed = year is not None and _YEAR.search(report.text, *_before(report, claim)) is not None
            if year is None or year[0] == report.year or not printed or _CARRIED.search(_said(report, claim)):
                continue
            own = [o for o in flows if _same_amount(claim, o) and report.year in (o.period or "")]
            if own and report.year:
                said = f"{claim.number}{claim.unit}"
                yield self.finding(
                    [Span(c.start, c.end) for c in (claim, own[0])],
                    f"“{claim.indicator}”{said}一处写为{report.year}年，另一处写为{year[0]}年，年度不一，请核对。",
                    f"{said} is of {report.year} in one place and of {year[0]} in another.",
                    computed=f"{year[0]} ≠ {report.year}；{said} = {said}",
                    labels=[said, "年度"],
                )

    def _granted(self, report: Report) -> Iterator[Finding]:
        first: dict[tuple[str, str], re.Match[str]] = {}
        for found in _BUDGETED.finditer(plain(report)):
            key = (found[2].replace(",", ""), found[3] or "")
            before = first.setdefault(key, found)
            if before[1] == found[1] or re.search("结转|上年|跨年", found.group() + before.group()):
                continue
            yield self.finding(
                [Span(*m.span(i)) for m in (before, found) for i in (1, 2)],
                f"同为{found[2]}{found[3] or ''}元的资金，前文写{before[1]}年，后文写{found[1]}年，年度不一，请核对。",
                f"The same amount {found[2]} is of {before[1]} in one place and of {found[1]} in another.",
                computed=f"{before[1]} ≠ {found[1]}；{found[2]} = {before[2]}",
                labels=[found[2], "年度"],
            )


def _is_flow(claim: Claim) -> bool:
    long = len((claim.number or "").replace(".", "").strip("0")) >= _LONG
    return claim.kind == "amount" and long and _FLOWS.search(claim.indicator) is not None


def _same_amount(claim: Claim, other: Claim) -> bool:
    same = (claim.number, claim.unit) == (other.number, other.unit) and claim.start != other.start
    return same and bool(set(_FLOWS.findall(claim.indicator)) & set(_FLOWS.findall(other.indicator)))


def _before(report: Report, claim: Claim) -> tuple[int, int]:
    """From the start of the claim's clause to the claim."""
    return clause(report, Span(claim.start, claim.end)).start, claim.start


def _said(report: Report, claim: Claim) -> str:
    return clause(report, Span(claim.start, claim.end)).of(plain(report))
