from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.report import Report

_DATE = r"(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|(?:份)?(?:月?底|末))?"
_DUE = re.compile(rf"(?:应|须|需|计划|要求|规定|目标|约定)[^，。；\n\d]{{0,8}}{_DATE}(?:之?前|以前|内|完成|竣工|完工)")
_DONE = re.compile(rf"实际[^，。；\n\d]{{0,8}}(?:于|在|为)?{_DATE}")
_LIMIT = re.compile(r"(\d{1,3})(?:个(工作))?[日天](?:之?内|以内)[^，。；\n]{0,10}(?:下达|拨付|分配|分解|支付)")
_ISSUED = re.compile(rf"{_DATE}[^，。；\n\d]{{0,14}}(?:下达|拨付|分解|印发|收到)")
_ON_TIME = re.compile(
    r"(?<!未)(?<!没有)(?<!未能)(?:按期|按时|如期|准时|及时|提前)(?:完成|完工|竣工|交付|下达|拨付|分解|实现)?"
)
_LONGEST = 260


class LaterThanAllowed(Rule):
    """写出的日期晚于自己写的期限。

    是什么：同一段写了应当完成的时间和实际完成的时间，实际晚于期限，却称按期完成或没有说明；或写明若干日内下达，列出的两个日期相差超过这个天数。
    为什么：期限和日期都是报告自己写的，先后一比就知道是否按期。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实；转移支付资金的分解下达有法定时限。
    错误示例：应于2018年10月底前完成，实际于2018年12月26日验收，按期完成。
    正确示例：应于2018年10月底前完成，实际于2018年10月20日验收；或写明推迟的原因。
    何时不报：实际不晚于期限；说明了推迟的原因；年份缺一个而无法比较；日期只写到年。
    怎样满足：请据实表述是否按期，逾期的说明原因并扣减时效指标得分。
    """

    code, name, title = "CT007", "later-than-allowed", "实际日期晚于期限"
    family, severity = "contradiction", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        text = plain(report)
        year = int(report.year) if report.year.isdigit() else 0
        for line in re.finditer(r"[^\n]+", text):
            yield from self._late(report, line.start(), line.end(), year)
            yield from self._slow(report, line.start(), line.end(), year)

    def _late(self, report: Report, start: int, end: int, year: int) -> Iterator[Finding]:
        text = plain(report)
        for due in _DUE.finditer(text, start, end):
            stop = re.compile(r"[。；]").search(text, due.end(), end)
            last = min(stop.start() if stop else end, due.end() + _LONGEST)
            done = _DONE.search(text, due.end(), last)
            if done is None or re.search(r"因|由于|推迟|延期|受[^，。；]{1,20}影响", text[due.start() : last]):
                continue
            limit = _day(due, 1, year, last=True)
            actual = _day(done, 1, int(due[1] or 0) or year, last=False)
            if limit is None or actual is None or actual <= limit:
                continue
            said = _ON_TIME.search(text, due.end(), last)
            claim = f"，却称“{said.group()}”" if said else ""
            yield self.finding(
                [Span(*due.span()), Span(*done.span()), *([Span(*said.span())] if said else [])],
                f"期限为“{due.group()}”，“{done.group()}”已晚于期限{claim}，请据实表述并说明原因。",
                f"“{done.group()}” is later than “{due.group()}”.",
                computed=f"{actual}>{limit}",
                severity="error" if said else "warning",
                labels=["期限"],
            )

    def _slow(self, report: Report, start: int, end: int, year: int) -> Iterator[Finding]:
        text = plain(report)
        limit = _LIMIT.search(text, start, end)
        if limit is None:
            return
        dates = list(_ISSUED.finditer(text, start, end))
        for first, second in pairwise(dates):
            begun = _day(first, 1, year, last=True)
            ended = _day(second, 1, int(first[1] or 0) or year, last=False)
            days = int(limit[1]) * (7 / 5 if limit[2] else 1)
            if begun is None or ended is None or not days < (ended - begun).days < 366:
                continue
            yield self.finding(
                [Span(*limit.span()), Span(*first.span()), Span(*second.span())],
                f"称“{limit.group()}”，而“{first.group()}”“{second.group()}”，"
                f"相隔至少{(ended - begun).days}天，请核实更正。",
                f"“{limit.group()}”, yet the dates are {(ended - begun).days} days apart.",
                computed=f"{ended}-{begun}={(ended - begun).days}天>{limit[1]}天",
                labels=["下达时限"],
            )


def _day(found: re.Match[str], group: int, year: int, *, last: bool) -> date | None:
    """The day that is printed; of a month alone its last or first day. None where no year is known or it is no date."""
    whole = int(found[group] or 0) or year
    month, day = int(found[group + 1]), int(found[group + 2] or 0)
    try:
        if day:
            return date(whole, month, day)
        return date(whole + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(whole, month, 1)
    except ValueError:
        return None
