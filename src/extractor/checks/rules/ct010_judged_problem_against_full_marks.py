from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.rules.ct001_problem_against_full_marks import ProblemAgainstFullMarks
from extractor.checks.values import SCORE, WEIGHT, figure_spans, full_marks, name, name_cell
from extractor.document.model import Span
from extractor.report import Report


class JudgedProblemAgainstFullMarks(Rule):
    """模型判断：承认的问题与得满分的指标是同一件事。

    是什么：报告承认某件事没有做好，模型判断有指标考核的正是这件事，而该指标得满分。得分由程序核对，是否同一件事由模型判断。
    为什么：问题与得分应当对应；CT001 按用词判断，说法不同的同一件事要读懂才能看出。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：问题“部分路段巡查流于形式”，“日常巡查覆盖率”得满分。
    正确示例：问题“部分路段巡查流于形式”，“日常巡查覆盖率”扣1分，并说明原因。
    何时不报：没有用 --judge 指定模型；模型没有指出指标；指标已经扣分；该问题或该指标已由 CT001 报出。
    怎样满足：请核实该问题与该指标是否一致，按实际情况扣减得分，或说明两者不是同一件事。
    """

    code, name, title = "CT010", "judged-problem-against-full-marks", "模型判断承认的问题与满分指标矛盾"
    family, severity = "contradiction", "warning"
    basis = ProblemAgainstFullMarks.basis

    def check(self, report: Report) -> Iterable[Finding]:
        if not report.rulings:
            return
        claims = {claim.id: claim for claim in report.claims}
        rows = {row.id: row for row in report.rows}
        told = [span for finding in ProblemAgainstFullMarks().check(report) for span in finding.spans]
        for ruling in report.rulings:
            claim = claims.get(ruling.question.claim)
            if claim is None or ruling.question.task != "contradicts":
                continue
            place = Span(claim.start, claim.end)
            pointed = [row for row in map(rows.get, ruling.ids) if row is not None and full_marks(row)]
            full = [row for row in pointed if not any(row.span.overlaps(span) for span in told)]
            if not full or any(place.overlaps(span) for span in told):
                continue
            spans = [place]
            for row in full:
                label = name_cell(row)
                spans += [label.span] if label is not None else []
                spans += figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))
            named = "、".join(f"“{name(row)}”" for row in full)
            yield self.finding(
                spans,
                f"报告承认“{claim.quote}”，模型判断与得满分的{named}是同一件事，请核实并据实计分。",
                f"The report admits “{claim.quote}”; a model takes {named} with full marks for the same matter.",
                certainty="arguable",
                support="model",
                labels=[claim.indicator, *(name(row) for row in full)],
            )
