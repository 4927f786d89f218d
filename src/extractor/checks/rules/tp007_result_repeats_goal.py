from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.forms import goal_and_result
from extractor.checks.naming import words_of
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import FreeText

_TOLD = (
    ("与预期目标文字相同", "repeats the goal word for word"),
    ("写成了打算", "only says what is intended"),
    ("只写了资金执行", "only tells of the money"),
    ("只笼统地称完成，没有逐条回应目标", "only says that all was done"),
)
_SHORTEST = 15
_FEWEST = 2
"""Answered lines from which on it is how the form was filled in."""
_NEARLY = 0.9
"""Part of a result that stands in the goal where it was copied."""
_HARDLY = 0.2
"""Part of a goal's words that a result may hold and still answer none of it."""
_COUNTED = re.compile(r"\d(?![\d.,%％]|[万亿]?元|年|月|日)[\u4e00-\u9fa5]")
"""A figure of what was done: neither of money nor of time."""
_GIVEN = re.compile(r"\d+(?:周?岁|小时|年|月|日|号)|〔\d+〕|“[^”]*”")
"""Figures that say for whom or when, and are none that a year's work reaches."""
_LABEL = re.compile(r"(?:总体|年度)?目标[\d一二三四五六七八九十]*[：:]|^[（(]?\d[）)、.．]")


class ResultRepeatsGoal(Rule):
    """实际完成情况照抄预期目标或职责。

    是什么：自评表“实际完成情况”与“预期目标”文字相同（或整段包含在其中，只添一个“了”字），或仍写成“确保……”“力争……”的打算，或只写资金执行，或只称“圆满完成各项目标任务”，没有任何完成的数字和事实；转移支付自评表“资金管理情况”各栏填的是“要求……”。
    为什么：照抄目标等于没有报告完成情况。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实。
    错误示例：目标“做好综合协调和后勤保障工作”，完成情况“做好综合协调和后勤保障工作”。
    正确示例：完成情况“办理会务86次，接待来访1200人次，公文差错为零”。
    何时不报：文字不同；数字已经完成（“完成培训800人次”；年龄、时限一类的数字不算）；不足15个字；几个项目雷同（由TP006报告）。
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
            as_written = (copied, _intended(done), _only_money(wanted, done), _only_all(wanted, done))
            told = next((said for said, holds in zip(_TOLD, as_written, strict=True) if holds), None)
            if len(done) < _SHORTEST or told is None:
                continue
            yield self.finding(
                [text.span for text in (goal, result) if text is not None],
                f"实际完成情况{told[0]}（“{done[:20]}…”），没有反映任何完成情况，请据实填写。",
                f"The result {told[1]}.",
                labels=[form.project or form.title],
            )
        yield from self._required(report)

    def _required(self, report: Report) -> Iterator[Finding]:
        """Lines on how the money was managed that were answered with what is asked for."""
        found = list(pattern("template", "required_answer").finditer(plain(report)))
        if len(found) < _FEWEST:
            return
        said = "”“".join(match["said"] for match in found)
        yield self.finding(
            [Span(*match.span("said")) for match in found],
            f"资金管理情况填写的是要求（“{said}”），没有实际做法和结果，请据实填写。",
            "What is said of how the money was managed is what was asked for, not what was done.",
            labels=["资金管理情况"],
        )


def _said(report: Report, text: FreeText) -> str:
    return _LABEL.sub("", bare(report.quote(text.span))).strip("。；")


def _copied(wanted: str, done: str) -> bool:
    """Whether nearly all that is said to be done stands in the goal, without a figure that may have been reached just
    so; what is still intended was not."""
    said, aim = (pattern("template", "done_mark").sub("", text) for text in (done, wanted))
    parts = [part for part in re.split(r"[，。；;,]", said) if part]
    same = sum(len(part) for part in parts if part in aim)
    reached = re.search(r"\d", _GIVEN.sub("", done)) and not pattern("template", "intended").search(done)
    return not reached and same >= _NEARLY * sum(map(len, parts))


def _intended(done: str) -> bool:
    """Whether the result begins like a goal, and has neither a figure nor a word of being done, other than of what is
    still intended to be (力争全面完成)."""
    begun, wanted = pattern("template", "intended").match(done), pattern("template", "intended")
    parts = [part for part in re.split("[，。；;,]", done) if not wanted.search(part) or re.search("已|了", part)]
    finished = any(pattern("template", "done").search(part) for part in parts)
    return bool(begun) and not re.search(r"\d", done) and not finished


def _only_all(wanted: str, done: str) -> bool:
    """Whether the result says that everything was done, and nothing of what the goal names."""
    if not wanted or not pattern("evidence", "sweeping").search(done) or re.search(r"\d", _GIVEN.sub("", done)):
        return False
    aims = words_of(wanted)
    return len(aims & words_of(done)) <= _HARDLY * len(aims)


def _only_money(wanted: str, done: str) -> bool:
    """Whether every clause of the result is about the money alone, and the goal is about more than it."""
    money = pattern("template", "of_money")
    parts, aims = ([part for part in re.split(r"[，。；;：:,]", text) if len(part) > 1] for text in (done, wanted))
    if not parts or _COUNTED.search(done) or not all(map(money.search, parts)):
        return False
    return any(not money.search(part) for part in aims)
