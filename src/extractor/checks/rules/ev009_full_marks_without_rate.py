from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import (
    ACTUAL,
    NAME,
    SCORE,
    STANDARD,
    TARGET,
    WEIGHT,
    bare,
    blank,
    figure_spans,
    full_marks,
    name,
    name_cell,
)
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.report import Report
from extractor.tables.model import Row

_CORE = 3
"""Characters that a rate's name ends with and goes by where it is told beside its figures (到位率)."""

_FORMULA = re.compile(r"[÷／/×]")


class FullMarksWithoutRate(Rule):
    """评分表给某个比率满分，报告却没有这个比率，也没有计算它的数。

    是什么：评分标准按某个比率打分（变动率、控制率、安排率、执行率……），该项得满分，全文找不到这个比率的数值，也找不到计算它所需的数。
    为什么：没有分子和分母，满分无从核实。
    依据：各比率的计算公式见《预算绩效评价共性指标体系框架》（财预〔2013〕53号）。
    错误示例：“三公经费”控制率得满分6分，全文没有“三公经费”预算数。
    正确示例：“三公经费”预算20万元，实际支出18.5万元，控制率92.5%，得6分。
    何时不报：报告任何一处（正文、其他表、说明栏）写有该比率或其分子分母；该项未得满分；评分标准不是按比率打分；没有评分标准的表中，名称不是财预〔2013〕53号所列的比率。
    怎样满足：请补充该比率的分子、分母和计算结果，并注明数据来源。
    """

    code, name, title = "EV009", "full-marks-without-rate", "比率得满分而无数据"
    family, severity = "evidence", "warning"
    basis = ("《预算绩效评价共性指标体系框架》（财预〔2013〕53号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = [row for row in report.rows if full_marks(row) and _by_rate(row)]
        if not rows:
            return
        rest = _without_standards(report)
        facts = _cells(report)
        for row in rows:
            rate, entry = _rate(row), _entry(row)
            if _stated(row, rest) or (entry is not None and _computable(entry, rest, facts)):
                continue
            need = datafile("rates")["rate"][entry]["need"] if entry is not None else "该比率的分子和分母"
            label = name_cell(row)
            yield self.finding(
                [*([label.span] if label else []), *figure_spans(report, row.cell(*SCORE))],
                f"“{rate}”得满分{bare(row.text(*SCORE))}分，但报告未列{need}，无法核实，请补充。",
                f"“{rate}” has full points, but the report gives neither the rate nor its figures.",
                labels=[rate, "得分"],
            )


def _rate(row: Row) -> str:
    """The row's name; not the formula that some sheets print at the most exact level."""
    levels = (bare(row.text(heading)) for heading in NAME)
    return next((said for said in levels if said and not _FORMULA.search(said)), name(row))


def _entry(row: Row) -> int | None:
    return next((e for e in range(len(datafile("rates")["rate"])) if _named(e, _rate(row))), None)


def _by_rate(row: Row) -> bool:
    """Whether the points are given by a rate: as the standard says, or, in a sheet that prints neither standards nor
    values, because the row is named after a rate that is known."""
    if not re.search("率$|比例$|比重$", _rate(row)):
        return False
    if row.kind == "rubric":
        return bool(re.search("[%％]|率|百分点", row.text(*STANDARD)))
    bald = blank(row.cell(*TARGET)) and blank(row.cell(*ACTUAL)) and blank(row.cell(*STANDARD))
    return row.kind == "indicator" and bald and _entry(row) is not None


def _named(entry: int, said: str) -> bool:
    return bool(pattern("rates", "rate", entry, "name").search(bare(said)))


def _without_standards(report: Report) -> str:
    """The text without names and standards of the scoring sheets, which speak of every rate."""
    letters = list(report.text)
    for row in report.rows:
        if row.kind != "rubric":
            continue
        for heading, cell in row.cells.items():
            if heading in STANDARD or heading.endswith("级指标"):
                letters[cell.span.start : cell.span.end] = "\n" * len(cell.span)
    return "".join(letters)


def _cells(report: Report) -> str:
    """The filled cells of the other forms, each after its heading and its row's name, as sentences."""
    said = []
    for row in report.rows:
        if row.kind == "rubric":
            continue
        title = f"{bare(row.table)} {name(row)}"
        said += [f"{title} {heading} {bare(cell.text)}。" for heading, cell in row.cells.items() if bare(cell.text)]
        said.append(
            "，".join(f"{heading} {bare(cell.text)}" for heading, cell in row.cells.items() if bare(cell.text)) + "。"
        )
    return "".join(said)


def _stated(row: Row, text: str) -> bool:
    """Whether the rate's own name stands with a value, or the row explains itself with a figure."""
    said = re.sub('[“”"]', "", _rate(row))
    loose = '[“”"]?'.join(map(re.escape, said))
    # Called by its last words alone (实际到位90万元，到位率100%) it stands behind a mark.
    short = rf"(?<=[，,；;、（(]){re.escape(said[-_CORE:])}"
    if re.search(rf"(?:{loose}|{short})[^。；\n]{{0,16}}\d+(?:\.\d+)?\s*[%％]", text):
        return True
    if any(
        re.search(r"\d", cell.text) for heading, cell in row.cells.items() if "说明" in heading or "原因" in heading
    ):
        return True
    told = [cell for heading, cell in row.cells.items() if heading not in (*NAME, *STANDARD, *TARGET, *SCORE, *WEIGHT)]
    return any(re.search(r"\d\s*[%％]", cell.text) for cell in told)


def _computable(entry: int, *texts: str) -> bool:
    parts = datafile("rates")["rate"][entry]["parts"]
    return all(
        any(pattern("rates", "rate", entry, "parts", i).search(text) for text in texts) for i in range(len(parts))
    )
