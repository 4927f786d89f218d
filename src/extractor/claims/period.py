"""The time that a claim speaks of, as the sentence writes it."""

from __future__ import annotations

import re

_PERIOD = re.compile(
    r"(?:20\d\d年度?(?:第?[一二三四]季度|[上下]半年|全年|(?:\d{1,2}月(?:份|\d{1,2}日|底|初|末)?)|初|末|底)?"
    r"|本年度?|今年(?:以来)?|当年|一年来|去年|上年度?|近[三两五几\d]年来?|年初|年末|年底|上半年|下半年|[一二三四]季度|\d{1,2}月(?:份|底|\d{1,2}日))"
)  # fmt: skip
_PRIOR = re.compile(r"(?:较|比|与|同|相比|相较|高于|低于)\s*(?:于)?$")
_TITLE = re.compile(r"《[^《》]*》?")
_DOCUMENT = re.compile(r"版?的?《|[〕\]］】）)]\s*\d+号")
"""Behind a year: it is that of a document (`2017年《…规范》`, `〔2020〕5号`)."""
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_PART = re.compile(r"^(?:预算|结转|追加|批复|计划|任务|绩效|工作|目标|重大|重点)")


def period_at(sentence: str, offset: int, carried: str | None) -> str | None:
    """The last time named before `offset` in `sentence`, else `carried`. A time that is only compared with (比上年) or
    names a thing (年初预算), a document or only what stands with it in brackets is none."""
    best = carried
    closed = [found.span() for aside in (_TITLE, _BRACKET) for found in aside.finditer(sentence, 0, offset)]
    for found in _PERIOD.finditer(sentence, 0, offset):
        if _PRIOR.search(sentence, 0, found.start()) or (
            found.group() in ("年初", "年末", "年底") and _PART.match(sentence[found.end() :])
        ):
            continue
        if _DOCUMENT.match(sentence, found.end()) or any(start < found.start() < end for start, end in closed):
            continue
        best = found.group()
    return best
