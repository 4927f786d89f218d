from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.prose import clause, matches, plain
from extractor.checks.rule import Rule
from extractor.checks.values import bare, number
from extractor.document.model import Span
from extractor.report import Report

_MEASURE = re.compile(
    r"(?:提高|加快|提升|加大|抓紧)[^，。；]{0,6}(?:预算执行|支出进度|执行进度|执行率|资金支付|支付进度|拨付进度)[率度]?"
)
_FULL = re.compile(
    r"(?:预算执行率|执行率|支出率)(?:达到|达|为|：|:|是)?\s*100(?:\.0+)?\s*[%％]|完成(?:年初|全年)?预算(?:安排)?的\s*100(?:\.0+)?\s*[%％]"
)
_BELOW = re.compile(r"执行率(?:仅|只)?(?:达到|达|为|：|:)?\s*[1-9]?\d(?:\.\d+)?\s*[%％]")

_WHOLE = 100
"""Percent; some forms print 1 for it."""


class MeasureForWhatIsFull(Rule):
    """执行率已是100%，改进措施却是提高执行率。

    是什么：报告各处的预算执行率都是100%，改进措施却写“提高预算执行率”“加快支出进度”。
    为什么：措施应当针对本报告的问题；已达100%的比率无从提高，措施多为套用。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求针对偏差原因提出改进措施。
    错误示例：预算执行率100%；下一步“进一步提高预算执行率”。
    正确示例：预算执行率86%；下一步“加快支出进度，提高预算执行率”。
    何时不报：有任何一处执行率低于100%；问题部分写明了支出不均衡、前慢后快等情况；没有写执行率。
    怎样满足：请改写改进措施，使之与存在的问题对应；如执行确有问题，请在问题和得分中反映。
    """

    code, name, title = "CT002", "measure-for-what-is-full", "措施针对已达100%的执行率"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        measures = [clause(report, span) for _, span in matches(report, _MEASURE, "improvements")]
        told = (s for s in report.segments if s.section == "problems" and not s.cell_label)
        problems = " ".join(report.quote(s.span) for s in told)
        if not measures or _BELOW.search(plain(report)) or re.search("进度|均衡|执行(?:率|偏|较|不)", problems):
            return
        stated = [Span(*found.span()) for found in _FULL.finditer(plain(report))]
        rates = [row.cells["执行率"] for row in report.rows if "执行率" in row.cells and row.cells["执行率"].text]
        values = [number(cell.text) for cell in rates if bare(cell.text) not in ("/", "-", "—")]
        short = any(value is None or (value < _WHOLE and value != 1) for value in values)
        if short or not (stated or values):
            return
        said = "”“".join(dict.fromkeys(report.quote(span) for span in measures))
        yield self.finding(
            [*stated, *(cell.span for cell in rates), *measures],
            f"预算执行率已达100%，改进措施却是“{said}”，与实际不符，请针对存在的问题修改。",
            "The execution rate is 100 %, yet the measures are to raise it.",
            labels=["执行率"],
        )
