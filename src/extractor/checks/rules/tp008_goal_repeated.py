from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import bare
from extractor.document.model import Span
from extractor.report import Report

_SHORTEST = 10
_LABELLED = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]+[）)、.．]\s*)?(?:(?P<label>[^：:，、\n]{0,12}?(?:目标|指标|效益|效果|影响)(?:指标|目标)?)\s*(?:[为是]\s*[：:]?|[：:])\s*)?"
)
"""The number of an item and the label of what follows."""


class GoalRepeated(Rule):
    """效益目标照抄总目标或职责。

    是什么：正文的年度目标里，效益（产出）指标一项与前面的总目标逐字相同，且没有数字。
    为什么：总目标是要做的事，效益指标应当说明做成之后的影响；照抄等于没有设置。
    依据：绩效目标应当细化量化，见《中央部门预算绩效目标管理办法》（财预〔2015〕88号）。
    错误示例：总目标“完成机关日常工作的协调和督办”；效益指标“完成机关日常工作的协调和督办”。
    正确示例：效益指标“公文平均办理时间比上年缩短1天，基层满意度≥90%”。
    何时不报：文字不同；含有数字；不足10个字；出现在表格里。
    怎样满足：请另设反映实际影响的、可以衡量的效益目标。
    """

    code, name, title = "TP008", "goal-repeated", "效益目标照抄总目标"
    family, severity = "template", "warning"
    basis = ("《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        first: dict[str, Span] = {}
        for segment in report.segments:
            if segment.section not in ("goals", "duties") or segment.cell_label:
                continue
            for found in re.finditer(r"[^。；;\n]+", report.quote(segment.span)):
                label, text = _parted(found.group())
                said = bare(text)
                end = segment.span.start + found.end()
                place = Span(end - len(text), end)
                if len(said) < _SHORTEST or re.search(r"\d", said):
                    continue
                under = label or " ".join(segment.headings[-2:])
                if said in first and any(word in under for word in ("效益", "效果", "影响")):
                    yield self.finding(
                        [first[said], place],
                        f"“{said}”照抄前面的目标，内容为工作职责，不能反映效益，请重新设置效益指标。",
                        "The benefit goal repeats an earlier goal word for word.",
                        labels=[said],
                    )
                first.setdefault(said, place)


def _parted(item: str) -> tuple[str, str]:
    """An item's own label (`社会效益指标：`), empty for most, and what it says."""
    found = _LABELLED.match(item)
    return ((found["label"] or "") if found else "", item[found.end() :] if found else item)
