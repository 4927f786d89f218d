"""What a report lists as problems and as measures, and which of the problems no measure answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from extractor.checks.prose import plain, trimmed
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report

_ITEM = re.compile(
    r"(?:(?:^|(?<=[；;。\n]))\s*(?:\d+[.、．]|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[是、])?)?([^；;。\n]+)"
)
_MARK = re.compile(
    r"(?:(?<=[；;。\n\t ：，])|^)"
    r"(?:\d+[.、．](?:(?!\d)|(?=20\d\d年))|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[是、])"
)
_NUMBER = 6
_LIST = 2
_SHORTEST, _FEWEST = 6, 3
"""Characters of an item, and words of it, below which it says too little to be looked for."""


@dataclass(frozen=True, slots=True)
class Answers:
    """`open`: the problems of a list that no measure is left for, each by its first sentence; `stock`: measures that
    would fit any report and answer none of its problems."""

    open: list[Span]
    stock: list[Span]


def measures_of(report: Report) -> list[Segment]:
    """What stands among the measures, without the list of what is attached and the signature under it."""
    runs = _runs(report, [segment for segment in report.segments if segment.section == "improvements"])
    attached = pattern("structure", "attached_list")
    return [s for run in runs for s in takewhile(lambda s: not attached.match(report.quote(s.span)), run)]


def answers(report: Report, problems: Sequence[Span], measures: Sequence[Segment]) -> Answers:
    """A problem is answered by a measure that shares a word with it, other than what the whole report is about; by one
    that says what any report says (学习, 宣传, 争取资金), where that is what such problems need; and by one of its own
    words that answers no other."""
    steps = items(report, measures) or [part for s in measures for part in parts(report, s.span)]
    said = [_words(report.quote(span)) for span in problems]
    told = [_words(report.quote(span)) for span in steps]
    own = _words(pattern("structure", "title_words").sub("、", f"{report.title}、{report.unit}"))
    said, told = [words - own for words in said], [words - own for words in told]
    stock = [_stock(report, span) for span in steps]
    met, used = set[int](), set[int]()
    for i, j in _nearest(said, told):
        if i in met or j in used:
            continue
        if said[i] & told[j] or not stock[j] or _needs(report, problems[i], stock[j]):
            met.add(i)
            used.add(j)
    every = set().union(*told)
    left = [
        first(report, span)
        for at, span in enumerate(problems)
        if at not in met and len(said[at]) >= _FEWEST and not said[at] & every
        if not pattern("structure", "beyond_control").search(report.text, span.start, span.end)
        if not pattern("structure", "self_answered").search(report.text, span.start, span.end)
    ]
    named = set().union(*said)
    return Answers(left, [first(report, span) for at, span in enumerate(steps) if stock[at] and not told[at] & named])


def _nearest(problems: Sequence[set[str]], measures: Sequence[set[str]]) -> list[tuple[int, int]]:
    """Indices of problems and measures: those that share most words first, then those that stand where they stand."""
    steps, stride = max(1, len(problems) - 1), max(1, len(measures) - 1)
    pairs = sorted(
        (-len(problem & measure), abs(i * stride - j * steps), i, j)
        for i, problem in enumerate(problems)
        for j, measure in enumerate(measures)
    )
    return [(i, j) for _, _, i, j in pairs]


def _stock(report: Report, measure: Span) -> list[int]:
    """Which of the measures that any report has it is."""
    kinds = range(len(datafile("problems")["stock"]))
    text = plain(report)
    return [at for at in kinds if pattern("problems", "stock", at, "measure").search(text, measure.start, measure.end)]


def _needs(report: Report, problem: Span, kinds: Iterable[int]) -> bool:
    text = plain(report)
    return any(pattern("problems", "stock", at, "problem").search(text, problem.start, problem.end) for at in kinds)


def chapters(
    report: Report, problems: list[Segment], measures: list[Segment]
) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Each chapter of problems with the chapter of measures after it; the whole where there is one of either."""
    runs, answering = _runs(report, problems), _runs(report, measures)
    if len(runs) == 1 or len(answering) == 1:
        yield problems, measures
        return
    for run in runs:
        after = next((answer for answer in answering if answer[0].span >= run[-1].span), None)
        if after is not None:
            yield run, after


def _runs(report: Report, segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments by the passage that they stand in: no other narrative comes between those of one."""
    wanted = {segment.id for segment in segments}
    passages = groupby(report.segments, key=lambda s: (s.document, s.id in wanted))
    return [list(passage) for (_, held), passage in passages if held]


def items(report: Report, segments: Sequence[Segment]) -> list[Span]:
    """The items of the numbered lists, each with its details, by the numbers of a chapter's outermost kind; none where
    the chapters are not numbered."""
    return [item for run in _runs(report, segments) for item in _listed(report, [segment.span for segment in run])]


def _listed(report: Report, passages: list[Span]) -> list[Span]:
    last = max(passages).end
    marks = list(_MARK.finditer(plain(report), max(0, min(passages).start - _NUMBER), last))
    own = [mark for mark in marks if _kind(mark) == _kind(marks[0])]
    if len(own) < _LIST:
        return []
    ends = [*(mark.start() for mark in own[1:]), last]
    found = [trimmed(report, Span(mark.end(), end)) for mark, end in zip(own, ends, strict=True)]
    return [span for span in found if len(span) >= _SHORTEST]


def _kind(mark: re.Match[str]) -> str:
    """`（一）`, `1.` and `一是` are numbers of three kinds."""
    return re.sub(r"[一二三四五六七八九十\d]+", "#", mark.group()).strip()


def parts(report: Report, span: Span) -> Iterator[Span]:
    """What an unnumbered part says, a clause of its own each."""
    for found in _ITEM.finditer(report.text, span.start, span.end):
        item = trimmed(report, Span(*found.span(1)))
        if len(item) >= _SHORTEST:
            yield item


def first(report: Report, item: Span) -> Span:
    """The first sentence of an item."""
    found = _ITEM.match(report.text, item.start, item.end)
    return trimmed(report, Span(*found.span(1))) if found else item


def _words(text: str) -> set[str]:
    core = pattern("structure", "empty_words").sub("、", pattern("structure", "problem_words").sub("、", text))
    return {part[i : i + 2] for part in re.findall(r"[\u4e00-\u9fa5]+", core) for i in range(len(part) - 1)}
