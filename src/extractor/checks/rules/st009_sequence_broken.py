from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.numbering import out_of_form
from extractor.checks.rule import Rule
from extractor.document.model import Document, Heading, Span
from extractor.report import Report

_HAN = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?<![\u4e00-\u9fa5第])([{_HAN}])(?=是)")
_CHAPTER = re.compile(rf"^([{_HAN}]+)、")


class SequenceBroken(Rule):
    """序号跳号或重号。

    是什么：“一是、二是、四是”或“七、七、九”一类的跳号、重号。
    为什么：跳号多为内容漏写或删改后未调整，重号使引用不明。
    依据：无专门规定，属文稿规范。
    错误示例：一是加强培训；二是完善制度；二是强化监督。
    正确示例：一是加强培训；二是完善制度；三是强化监督。
    何时不报：序号连续；另起一组从“一”开始；只有一个序号；节选从中间开始。
    怎样满足：请补齐遗漏的内容或更正序号。
    """

    code, name, title = "ST009", "sequence-broken", "序号跳号或重号"
    family, severity = "structure", "info"

    def check(self, report: Report) -> Iterable[Finding]:
        for line in re.finditer(r"[^\n]+", report.text):
            marks = [
                (m.group(1), Span(line.start() + m.start(), line.start() + m.end(1) + 1))
                for m in _ITEM.finditer(line.group())
            ]
            yield from self._broken(report, marks)
        for document in report.submission.documents:
            yield from self._broken(report, [(n, h.span) for n, h in _chapters(report, document)], chapters=True)

    def _broken(self, report: Report, marks: list[tuple[str, Span]], *, chapters: bool = False) -> Iterator[Finding]:
        for (before, first), (after, second) in pairwise(marks):
            low, high = _number(before), _number(after)
            if high in (low + 1, 1) or (chapters and high < low):
                continue
            what = "重号" if high == low else "跳号"
            yield self.finding(
                [first, second],
                f"序号{what}：“{report.quote(first)}”之后为“{report.quote(second)}”，请核对是否有遗漏并更正。",
                f"The sequence is broken: “{report.quote(first)}”, then “{report.quote(second)}”.",
                labels=[before, after],
            )


def _chapters(report: Report, document: Document) -> Iterator[tuple[str, Heading]]:
    """The highest-level chapters with the number that they have, the one that they should where it is of another
    form (ST008 tells that)."""
    meant = out_of_form(report, document)
    found = [(_CHAPTER.match(meant.get(h, h.number)), h) for h in document.headings]
    highest = min((heading.level for number, heading in found if number), default=0)
    for number, heading in found:
        if number and (heading.level == highest or heading in meant):
            yield number.group(1), heading


def _number(han: str) -> int:
    if han == "十":
        return 10
    tens, _, ones = han.rpartition("十") if "十" in han else ("", "", han)
    base = 10 * (_HAN.index(tens) + 1 if tens else 1) if "十" in han else 0
    return base + (_HAN.index(ones) + 1 if ones else 0)
