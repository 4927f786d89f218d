from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.assertions import asserted
from extractor.checks.finding import Finding
from extractor.checks.prose import clause, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class PutRightWithoutCount(Rule):
    """称审计、检查问题整改到位，却没有问题数。

    是什么：正文称审计、巡察或检查发现的问题已全部整改到位，没有写明问题个数、已整改个数和时间。
    为什么：整改是否到位要逐项对照；没有清单和个数，无法核实。
    依据：自评结果应当真实、可核实（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：审计发现的问题已全部整改到位。
    正确示例：审计指出问题7个，截至12月底已整改7个，整改报告见附件3。
    何时不报：同一句话里有问题个数；说的是下一步打算、目标或原因；说的是自评工作本身。
    怎样满足：请列明问题个数、已整改个数、完成时间，并附整改清单。
    """

    code, name, title = "EV006", "put-right-without-count", "整改到位而无问题个数"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        wanted = pattern("evidence", "rectified")
        for _, span in asserted(report, wanted, "performance", "management", "spending", "problems", "other"):
            whole = report.quote(sentence(report, span))
            if any(pattern("evidence", key).search(whole) for key in ("counted", "promised", "own_evaluation")):
                continue
            last = clause(report, Span(span.end - 1, span.end))
            said = report.quote(last)
            yield self.finding(
                [last],
                f"“{said}”未列问题个数、已整改个数和整改时限，请补充整改清单。",
                f"“{said}” gives no number of problems found and put right.",
                labels=[said],
            )
