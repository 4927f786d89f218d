from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.forms import goal_and_result
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.report import Report
from extractor.tables.model import FreeText

_SHORTEST = 15
_NEARLY = 0.9
"""Part of a result that stands in the goal where it was copied."""
_LABEL = re.compile(r"(?:总体|年度)?目标[\d一二三四五六七八九十]*[：:]|^[（(]?\d[）)、.．]")


class ResultRepeatsGoal(Rule):
    """实际完成情况照抄预期目标或职责。

    是什么：自评表“实际完成情况”与“预期目标”文字相同（或整段包含在其中），或仍写成“确保……”“力争……”的打算，没有任何完成的数字和事实。
    为什么：照抄目标等于没有报告完成情况。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实。
    错误示例：目标“做好综合协调和后勤保障工作”，完成情况“做好综合协调和后勤保障工作”。
    正确示例：完成情况“办理会务86次，接待来访1200人次，公文差错为零”。
    何时不报：文字不同；数字已经完成（“完成培训800人次”）；不足15个字；几个项目雷同（由TP006报告）。
    怎样满足：请逐条对照目标写明实际完成的数量、质量、时间和效果。
    """

    code, name, title = "TP007", "result-repeats-goal", "完成情况照抄目标"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        pairs = [(form, *goal_and_result(form)) for form in report.forms]
        shared = Counter(_said(report, goal) for form, goal, _ in pairs if goal and form.project)
        for form, goal, result in pairs:
            if result is None:
                continue
            wanted, done = _said(report, goal) if goal else "", _said(report, result)
            copied = goal is not None and shared[wanted] < 2 and _copied(wanted, done)
            if len(done) < _SHORTEST or not (copied or _intended(done)):
                continue
            told = "与预期目标文字相同" if copied else "写成了打算"
            yield self.finding(
                [text.span for text in (goal, result) if text is not None],
                f"实际完成情况{told}（“{done[:20]}…”），没有反映任何完成情况，请据实填写。",
                "The result repeats the goal word for word." if copied else "The result only says what is intended.",
                labels=[form.project or form.title],
            )


def _said(report: Report, text: FreeText) -> str:
    return _LABEL.sub("", bare(report.quote(text.span))).strip("。；")


def _copied(wanted: str, done: str) -> bool:
    """Whether nearly all that is said to be done stands in the goal, without a figure that may have been reached just
    so; what is still intended was not."""
    parts = [part for part in re.split(r"[，。；;,]", done) if part]
    same = sum(len(part) for part in parts if part in wanted)
    reached = re.search(r"\d", done) and not pattern("template", "intended").search(done)
    return not reached and same >= _NEARLY * sum(map(len, parts))


def _intended(done: str) -> bool:
    """Whether the result begins like a goal, and has neither a figure nor a word of being done."""
    begun = pattern("template", "intended").match(done)
    return bool(begun) and not re.search(r"\d", done) and not pattern("template", "done").search(done)
