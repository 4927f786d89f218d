from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.prose import clauses, plain
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_SENTENCE = re.compile(r"[^。；\n]+")
_LINE = re.compile(r"[^\n]+")
_DATE = re.compile(r"(?<!\d)(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|(?:份)?(?:月?底|末))?")
"""Year, month and day; a month alone has no day."""
_LONGEST = 260
"""Characters of a sentence within which two dates are of one thing."""
_WORKDAYS = 7 / 5
_YEAR = 366


@dataclass(frozen=True, slots=True)
class _Dated:
    """A clause with one date: its place, the date as found, and the words before and behind it."""

    place: Span
    found: re.Match[str]
    before: str
    behind: str

    @property
    def due(self) -> bool:
        before, behind = pattern("deadlines", "due_before"), pattern("deadlines", "due_behind")
        return bool(before.search(self.before) or behind.search(self.behind))

    @property
    def said(self) -> str:
        return self.before + self.found[0] + self.behind

    def day(self, year: int, *, last: bool) -> date | None:
        """The day that is printed; of a month alone its last or first day. None where no year is known or it is no
        date."""
        whole, month, day = int(self.found[1] or 0) or year, int(self.found[2]), int(self.found[3] or 0)
        try:
            if day:
                return date(whole, month, day)
            return date(whole + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(whole, month, 1)
        except ValueError:
            return None


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
        for sentence in _SENTENCE.finditer(text):
            yield from self._late(report, Span(*sentence.span()), year)
        for line in _LINE.finditer(text):
            yield from self._slow(report, Span(*line.span()), year)

    def _late(self, report: Report, sentence: Span, year: int) -> Iterator[Finding]:
        dated = list(_dated(report, sentence))
        for due, done in ((a, b) for a, b in pairwise(dated) if a.due and not b.due):
            said = plain(report)[due.place.start : min(sentence.end, due.place.start + _LONGEST)]
            limit = due.day(year, last=True)
            actual = done.day(int(due.found[1] or 0) or year, last=False)
            if limit is None or actual is None or actual <= limit or not _same_deed(due, done):
                continue
            if done.place.end - due.place.start > _LONGEST or pattern("deadlines", "excused").search(said):
                continue
            on_time = pattern("deadlines", "on_time").search(plain(report), due.place.end, sentence.end)
            claim = f"，却称“{on_time.group()}”" if on_time else ""
            yield self.finding(
                [due.place, done.place, *([Span(*on_time.span())] if on_time else [])],
                f"期限为“{due.said}”，“{done.said}”已晚于期限{claim}，请据实表述并说明原因。",
                f"“{done.said}” is later than “{due.said}”.",
                computed=f"{actual}>{limit}",
                severity="error" if on_time else "warning",
                labels=["期限"],
            )

    def _slow(self, report: Report, line: Span, year: int) -> Iterator[Finding]:
        limit = pattern("deadlines", "days").search(plain(report), line.start, line.end)
        if limit is None:
            return
        passed_on = pattern("deadlines", "passed_on")
        number, of_work = next((limit[at], limit[at + 1]) for at in (1, 3) if limit[at])
        for first, second in pairwise(one for one in _dated(report, line) if passed_on.search(one.behind)):
            begun = first.day(year, last=True)
            ended = second.day(int(first.found[1] or 0) or year, last=False)
            days = int(number) * (_WORKDAYS if of_work else 1)
            if begun is None or ended is None or not days < (ended - begun).days < _YEAR:
                continue
            yield self.finding(
                [Span(*limit.span()), first.place, second.place],
                f"称“{limit.group()}”，而“{first.said}”“{second.said}”，相隔至少{(ended - begun).days}天，请核实更正。",
                f"“{limit.group()}”, yet the dates are {(ended - begun).days} days apart.",
                computed=f"{ended}-{begun}={(ended - begun).days}天>{number}天",
                labels=["下达时限"],
            )


def _dated(report: Report, span: Span) -> Iterator[_Dated]:
    for start, said in clauses(report, span):
        found = list(_DATE.finditer(said))
        if len(found) == 1:
            before, behind = said[: found[0].start()], said[found[0].end() :]
            yield _Dated(Span(start, start + len(said)), found[0], before, behind)


def _same_deed(due: _Dated, done: _Dated) -> bool:
    """Whether the second clause says that something was done, or names the deed that the first one wants."""
    if pattern("deadlines", "done").search(done.said):
        return True
    deeds = pattern("deadlines", "deed")
    return bool(set(deeds.findall(due.said)) & set(deeds.findall(done.said)))
