from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_ITEM = re.compile(r"(?:^|(?<=[；;。：:\n]))\s*(?:[（(]\d+[）)]|\d+[.、．](?!\d)|[①-⑳]|(?:目标|任务)\d+[：:])")
"""The number of a goal, at the head of its line or behind the one before it."""
_FEWEST = 3
_HEAD = 24
"""Characters of the longest line that heads a list of goals."""


class GoalWithoutResult(Rule):
    """列出的目标没有完成情况。

    是什么：年度目标逐条列出，其中几条的内容在绩效完成情况里完全没有提到；或目标写明满意度达到多少，全文再没有满意度的结果。
    为什么：自评就是对照目标报告结果；漏报的目标无法判断是否完成。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对照绩效目标开展自评、内容完整。
    错误示例：目标（1）公文处理（2）信访接待（3）政务公开；完成情况只写了公文处理。
    正确示例：三条目标逐条写明完成情况。
    何时不报：完成情况里出现了该目标的主要用语；目标没有逐条编号；多数目标都对不上（可能用语不同）；只有一条未提到。
    怎样满足：请逐条对照目标补充完成情况，未完成的说明原因。
    """

    code, name, title = "ST013", "goal-without-result", "目标没有完成情况"
    family, severity = "structure", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        yield from self._unanswered(report)
        told = [s.span for s in report.segments if s.section in ("performance", "problems")]
        told += [row.span for row in report.rows if row.kind == "indicator"]
        results = bare(" ".join(report.quote(span) for span in told))
        if len(results) < 200:
            return
        missing: list[Span] = []
        for items in _lists(report):
            untold = [span for span in items if not _reported(report.quote(span), results)]
            if len(items) >= _FEWEST and 2 <= len(untold) <= len(items) / 2:
                missing += untold
        if not missing:
            return
        said = "；".join(_ITEM.sub("", report.quote(span)).strip("；。;") for span in missing)
        yield self.finding(
            missing,
            f"目标中的“{said}”在绩效完成情况中未报告结果，请补充完成情况或说明原因。",
            f"Goals without any result: {said}.",
            labels=[bare(report.quote(span))[:20] for span in missing],
        )

    def _unanswered(self, report: Report) -> Iterator[Finding]:
        """Satisfaction that the goals put a figure on and that nothing after them mentions again."""
        goals = [s.span for s in report.segments if s.section == "goals"]
        wanted = pattern("structure", "measured_goal")
        targets = [
            Span(c.start, c.end)
            for c in report.claims
            if c.role == "target" and c.number and c.section == "goals" and wanted.search(c.quote)
        ]
        told = [Span(*found.span()) for found in wanted.finditer(plain(report))]
        if not targets or any(not any(goal.covers(span) for goal in goals) for span in told):
            return
        said = "；".join(report.quote(span) for span in targets)
        yield self.finding(
            targets,
            f"绩效目标“{said}”全文没有完成情况，请补充结果和调查依据。",
            f"The goal {said} has no result anywhere.",
            labels=[bare(report.quote(span))[:20] for span in targets],
        )


def _lists(report: Report) -> Iterable[Sequence[Span]]:
    """The numbered goals of each list: of one section, of one cell, or behind a line that announces them."""
    found: dict[tuple[object, ...], list[Span]] = {}
    before = ""
    for segment in report.segments:
        said = report.quote(segment.span)
        announced = len(before) <= _HEAD and pattern("structure", "goals_announced").search(bare(before))
        if segment.section == "goals" or (announced and segment.section != "improvements"):
            marks = [mark.start() for mark in _ITEM.finditer(said)]
            spans = [Span(segment.span.start + a, segment.span.start + b) for a, b in pairwise([*marks, len(said)])]
            items = found.setdefault((segment.document, segment.headings, segment.cell_label), [])
            items += [trimmed(report, span) for span in spans]
        before = said
    return found.values()


def _reported(goal: str, results: str) -> bool:
    """Whether one of the goal's matters stands in the results whole, or more than a quarter of its words do. Words are
    pairs of characters, as most Chinese words are."""
    core = pattern("structure", "light_words").sub("、", bare(_ITEM.sub("", goal)))
    core = pattern("structure", "empty_words").sub("、", core)
    matters = [[part[i : i + 2] for i in range(0, len(part) - 1, 2)] for part in re.split(r"[^\u4e00-\u9fa5]+", core)]
    matters = [words for words in matters if words]
    every = [word in results for words in matters for word in words]
    return not every or any(all(word in results for word in words) for words in matters) or sum(every) * 4 > len(every)
