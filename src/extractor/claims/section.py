"""Which part of a report a text stands in, by the words of its headings or of its form's label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from extractor.claims.lexicon import pattern, ranked
from extractor.claims.model import SectionName
from extractor.language.normalise import fold

_STICKY = ("problems", "improvements")
_POINTS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分")
_LABEL = re.compile(
    r"[（(]?(?P<label>(?:年度|项目|年初|预期|设定|本年度?)*(?:总体|绩效|预期|阶段性)*目标(?:任务)?|(?:全年|年度|目标|总体)*(?:实际)?完成情况|实际完成"
    r"|(?:存在|发现)的?(?:主要)?问题(?:[及和与]原因(?:分析)?)?|(?:主要)?原因分析|(?:下一步)?(?:拟采取的?)?(?:改进|整改)(?:措施|建议|意见)(?:及结果应用(?:方案|情况)?)?|下一步(?:工作)?(?:打算|措施|计划))[:：]\s*"
)


def section_of(headings: Sequence[str], label: str = "") -> SectionName:
    """The section of text under `headings` (outermost first), or in a form's free-text cell that is called `label`."""
    found: SectionName | None = _named("label", label) if label else None
    for title in () if found else headings:
        name = _named("section", title)
        if name == "profile" and _POINTS.search(title):
            # `项目立项（8分）` heads an item of the evaluation.
            name = "management"
        if name is not None and (found not in _STICKY or name in _STICKY or _aside(title)):
            found = name
    for title in () if found else headings:
        found = found or _named("default_section", title)
    return found or "other"


def label_of(sentence: str) -> tuple[int, SectionName] | None:
    """Where a sentence goes on behind its own label (`年度目标：…`, `改进措施：…`), and the section that it begins."""
    found = _LABEL.match(sentence)
    section = _named("label", found["label"]) if found else None
    return (found.end(), section) if found and section else None


def begun_by(sentence: str) -> SectionName | None:
    """The section that a line begins which is no more than the name of one (`存在问题。`, `改进建议。`)."""
    plain = sentence.strip().rstrip("。.:： ")
    found = _LABEL.fullmatch(plain + "：")
    return _named("label", plain) if found else None


def begins_improvements(sentence: str, headings: Sequence[str]) -> bool | None:
    """Under a heading that has both, whether improvements begin with `sentence`; nothing under any other heading."""
    title = _plain(headings[-1]) if headings else ""
    both = all(any(words.search(title) for name, words in ranked("section") if name == part) for part in _STICKY)
    if not both or _named("section", title) != "improvements":
        return None
    return bool(pattern(r"^[^，。]{0,6}?<words>", words="aside.turns").match(sentence))


def _aside(title: str) -> bool:
    return bool(pattern("<words>", words="aside.words").search(_plain(title)))


def _plain(title: str) -> str:
    return "".join(fold(title).text.split())


def _named(group: str, title: str) -> SectionName | None:
    plain = _plain(title)
    return next((cast(SectionName, name) for name, found in ranked(group) if found.search(plain)), None)
