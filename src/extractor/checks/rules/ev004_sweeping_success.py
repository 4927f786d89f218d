from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.assertions import asserted
from extractor.checks.finding import Finding
from extractor.checks.prose import clause, paragraph, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import figured
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.document.model import Span
from extractor.report import Report

_SECTIONS = ("performance", "management", "spending", "problems", "other")
_QUANTITY = re.compile(r"\d+(?:\.\d+)?\s*(?:余|多)?(?:[%％]|[个项次件篇期份人户家场条起亩公])|百分之")


class SweepingSuccess(Rule):
    """笼统宣称全面完成、效益良好，没有数据。

    是什么：正文称“圆满完成各项任务”“取得良好的经济效益和社会效益”“整体绩效良好”，同一段没有任何结果数据（年份和满意度不算），报告也没有自评得分可以支撑。
    为什么：总括性的结论应当由得分或指标完成数据得出，不能代替它们。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实、结果客观。
    错误示例：一年来，圆满完成各项工作任务，取得了良好的社会效益。
    正确示例：年初12项任务完成11项，完成率91.7%；服务群众1.2万人次，满意度93%（问卷300份）。
    何时不报：同一段内有结果数据；说的是目标或打算；完成的是自评工作本身；“完成各项任务”之后紧接着分条列出数据且报告给出了自评得分。
    怎样满足：请在结论之后列出自评得分、目标完成数和反映效益的数据，或删去笼统的结论。
    """

    code, name, title = "EV004", "sweeping-success", "笼统宣称完成或见效而无数据"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        groups: dict[tuple[str, tuple[str, ...]], list[Span]] = {}
        for segment, span in _bald(report):
            groups.setdefault((segment.document, segment.headings[:1]), []).append(span)
        for spans in groups.values():
            said = "”“".join(dict.fromkeys(report.quote(span) for span in spans[:3]))
            yield self.finding(
                spans,
                f"“{said}”只有结论，没有得分、完成数或效益数据支撑，请补充。",
                f"“{said}”: a sweeping conclusion without scores, counts or data.",
                labels=[report.quote(spans[0])],
            )


def _bald(report: Report) -> Iterator[tuple[Segment, Span]]:
    scored = _total_given(report)
    for segment, span in asserted(report, pattern("evidence", "sweeping"), *_SECTIONS):
        around = paragraph(report, span)
        if _QUANTITY.search(_results(report, around)) or figured(_results(report, sentence(report, span))):
            continue
        if pattern("evidence", "own_evaluation").search(report.quote(span)):
            continue
        if scored and _listed_after(report, segment, around):
            continue
        yield segment, clause(report, span)


def _results(report: Report, span: Span) -> str:
    """What is said at `span`, without the figures that are no results: when it was, and how content people are."""
    return pattern("evidence", "no_result").sub("", plain(report)[span.start : span.end])


def _total_given(report: Report) -> bool:
    if any(claim.kind == "score" and claim.role == "actual" for claim in report.claims):
        return True
    return any(row.kind == "total" and re.search(r"\d", row.text("得分", "自评得分")) for row in report.rows)


def _listed_after(report: Report, segment: Segment, around: Span) -> bool:
    """Whether figures of the same section follow: the sentence is then the summary of a list."""
    later = [s for s in report.segments if s.headings[:1] == segment.headings[:1] and s.span.start >= around.end]
    return sum(bool(_QUANTITY.search(report.quote(s.span))) for s in later) >= 2
