"""Whether a text is a whole report: what is missing from an excerpt, or stands in a file of its own, is no defect."""

from __future__ import annotations

import re

from extractor.checks.prose import plain
from extractor.report import Report

_STOPS = "。！？!?；;：:）)】》”\"'|…—"
_SENTENCE = 24
"""Characters from which on a last line is a sentence that should end in a stop, no date and no signature."""
_FIGURES = re.compile(r"[\d.,%％分年月日\s]+$")
_SHEET = r"(?:绩效)?(?:自评|评分|评价|打分)(?:得分)?(?:明细)?(?:情况)?(?:指标)?(?:体系)?[表打]"
_ATTACHED = re.compile(
    rf"(?:详?见|附|附后的?)[^，。；\n]{{0,16}}{_SHEET}|{_SHEET}[^，。；\n]{{0,10}}(?:附后|详?见附|另附|另行|单独上?报|已上?报|系统)"
    rf"|附件\d?[：:.、\s]{{0,3}}[^，。；\n]{{0,30}}{_SHEET}"
)


def breaks_off(report: Report) -> bool:
    """Whether the text ends in the middle of a sentence."""
    last = plain(report).rstrip().rpartition("\n")[2].strip()
    return len(last) >= _SENTENCE and last[-1] not in _STOPS and _FIGURES.search(last) is None


def sheet_elsewhere(report: Report) -> bool:
    """Whether the report says that its scoring sheet is attached."""
    return _ATTACHED.search(plain(report)) is not None
