from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.answers import answers, chapters, measures_of
from extractor.checks.answers import items as listed_items
from extractor.checks.finding import Finding
from extractor.checks.prose import clause, headed, matches, plain
from extractor.checks.rule import Rule
from extractor.checks.rules.ct001_problem_against_full_marks import admitted_problems
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report

_MOST = 3
"""Measures that the message points at."""


class ProblemWithoutMeasure(Rule):
    """列出的问题没有对应的改进措施。

    是什么：问题部分列出的某个方面，改进措施部分完全没有涉及，包括措施只有“加强学习”“加大宣传”“争取资金”一类放在哪份报告里都适用的话；或措施里提到的“……的问题”在问题部分没有列出；或措施称“针对以上问题”，报告却没有列出任何问题。
    为什么：措施应当与问题一一对应，否则整改无从落实。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求分析原因并提出改进措施。
    错误示例：问题“预算编制不够精准”，措施只写“加强绩效培训”。
    正确示例：问题“预算编制不够精准”，措施“编制前逐项测算，提高预算编制精准度”。
    何时不报：措施中出现了该方面的任何用语；措施的条数不少于问题的条数（逐条对应，用语可以不同）；通用的措施正是该问题所需（能力不足——加强培训，经费不足——争取资金）；问题出于外部原因（受市场、天气影响）；报告没有改进措施部分；同一条里已写明整改情况；问题只有“无”。
    怎样满足：请针对每个问题写明措施、责任和时限；措施中提到的问题请在问题部分列出。
    """

    code, name, title = "CT003", "problem-without-measure", "问题与措施不对应"
    family, severity = "text_text", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        measures = measures_of(report)
        rows = [row.span for row in report.rows]
        problems = [
            s
            for s in report.segments
            if s.section == "problems" and not s.cell_label and not any(row.overlaps(s.span) for row in rows)
        ]
        # Why a goal was missed is told beside the results; the problems have a part of their own.
        problems = [s for s in problems if not _of_causes(s)] or problems
        if measures and _none_named(report, problems):
            yield from self._of_none(report, problems, measures)
            return
        if not measures or not problems:
            return
        for listed, answering in chapters(report, problems, measures):
            items = listed_items(report, listed)
            if len(items) > 1:
                yield from self._unanswered(report, items, answering)
            elif listed is problems:
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
        """Problems of a list that no measure is left for; of most of them that is sure only where there are measures
        that would fit any report."""
        left = answers(report, problems, measures)
        most = len(left.open) * 2 > len(problems)
        if not left.open or (most and not left.stock):
            return
        heads = [h.span for h, _ in headed(report, pattern("structure", "measure_heading"))]
        beside = left.stock or heads[-1:] or _measures(report)
        told_of = "”“".join(report.quote(item)[:30] for item in left.open[:3])
        said = "”“".join(report.quote(item)[:20].rstrip("。；") for item in left.stock[:2])
        general = f"“{said}”一类的提法不能解决这些问题，" if said else ""
        yield self.finding(
            [*left.open, *(beside or [segment.span for segment in measures])[:_MOST]],
            f"列出的问题“{told_of}”在改进措施中没有对应的内容，{general}请补充。",
            f"No measure answers the problem “{told_of}”.",
            labels=[report.quote(left.open[0])[:20]],
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


def _of_causes(segment: Segment) -> bool:
    heading = segment.headings[-1] if segment.headings else ""
    return "原因" in heading and "问题" not in heading


def _none_named(report: Report, problems: list[Segment]) -> bool:
    """Whether the report admits no problem: it has no such part, or all that stands there is that there is none."""
    if any(claim.kind == "problem" and claim.section != "improvements" for claim in report.claims):
        return False
    return all(pattern("problems", "none").search(report.quote(segment.span)) for segment in problems)


def _measures(report: Report) -> list[Span]:
    """What the measures are called: their headings where they have some, else the measures themselves."""
    for _, section in headed(report, pattern("structure", "measure_heading")):
        inner = [h for d in report.submission.documents for h in d.headings if section.span.covers(h.span)][1:]
        if inner:
            return [heading.span for heading in inner]
    claims = [c for c in report.claims if c.kind == "measure" and c.section == "improvements"]
    return [Span(c.start, c.end) for c in claims]
