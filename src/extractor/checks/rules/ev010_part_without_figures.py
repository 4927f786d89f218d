from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clauses, plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.values import number
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.document.model import Span
from extractor.report import Report

_SECTIONS = ("spending", "performance", "other")
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
        found: list[Span] = []
        for heading, part in (*_parts(report), *_run_in(report)):
            said = "".join(report.quote(span) for span in part).strip()
            if len(said) < _SHORTEST or said[-1] in _CUT or pattern("evidence", "told_elsewhere").search(said):
                continue
            of_money = bool(pattern("evidence", "spent_heading").search(heading))
            if any(_figure(report, heading, span, of_money=of_money) for span in part):
                continue
            if (of_money and executed) or part[-1].end >= last or any(part[0].overlaps(span) for span in found):
                continue
            found += part
            in_form = owner.of(part[0]) in owner.with_rows and not of_money
            shown = "".join(said.split())
            shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "……"
            yield self.finding(
                _lacking(report, part) if of_money else part,
                f"“{heading}”部分（“{shown}”）没有金额、数量或比率，无法核实完成情况，请补充数据并与目标对照。",
                f"“{heading}” gives no amount, count or rate.",
                severity="info" if in_form else "warning",
                labels=[heading],
            )


def _told(report: Report) -> Iterator[Segment]:
    return (one for one in report.segments if not one.cell_label and one.section in _SECTIONS)


def _parts(report: Report) -> Iterator[tuple[str, list[Span]]]:
    """The parts without parts of their own whose heading asks for figures, with that heading."""
    parts: dict[tuple[str, tuple[str, ...]], list[Span]] = {}
    for segment in _told(report):
        if segment.headings:
            parts.setdefault((segment.document, segment.headings), []).append(segment.span)
    outer = {(document, headings[:depth]) for document, headings in parts for depth in range(len(headings))}
    for (document, headings), part in parts.items():
        if (document, headings) not in outer and _asks(headings[-1]):
            yield headings[-1], part


def _run_in(report: Report) -> Iterator[tuple[str, list[Span]]]:
    """What stands behind an indicator's label in running text: `社会效益指标：…；可持续影响指标：…`."""
    rows = [row.span for row in report.rows]
    for segment in _told(report):
        labels = list(pattern("evidence", "result_label").finditer(plain(report), segment.span.start, segment.span.end))
        ends = [*(label.start() for label in labels[1:]), segment.span.end]
        for label, end in zip(labels, ends, strict=False):
            part = trimmed(report, Span(label.end(), end))
            if _asks(label["name"]) and not any(row.overlaps(part) for row in rows):
                yield label["name"], [part]


def _asks(heading: str) -> bool:
    if pattern("evidence", "no_figures_heading").search(heading):
        return False
    return any(pattern("evidence", key).search(heading) for key in ("spent_heading", "result_heading"))


def _lacking(report: Report, part: list[Span]) -> list[Span]:
    """The heading that asks for amounts, and what each segment opens with."""
    for document in report.submission.documents:
        at = document.section_at(part[0].start) if document.span.covers(part[0]) else None
        heading = document.sections[at].heading if at is not None else None
        if heading:
            return [heading.title, *(_first(report, span) for span in part[:_MOST])]
    return part


def _first(report: Report, span: Span) -> Span:
    """What the segment opens with."""
    start, said = next(clauses(report, span), (span.start, report.quote(span)))
    return Span(start, start + len(said))


def _figure(report: Report, heading: str, span: Span, *, of_money: bool) -> bool:
    """Whether there is a figure: an amount or a rate where it is about money, a count where it is about quantities."""
    said = plain(report)[span.start : span.end]
    if of_money:
        return bool(pattern("evidence", "money").search(said))
    said = pattern("evidence", "no_result").sub("", said)
    if "数量" in heading:
        said = pattern("evidence", "rate").sub("", said)
    return any(digit in said for digit in _DIGITS)
