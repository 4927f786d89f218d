from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import (
    ACTUAL,
    SCORE,
    TARGET,
    WEIGHT,
    bare,
    figure_spans,
    name,
    score,
    weight,
)
from extractor.checks.words import pattern
from extractor.report import Report
from extractor.tables.model import Row

_OWN = ("三级指标", "指标名称", "评价内容", "绩效指标")
_ALL = 100


class PointsWithoutValues(Rule):
    """指标没有指标值和完成值，却有得分。

    是什么：指标行的年度指标值和实际完成值都空着，分值和得分却已填写。
    为什么：得分由完成值与指标值比较得出；两者都没有，得分没有依据。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评内容完整、数据真实。
    错误示例：质量指标“工程质量合格”，指标值空，完成值空，分值10，得分10。
    正确示例：质量指标“工程质量合格率”，指标值100%，完成值100%，分值10，得分10。
    何时不报：指标值或完成值有一个已填；没有得分；该表本来就没有这两栏；整行是小计或备注；名称一格里是日期、程度等取值（多为表格没有读对）。
    怎样满足：请补填年度指标值和实际完成值，并据以重新计分；确无该项指标的，不应计分。
    """

    code, name, title = "IN001", "points-without-values", "无指标值和完成值却有得分"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for row in report.rows:
            target, actual, given = row.cell(*TARGET), row.cell(*ACTUAL), score(row)
            if row.kind != "indicator" or target is None or actual is None or not given:
                continue
            if bare(target.text) or bare(actual.text) or weight(row) is None or not _named(row):
                continue
            if bare(report.quote(row.span)).count(name(row)) > 1:
                continue  # target and actual value are the same words, and one was taken for the name
            yield self.finding(
                figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE)),
                f"“{name(row)}”没有填写年度指标值和实际完成值，却得{given.normalize():f}分，得分没有依据，请补填。",
                f"“{name(row)}” has points but neither target nor actual value.",
                labels=[name(row), "得分"],
            )


def _named(row: Row) -> bool:
    """Whether the row names an indicator. Where a value stands in the place of the name, or the points are a total's,
    the form was misread."""
    own = next((bare(row.text(heading)) for heading in _OWN if bare(row.text(heading))), "")
    return bool(own) and not pattern("structure", "value_like").search(own) and (weight(row) or 0) < _ALL
