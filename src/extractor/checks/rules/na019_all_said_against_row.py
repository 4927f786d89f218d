from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.assertions import asserted
from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import bare, number
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Form, Row

_FEWEST = 3
"""Rows of a kind from which on a table tells of each of them."""
_KIND = 9
"""Characters from 各 on that name what each row is."""
_TOTALS = re.compile(r"合计|总计|小计|总额|平均|^全[县市区省]")
_MOST = 3
_TOLD = ("performance", "spending", "management", "other")


class AllSaidAgainstRow(Rule):
    """称各地、各单位、各项目都达到某一比率，表中却有一行没有达到。

    是什么：正文写“各县支出率均在90%以上”“各项目合格率均达到100%”，分地区、分单位、分项目的表中却有一行低于这一比率。
    为什么：表中的数字否定了“均”字，概括性的结论不能成立，落后的一行也没有得到说明。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：各乡镇支出率均在90%以上；表中石桥镇支出率74.00%。
    正确示例：除石桥镇支出率为74.00%外，其余各乡镇支出率均在90%以上。
    何时不报：没有分行的表，或行数不足3行；表中没有这一比率；写明除外的；是目标、要求或另一时期的；行的名称不是所说的一类。
    怎样满足：请据实表述，并说明没有达到的原因。
    """

    code, name, title = "NA019", "all-said-against-row", "称“均达到”而表中有的没有达到"
    family, severity = "text_table", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        owner = Owner(report)
        for _, span in asserted(report, pattern("everywhere", "said"), *_TOLD):
            said = pattern("everywhere", "said").fullmatch(plain(report), span.start, span.end)
            if said is None or pattern("everywhere", "other").search(sentence(report, span).of(plain(report))):
                continue
            short = [
                (row, cell)
                for form in report.forms
                if owner.same(span, form.span)
                for row, cell in _short(form, said[0][:_KIND], said["rate"], Decimal(said["bound"]))
            ][:_MOST]
            if short:
                yield self._found(report, Span(said.start() + said[0].rfind("，") + 1, span.end), short)

    def _found(self, report: Report, place: Span, short: list[tuple[Row, str]]) -> Finding:
        told = "、".join(f"{_name(row)}{row.text(heading)}" for row, heading in short)
        return self.finding(
            [place, *(row.span for row, _ in short)],
            f"报告称“{report.quote(place)}”，表中{told}，没有达到，前后不一致，请核实并据实表述。",
            f"“{report.quote(place)}” is said of all, yet {told} in the table.",
            computed=told,
            labels=[report.quote(place)],
        )


def _short(form: Form, kind: str, rate: str, bound: Decimal) -> Iterator[tuple[Row, str]]:
    """The rows of a table of such things whose rate is lower, with the rate's heading."""
    rows = [row for row in form.rows if _is_kind(_name(row), kind)]
    for heading in dict.fromkeys(h for row in rows for h in row.cells if _is_rate(h, rate)):
        filled = [(row, value) for row in rows if (value := number(row.text(heading))) is not None]
        if len(filled) >= _FEWEST:
            yield from ((row, heading) for row, value in filled if value < bound)
            return


def _name(row: Row) -> str:
    """The first cell that is no number: the place, the unit, the project."""
    return next((said for cell in row.cells.values() if (said := bare(cell.text)) and number(said) is None), "")


def _is_kind(name: str, kind: str) -> bool:
    if not name or _TOTALS.search(name):
        return False
    ends = (end for words, end in datafile("everywhere")["kind"].items() if re.search(words, kind))
    end = next(ends, None)
    return re.search(end, name) is not None if end else name[-1] in kind


def _is_rate(heading: str, rate: str) -> bool:
    """Whether a column is of the rate: by its last word, or by another word for the same."""
    names = (end for words, end in datafile("everywhere")["heading"].items() if re.search(words, rate))
    end = next(names, re.escape(rate[-3:]))
    return len(rate) > 1 and re.search(end, bare(heading)) is not None
