from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import (
    ACTUAL,
    REASON,
    SCORE,
    STANDARD,
    TARGET,
    WEIGHT,
    bare,
    category,
    figure_spans,
    figured,
    name,
    name_cell,
    score,
    weight,
)
from extractor.checks.words import pattern
from extractor.report import Report
from extractor.tables.model import Row

_STANDS = re.compile(r"扣\d|[得计]\d+(?:\.\d+)?分|得满分|不得分|[得计]0分")
_PROMPTS = (("template", "prompts"), ("qualitative", "to_be_set"))


class PointsWithoutStandard(Rule):
    """评分表没有评分标准，却给了分。

    是什么：评分表的评分标准一栏空白（几项或全部），或仍是样表的提示语（“由各单位自行制定”），几项指标照样给了得分。
    为什么：没有标准、目标值和完成值，得分没有依据。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求评价标准明确、结果客观。
    错误示例：“重点工作完成情况”，评分标准空白，分值5，得分5。
    正确示例：“重点工作完成情况”，评分标准“完成12项得5分，每少1项扣0.5分”，完成12项，得5分。
    何时不报：只有个别一项没有标准；标准写在合并单元格的首行且确是标准；该表没有评分标准一栏；说明栏或完成值写了完成情况（照抄目标的“合理”“健全”不算）。
    怎样满足：请制定各项指标的评分标准，写明目标值和完成值后再评分。
    """

    code, name, title = "SC003", "points-without-standard", "没有评分标准却给分"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            rubric = [row for row in form.rows if row.printed_kind == "rubric" and row.kind != "total"]
            if not any(re.search(r"\d", row.text(*STANDARD)) for row in rubric) and not _left_empty(rubric):
                continue
            rows = _without(rubric)
            if len(rows) < 3:
                continue
            possible, given = sum(weight(r) or 0 for r in rows), sum(score(r) or 0 for r in rows)
            labels = [cell.span for row in rows if (cell := name_cell(row)) is not None]
            points = [span for row in rows for span in figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))]
            yield self.finding(
                [*labels, *points],
                f"“{name(rows[0])}”等{len(rows)}项共{possible}分没有评分标准，也未说明目标值和完成值，却自评{given}分，得分没有依据。",
                f"{len(rows)} items have points but no standard.",
                computed="+".join(str(score(row)) for row in rows) + f"={given}（满分{possible}）",
                labels=[name(row) for row in rows],
            )


def _left_empty(rows: list[Row]) -> bool:
    """Whether the column for standards is empty in every row, and none stands in another column."""
    told = (h for row in rows for h, c in row.cells.items() if h not in REASON and _STANDS.search(bare(c.text)))
    return not any(bare(row.text(*STANDARD)) for row in rows) and not any(told)


def _explained(row: Row) -> bool:
    """Whether the row says what was done; a target in words that is copied says nothing."""
    said, asked = bare(row.text(*ACTUAL)), bare(row.text(*TARGET))
    remarks = any(bare(cell.text) for heading, cell in row.cells.items() if "说明" in heading or "原因" in heading)
    return remarks or (bool(said) and (figured(said) or said != asked))


def _without(rows: list[Row]) -> list[Row]:
    """Rows with weight and score whose standard is empty or still the template's; a merged standard that is a proper
    one covers the rows below it."""
    found, covered, group = [], False, ""
    for row in rows:
        if category(row) != group:
            covered, group = False, category(row)
        said = bare(row.text(*STANDARD))
        prompt = any(pattern(*words).search(row.text(*STANDARD)) for words in _PROMPTS)
        if said:
            covered = not prompt
        if not covered and weight(row) is not None and score(row) is not None and not _explained(row):
            found.append(row)
    return found
