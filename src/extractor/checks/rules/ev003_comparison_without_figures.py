from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, matches, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_TOLD = ("performance", "spending", "management", "problems", "other", "profile")
_RESULTS = ("performance", "other")


class ComparisonWithoutFigures(Rule):
    """称最高、第一或明显升降，却没有对比数据。

    是什么：正文称某项“近三年最高”“排名第一”“明显上升”“大幅改善”，同一句话里没有可以比较的两个数或一个变动幅度。
    为什么：升降和名次都是比较的结果；不给出比较的双方，读者无法核实，也不能据以评分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：办件效率明显提升；业务量为近五年最高。
    正确示例：平均办理时间由5天缩短为3天，缩短40%；业务量8200件，高于上年的7600件和前年的7100件。
    何时不报：同一句或同一条里有百分比、倍数或前后两个数；说的是目标、打算或职责；排名同时写明了发文单位、文号或奖项全称；说法只是“有所提升”“不断优化”；说的是环境、形象等难以计量的事物（只作提示）。
    怎样满足：请补充比较的对象、时间和前后数值，或删去比较的说法；名次请注明评定单位和文件。
    """

    code, name, title = "EV003", "comparison-without-figures", "有比较说法而无对比数据"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for span in dict.fromkeys(_unbacked(report)):
            said = report.quote(span)
            ranked = pattern("evidence", "superlative").search(said)
            measured = ranked or pattern("evidence", "measurable").search(said) or _felt(said)
            yield self.finding(
                [span],
                f"“{said}”没有列出可比较的数据，请补充上年（或其他单位）数值、变动幅度及来源。",
                f"“{said}” compares, but gives no figures to compare.",
                severity="warning" if measured else "info",
                labels=[said],
            )


def _felt(said: str) -> bool:
    """Whether what people feel is said to have risen markedly: only then is it asked how that was found out."""
    return bool(pattern("evidence", "felt").search(said) and pattern("evidence", "marked").search(said))


def _unbacked(report: Report) -> Iterator[Span]:
    rising = pattern("evidence", "satisfaction_change")
    for segment in report.segments:
        if segment.section not in _TOLD:
            continue
        for part in re.finditer(r"[^，。；;、：:\n]+", report.quote(segment.span)):
            said = part.group().strip()
            if pattern("evidence", "marked").search(said):
                place = Span(segment.span.start + part.start(), segment.span.start + part.end())
                if not _compared(report, place):
                    yield clause(report, place)
    for span in _moved(report):
        if not _compared(report, span):
            yield clause(report, span)
    for wanted in (pattern("evidence", "superlative"), rising):
        for _, span in matches(report, wanted, *_TOLD):
            if not _compared(report, span) and not _issued(report, span):
                yield clause(report, span)


def _moved(report: Report) -> Iterator[Span]:
    """Rises and falls of the results that are claimed without an extent, nor with anything that bears them out."""
    for claim in report.claims:
        bare = claim.number is None and claim.evidence == "none" and claim.direction in ("up", "down")
        if claim.kind == "change" and claim.role == "actual" and bare and claim.section in _RESULTS:
            yield Span(claim.start, claim.end)


def _compared(report: Report, span: Span) -> bool:
    """Whether the clause itself or the next one gives an extent or two values."""
    whole, own = sentence(report, span), clause(report, span)
    start = own.start
    if start > whole.start and pattern("evidence", "marked").match(report.quote(own)):
        # The clause begins with its adverb: what has fallen by how much stands in the one before it.
        start = clause(report, Span(start - 1, start - 1)).start
    return bool(pattern("evidence", "comparison").search(plain(report), start, min(whole.end, span.end + 40)))


def _issued(report: Report, span: Span) -> bool:
    """Whether the sentence names a document, a number of one, or a medium."""
    return bool(
        re.search(
            r"《[^》]+》|〔\d{4}〕|通报|表彰|授予|评为|(?:评比|竞赛|大赛|会演|汇演|考核|测评|评议|排行榜)[^，。；]{0,6}(?:中|上|获|第)",
            report.quote(sentence(report, span)),
        )
    )
