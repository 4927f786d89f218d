from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.checks.again import measured
from extractor.checks.finding import Finding
from extractor.checks.narrative import narrative
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, NAME, TARGET, bare, blank, category, figured, name, number, score, weight
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Form, Row

_BOUND = re.compile(r"(?:[≥≤≧≦><＞＜]=?|不(?:低于|少于|超过|高于))\d")
_LASTING = re.compile("年|月|长期")
_NOT_APPLICABLE = ("/", "-", "—", "——", "无", "不适用", "未开展")


class MetWithoutValue(Rule):
    """实际完成值只写“达标”“完成”，没有实际数。

    是什么：指标的实际完成值只填“达标”“完成”“达成目标值”之类的结论，或照抄指标值的范围（≥90%），没有实际完成的数量、比率、时间或事实。
    为什么：只有结论没有数值，得分无从核对；指标值是数字而完成值不是数字时，尤其不能判断是否完成。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实；定量指标按完成比例计分。
    错误示例：数量指标“举办培训12期”，完成情况“达标”；就诊率≥90%，完成值“逐年提高”。
    正确示例：数量指标“举办培训12期”，完成情况“举办14期”；定性指标“制度健全”，完成情况“达成年度指标”并附说明。
    何时不报：完成值含有数字；完成值写“未发生”或“按标准执行”；定性指标用了规定的档次用语（达成年度指标、部分达成……）并有得分；指标值本身就是“零事故”“按时完成”之类可直接判定的状态并有得分。
    怎样满足：请逐项填写实际完成的数量、比率、时间或事实，并保留计算依据。
    """

    code, name, title = "EV001", "met-without-value", "完成值只写“达标”没有实际数"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            bounds = [row for row in form.rows if row.kind == "indicator" and _bound(row)]
            if bounds:
                yield self._copied(report, form, bounds)
            rows = [row for row in form.rows if row.kind == "indicator" and self._only_met(row)]
            for _, group in groupby(rows, key=lambda row: (category(row), bare(row.text(*ACTUAL)))):
                yield self._found(report, form, list(group))

    def _only_met(self, row: Row) -> bool:
        target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
        if actual is None or target is None or blank(target):
            return False
        said = bare(actual.text)
        if _words_for_figure(target.text, said):
            return True
        if not pattern("evidence", "met").search(said) or bare(target.text) == said:
            return False
        if figured(target.text):
            return number(said) is None
        # A qualitative target is met or not; only where no points are given is the bare word all there is to read.
        return weight(row) is None and score(row) is None

    def _copied(self, report: Report, form: Form, rows: list[Row]) -> Finding:
        names, values = (
            "、".join(dict.fromkeys(f"“{one}”" for one in found))
            for found in ([name(row) for row in rows], [bare(row.text(*ACTUAL)) for row in rows])
        )
        return self.finding(
            [*_places(rows), *(span for row in rows for span in measured(report, row))],
            f"{names}的实际完成值填的是{values}，照抄指标值的范围，没有实际完成数，请据实填写。",
            f"{len(rows)} actual value(s) repeat the target's bound: {values}.",
            labels=[form.project or form.title, *(name(row) for row in rows[:1]), "范围"],
        )

    def _found(self, report: Report, form: Form, rows: list[Row]) -> Finding:
        spans = list(_places(rows))
        level = category(rows[0]).split(" ")[-1] or "指标"
        said = bare(rows[0].text(*ACTUAL))
        if any(figured(row.text(*TARGET)) for row in rows):
            why = "指标值为具体数值，却未填写实际完成数，无法核对是否完成"
            english = "the targets are figures and no actual figure is given"
            if not pattern("evidence", "met").search(said):
                spans += [span for row in rows for span in narrative(report).naming(row)]
        else:
            why = "指标没有可衡量的指标值，也未说明实际完成的事实，无法核实"
            english = "neither target nor actual says anything that can be checked"
        return self.finding(
            spans,
            f"{level}{len(rows)}项的完成情况只填“{said}”：{why}。",
            f"{len(rows)} indicator(s) of {level} only say “{said}”: {english}.",
            labels=[form.project or form.title, *(bare(row.text(*NAME)) for row in rows[:1]), level],
        )


def _bound(row: Row) -> bool:
    """Whether the actual value is the target's bound again (≥90%); of years, all that can be said of what will last."""
    said = bare(row.text(*ACTUAL))
    return said == bare(row.text(*TARGET)) and bool(_BOUND.match(said)) and not _LASTING.search(said)


def _words_for_figure(target: str, said: str) -> bool:
    """Whether the target is a figure or a date and the actual value has none (≥90% → 逐年提高); what did not come about
    at all, and a price that was kept to, need none."""
    if not figured(target) or not said or figured(said) or said in _NOT_APPLICABLE:
        return False
    return not pattern("evidence", "needs_no_figure").search(said)


def _places(rows: list[Row]) -> Iterator[Span]:
    for row in rows:
        target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
        yield from (cell.span for cell in (target, actual) if cell is not None)
