from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.assertions import asserted, intended
from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, NAME, TARGET, bare, category, figured
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row


class SatisfactionWithoutSurvey(Rule):
    """填了满意度，却没有任何调查。

    是什么：报告填写了满意度的完成值，或称满意度“达到目标”“普遍较高”，其材料却没有调查对象、方式、样本等任何调查记载。
    为什么：满意度只能由调查得出；没有样本和方法的百分比不能作为得分依据。
    依据：满意度指标按调查结果计分，属自评表通行要求。
    错误示例：服务对象满意度，指标值≥90%，实际完成值95%，全文没有“问卷”“调查”“样本”等字样。
    正确示例：发放问卷200份，收回186份，满意177份，满意度95.2%。
    何时不报：同一单位（或项目）的材料任何一处写明了问卷、测评、抽样、回访的份数或人数，或由第三方、评价系统得出；只有目标值而没有完成值；分项写明已附调查材料。
    怎样满足：请写明调查对象、时间、方式、发放和收回份数，并附满意度调查材料；没有开展调查的，不应填写满意度完成值。
    """

    code, name, title = "EV002", "satisfaction-without-survey", "满意度没有调查依据"
    family, severity = "evidence", "warning"

    def check(self, report: Report) -> Iterable[Finding]:
        owner, asked = Owner(report), _surveyed(report)
        rows = [row for row in report.rows if row.kind == "indicator" and _is_satisfaction(row)]
        told = [*(span for row in rows for span in _places(row)), *_said(report), *_risen(report, rows)]
        told += [clause(report, span) for _, span in asserted(report, pattern("evidence", "satisfied"))]
        told += _unread(report, told)
        spans = [span for span in told if not asked.get(owner.of(span), asked[""])]
        if spans:
            yield self.finding(
                spans,
                "满意度的完成值没有调查依据：全文未说明调查对象、时间、方式、样本和收回份数，请补充满意度调查材料。",
                "Satisfaction is stated, but the report mentions no survey: no respondents, method or sample.",
                labels=["满意度"],
            )


def _unread(report: Report, told: list[Span]) -> list[Span]:
    """Lines of a form that was not read into rows: the name, the rate that is wanted and the one that is stated."""
    read = [row.span for row in report.rows] + [segment.span for segment in report.segments] + told
    lines = (Span(*found.span()) for found in pattern("evidence", "satisfaction_line").finditer(plain(report)))
    return [line for line in lines if not any(span.overlaps(line) for span in read)]


def _surveyed(report: Report) -> dict[str, bool]:
    """Whose report tells of a survey: the department's (all that is no project's own), and each project's that has
    narrative of its own. One project or none: it is all one report."""
    owner, found = Owner(report), {"": False}
    for segment in report.segments:
        whose = owner.of(segment.span)
        if whose and not segment.cell_label:
            found.setdefault(whose, False)
    if len(found) <= 2:
        return {"": _asked(report, Span(0, len(report.text)))}
    for document in report.submission.documents:
        if _asked(report, document.span):
            whose = owner.of(Span(document.span.start, document.span.start + 1))
            found[whose if whose in found else ""] = True
    return found


def _asked(report: Report, span: Span) -> bool:
    """Whether a survey is told of in `span` with how many were asked, or by whom or what."""
    text, sampled = plain(report), pattern("evidence", "sampled")
    for found in pattern("evidence", "survey").finditer(text, span.start, span.end):
        around = sentence(report, Span(*found.span()))
        if sampled.search(text, around.start, around.end):
            return True
    return False


def _is_satisfaction(row: Row) -> bool:
    said = f"{category(row)} {bare(row.text(*NAME))}"
    return bool(pattern("evidence", "satisfaction").search(said) or "满意" in said) and figured(row.text(*ACTUAL))


def _places(row: Row) -> Iterator[Span]:
    yield from (cell.span for cell in (row.cell(*TARGET), row.cell(*ACTUAL)) if cell is not None)


def _risen(report: Report, rows: list[Row]) -> Iterator[Span]:
    """Where the narrative says that what a row measures has risen."""
    for _, span in matches(report, pattern("evidence", "satisfaction_change"), "performance", "other"):
        said = clause(report, span)
        if any(bare(row.text(*NAME)) in bare(report.quote(said)) for row in rows):
            yield said


def _said(report: Report) -> Iterator[Span]:
    for claim in report.claims:
        place = Span(claim.start, claim.end)
        stated = claim.kind == "ratio" and claim.role == "actual" and "满意" in f"{claim.indicator}{claim.quote}"
        if stated and not intended(report, place):
            yield place
