from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clauses, plain
from extractor.checks.rule import Rule
from extractor.checks.values import number
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.document.model import Span
from extractor.report import Report

_SHORTEST = 8
"""Characters below which a part says nothing: 无。"""
_SHOWN = 30
_MOST = 3
"""Segments of a part that a finding points at."""
_DIGITS = "0123456789"
_CUT = "，、："
"""What a part ends with that goes on elsewhere."""


class PartWithoutFigures(Rule):
    """资金执行、目标完成部分没有任何数据。

    是什么：标题是“资金执行情况”“总体绩效目标完成情况”“社会效益指标完成情况”一类的部分，正文只有“资金支付完成”“保证了正常运转”之类的话，没有一个金额、数量或比率。
    为什么：自评要用数据说明支出了多少、完成了多少、有什么效果；没有数据就无法核对，也无法计分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实。
    错误示例：（二）总体绩效目标完成情况：保障了学校正常运转，改善了办学条件。
    正确示例：（二）总体绩效目标完成情况：维修教室12间，惠及学生860人，校舍安全隐患消除率100%。
    何时不报：该部分任何一句有金额、人数、数量或比率（满意度除外；资金部分须有金额或比率，或自评表已填执行数）；写明“见附表”；写“无”；标题说的是管理、制度、用途、原因；同一项目的自评表已填写各项指标（只作提示）。
    怎样满足：请在该部分写明实际支出、完成数量、受益人数和效果数据，并与年初目标对照。
    """

    code, name, title = "EV010", "part-without-figures", "完成情况没有任何数据"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        owner, last = Owner(report), len(report.text.rstrip())
        executed = any(row.kind == "budget" and number(row.text("全年执行数")) is not None for row in report.rows)
        for heading, part in _parts(report):
            said = "".join(report.quote(segment.span) for segment in part).strip()
            if len(said) < _SHORTEST or said[-1] in _CUT or pattern("evidence", "told_elsewhere").search(said):
                continue
            of_money = bool(pattern("evidence", "spent_heading").search(heading))
            if any(_figure(report, segment, of_money=of_money) for segment in part):
                continue
            if (of_money and executed) or part[-1].span.end >= last:
                continue
            in_form = owner.of(part[0].span) in owner.with_rows and not of_money
            shown = "".join(said.split())
            shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "……"
            yield self.finding(
                _lacking(report, part) if of_money else [segment.span for segment in part],
                f"“{heading}”部分（“{shown}”）没有金额、数量或比率，无法核实完成情况，请补充数据并与目标对照。",
                f"“{heading}” gives no amount, count or rate.",
                severity="info" if in_form else "warning",
                labels=[heading],
            )


def _parts(report: Report) -> Iterator[tuple[str, list[Segment]]]:
    """The parts without parts of their own whose heading asks for figures, with that heading."""
    parts: dict[tuple[str, tuple[str, ...]], list[Segment]] = {}
    for segment in report.segments:
        if segment.headings and not segment.cell_label and segment.section in ("spending", "performance", "other"):
            parts.setdefault((segment.document, segment.headings), []).append(segment)
    outer = {(document, headings[:depth]) for document, headings in parts for depth in range(len(headings))}
    for (document, headings), part in parts.items():
        if (document, headings) in outer:
            continue
        if pattern("evidence", "no_figures_heading").search(headings[-1]):
            continue
        if any(pattern("evidence", key).search(headings[-1]) for key in ("spent_heading", "result_heading")):
            yield headings[-1], part


def _lacking(report: Report, part: list[Segment]) -> list[Span]:
    """The heading that asks for amounts, and what each segment opens with."""
    document = next((one for one in report.submission.documents if one.id == part[0].document), None)
    at = document.section_at(part[0].span.start) if document else None
    heading = document.sections[at].heading if document and at is not None else None
    return [*([heading.title] if heading else []), *(_first(report, segment) for segment in part[:_MOST])]


def _first(report: Report, segment: Segment) -> Span:
    """What the segment opens with."""
    start, said = next(clauses(report, segment.span), (segment.span.start, report.quote(segment.span)))
    return Span(start, start + len(said))


def _figure(report: Report, segment: Segment, *, of_money: bool) -> bool:
    """Whether the segment gives a figure; where it is about money, an amount or a rate."""
    said = plain(report)[segment.span.start : segment.span.end]
    if of_money:
        return bool(pattern("evidence", "money").search(said))
    return any(digit in pattern("evidence", "no_result").sub("", said) for digit in _DIGITS)
