from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.narrative import narrative
from extractor.checks.prose import sentence
from extractor.checks.rule import Rule
from extractor.checks.values import REASON, bare, blank, label_span, name
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report
from extractor.tables.model import Row

_WARN, _LOOK, _ABSURD = 2, 1.3, 100
"""Times the target: a warning, worth a look, and beyond it a unit is wrong rather than a plan exceeded."""
_CAPPED = ("%", "％")


class OvershootWithoutReason(Rule):
    """大幅超过目标，没有说明原因。

    是什么：实际完成值达到指标值的2倍以上，偏差原因栏空白，正文也没有解释；1.3倍以上只作提示。
    为什么：大幅超额多因年初目标设得过低，应当说明原因并按偏离度适度调减分值。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：完成值明显高于指标值的要分析原因。
    错误示例：培训≥40期，完成112期，得满分，原因空白；任务53户，完成129户，完工率243%。
    正确示例：培训≥40期，完成112期，原因“新增线上班70期”。
    何时不报：原因栏已填；目标为1或比率类；反向指标（成本、事故）；正文说明了原因；倍数不足1.3。
    怎样满足：请说明大幅超额完成的原因，目标设定偏低的请据实调整并适度扣分。
    """

    code, name, title = "IN009", "overshoot-without-reason", "大幅超额未说明原因"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = {row.id: row for row in report.rows}
        for relation in report.relations:
            if relation.kind == "target_met" and relation.verdict == "exact":
                row = next((rows[m.figure.source] for m in relation.members if m.figure.source in rows), None)
                if row is not None and (row.cell(*REASON) is None or blank(row.cell(*REASON))):
                    yield from self._row(report, relation, row)
        yield from self._told(report)

    def _row(self, report: Report, relation: Relation, row: Row) -> Iterator[Finding]:
        part = {m.part: m.figure for m in relation.members}
        target, actual = part.get("target"), part.get("actual")
        if target is None or actual is None or target.unit in _CAPPED or target.number <= 1:
            return
        ratio = float(actual.value / target.value)
        if not _LOOK <= ratio < _ABSURD or "≤" in relation.formula:
            return
        yield self.finding(
            [target.span, actual.span, *label_span(row), *narrative(report).restating(row, relation)],
            f"“{name(row)}”完成{actual.quote}{actual.unit}，为指标值{target.quote}{target.unit}的{ratio:.2f}倍，"
            "未说明原因，请补充说明，目标偏低的请调整。",
            f"“{name(row)}” reaches {ratio:.2f} times its target without a reason.",
            severity="warning" if ratio >= _WARN else "info",
            computed=f"{actual.quote}÷{target.quote}={ratio:.4f}",
            relation=relation.id,
            labels=[name(row), "实际完成值"],
        )

    def _told(self, report: Report) -> Iterator[Finding]:
        """Rates of completion in the text that are far over 100 %."""
        for relation in report.relations:
            rate = next((m.figure for m in relation.members if m.part == "percent"), None)
            if relation.kind != "rate" or rate is None or rate.unit not in _CAPPED or rate.number < _WARN * 100:
                continue
            around = bare(report.quote(sentence(report, rate.span)))
            if relation.verdict == "contradicted" or any(word in around for word in ("因", "由于", "主要是", "增加了")):
                continue
            yield self.finding(
                [Span(m.figure.span.start, m.figure.span.end) for m in relation.members],
                f"完成率{rate.quote}%，大幅超过目标而未说明原因，请补充。",
                f"A completion rate of {rate.quote} % without a reason.",
                computed=relation.formula,
                relation=relation.id,
                labels=["完成率"],
            )
