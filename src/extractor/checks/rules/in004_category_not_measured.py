from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, NAME, TARGET, bare, blank, category, name, name_cell
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_SHORTEST = 3


class CategoryNotMeasured(Rule):
    """指标不能衡量它所在的类别。

    是什么：成本指标里没有成本、费用或金额，时效指标里没有任何时间要求，生态效益指标与生态环境无关。
    为什么：类别放错的指标不能反映该方面的绩效，该类别等于没有设置指标。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）和《核心绩效目标和指标设置及取值指引》（财预〔2021〕101号）对成本、时效、效益指标的界定。
    错误示例：成本指标“活动组织成功率≥95%”；时效指标“系统有效运行≥98%”。
    正确示例：成本指标“单次活动成本≤2万元”；时效指标“系统故障24小时内恢复率≥98%”。
    何时不报：指标名、指标值或完成值含有该类别的任何一个用语（成本类的元、经费、标准，时效类的及时、月、日等）；指标填“/”“无”；“率”放在数量指标里（通行做法）。
    怎样满足：请改用能反映该类别的指标，或把该指标移到相应类别。
    """

    code, name, title = "IN004", "category-not-measured", "指标不能衡量所在类别"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for kind in datafile("indicators")["category"]:
            rows = [row for row in report.rows if row.kind == "indicator" and misplaced(row, kind)]
            if not rows:
                continue
            names = "”“".join(dict.fromkeys(name(row)[:24] for row in rows))
            places = f"（共{len(rows)}处）" if len(rows) > 1 else ""
            yield self.finding(
                [span for row in rows for span in _places(row)],
                f"{kind['name']}填“{names}”，不能衡量{kind['group']}{places}，请改用与该类别相符的指标。",
                f"{kind['name']}: “{names}” does not measure this category.",
                labels=[kind["name"], name(rows[0])],
            )


def misplaced(row: Row, kind: dict[str, Any]) -> bool:
    """Whether `row` stands in this category and shows no word of it."""
    levels = category(row).split(" ")
    if not name_cell(row) or kind["group"] not in levels[-1] or ("成本" in levels[-1] and kind["group"] != "成本"):
        return False
    own = bare(row.text(*NAME))
    # The last character or two of a name whose line was broken name nothing.
    if len(own) < _SHORTEST or (kind["group"] != "成本" and any("成本" in level for level in levels)):
        return False
    if (
        blank(row.cell(*NAME))
        or blank(row.cell(*TARGET))
        or own in (bare(row.text("二级指标")), bare(row.text("一级指标")))
    ):
        return False
    said = own + bare(row.text(*TARGET)) + bare(row.text(*ACTUAL))
    if any(cue in said for cue in kind["cues"]):
        return False
    return not kind["signs"] or any(sign in said for sign in kind["signs"]) or not re.search(r"\d", said)


def _places(row: Row) -> list[Span]:
    cells = (row.cells.get("二级指标"), name_cell(row), row.cell(*TARGET), row.cell(*ACTUAL))
    return [cell.span for cell in cells if cell is not None and not cell.carried]
