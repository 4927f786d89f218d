from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.forms import goal_and_result
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.report import Report

_SHORTEST = 15


class ResultRepeatsGoal(Rule):
    """实际完成情况照抄预期目标或职责。

    是什么：自评表“实际完成情况”与“预期目标”文字相同（或整段包含在其中），没有任何完成的数字和事实。
    为什么：照抄目标等于没有报告完成情况。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实。
    错误示例：目标“做好综合协调和后勤保障工作”，完成情况“做好综合协调和后勤保障工作”。
    正确示例：完成情况“办理会务86次，接待来访1200人次，公文差错为零”。
    何时不报：文字不同；含有数字；不足15个字；几个项目雷同（由TP006报告）。
    怎样满足：请逐条对照目标写明实际完成的数量、质量、时间和效果。
    """

    code, name, title = "TP007", "result-repeats-goal", "完成情况照抄目标"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        seen: dict[str, int] = {}
        pairs = [(form, *goal_and_result(form)) for form in report.forms]
        for form, goal, _ in pairs:
            if goal and form.project:
                said = bare(report.quote(goal.span)).strip("。")
                seen[said] = seen.get(said, 0) + 1
        for form, goal, result in pairs:
            if goal is None or result is None:
                continue
            wanted, done = (bare(report.quote(text.span)).strip("。；") for text in (goal, result))
            if len(done) < _SHORTEST or done not in wanted or re.search(r"\d", done) or seen.get(wanted, 0) > 1:
                continue
            yield self.finding(
                [goal.span, result.span],
                f"实际完成情况与预期目标文字相同（“{done[:20]}…”），没有反映任何完成情况，请据实填写。",
                "The result repeats the goal word for word.",
                labels=[form.project or form.title],
            )
