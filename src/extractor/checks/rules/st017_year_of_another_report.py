from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, TARGET, bare, name
from extractor.checks.words import pattern
from extractor.checks.years import stated
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_YEAR = re.compile(r"(20\d\d)\s*年")
_LAST_MONTH = 10
"""The month of the year itself up to which nobody can evaluate it as a whole."""


class YearOfAnotherReport(Rule):
    """标题、得分、日期或时限写成了别的年度。

    是什么：小标题（如“2021年度绩效目标完成情况”）、自评得分的表述或时效指标写的年度不是报告的年度，或填报日期早于该年度终了。
    为什么：年度不对说明沿用了往年的文稿，读者无法确定数据属于哪一年。
    依据：标题、正文、表格应属同一评价年度，属自评报告通行要求。
    错误示例：2022年度自评报告写“我站2021年度自评得分96分”；评价2022年度的报告填报日期为2022年3月。
    正确示例：“我站2022年度自评得分96分”，填报日期2023年3月。
    何时不报：报告标题和表头没有注明年度，或跨几个年度；说的是上年、下年或与上年比较；小标题说的是计划、打算、预算安排、上年结转；日期在当年11月以后。
    怎样满足：请核对并更正年度或日期。
    """

    code, name, title = "ST017", "year-of-another-report", "写成了别的年度"
    family, severity = "structure", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        right = stated(report)
        if not right:
            return
        told = [*_headings(report, right), *_sentences(report, right), *_times(report, right)]
        for span, year in told:
            yield self.finding(
                [span],
                f"“{report.quote(span)}”写的是{year}年，与报告的{right}年度不一致，请核对更正。",
                f"“{report.quote(span)}” is of {year}, the report of {right}.",
                labels=[year],
            )
        for found in pattern("structure", "filled_in_on").finditer(plain(report)):
            written, month = int(found["year"]), int(found["month"] or 12)
            if written < int(right) or (written == int(right) and month <= _LAST_MONTH):
                span = Span(found.start("year"), found.end())
                yield self.finding(
                    [span],
                    f"日期“{report.quote(span)}”早于{right}年度终了，而报告评价的是该年度全年，请核对日期或年度。",
                    f"The date {report.quote(span)} is before the end of {right}.",
                    labels=["日期"],
                )


def _headings(report: Report, right: str) -> Iterator[tuple[Span, str]]:
    """Headings about results of one other year."""
    for document in report.submission.documents:
        for heading in document.headings:
            said = report.quote(heading.title)
            years = set(_YEAR.findall(said))
            wanted = pattern("structure", "of_results").search(said)
            if len(years) == 1 and right not in years and wanted and not pattern("structure", "of_others").search(said):
                yield heading.title, years.pop()


def _sentences(report: Report, right: str) -> Iterator[tuple[Span, str]]:
    """What the evaluation of one other year is said to have given."""
    for found in pattern("structure", "own_score").finditer(plain(report)):
        if found["year"] != right:
            yield Span(*found.span()), found["year"]


def _times(report: Report, right: str) -> Iterator[tuple[Span, str]]:
    """When something was to be done: all of one year before, or by its end."""
    for row in report.rows:
        cells = [row.cell(*TARGET), row.cell(*ACTUAL)]
        if row.kind == "indicator" and cells[0] is not None and (year := _year_of(row)) and year < right:
            yield cells[0].span, year


def _year_of(row: Row) -> str:
    """The one year that a row's target is, and its actual value where that names a year at all."""
    wanted, done = (
        pattern("structure", "whole_year").fullmatch(bare(row.text(*TARGET))),
        _YEAR.findall(bare(row.text(*ACTUAL))),
    )
    same = wanted is not None and not _YEAR.search(name(row)) and all(year == wanted["year"] for year in done)
    return wanted["year"] if wanted is not None and same else ""
