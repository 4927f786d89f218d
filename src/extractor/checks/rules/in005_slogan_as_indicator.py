from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.rules.in004_category_not_measured import misplaced
from extractor.checks.values import TARGET, bare, category, name, name_cell
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.relations.figures import MEASURES
from extractor.report import Report
from extractor.tables.model import Row

_NEARLY = 80
"""Per cent from which on a figure says how much of it was reached rather than by how much it grew."""
_LONGEST_NAME = 30
"""Characters; no real indicator's name needs more, and a slogan of several clauses has more."""


class SloganAsIndicator(Rule):
    """口号当指标，配一个百分比。

    是什么：三级指标不是名称，而是由几个分句组成的工作要求或口号（“坚持……、深化……、不断提升……”）；或效益指标只写“促进……发展”“提升……形象”，没有计量对象，指标值却填一个百分比。
    为什么：没有计量对象，百分比就没有分子和分母，完成值无从核验。
    依据：绩效指标应当清晰、可衡量，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：社会效益指标“紧紧围绕中心工作，充分发挥职能作用，不断提升社会效益”，指标值≥95%。
    正确示例：社会效益指标“群众办事平均等候时间”，指标值≤15分钟。
    何时不报：指标名虽长但只是一个名词短语；指标值不是单个百分比；名称里本身有“率”“比例”“满意”等计量词；百分比不到80%，说的是增长幅度。
    怎样满足：请改为有明确计量对象和口径的指标，并说明百分比的分子、分母。
    """

    code, name, title = "IN005", "slogan-as-indicator", "口号当指标"
    family, severity = "template", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        kinds = datafile("indicators")["category"]
        rows = [r for r in report.rows if _slogan(r) and not any(misplaced(r, kind) for kind in kinds)]
        if not rows:
            return
        levels = "、".join(dict.fromkeys(category(row).split(" ")[-1] for row in rows)) or "三级指标"
        cells = [cell for row in rows for cell in (name_cell(row), row.cell(*TARGET)) if cell is not None]
        yield self.finding(
            [cell.span for cell in cells],
            f"{levels}共{len(rows)}处填写的是工作要求或口号，所填百分比没有计算口径，无法核验，请改为可计量的指标。",
            f"{len(rows)} indicator(s) are slogans with a percentage that nothing defines.",
            labels=[levels],
        )


def _slogan(row: Row) -> bool:
    said = name(row)
    target = bare(row.text(*TARGET)) + (bare(row.text(*MEASURES)) if row.cell(*MEASURES) else "")
    rate = re.fullmatch(r"[≥≧>≤≦=═]*(\d+(?:\.\d+)?)%(?:以上)?", target)
    if row.kind != "indicator" or rate is None:
        return False
    if len(said) > _LONGEST_NAME and re.search("[，；;,]", said):
        return True
    measured = pattern("indicators", "effect", "measured").search(said)
    if measured is None and Decimal(rate[1]) >= _NEARLY and _deeds(said) > 1:
        return True
    # What is to be furthered by a tenth grew by that; what is furthered by all but everything is no figure of anything.
    effect = pattern("indicators", "effect", "begins").match(said) and _of_benefit(row)
    return bool(effect) and measured is None and Decimal(rate[1]) >= _NEARLY


def _deeds(said: str) -> int:
    """How many of the clauses of a name open with what is to be done."""
    return sum(bool(pattern("indicators", "effect", "deed").match(part)) for part in re.split("[、，；;,]", said))


def _of_benefit(row: Row) -> bool:
    return bool(re.search("效益|效果|影响", category(row)))
