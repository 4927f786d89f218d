from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import TARGET, bare, category, name, name_cell
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Form, Row

_FEWEST = 2
"""Tasks among a form's benefits; a single one may be a slip, not how they were set."""


class BenefitIsWorkload(Rule):
    """效益指标列的是工作量或工作事项。

    是什么：效益指标下多数列的是会议、文稿、值班、公开、接待等工作事项或件数，没有反映实施后的影响。
    为什么：做了多少属于产出；效益要说明带来的变化。
    依据：《核心绩效目标和指标设置及取值指引》（财预〔2021〕101号）对产出与效益指标的区分。
    错误示例：效益指标“值班工作”“信息公开”“发文200份”。
    正确示例：效益指标“企业开办时间缩短≥1天”“受益群众≥3000人”。
    何时不报：名称或指标值中有提升、改善、受益、满意、率等反映效果的用语；只有个别一项属于事项；该表没有分出效益指标。
    怎样满足：请改为反映经济、社会、生态影响或可持续影响的指标；工作量移到产出指标。
    """

    code, name, title = "IN006", "benefit-is-workload", "效益指标列的是工作量"
    family, severity = "template", "warning"
    basis = ("《核心绩效目标和指标设置及取值指引》（财预〔2021〕101号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            rows = [row for row in form.rows if row.kind == "indicator" and _of_benefit(row)]
            tasks = [row for row in rows if _is_task(row)]
            if len(tasks) >= _FEWEST and len(tasks) * 2 > len(rows):
                yield self._rows(form, tasks)
        yield from self._prose(report)

    def _rows(self, form: Form, tasks: list[Row]) -> Finding:
        cells = [cell for row in tasks for cell in (name_cell(row), row.cell(*TARGET)) if cell is not None]
        names = "、".join(name(row) for row in tasks)
        return self.finding(
            [cell.span for cell in cells],
            f"效益指标中的{names}均为工作事项或过程管理，不能反映社会效益、可持续影响等，请重新设置。",
            f"Benefit indicators that are tasks, not effects: {names}.",
            labels=[form.project or form.title],
        )

    def _prose(self, report: Report) -> Iterator[Finding]:
        counters = tuple(datafile("indicators")["workload"]["counters"])
        effects = pattern("indicators", "workload", "benefit")
        under: dict[str, list[Span]] = {}
        silent: set[str] = set()
        for segment in report.segments:
            head = next((h for h in segment.headings if "效益" in h and "完成" in h), None)
            if head is None or segment.section != "performance":
                continue
            for claim in report.claims:
                if not segment.span.start <= claim.start < segment.span.end or claim.role != "actual":
                    continue
                if claim.kind == "count" and bare(claim.unit or "") in counters:
                    under.setdefault(head, []).append(Span(claim.start, claim.end))
                elif claim.kind in ("ratio", "change", "amount") and effects.search(claim.quote):
                    silent.add(head)
        for head, spans in under.items():
            if len(spans) >= 3 and head not in silent:
                yield self.finding(
                    spans,
                    f"“{bare(head)}”列示的是收发、召开、接待等工作量，属于产出而非效益，请补充反映实际效果的数据。",
                    "The benefit section lists workload, not effects.",
                    labels=[head],
                )


def _of_benefit(row: Row) -> bool:
    levels = category(row)
    return "效益" in levels or "效果" in levels


def _is_task(row: Row) -> bool:
    said = name(row)
    words, effects = pattern("indicators", "workload", "words"), pattern("indicators", "workload", "benefit")
    return bool(words.search(said)) and not effects.search(said + bare(row.text(*TARGET)))
