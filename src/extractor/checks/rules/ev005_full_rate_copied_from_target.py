from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.prose import sentence
from extractor.checks.rule import Rule
from extractor.checks.values import ACTUAL, bare, name, unnoted
from extractor.checks.words import pattern
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.report import Report

_BOUND = re.compile(r"[≥≤≧≦]\d")


class FullRateCopiedFromTarget(Rule):
    """100%的完成值照搬目标，没有基数。

    是什么：正文所写的某项比率为100%，与前文的目标逐字相同，又没有写出分子和分母（例如任务总数和按时完成数）；或完成情况写的是“≤100%”一类目标的范围。
    为什么：100%是计算的结果；只重复目标而不给基数，等于没有报告完成情况。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：目标“办结及时率100%”，完成情况“办结及时率100%”。
    正确示例：完成情况“应办86件，按时办结86件，办结及时率100%”。
    何时不报：同一句话里有件数、户数、里程等任何计数可作基数，或写明了出具证明的单位；自评表另有一行写出其数量；完成值与目标值不同；比率出现在自评表的单元格里。
    怎样满足：请写出比率的分子、分母和统计口径，例如任务总数、按时完成数。
    """

    code, name, title = "EV005", "full-rate-copied-from-target", "100%照搬目标且没有基数"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        yield from self._bounds(report)
        targets = [c for c in report.claims if c.kind == "ratio" and c.role == "target"]
        for claim in report.claims:
            if claim.kind != "ratio" or claim.role != "actual":
                continue
            twin = next((t for t in targets if _same(t, claim)), None)
            if twin is None or _based(report, claim):
                continue
            yield self.finding(
                [Span(twin.start, twin.end), Span(claim.start, claim.end)],
                f"“{claim.quote}”照搬目标值，没有总数、完成数等计算依据，请补充分子、分母和统计口径。",
                f"“{claim.quote}” repeats the target, with no base figures.",
                labels=[claim.indicator],
            )

    def _bounds(self, report: Report) -> Iterator[Finding]:
        """Results that are printed as a target is (≤100%)."""
        for claim in report.claims:
            result = claim.role == "actual" and claim.section == "performance" and claim.kind in ("ratio", "count")
            if not result or not _BOUND.search(bare(claim.quote)) or "满意" in claim.quote:
                continue
            place = Span(claim.start, claim.end)
            if pattern("evidence", "goal_told").search(report.quote(sentence(report, place))):
                continue
            yield self.finding(
                [place],
                f"“{claim.quote}”写的是目标的范围，不是实际完成数，请填写实际数值和计算依据。",
                f"“{claim.quote}” is a target's bound, not a result.",
                labels=[claim.indicator, "范围"],
            )


def _same(target: Claim, actual: Claim) -> bool:
    full = pattern("evidence", "full_rate").search(bare(actual.value or ""))
    return bool(full) and bare(target.indicator) == bare(actual.indicator) and target.number == actual.number


def _based(report: Report, claim: Claim) -> bool:
    around = sentence(report, Span(claim.start, claim.end))
    rest = report.text[around.start : claim.start] + report.text[claim.end : around.end]
    if re.search(r"\d(?:余|多)?(?![\d.,年月日季度元万亿倍])[\u4e00-\u9fa5]|\d[万亿](?!元)", bare(rest)):
        return True
    return bool(pattern("evidence", "certified").search(rest)) or _counted(report, claim)


def _counted(report: Report, claim: Claim) -> bool:
    """Whether a row of a form counts what the rate is of."""
    words = words_of(claim.indicator)
    rows = (row for row in report.rows if row.kind == "indicator" and words & words_of(name(row)))
    return any(re.search(r"\d(?![\d.,%年月日元万亿])[\u4e00-\u9fa5]", unnoted(bare(row.text(*ACTUAL)))) for row in rows)
