from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.narrative import narrative
from extractor.checks.prose import trimmed
from extractor.checks.rule import Rule
from extractor.checks.undone import below_grade
from extractor.checks.values import (
    ACTUAL,
    SCORE,
    TARGET,
    WEIGHT,
    bare,
    blank,
    category,
    figure_spans,
    figured,
    full_marks,
    label_span,
    name,
)
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

COPIED = 10
"""Characters from which a target copied word for word is told as that (IN007); shorter words (`显著提升`) are the usual
way to report a qualitative target as met."""


class TargetNotMeasurable(Rule):
    """指标值是口号，无法衡量，却得满分。

    是什么：年度指标值只是态度或口号（“高标准”“稳步推进”“出精品”），既没有数值，也不是可以判定有无的状态，实际完成值同样没有数值，却得满分。
    为什么：不能衡量的目标无法判断完成与否，满分缺乏依据。
    依据：绩效目标应当细化量化、可衡量，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：文稿工作，指标值“打造精品”，完成值“成效显著”，得10分。
    正确示例：文稿工作，指标值“报送调研文章≥20篇，采用率≥60%”，完成值“26篇，采用率65%”，得10分。
    何时不报：指标值或完成值含数字；指标值是可以判定的状态（零差错、按时完成、验收合格、纳入考核、制度健全）；指标名问的就是这一性质（相关性：相关）；没有得满分；完成值用了规定的档次用语（达成年度指标……）。
    怎样满足：请设置可量化或可判定的指标值，并按实际完成数计分。
    """

    code, name, title = "IN003", "target-not-measurable", "指标值无法衡量却得满分"
    family, severity = "scoring", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            effects = []
            for row in form.rows:
                if not is_vague(row):
                    continue
                if "产出" not in category(row) and pattern("evidence", "effect").search(bare(row.text(*TARGET))):
                    effects.append(row)
                else:
                    yield self._found(report, [row])
            if effects:
                yield self._found(report, effects)

    def _found(self, report: Report, rows: list[Row]) -> Finding:
        cells = [cell for row in rows for cell in (row.cell(*TARGET), row.cell(*ACTUAL)) if cell is not None]
        points = [place for row in rows for place in figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))]
        labels = [place for row in rows for place in label_span(row)]
        told = [*narrative(report).naming(rows[0])[:1], *_explanation(report, rows[0])] if len(rows) == 1 else []
        targets, results = ("”“".join(dict.fromkeys(bare(row.text(*of)) for row in rows)) for of in (TARGET, ACTUAL))
        names = "”“".join(name(row) for row in rows)
        return self.finding(
            [
                *labels,
                *(cell.span for cell in cells),
                *points,
                *told,
            ],
            f"“{names}”的指标值“{targets}”无法衡量，完成值“{results}”也没有数据，得满分缺乏依据，请设置可量化的指标值。",
            f"The targets “{targets}” cannot be measured, yet have full points.",
            labels=[name(rows[0]), "年度指标值"],
        )


def is_vague(row: Row) -> bool:
    """Whether neither target nor actual value of a row with full points can be measured or told to be so or not."""
    target, actual = row.cell(*TARGET), row.cell(*ACTUAL)
    if row.kind != "indicator" or target is None or actual is None or not full_marks(row):
        return False
    said, done = bare(target.text), bare(actual.text)
    if blank(target) or figured(said) or figured(done) or pattern("evidence", "bands").search(done):
        return False
    if said == done and len(said) >= COPIED:
        return False
    if below_grade(row) or pattern("shortfall", "same").search(done):
        return False
    return not pattern("evidence", "objective").search(said) and not _property(name(row), said)


def _property(indicator: str, said: str) -> bool:
    """Whether the target is the property that the name asks for (相关性: 相关), which a standard of its own decides."""
    return indicator.endswith("性") and said in indicator


def _explanation(report: Report, row: Row) -> Iterator[Span]:
    """For a row written as prose: the line under it, where that has no figure either."""
    if "\t" in report.quote(row.span) or "|" in report.quote(row.span):
        return
    start = report.text.find("\n", row.span.end) + 1
    if not start:
        return
    end = report.text.find("\n", start)
    line = trimmed(report, Span(start, end if end >= 0 else len(report.text)))
    last = max((i for i, ch in enumerate(report.quote(line).rstrip("。")) if ch in "，；。"), default=-1)
    said = trimmed(report, Span(line.start + last + 1, line.end))
    inside = any(other.span.overlaps(line) for other in report.rows)
    if "\t" not in report.quote(line) and not inside and not figured(report.quote(line)):
        yield said
