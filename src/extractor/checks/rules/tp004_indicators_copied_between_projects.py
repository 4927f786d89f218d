from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.forms import alike, indicator_rows, project_forms
from extractor.checks.rule import Rule
from extractor.checks.values import name, name_cell
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Form, Row

_LONGEST_NAME = 30


class IndicatorsCopiedBetweenProjects(Rule):
    """不同项目的绩效指标互相套用。

    是什么：同一单位几个不同的项目，自评表里的三级指标大部分逐行相同。
    为什么：项目内容不同而指标相同，说明指标没有针对项目设置，不能反映各自的产出和效益。
    依据：绩效指标应当与项目内容匹配，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：“会议经费”“维修改造”两个项目的三级指标都是“文稿撰写”“系统运行”“会议成功率”。
    正确示例：会议经费设“会议场次”“人均费用”，维修改造设“维修面积”“验收合格率”。
    何时不报：相同的指标不到一半（例如都有“资金支付率”“满意度”）；两张表是同一个项目；只有一个项目。
    怎样满足：请按各项目的实际内容分别设置产出和效益指标。
    """

    code, name, title = "TP004", "indicators-copied-between-projects", "不同项目指标雷同"
    family, severity = "template", "error"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        forms = [form for form in project_forms(report) if len(_named_rows(form)) >= 3]
        copied = [form for form in forms if any(_copied(form, other) for other in forms if other is not form)]
        if len(copied) < 2:
            return
        spans = [span for form in copied for row in _named_rows(form) for span in _shared(row, form, copied)]
        names = "、".join(form.project for form in copied)
        yield self.finding(
            spans,
            f"{names}{len(copied)}个项目的绩效指标逐行雷同，与各自的项目内容不对应，请分别设置。",
            f"{len(copied)} projects have the same indicators row by row.",
            labels=[form.project for form in copied],
        )


def _named_rows(form: Form) -> list[Row]:
    """Rows with a name of their own: the names of the levels are the same in every form."""
    return [row for row in indicator_rows(form) if not pattern("structure", "value_like").search(name(row))]


def _copied(form: Form, other: Form) -> bool:
    mine, theirs = _named_rows(form), _named_rows(other)
    same = sum(any(alike(row, twin) for twin in theirs) for row in mine)
    return same >= 3 and same / max(len(mine), len(theirs)) > 0.5


def _shared(row: Row, form: Form, forms: list[Form]) -> list[Span]:
    cell = name_cell(row)
    others = [r for other in forms if other is not form for r in indicator_rows(other)]
    # Long names are slogans, which have a rule of their own.
    short = cell is not None and len(name(row)) <= _LONGEST_NAME
    return [cell.span] if cell is not None and short and any(alike(row, twin) for twin in others) else []
