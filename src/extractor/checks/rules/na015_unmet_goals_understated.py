from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, headed, plain, trimmed
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure, missed
from extractor.checks.values import TARGET, blank, label_span, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_COUNTED = re.compile(
    r"(?:指标|目标|任务)(?:共计|共|合计)?[^，。；\d]{0,4}(\d+)[项个](?:指标|目标|任务)?，?[^，。；\d未]{0,8}"
    r"(?:完成|达标|达到|实现)了?(\d+)[项个]"
    r"|(\d+)[项个][^，。；\d]{0,8}(?:指标|目标|任务)[^。；\d未]{0,12}(?:完成|达标|达到|实现)了?(\d+)[项个]"
    r"|(?:指标|目标|任务)(?:共计|共|合计)?[^，。；\d]{0,4}(\d+)[项个][^。；]{0,60}?"
    r"，(?:截至|至|到)?(?:年末|年底|目前|实际|已)[^，。；\d未]{0,4}(?:完成|达标|达到|实现)了?(\d+)[项个]"
)
_LONGEST = 120
_MOST = 6


class UnmetGoalsUnderstated(Rule):
    """正文说的未完成指标少于自评表。

    是什么：正文写“指标20项，完成18项”，自评表却有3项没有达到指标值；或“未完成的绩效目标”部分只列了其中几项。
    为什么：完成了几项是自评的基本结论，应当与自评表逐项对得上。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：“年度指标12项，完成11项”，自评表有6项未达到指标值。
    正确示例：“年度指标12项，完成6项，未完成的是……”，与自评表一致。
    何时不报：正文的指标总数与自评表行数不同（口径不同）；未完成数相符或更多；自评表没有数字可比；“未完成”部分与自评表没有一项相同。
    怎样满足：请对照自评表逐项核对完成情况，更正完成数或补列未完成的指标。
    """

    code, name, title = "NA015", "unmet-goals-understated", "未完成指标少于自评表"
    family, severity = "text_table", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        short = missed(report)
        if not short:
            return
        owner = Owner(report)
        for form in report.forms:
            rows = [row for row in form.rows if row.kind == "indicator"]
            unmet = [row for row in rows if row.id in short]
            if unmet:
                whose = owner.of(unmet[0].span)
                yield from self._counted(report, owner, whose, rows, unmet)
                yield from self._listed(report, owner, whose, unmet)

    def _counted(
        self, report: Report, owner: Owner, whose: str, rows: list[Row], unmet: list[Row]
    ) -> Iterator[Finding]:
        # In the whole text: the sentence may go on to results that are rows of a form written as prose.
        for found in _COUNTED.finditer(plain(report)):
            span = Span(*found.span())
            if owner.of(span) not in (whose, ""):
                continue
            total, done = (int(number) for number in found.groups() if number)
            # The row of the execution rate, which has no target, is no indicator that was set.
            every = {len(rows), sum(not blank(row.cell(*TARGET)) for row in rows)}
            if total in every and total - done < len(unmet):
                yield self._found(report, [span], unmet, f"称{total}项完成{done}项", f"{total}-{done}<{len(unmet)}")

    def _listed(self, report: Report, owner: Owner, whose: str, unmet: list[Row]) -> Iterator[Finding]:
        for heading, part in headed(report, pattern("structure", "unmet_heading")):
            said = words_of(report.quote(part.span))
            told = [row for row in unmet if words_of(name(row)) & said]
            left = [row for row in unmet if row not in told]
            if owner.of(part.span) == whose and told and left:
                body = trimmed(report, Span(heading.span.end, part.span.end))
                listed = [clause(report, Span(body.start, body.start + 1))] if len(body) > _LONGEST else [body]
                yield self._found(report, listed, left, f"“{report.quote(heading.title)}”没有列出", "")

    def _found(self, report: Report, told: list[Span], unmet: list[Row], said: str, computed: str) -> Finding:
        short = missed(report)
        figures = [figure(short[row.id], part) for row in unmet for part in ("target", "actual")]
        places = [*(span for row in unmet for span in label_span(row)), *(f.span for f in figures if f is not None)]
        names = "、".join(f"“{name(row)}”" for row in unmet[:_MOST])
        return self.finding(
            [*told, *places],
            f"正文{said}，而自评表中{names}等{len(unmet)}项没有达到指标值，两处不符，请核对更正。",
            f"The text understates what was missed: {len(unmet)} targets of the form are not met.",
            computed=computed or None,
            labels=["未完成的指标"],
        )
