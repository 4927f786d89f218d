from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, headed, matches, plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.rules.ct001_problem_against_full_marks import admitted_problems
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


class ProblemWithoutMeasure(Rule):
    """列出的问题没有对应的改进措施。

    是什么：问题部分列出的某个方面，改进措施部分完全没有涉及；或措施里提到的“……的问题”在问题部分没有列出；或措施称“针对以上问题”，报告却没有列出任何问题。
    为什么：措施应当与问题一一对应，否则整改无从落实。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求分析原因并提出改进措施。
    错误示例：问题“预算编制不够精准”，措施只写“加强绩效培训”。
    正确示例：问题“预算编制不够精准”，措施“编制前逐项测算，提高预算编制精准度”。
    何时不报：措施中出现了该方面的任何用语；措施的条数不少于问题的条数（逐条对应，用语可以不同）；问题出于外部原因（受市场、天气影响）；报告没有改进措施部分；同一条里已写明整改情况；问题只有“无”。
    怎样满足：请针对每个问题写明措施、责任和时限；措施中提到的问题请在问题部分列出。
    """

    code, name, title = "CT003", "problem-without-measure", "问题与措施不对应"
    family, severity = "text_text", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        measures = [s for s in report.segments if s.section == "improvements"]
        rows = [row.span for row in report.rows]
        problems = [
            s
            for s in report.segments
            if s.section == "problems" and not s.cell_label and not any(row.overlaps(s.span) for row in rows)
        ]
        if measures and _none_named(report, problems):
            yield from self._of_none(report, problems, measures)
            return
        if not measures or not problems:
            return
        for parts, answers in _parts_of(report, problems, measures):
            listed = _items(report, parts)
            if len(listed) > 1:
                yield from self._unanswered(report, listed, answers)
            elif parts is problems:
                yield from self._unmet(report, " ".join(report.quote(s.span) for s in measures), measures[0].span)
        yield from self._unlisted(report, " ".join(report.quote(s.span) for s in problems))

    def _of_none(self, report: Report, problems: list[Segment], measures: list[Segment]) -> Iterable[Finding]:
        """Measures that say that they answer the problems, where none is named."""
        for segment in measures:
            found = pattern("problems", "above").search(plain(report), segment.span.start, segment.span.end)
            if found is None:
                continue
            place = clause(report, Span(*found.span()))
            yield self.finding(
                [*(problem.span for problem in problems[:1]), place],
                f"改进措施称“{report.quote(place)}”，但报告没有列出任何问题，请补充问题及原因，或更正措施的表述。",
                f"“{report.quote(place)}”: the report names no problem.",
                labels=["没有列出问题"],
            )
            return

    def _unmet(self, report: Report, measures: str, first: Span) -> Iterable[Finding]:
        # The reason given in a form's row is answered there.
        cells = [s.span for s in report.segments if s.cell_label]
        for index, matter in enumerate(datafile("problems")["matter"]):
            admitted = [span for span in admitted_problems(report, index) if not any(c.overlaps(span) for c in cells)]
            if not admitted or not matter["remedy"] or any(word in measures for word in matter["remedy"]):
                continue
            said = report.quote(admitted[0])
            heads = _measures(report) or [first]
            yield self.finding(
                [*admitted, *heads[:6]],
                f"列出的问题“{said}”（{matter['name']}）在改进措施中没有对应的内容，请补充。",
                f"No measure answers the problem “{said}”.",
                labels=[matter["name"]],
            )

    def _unanswered(self, report: Report, problems: list[Span], measures: list[Segment]) -> Iterable[Finding]:
        """Problems of a list that no measure is left for, and that share no word with any."""
        spans = [s.span for s in measures]
        answers = _items(report, measures) or [part for span in spans for part in _parts(report, span)]
        said = [_words(report.quote(span)) for span in problems]
        told = [_words(report.quote(span)) for span in answers]
        met = _answered(said, told)
        every = _words(" ".join(report.quote(span) for span in spans))
        left = [
            _first(report, span)
            for at, span in enumerate(problems)
            if at not in met and len(said[at]) >= _FEWEST and not said[at] & every
            if not pattern("structure", "beyond_control").search(report.text, span.start, span.end)
            if not pattern("structure", "self_answered").search(report.text, span.start, span.end)
        ]
        if not left or len(left) * 2 > len(problems):
            return
        heads = [h.span for h, _ in headed(report, pattern("structure", "measure_heading"))]
        told_of = "”“".join(report.quote(item)[:30] for item in left[:3])
        yield self.finding(
            [*left, *(heads[-1:] or _measures(report)[:3] or spans[:1])],
            f"列出的问题“{told_of}”在改进措施中没有对应的内容，请补充。",
            f"No measure answers the problem “{told_of}”.",
            labels=[report.quote(left[0])[:20]],
        )

    def _unlisted(self, report: Report, problems: str) -> Iterable[Finding]:
        for _, span in matches(report, pattern("structure", "named_problem"), "improvements"):
            named = clause(report, span)
            subject = report.quote(span).removesuffix("的问题").removesuffix("问题")
            subject = subject.removeprefix("针对").removeprefix("解决好").removeprefix("解决")
            if len(subject) < 4 or any(subject[i : i + 3] in problems for i in range(len(subject) - 2)):
                continue
            listed = [Span(c.start, c.end) for c in report.claims if c.kind == "problem" and c.section == "problems"]
            heads = [h.title for h, _ in headed(report, pattern("structure", "problem_heading"))]
            yield self.finding(
                [named, *(listed[:4] or heads[:1])],
                f"改进措施提到“{report.quote(named)}”，但存在的问题部分没有列出该问题，请补充或删除。",
                f"A measure answers “{report.quote(named)}”, which is not among the problems.",
                labels=[subject],
            )


def _none_named(report: Report, problems: list[Segment]) -> bool:
    """Whether the report admits no problem: it has no such part, or all that stands there is that there is none."""
    if any(claim.kind == "problem" and claim.section != "improvements" for claim in report.claims):
        return False
    return all(pattern("problems", "none").search(report.quote(segment.span)) for segment in problems)


def _runs(report: Report, segments: list[Segment]) -> list[list[Segment]]:
    """Segments by the passage that they stand in: no other narrative comes between those of one."""
    wanted = {segment.id for segment in segments}
    passages = groupby(report.segments, key=lambda s: (s.document, s.id in wanted))
    return [list(passage) for (_, held), passage in passages if held]


def _parts_of(
    report: Report, problems: list[Segment], measures: list[Segment]
) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Each chapter of problems with the chapter of measures after it; the whole where there is one of either."""
    runs, answers = _runs(report, problems), _runs(report, measures)
    if len(runs) == 1 or len(answers) == 1:
        yield problems, measures
        return
    for run in runs:
        after = next((answer for answer in answers if answer[0].span >= run[-1].span), None)
        if after is not None:
            yield run, after


def _items(report: Report, segments: list[Segment]) -> list[Span]:
    """The items of the numbered lists, each with its details, by the numbers of a chapter's outermost kind; none where
    the chapters are not numbered."""
    return [item for run in _runs(report, segments) for item in _listed(report, [segment.span for segment in run])]


def _listed(report: Report, parts: list[Span]) -> list[Span]:
    last = max(parts).end
    marks = list(_MARK.finditer(plain(report), max(0, min(parts).start - _NUMBER), last))
    own = [mark for mark in marks if _kind(mark) == _kind(marks[0])]
    if len(own) < _LIST:
        return []
    ends = [*(mark.start() for mark in own[1:]), last]
    found = [trimmed(report, Span(mark.end(), end)) for mark, end in zip(own, ends, strict=True)]
    return [span for span in found if len(span) >= _SHORTEST]


def _kind(mark: re.Match[str]) -> str:
    """`（一）`, `1.` and `一是` are numbers of three kinds."""
    return re.sub(r"[一二三四五六七八九十\d]+", "#", mark.group()).strip()


def _parts(report: Report, span: Span) -> Iterator[Span]:
    """What an unnumbered part says, a clause of its own each."""
    for found in _ITEM.finditer(report.text, span.start, span.end):
        item = trimmed(report, Span(*found.span(1)))
        if len(item) >= _SHORTEST:
            yield item


def _first(report: Report, item: Span) -> Span:
    """The first sentence of an item."""
    found = _ITEM.match(report.text, item.start, item.end)
    return trimmed(report, Span(*found.span(1))) if found else item


def _answered(problems: list[set[str]], measures: list[set[str]]) -> set[int]:
    """Indices of the problems that a measure answers, one each: those that share most words first; a measure that
    shares none answers the one that stands where it stands, in words of its own."""
    steps, stride = max(1, len(problems) - 1), max(1, len(measures) - 1)
    pairs = sorted(
        (-len(problem & measure), abs(i * stride - j * steps), i, j)
        for i, problem in enumerate(problems)
        for j, measure in enumerate(measures)
    )
    met: set[int] = set()
    used: set[int] = set()
    for _, _, i, j in pairs:
        if i not in met and j not in used:
            met.add(i)
            used.add(j)
    return met


def _words(text: str) -> set[str]:
    core = pattern("structure", "empty_words").sub("、", pattern("structure", "problem_words").sub("、", text))
    return {part[i : i + 2] for part in re.findall(r"[\u4e00-\u9fa5]+", core) for i in range(len(part) - 1)}


def _measures(report: Report) -> list[Span]:
    """What the measures are called: their headings where they have some, else the measures themselves."""
    for _, section in headed(report, pattern("structure", "measure_heading")):
        inner = [h for d in report.submission.documents for h in d.headings if section.span.covers(h.span)][1:]
        if inner:
            return [heading.span for heading in inner]
    claims = [c for c in report.claims if c.kind == "measure" and c.section == "improvements"]
    return [Span(c.start, c.end) for c in claims]
