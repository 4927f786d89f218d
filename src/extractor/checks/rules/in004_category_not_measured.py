from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, NAME, TARGET, bare, blank, category, name, name_cell
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_SHORTEST = 3
_BORNE = re.compile("社会|生态|环境")
"""Costs that others bear are no money: a rate or a number of complaints measures them."""
_LONGEST = 24
"""Characters of an indicator that the message prints."""
_TOLD = 200
"""Characters of a part of the narrative that may speak of one category alone."""


class CategoryNotMeasured(Rule):
    """指标不能衡量它所在的类别。

    是什么：成本指标里没有成本、费用或金额（填的是次数、发放率），时效指标里没有任何时间要求，经济效益指标填设施正常率一类的运行指标，生态效益指标与生态环境无关，数量指标填预算执行率、满意度；表格和正文“成本指标”一类的小标题下都看。
    为什么：类别放错的指标不能反映该方面的绩效，该类别等于没有设置指标。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）和《核心绩效目标和指标设置及取值指引》（财预〔2021〕101号）对成本、时效、效益指标的界定。
    错误示例：成本指标“活动组织成功率≥95%”；时效指标“系统有效运行≥98%”。
    正确示例：成本指标“单次活动成本≤2万元”；时效指标“系统故障24小时内恢复率≥98%”。
    何时不报：指标名、指标值或完成值含有该类别的任何一个用语（成本类的元、经费、标准，时效类的及时、月、日等）；指标填“/”“无”；社会成本、生态环境成本指标（衡量的是负面影响，不限于金额）；预算执行率、满意度以外的“率”放在数量指标里（通行做法）；正文该小标题下没有数字。
    怎样满足：请改用能反映该类别的指标，或把该指标移到相应类别。
    """

    code, name, title = "IN004", "category-not-measured", "指标不能衡量所在类别"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for kind in datafile("indicators")["category"]:
            rows = [row for row in report.rows if row.kind == "indicator" and misplaced(row, kind)]
            if rows:
                names = list(dict.fromkeys(name(row)[:_LONGEST] for row in rows))
                yield self._found(kind, names, [span for row in rows for span in _places(row)], len(rows))
            elif kind.get("told"):
                told = [place for place in _told(report, kind["name"]) if _of_another(report.quote(place), kind)]
                names = [bare(report.quote(place))[:_LONGEST] for place in told]
                if told:
                    yield self._found(kind, names, told, len(told))

    def _found(self, kind: dict[str, Any], names: list[str], spans: list[Span], count: int) -> Finding:
        said = "”“".join(names)
        places = f"（共{count}处）" if count > 1 else ""
        measured = kind["name"].removesuffix("指标")
        return self.finding(
            spans,
            f"{kind['name']}填“{said}”，不能衡量{measured}{places}，请改用与该类别相符的指标。",
            f"{kind['name']}: “{said}” does not measure this category.",
            labels=[kind["name"], names[0]],
        )


def misplaced(row: Row, kind: dict[str, Any]) -> bool:
    """Whether `row` stands in this category and shows no word of it."""
    levels = category(row).split(" ")
    if not name_cell(row) or kind["group"] not in levels[-1] or ("成本" in levels[-1] and kind["group"] != "成本"):
        return False
    if kind["group"] == "成本" and _BORNE.search(levels[-1]):
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
    return _of_another(own + bare(row.text(*TARGET)) + bare(row.text(*ACTUAL)), kind)


def _of_another(said: str, kind: dict[str, Any]) -> bool:
    """Whether what is said has no word of the category, and where that is not enough, one of another."""
    if any(cue in said for cue in kind["cues"]):
        return False
    if not kind["signs"] or any(sign in said for sign in kind["signs"]):
        return True
    counted = re.search(rf"\d(?:{'|'.join(kind.get('counters', ['(?!)']))})", said)
    return bool(counted) or (not kind.get("only_signs") and not re.search(r"\d", said))


def _told(report: Report, category_name: str) -> Iterator[Span]:
    """What the narrative tells under a heading of this category (（2）成本指标), each part whole."""
    parts: dict[tuple[str, ...], list[Span]] = {}
    for segment in report.segments:
        under = bare(segment.headings[-1]) if segment.headings else ""
        if not segment.cell_label and re.search(rf"^\W*\w?\W*{category_name}(?:完成情况)?(?:分析)?\W*$", under):
            parts.setdefault(segment.headings, []).append(segment.span)
    for spans in parts.values():
        whole = Span(spans[0].start, spans[-1].end)
        if _SHORTEST < len(bare(report.quote(whole))) <= _TOLD and re.search(r"\d", report.quote(whole)):
            yield whole


def _places(row: Row) -> list[Span]:
    cells = (row.cells.get("二级指标"), name_cell(row), row.cell(*TARGET), row.cell(*ACTUAL))
    return [cell.span for cell in cells if cell is not None and not cell.carried]
