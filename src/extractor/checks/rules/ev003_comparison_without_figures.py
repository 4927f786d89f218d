from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.assertions import asserted, marked
from extractor.checks.finding import Finding
from extractor.checks.prose import NEXT, clause, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_RESULTS = ("performance", "other")
_BEHIND = 40
"""Characters behind a claim in which its figures may follow."""


class ComparisonWithoutFigures(Rule):
    """称最高、第一或明显升降，却没有对比数据。

    是什么：正文称某项“近三年最高”“排名第一”“明显上升”“大幅改善”，同一句话里没有可以比较的两个数或一个变动幅度。
    为什么：升降和名次都是比较的结果；不给出比较的双方，读者无法核实，也不能据以评分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：办件效率明显提升；业务量为近五年最高。
    正确示例：平均办理时间由5天缩短为3天，缩短40%；业务量8200件，高于上年的7600件和前年的7100件。
    何时不报：同一分句或紧邻的分句里有百分比、倍数或前后两个数；说的是目标、打算、职责或原因；排名同时写明了发文单位、文号或奖项全称；说法只是“有所提升”“不断优化”；只说“有效推动”“有效破解”一类起了作用的话（只作提示）。
    怎样满足：请补充比较的对象、时间和前后数值，或删去比较的说法；名次请注明评定单位和文件。
    """

    code, name, title = "EV003", "comparison-without-figures", "有比较说法而无对比数据"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        unbacked = dict(sorted(_unbacked(report)))
        for spans in _runs(unbacked):
            said = [report.quote(span) for span in spans]
            told = "”“".join(dict.fromkeys(said[:3]))
            yield self.finding(
                spans,
                f"“{told}”没有列出可比较的数据，请补充上年（或其他单位）数值、变动幅度及来源。",
                f"“{told}” compares, but gives no figures to compare.",
                severity="warning" if any(unbacked[span] for span in spans) else "info",
                labels=said[:1],
            )


def _runs(clauses: Iterable[Span]) -> list[list[Span]]:
    """Clauses that follow each other are one assertion."""
    runs: list[list[Span]] = []
    for span in clauses:
        if runs and span.start - runs[-1][-1].end <= NEXT:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _unbacked(report: Report) -> Iterator[tuple[Span, bool]]:
    """Clauses, and whether that is sure to need figures: it moved by much, stands before all others, or is measured;
    that something only helped, or that what nobody measures got better, is worth a look."""
    for key in ("superlative", "satisfaction_change"):
        for _, span in asserted(report, pattern("evidence", key)):
            own = clause(report, span)
            if not _compared(report, span, own.start) and not _issued(report, span):
                yield own, key == "superlative" or _measurable(report, own)
    # A weakness that has grown (成本明显上升) is admitted, and nobody doubts it.
    problems = (claim for claim in report.claims if claim.kind == claim.section.removesuffix("s") == "problem")
    admitted = [Span(claim.start, claim.end) for claim in problems]
    for wanted, much in ((marked(), True), (pattern("evidence", "helped"), False)):
        for _, span in asserted(report, wanted):
            own = clause(report, span)
            before = clause(report, Span(own.start - 1, own.start - 1)) if own.start else own
            if not _compared(report, span, before.start) and not any(span.overlaps(one) for one in admitted):
                yield own, much
    for claim in report.claims:
        bare = claim.number is None and claim.evidence == "none" and claim.direction in ("up", "down")
        if claim.kind == "change" and claim.role == "actual" and bare and claim.section in _RESULTS:
            own = clause(report, Span(claim.start, claim.end))
            if not _compared(report, own, own.start):
                yield own, _measurable(report, own)


def _measurable(report: Report, span: Span) -> bool:
    return bool(pattern("evidence", "measurable").search(report.quote(span)))


def _compared(report: Report, span: Span, start: int) -> bool:
    """Whether an extent or two values stand from `start` on, up to the clause behind."""
    whole = sentence(report, span)
    last = min(whole.end, span.end + _BEHIND)
    return bool(pattern("evidence", "comparison").search(plain(report), max(whole.start, start), last))


def _issued(report: Report, span: Span) -> bool:
    """Whether the sentence names a document, a number of one, or a medium."""
    return bool(
        re.search(
            r"《[^》]+》|〔\d{4}〕|通报|表彰|授予|评为|(?:评比|竞赛|大赛|会演|汇演|考核|测评|评议|排行榜)[^，。；]{0,6}(?:中|上|获|第)",
            report.quote(sentence(report, span)),
        )
    )
