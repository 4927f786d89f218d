from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.owner import Owner
from extractor.checks.rule import Rule
from extractor.checks.shortfall import against_success, figure, missed
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_MOST = 3
"""Clauses of the text that the finding points at."""
_ANSWER = 30
"""Characters of a part that only says that there is nothing to tell."""


class NoProblemAgainstShortfall(Rule):
    """称没有问题、没有未完成的目标，表内或正文却有没完成的。

    是什么：“存在的问题”“偏离绩效目标的原因”“未完成的绩效目标”部分只写“无”“本项目不存在问题”，同一单位（项目）的自评表却有指标没有达到指标值，或正文承认没有完成。
    为什么：没有达到目标就要分析原因、提出措施；写“无”等于没有自评。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效目标或偏离较大的，要分析说明原因，研究提出改进措施。
    错误示例：自评表“路灯安装”目标200盏、实际150盏，“三、偏离绩效目标的原因和改进措施：无”。
    正确示例：“三、偏离绩效目标的原因：路灯安装150盏，因管线迁改推迟50盏，次年3月底前补装”。
    何时不报：各项指标均达到指标值，正文也没有承认未完成；写“无”的是基金预算、其他需要说明的事项等部分；没有达到的是另一个项目的指标。
    怎样满足：请在该部分写明没有完成的指标、差距、原因和改进措施。
    """

    code, name, title = "CT011", "no-problem-against-shortfall", "称无问题而有指标未完成"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        owner, against, short = Owner(report), against_success(report), missed(report)
        nothing = [span for span in _none(report) if owner.of(span) or not _of_part(report, span)]
        denied = [(span, against[owner.of(span)]) for span in nothing if against.get(owner.of(span))]
        if not denied:
            return
        places, told = [span for span, _ in denied], list[str]()
        for _, other in denied:
            places += [
                *other.admitted[:_MOST],
                *(f.span for row in other.rows if (f := figure(short[row.id], "actual"))),
            ]
            told += other.told(report)
        answers = "”“".join(dict.fromkeys("".join(report.quote(span).split()) for span, _ in denied))
        yield self.finding(
            places,
            f"问题（偏离原因、未完成的目标）部分填“{answers}”，而{'；'.join(dict.fromkeys(told[:4]))}，请补充原因和改进措施。",
            f"The part on problems says “{answers}”, yet targets were missed.",
            labels=["没有问题"],
        )


def _of_part(report: Report, span: Span) -> bool:
    """Whether it is said of a project in a report on the whole unit, whose other shortfalls it does not deny."""
    return "本项目" in report.quote(span) and bool(pattern("structure", "whole_title").search(report.title))


def _none(report: Report) -> Iterator[Span]:
    """What stands alone in a part on problems, deviations or missed goals and says that there are none."""
    alone = dict[tuple[str, tuple[str, ...]], list[Span]]()
    for segment in report.segments:
        if not segment.cell_label and segment.headings:
            alone.setdefault((segment.document, segment.headings), []).append(segment.span)
    for (_, headings), spans in alone.items():
        said, asked = report.quote(spans[0]), pattern("problems", "asked_heading").search(headings[-1])
        if asked and len(said) <= _ANSWER and pattern("problems", "none").search(said):
            yield spans[0]
