from __future__ import annotations

from collections.abc import Iterable

from extractor.checks.assertions import asserted
from extractor.checks.finding import Finding
from extractor.checks.prose import clause, sentence
from extractor.checks.rule import Rule
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report


class AcclaimWithoutSource(Rule):
    """认可、荣誉没有出处。

    是什么：正文称得到认可、好评或获得荣誉，没有写明授予或发文的单位、文件、时间。
    为什么：荣誉和评价要有出处才能作为佐证。
    依据：佐证材料要求见《项目支出绩效评价管理办法》（财预〔2020〕10号）关于数据真实的规定。
    错误示例：工作得到上级高度认可。
    正确示例：工作获县政府通报表扬（云政办函〔2023〕8号）。
    何时不报：同一句话里有文件名、文号，或表示满意的人数；说的是目标、打算或原因；写明名称的奖项、名次只作提示。
    怎样满足：请注明授予或发文单位、文件名称、文号和时间，并附复印件。
    """

    code, name, title = "EV007", "acclaim-without-source", "认可和荣誉没有出处"
    family, severity = "evidence", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        spans = [clause(report, span) for _, span in asserted(report, pattern("evidence", "acclaim"))]
        honours = [c for c in report.claims if c.kind == "honour" and c.role == "actual" and c.evidence != "named"]
        spans += [Span(claim.start, claim.end) for claim in honours]
        praised = pattern("evidence", "acclaim")
        for span in dict.fromkeys(spans):
            if not pattern("evidence", "sourced").search(report.quote(sentence(report, span))):
                said = report.quote(span)
                yield self.finding(
                    [span],
                    f"“{said}”未注明授予或发文单位、文件和时间，请附佐证材料。",
                    f"“{said}” names no issuer, document or date.",
                    severity="warning" if praised.search(said) else "info",
                    labels=[said],
                )
