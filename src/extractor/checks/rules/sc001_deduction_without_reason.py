from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.narrative import narrative
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure, missed
from extractor.checks.values import (
    ACTUAL,
    REASON,
    SCORE,
    WEIGHT,
    bare,
    blank,
    figure_spans,
    name,
    name_cell,
    score,
    weight,
)
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Row

_GROUP = re.compile("(?:决策|投入|过程|管理|成本|产出|效益|效果|满意度?|履职效[能益])(?:指标|情况|分析)?")
_ALL = 100
_BESIDE = 200
"""Characters behind a row in which it is told why it lost points."""
_HALF = Decimal("0.5")
"""Points in which reviewers take off; less comes of a proportion."""
_ROUNDED = Decimal("0.1")
"""Points that are rounded where they are the share that the actual value is."""


class DeductionWithoutReason(Rule):
    """扣了分，没有说明原因。

    是什么：得分低于分值，扣分原因（偏差原因）一栏空白；没有这一栏的，正文也没有说明，包括完成值已经达到指标值的。
    为什么：扣分要说明依据，否则不知道扣在哪里、怎样整改。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对未完成或偏离较大的指标说明原因和改进措施。
    错误示例：资产管理，分值4，得分3，扣分原因空白。
    正确示例：资产管理，分值4，得分3，扣分原因“2台设备未及时入账，扣1分”。
    何时不报：原因栏已填；该表没有原因栏而正文写了扣分原因或该项的问题；扣分由比率或完成比例算出（如10×97.8%=9.78）。
    怎样满足：请逐项填写扣分原因和改进措施。
    """

    code, name, title = "SC001", "deduction-without-reason", "扣分未说明原因"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        short = missed(report)
        reached = _reached(report, short)
        for form in report.forms:
            rows = [row for row in form.rows if _unexplained(row, short)]
            column = bool(rows)
            rows = rows or [row for row in form.rows if _nowhere_told(report, row, reached)]
            if not rows:
                continue
            gaps = [(weight(row) or 0) - (score(row) or 0) for row in rows]
            cells = [c for row in rows for c in (name_cell(row), row.cell(*WEIGHT), row.cell(*SCORE)) if c is not None]
            labels = {cell.span for cell in (name_cell(row) for row in rows) if cell is not None}
            places = [c.span if c.span in labels else figure_spans(report, c)[0] for c in cells if len(c.span)]
            names = "、".join(dict.fromkeys(f"“{name(row)}”" for row in rows))
            yield self.finding(
                places,
                f"{names}扣分，但{'扣分原因一栏空白' if column else '表内和正文都没有说明原因'}，请逐项说明扣分原因。",
                f"Points are deducted without a reason: {names}.",
                computed="；".join(f"{weight(row)}-{score(row)}={gap}" for row, gap in zip(rows, gaps, strict=True))
                + f"，共扣{sum(gaps)}分",
                labels=[form.project or form.title, *(name(row) for row in rows)],
            )


def _unexplained(row: Row, short: Mapping[str, Relation]) -> bool:
    """Points lost, a column for the reason, nothing in it. A fraction of a point comes from a formula where the row's
    value is a rate or misses its target; points that are too many for it are IN008's."""
    if row.id in short and short[row.id].verdict == "contradicted":
        return False
    reason, possible, given = row.cell(*REASON), weight(row), score(row)
    if row.kind not in ("rubric", "indicator") or reason is None or not blank(reason):
        return False
    if possible is None or given is None or not 0 <= given < possible:
        return False
    by_formula = row.id in short or name(row).endswith("率") or not (row.kind == "rubric" or bare(row.text(*ACTUAL)))
    step = 1 if bare(row.text(*ACTUAL)) or row.id in short else _HALF
    return not by_formula or (possible - given) % step == 0


def _reached(report: Report, short: Mapping[str, Relation]) -> dict[str, Figure]:
    """Id of a row that reaches its target → its actual value."""
    held = [r for r in report.relations if r.kind == "target_met" and r.verdict == "exact"]
    actuals = [actual for r in held if (actual := figure(r, "actual")) and figure(r, "target")]
    return {actual.source: actual for actual in actuals if actual.source not in short}


def _nowhere_told(report: Report, row: Row, reached: Mapping[str, Figure]) -> bool:
    """Points lost in a list that has no column for the reason, of a target that was reached or none, and nothing in the
    text that says what went wrong with it."""
    possible, given = weight(row), score(row)
    if row.kind not in ("rubric", "indicator") or row.cell(*REASON) is not None or possible is None or given is None:
        return False
    actual = reached.get(row.id)
    if actual is None:
        by_result = name(row).endswith("率") or (possible - given) % _HALF != 0
    else:
        by_result = abs(given - possible * actual.number / _ALL) < _ROUNDED
    if not 0 < given < possible or by_result or _GROUP.fullmatch(name(row)):
        return False
    measured = (actual is None and not blank(row.cell(*ACTUAL))) or row.cell("评分标准") is not None
    text = plain(report)
    about = words_of(name(row))
    told = (sentence(report, Span(*found.span())) for found in pattern("shortfall", "deducted").finditer(text))
    explained = any(about & words_of(around.of(text)) for around in told if not row.span.overlaps(around))
    admitted = any(about & words_of(f"{c.indicator}、{c.quote}") for c in report.claims if c.kind == "problem")
    following = min((other.span.start for other in report.rows if other.span.start >= row.span.end), default=len(text))
    beside = pattern("shortfall", "deducted").search(text, row.span.end, min(following, row.span.end + _BESIDE))
    return not (measured or explained or beside or admitted or narrative(report).admitting(row, report.rows))
