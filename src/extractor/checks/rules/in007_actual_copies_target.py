from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.rules.in003_target_not_measurable import COPIED, is_vague
from extractor.checks.values import ACTUAL, TARGET, bare, figured, full_marks, label_span
from extractor.checks.words import pattern
from extractor.report import Report


class ActualCopiesTarget(Rule):
    """完成情况一字不差照抄目标文字。

    是什么：指标的完成情况是一句没有数字的话，与目标文字完全相同；或两栏同为“长期”“良好”一类说不出内容的词，仍得满分。
    为什么：照抄目标既没有说明做了什么，也没有说明达到了什么程度。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：目标“本项目属公益事业，不产生直接收益”，完成情况与之完全相同。
    正确示例：目标“带动周边就业”，完成情况“带动就业32人，名册见附件”。
    何时不报：文字不足10个字而说得出内容（“显著提升”“按要求完成”）；“长期”“良好”一类没有得满分，或已按无法衡量的指标值提示（IN003）；含有数字；两栏不同。
    怎样满足：请在完成情况中写明实际结果；不适用的指标请删去或填“不适用”并说明理由。
    """

    code, name, title = "IN007", "actual-copies-target", "完成情况照抄目标文字"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
            if row.kind != "indicator" or target is None or actual is None:
                continue
            said = bare(target.text)
            if said != bare(actual.text) or figured(said):
                continue
            says_nothing = full_marks(row) and pattern("indicators", "manner").fullmatch(said)
            if len(said) < COPIED and (not says_nothing or is_vague(row)):
                continue
            yield self.finding(
                [target.span, actual.span, *(label_span(row) if says_nothing else ())],
                f"目标与完成情况两栏同为“{said[:30]}”，既不是可衡量的目标，也没有说明完成情况，请分别填写。",
                "Target and actual are the same sentence word for word.",
                labels=[said],
            )
