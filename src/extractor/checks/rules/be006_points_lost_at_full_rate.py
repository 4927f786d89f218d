from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, paragraph, plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, NAME, REASON, SCORE, TARGET, WEIGHT, bare, figure_span, score, weight
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_NEAR = 160
"""Characters between an item of the sheet and the rate that explains it."""


class PointsLostAtFullRate(Rule):
    """执行率100%，该项却被扣分。

    是什么：报告写明预算执行率为100%（在评分项“预算执行”之内或之后，或与分值、得分写在一句），该项得分却低于分值，也没有说明扣分原因。
    为什么：执行率得分由执行率直接算出，达到100%就应得满分。
    依据：预算执行率权重及计分方法见《项目支出绩效评价管理办法》（财预〔2020〕10号）。
    错误示例：预算执行情况（分值10分，得9分）：全年预算800万元，执行800万元，执行率100%。
    正确示例：预算执行情况（分值10分，得10分）：全年预算800万元，执行800万元，执行率100%。
    何时不报：得满分；执行率不足100%；写明了扣分原因（如支出进度滞后）；100%说的是上年、某一季度或其中一类资金（政府采购、“三公”经费）。
    怎样满足：请核实得分，确需扣分的请说明原因。
    """

    code, name, title = "BE006", "points-lost-at-full-rate", "执行率100%却被扣分"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for lost in {one.rate: one for one in (*_in_sentences(report), *_under_items(report))}.values():
            yield self.finding(
                [lost.rate, *lost.points],
                f"预算执行率为100%，该项分值{lost.weight}分只得{lost.score}分，未说明扣分原因，请核实得分或补充扣分依据。",
                f"The execution rate is 100 %, yet only {lost.score} of {lost.weight} points are given.",
                computed=f"{lost.weight}×100%={lost.weight}≠{lost.score}",
                labels=["预算执行率", "得分"],
            )


@dataclass(frozen=True, slots=True)
class _Lost:
    """Points that a full rate did not earn."""

    rate: Span
    weight: Decimal
    score: Decimal
    points: tuple[Span, ...]


def _under_items(report: Report) -> Iterator[_Lost]:
    """The item of a sheet, with the rate in its cells or in what explains it up to the next item."""
    rows = sorted(report.rows, key=lambda row: row.span)
    for at, row in enumerate(rows):
        possible, given = weight(row), score(row)
        if row.kind == "budget" or possible is None or given is None or not given < possible:
            continue
        if not any(pattern("full_rate", "item").search(bare(row.text(heading))) for heading in NAME):
            continue
        end = rows[at + 1].span.start if at + 1 < len(rows) else len(report.text)
        passage = Span(row.span.start, max(row.span.end, min(end, row.span.end + _NEAR)))
        cells = [cell for heading in (*WEIGHT, *SCORE, "扣分") if (cell := row.cells.get(heading)) is not None]
        # The target stands right behind the name; a result beside a column for reasons is SC001's.
        apart = (*TARGET, *ACTUAL) if row.cell(*REASON) is not None else TARGET
        values = [cell.span for heading in apart if (cell := row.cells.get(heading)) is not None]
        told = (r for r in _full(report, passage) if not any(v.covers(Span(*r.span("rate"))) for v in values))
        rate = next(told, None)
        if rate is not None and not _explained(report, passage, [cell.span for cell in cells]):
            points = tuple(figure_span(report, cell) for cell in cells if len(cell.span))
            yield _Lost(Span(*rate.span("rate")), possible, given, points)


def _in_sentences(report: Report) -> Iterator[_Lost]:
    """`执行率100%，按10分权重计9.2分`."""
    for segment in report.segments:
        for rate in _full(report, segment.span):
            around = paragraph(report, Span(*rate.span()))
            points = _beside(plain(report), rate, around)
            if points is None or _explained(report, _around(report, points, rate), points):
                continue
            possible, given = (Decimal(place.of(plain(report))) for place in points)
            if given < possible:
                yield _Lost(Span(*rate.span("rate")), possible, given, points)


def _full(report: Report, passage: Span) -> Iterator[re.Match[str]]:
    """Where the passage says that the year's whole budget was spent."""
    for found in pattern("full_rate", "rate").finditer(plain(report), passage.start, passage.end):
        said = Span(clause(report, Span(*found.span())).start, found.start())
        if not pattern("full_rate", "other").search(said.of(plain(report))):
            yield found


def _beside(text: str, rate: re.Match[str], around: Span) -> tuple[Span, Span] | None:
    """Where the weight and the points of a rate stand in its paragraph."""
    behind = pattern("full_rate", "points").match(text, rate.end(), around.end)
    if behind is not None:
        first = behind["weight"] is not None
        return Span(*behind.span("weight" if first else "weight2")), Span(*behind.span("score" if first else "score2"))
    start = max(around.start, rate.start() - _NEAR)
    both = pattern("full_rate", "before").search(text, start, rate.start())
    if both is not None:
        return Span(*both.span("weight")), Span(*both.span("score"))
    before = pattern("full_rate", "weight").search(text, start, rate.start())
    after = pattern("full_rate", "score").match(text, rate.end(), around.end)
    return (Span(*before.span("weight")), Span(*after.span("score"))) if before and after else None


def _around(report: Report, points: Sequence[Span], rate: re.Match[str]) -> Span:
    """The sentences from the first to the last of them."""
    ends = [Span(*rate.span()), *points]
    return Span(sentence(report, min(ends)).start, sentence(report, max(ends)).end)


def _explained(report: Report, passage: Span, points: Iterable[Span]) -> bool:
    """Whether a passage, its points aside, says why some were taken."""
    letters = list(passage.of(plain(report)))
    for span in points:
        for at in range(max(span.start, passage.start), min(span.end, passage.end)):
            letters[at - passage.start] = " "
    said = "".join(letters)
    return any(pattern(*words).search(said) for words in (("structure", "cause"), ("shortfall", "lost")))
