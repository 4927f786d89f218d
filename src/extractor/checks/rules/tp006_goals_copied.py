from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.forms import forms_of_projects, goal_and_result
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.report import Report

_SHORTEST = 15


class GoalsCopied(Rule):
    """几个项目的年度总体目标一字不差。

    是什么：同一文件里两个以上不同项目的自评表，年度总体目标完全相同（多为照抄部门职责）。
    为什么：目标与项目内容无关，完成与否都说明不了项目的绩效。
    依据：绩效目标应当与项目内容相匹配，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：“会议经费”“维修改造”两表的预期目标都是“做好综合协调、后勤保障等各项服务”。
    正确示例：会议经费：“召开全会2次、专题会12次，人均费用不超过标准”。
    何时不报：各项目目标不同；目标不足15个字；只有一个项目；同一项目的表重复出现。
    怎样满足：请按各项目的内容和资金分别填写年度总体目标和完成情况。
    """

    code, name, title = "TP006", "goals-copied", "不同项目目标雷同"
    family, severity = "template", "error"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        groups: dict[str, list[int]] = {}
        forms = forms_of_projects(report)
        for index, form in enumerate(forms):
            goal, _ = goal_and_result(form)
            said = bare(report.quote(goal.span)).strip("。") if goal else ""
            if len(said) >= _SHORTEST:
                groups.setdefault(said, []).append(index)
        for said, members in groups.items():
            projects = list(dict.fromkeys(forms[i].project for i in members))
            if len(projects) < 2:
                continue
            texts = [text for i in members for text in goal_and_result(forms[i]) if text is not None]
            yield self.finding(
                [text.span for text in texts],
                f"{'、'.join(projects)}{len(projects)}个项目的年度总体目标完全相同（“{said[:20]}…”），没有项目自身的目标，请分别填写。",
                f"{len(projects)} projects have the same goal word for word.",
                labels=projects,
            )
