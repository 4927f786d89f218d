from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, SCORE, TARGET, WEIGHT, bare, figure_spans, full_marks, label_span, name
from extractor.checks.words import pattern
from extractor.report import Report
from extractor.tables.model import Row


class MovedTheOtherWay(Rule):
    """目标要求下降（或上升），实际正相反，仍得满分。

    是什么：指标值写“下降”“减少”“只减不增”，实际完成值却是“上升”“增加”；或指标值要求提高，实际完成值是下降；或要求升降，实际与上年持平；该项仍得满分。
    为什么：变化方向与目标相反就是没有完成。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效指标的应当扣分并说明原因。
    错误示例：信访量同比，指标值“下降”，实际完成值“上升4.8%”，分值10，得分10。
    正确示例：信访量同比，指标值“下降”，实际完成值“下降3.2%”；或上升并扣分、说明原因。
    何时不报：方向一致；两个方向的词同时出现；没有得满分；指标值或完成值没有写方向。
    怎样满足：请按实际情况扣减得分，说明没有实现目标的原因和改进措施。
    """

    code, name, title = "IN010", "moved-the-other-way", "变化方向与目标相反仍得满分"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            if row.kind != "indicator" or not full_marks(row) or not _opposed(row):
                continue
            target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
            cells = [cell.span for cell in (target, actual) if cell is not None]
            yield self.finding(
                [*label_span(row), *cells, *figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))],
                f"“{name(row)}”目标为“{bare(row.text(*TARGET))}”，实际“{bare(row.text(*ACTUAL))}”，方向相反却得满分，"
                "请核实得分并说明原因。",
                f"“{name(row)}” moved the other way than its target, yet has full points.",
                labels=[name(row), "实际完成值"],
            )


def _opposed(row: Row) -> bool:
    said, done = bare(row.text(*TARGET)), bare(row.text(*ACTUAL))
    wanted, kept = _direction(said), _kept(said)
    if pattern("shortfall", "same").search(done):
        return bool(wanted) and not pattern("shortfall", "same").search(said) and "持平" not in said
    return {kept or wanted, _direction(done)} == {"up", "down"}


def _kept(said: str) -> str:
    """`down` for what may only not rise (只减不增, 零增长), `up` for what may only not fall."""
    if pattern("shortfall", "not_up").search(said):
        return "down"
    return "up" if pattern("shortfall", "not_down").search(said) else ""


def _direction(said: str) -> str:
    """`up`, `down`, or empty where the words say neither or both, or what there is not to be."""
    up, down = (bool(pattern("shortfall", key).search(said)) for key in ("up", "down"))
    return "" if up == down or _kept(said) else "up" if up else "down"
