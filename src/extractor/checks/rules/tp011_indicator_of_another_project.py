from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.forms import indicator_rows, project_forms, same_words
from extractor.checks.naming import words_of
from extractor.checks.owner import Owner
from extractor.checks.rule import Rule
from extractor.checks.rules.tp004_indicators_copied_between_projects import IndicatorsCopiedBetweenProjects
from extractor.checks.values import bare, name, name_cell, unnoted
from extractor.report import Report
from extractor.tables.model import Form, Row

_FEWEST = 2
"""Words of an indicator's name that say what it is about."""
_LONGEST = 24
_FOREIGN = 0.25
"""Part of these words that a project's own material may hold and still say nothing of the matter."""

_MOST = 1 / 3
"""Part of a form's rows beyond which they are not copied by mistake."""


class IndicatorOfAnotherProject(Rule):
    """项目自评表里有别的项目（或部门整体）的指标。

    是什么：项目自评表的某项指标与本单位另一张自评表的指标同名，而该指标说的事在这个项目的名称、目标、其他指标和项目报告里一次也没有出现。
    为什么：指标应当衡量本项目的产出和效益；照抄别的表，得分与本项目无关。
    依据：绩效指标应当与项目内容匹配，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：“消防管网改造”项目的效益指标填“举办临时展览8个”，与部门整体自评表的数量指标相同。
    正确示例：“消防管网改造”项目的效益指标填“消除火灾隐患≥12处”。
    何时不报：指标名只有“合格率”“及时率”“满意度”一类通用的词；项目的名称、目标、其他指标或项目报告提到了这件事；相同的指标超过该表的三分之一（日常业务经费用部门的指标）；几个项目的指标大部分雷同（由TP004报告）。
    怎样满足：请改为能衡量本项目产出和效益的指标。
    """

    code, name, title = "TP011", "indicator-of-another-project", "项目表里有别的项目的指标"
    family, severity = "template", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        copied = [span for finding in IndicatorsCopiedBetweenProjects().check(report) for span in finding.spans]
        found = [
            (row, twin)
            for form in project_forms(report)
            for row, twin in _foreign(report, form)
            if not any(row.span.overlaps(span) for span in copied)
        ]
        if found:
            cells = [cell.span for pair in found for row in pair if (cell := name_cell(row)) is not None]
            names = "”“".join(dict.fromkeys(name(row) for row, _ in found))
            yield self.finding(
                cells,
                f"项目自评表的指标“{names}”与本单位另一张自评表的指标相同，而与该项目的内容无关，疑为照抄，请改为本项目的指标。",
                f"Indicators of another form that have nothing to do with the project: “{names}”.",
                labels=[name(row) for row, _ in found],
            )


def _foreign(report: Report, form: Form) -> Iterator[tuple[Row, Row]]:
    """The form's rows that another form has, too, and that nothing of the project's own speaks of."""
    others = [other for other in report.forms if bare(other.project) != bare(form.project)]
    theirs = [(words_of(_said(twin)), twin) for other in others for twin in indicator_rows(other)]
    pairs = []
    for row in indicator_rows(form):
        words, called = words_of(_said(row)), _said(row)
        known = len(words) >= _FEWEST and len(called) <= _LONGEST
        twin = next((twin for said, twin in theirs if known and said & words and same_words(called, _said(twin))), None)
        if twin is not None:
            pairs.append((row, twin))
    own = _own(report, form, [row for row, _ in pairs])
    found = [(row, twin) for row, twin in pairs if _unspoken(words_of(_said(row)), own)]
    # Money for what the unit does anyway is measured by what the unit is measured by.
    if len(pairs) <= _MOST * len(indicator_rows(form)):
        yield from found


def _unspoken(words: frozenset[str], own: str) -> bool:
    return sum(word in own for word in words) <= _FOREIGN * len(words)


def _said(row: Row) -> str:
    return unnoted(name(row))


def _own(report: Report, form: Form, shared: list[Row]) -> str:
    """What the project says of itself: its name, its goals, the rows that it shares with no other form, its report."""
    owner = Owner(report)
    whose = owner.of(form.span)
    said = [form.project, *(report.quote(text.span) for text in form.free_texts)]
    said += [bare(cell.text) for row in form.rows if row not in shared for cell in row.cells.values()]
    if whose:
        told = (s for s in report.segments if owner.of(s.span) == whose and not form.span.overlaps(s.span))
        said += [report.quote(segment.span) for segment in told]
    return "\n".join(said)
