from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.forms import indicator_rows
from extractor.checks.rule import Rule
from extractor.checks.values import WEIGHT, bare, figure_spans, number, unnoted, weight
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Form, Row


class WeightsDeviateFromProfile(Rule):
    """一级指标的分值与通行的权重不同。

    是什么：自评表各一级指标（含预算执行率）的分值，与所用口径规定的原则权重都不相同。
    为什么：原则权重可以因项目特点调整，但调整应当有理由，审核时会问。
    依据：原则权重为执行率10分、产出50分、效益30分、满意度10分，可以调整（财预〔2020〕10号）；设成本指标的为执行率10分、成本20分、产出40分、效益20分、满意度10分。
    错误示例：执行率10分、产出70分、效益10分、满意度10分，没有说明。
    正确示例：执行率10分、产出50分、效益30分、满意度10分。
    何时不报：与口径列出的任何一种权重相同；各地另有规定的口径（用--profile指定）；分值合计不是100分（另行提示）；评分表按投入、过程、产出、效果设置；表格不计分。
    怎样满足：请按规定的权重设置分值，或说明调整权重的理由；当地另有规定的，请用对应的口径检查。
    """

    code, name, title = "SC020", "weights-deviate-from-profile", "一级指标权重与口径不同"
    family, severity = "scoring", "info"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        profile = report.profile
        if not profile.weights or not profile.scores:
            return
        for form in report.forms:
            printed = _printed(report, form)
            if not printed or any(arrangement.fits(_points(printed)) for arrangement in profile.weights):
                continue
            said = "、".join(f"{heading}{points}" for heading, points in _points(printed))
            expected = "；或".join(arrangement.name for arrangement in profile.weights)
            yield self.finding(
                [span for _, _, spans in printed for span in spans],
                f"一级指标分值为{said}，与“{profile.title}”的权重（{expected}）不同，请确认当地规定或说明调整理由。",
                f"The level-1 weights are not those of the profile {profile.name}.",
                certainty="arguable",
                labels=[form.project or form.title, "分值"],
            )


Printed = list[tuple[str, Decimal, list[Span]]]


def _points(printed: Printed) -> list[tuple[str, Decimal]]:
    return [(heading, points) for heading, points, _ in printed]


def _printed(report: Report, form: Form) -> Printed:
    """Heading, points and places of each level-1 group and of the execution rate; empty where they make no 100."""
    groups: dict[str, list[Row]] = {}
    for row in indicator_rows(form):
        groups.setdefault(_heading(row.text("一级指标")), []).append(row)
    if len(groups) < 2 or "" in groups:
        return []
    printed = [_group(report, form, heading, rows) for heading, rows in groups.items()]
    if any(points is None for _, points, _ in printed):
        return []
    known: Printed = [(heading, points, spans) for heading, points, spans in printed if points is not None]
    execution = next((row for row in form.rows if row.kind == "budget" and weight(row) is not None), None)
    if execution is not None:
        cell = execution.cell(*WEIGHT)
        known.insert(0, ("执行率", weight(execution) or Decimal(0), [cell.span] if cell else []))
    total = sum((points for _, points, _ in known), Decimal(0))
    if total == 90 and not any("执行" in heading for heading, _, _ in known):
        # The execution rate stands outside many forms, and has the 10 that are left.
        return [("执行率", Decimal(10), []), *known]
    return known if total == 100 else []


def _group(report: Report, form: Form, heading: str, rows: list[Row]) -> tuple[str, Decimal | None, list[Span]]:
    stated = next((g for g in form.groups if g.level == 1 and _heading(g.name) == heading), None)
    if stated is not None and number(stated.points) is not None:
        return heading, number(stated.points), [stated.points_span]
    weights = [weight(row) for row in rows]
    if any(points is None for points in weights):
        return heading, None, []
    level = [place.span for row in rows[:1] if (place := row.cell("一级指标")) is not None]
    spans = [*level, *figure_spans(report, *(row.cell(*WEIGHT) for row in rows))]
    return heading, sum((points for points in weights if points is not None), Decimal(0)), spans


def _heading(text: str) -> str:
    return unnoted(bare(text))
