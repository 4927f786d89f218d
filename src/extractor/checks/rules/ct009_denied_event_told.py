from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.checks.denials import Clash, clashes
from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.rules.ct001_problem_against_full_marks import ProblemAgainstFullMarks
from extractor.checks.rules.ct006_success_against_shortfall import SuccessAgainstShortfall
from extractor.checks.rules.ct008_goal_missed_in_text import GoalMissedInText
from extractor.checks.values import SCORE, STANDARD, WEIGHT, bare, figure_spans, figured, name, name_cell
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class DeniedEventTold(Rule):
    """称没有发生、毫无例外，同一份报告却写了发生的事。

    是什么：正文称“零事故”“未发生违规”“专款专用”“100%”等绝对的话（或相应指标得满分），报告另一处却写明了一起事故、一笔违规支出或没有做到的人和事。
    为什么：绝对的说法有一个反例就不成立；两处至少一处不实，相应的满分也失去依据。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：“全年实现安全零事故”，问题部分“3月食堂起火1起，损失2万元”；“持证率100%，其中4人未取得上岗证”。
    正确示例：“全年发生一般火灾1起，未造成人员伤亡，已整改”；“应持证58人，持证54人，持证率93.1%”。
    何时不报：事情发生在往年或别的单位；是本单位查处、救援、调处的对象；是目标、打算或计分标准；否定的是更重的等级（“未发生重大事故”与一般事故并存）；另一个项目的报告。
    怎样满足：请据实表述，写明发生的次数、处理结果，并相应扣减得分。
    """

    code, name, title = "CT009", "denied-event-told", "称没有发生却写了发生"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        others = (ProblemAgainstFullMarks(), SuccessAgainstShortfall(), GoalMissedInText())
        known = [finding.spans for rule in others for finding in rule.check(report)]
        for clash in clashes(report):
            if any(_known(clash, spans) for spans in known):
                continue
            against = [f"“{report.quote(span)}”" for span in clash.denied[:2]]
            against += [f"“{name(row)}”得满分" for row in clash.rows[:2]]
            told = "”“".join(report.quote(span) for span in clash.told[:2])
            said = f"报告{'称' if clash.denied else '中'}{'、'.join(dict.fromkeys(against))}，又写有“{told}”"
            yield self.finding(
                [*clash.denied, *clash.told, *_places(report, clash)],
                f"{said}，前后矛盾，请核实并据实表述和计分。",
                f"The report denies it or gives it full marks ({'; '.join(against)}), yet tells of “{told}”.",
                family="scoring" if _is_counted(report, clash) else self.family,
                labels=[clash.matter],
            )


def _is_counted(report: Report, clash: Clash) -> bool:
    """Whether the standard of a row with full points says what each fault costs, and faults are told with a figure:
    then the points are wrong by the row's own words."""
    standards = (bare(row.text(*STANDARD)) for row in clash.rows)
    costs = any(pattern("undone", "each_costs").search(standard) for standard in standards)
    return costs and any(figured(report.quote(span)) for span in clash.told)


def _known(clash: Clash, spans: Sequence[Span]) -> bool:
    """Whether a finding of another rule points at both sides of it, or at the statement: a second example makes it no
    more untrue."""
    said = [*clash.denied, *(row.span for row in clash.rows)]
    if clash.denied and all(any(one.overlaps(span) for span in spans) for one in clash.denied):
        return True
    return all(any(one.overlaps(span) for one in side for span in spans) for side in (said, clash.told))


def _places(report: Report, clash: Clash) -> Iterable[Span]:
    for row in clash.rows:
        cell = name_cell(row)
        if cell is not None:
            yield cell.span
        yield from figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))
