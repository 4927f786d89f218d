from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding, Severity
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, SCORE, STANDARD, TARGET, bare, figure_span, figured, name, score, weight
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.profile import Bands
from extractor.report import Report
from extractor.tables.model import Row

_HUNDRED = Decimal(100)
_NOTE = 600
"""Characters behind a form in which its notes stand."""


class QualitativePointsOutOfBand(Rule):
    """定性指标的得分不在完成情况对应的档内。

    是什么：定性指标按三档评分，完成情况写明了档次（达成、部分达成、未达成），得分却不在该档的分值区间。
    为什么：档次与得分是同一结论的两种写法，不一致说明其中一个是随意填写的。
    依据：达成年度指标、部分达成并具有一定效果、未达成且效果较差三档，分别按分值的100%—80%（含）、80%—60%（含）、60%—0%评分（财预〔2020〕10号）；2019年及以前的表以80%、50%分档。
    错误示例：分值10分，完成情况“部分达成并具有一定效果”，得10分（该档为6—8分）。
    正确示例：分值10分，完成情况“部分达成并具有一定效果”，得7分。
    何时不报：得分在该档之内或正好在分界上；完成情况不是规定的档次用语；指标值或完成值有数字；该行另有评分标准；年度不明而按任何一种分档都合规。
    怎样满足：请按完成情况所在的档评分，或按实际情况改写完成情况，并说明扣分原因。
    """

    code, name, title = "SC021", "qualitative-points-out-of-band", "定性指标得分超出档次"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            possible, given, actual = weight(row), score(row), row.cell(*ACTUAL)
            if row.kind != "indicator" or not possible or given is None or actual is None or not 0 <= given <= possible:
                continue
            band = _band(bare(actual.text))
            if band is None or figured(row.text(*TARGET)) or bare(row.text(*STANDARD)):
                continue
            ranges = [bands.range(band) for bands in _in_force(report, row)]
            share = given * _HUNDRED / possible
            if not ranges or any(low <= share <= high for low, high in ranges):
                continue
            low, high = (_plain(possible * edge / _HUNDRED) for edge in ranges[0])
            points = row.cell(*SCORE)
            level: Severity = "warning" if band == 0 else "error"
            yield self.finding(
                [actual.span, *([figure_span(report, points)] if points is not None else []), *_printed(report, row)],
                f"“{name(row)}”完成情况为“{bare(actual.text)}”，该档应得{low}—{high}分（分值{_plain(possible)}），"
                f"报告得{_plain(given)}分，请核实完成情况和得分。",
                f"“{name(row)}”: this band gives {low} to {high} points, the report gives {_plain(given)}.",
                severity=level,
                computed=f"{_plain(given)}÷{_plain(possible)}={_plain(round(share, 2))}%",
                labels=[name(row), "得分"],
            )


def _band(said: str) -> int | None:
    return next((band for band in range(3) if pattern("qualitative", "bands", band).search(said)), None)


def _printed(report: Report, row: Row) -> list[Span]:
    """Where the form's own note states the bands."""
    form = next((form for form in report.forms if row in form.rows), None)
    if form is None:
        return []
    found = pattern("qualitative", "printed").search(plain(report), form.span.start, form.span.end + _NOTE)
    return [Span(*found.span())] if found else []


def _in_force(report: Report, row: Row) -> list[Bands]:
    """The generations of bands that may be meant: by the form's words, else by the year, else all."""
    every = report.profile.bands
    actual = bare(row.text(*ACTUAL))
    worded = [bands for bands in every if any(word in actual for word in bands.words)]
    if worded:
        return worded
    if not report.year.isdigit():
        return list(every)
    return [bands for bands in every if bands.since <= int(report.year) <= bands.until]


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
