from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report

_ITEM = re.compile(r"[^。；\n]+")
_FEWEST = 2
"""Words of a matter that an item names before it is about that matter."""


class MeasureOfAnotherMatter(Rule):
    """改进措施说的是与本报告无关的事。

    是什么：某条改进措施谈的是另一类业务（如高龄津贴报告里谈工程招投标、竣工决算），该类业务的用语在报告其他部分一次也没有出现。
    为什么：与本项目和所列问题无关的措施多为套用其他报告，无从落实。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求针对偏差原因提出改进措施。
    错误示例：高龄津贴自评报告的改进措施“规范项目招投标程序，严控工程变更”。
    正确示例：“每月与民政、公安比对死亡信息，及时停发津贴”。
    何时不报：报告其他部分（问题、支出、表格）提到过该类业务的任何用语；该条只提到其中一个词；说的是绩效、预算、培训等各单位都有的管理工作。
    怎样满足：请删去与本报告无关的措施，改写为针对所列问题的措施。
    """

    code, name, title = "TP009", "measure-of-another-matter", "措施与本报告无关"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        items = list(_items(report))
        foreign: dict[Span, str] = {}
        for index, matter in enumerate(datafile("matters")["matter"]):
            item = _only_one(plain(report), items, pattern("matters", "matter", index, "words"))
            if item is not None:
                foreign.setdefault(item, matter["name"])
        for item, matter in foreign.items():
            said = report.quote(item)
            yield self.finding(
                [item],
                f"改进措施“{said}”谈的是{matter}，与本报告的内容和所列问题无关，疑为套用其他报告，请修改。",
                f"The measure “{said}” is about a matter that the report has nothing to do with.",
                labels=[matter],
            )


def _only_one(text: str, items: Sequence[Span], words: re.Pattern[str]) -> Span | None:
    """The item that is about the matter with these `words`, where nothing else in the text names any of them."""
    naming = [item for item in items if words.search(text, item.start, item.end)]
    if len(naming) != 1:
        return None
    (item,) = naming
    named = {found.group() for found in words.finditer(text, item.start, item.end)}
    elsewhere = words.search(text, 0, item.start) or words.search(text, item.end)
    return item if len(named) >= _FEWEST and not elsewhere else None


def _items(report: Report) -> Iterator[Span]:
    for segment in report.segments:
        if segment.section == "improvements":
            for found in _ITEM.finditer(plain(report), segment.span.start, segment.span.end):
                yield trimmed(report, Span(*found.span()))
