"""The time that a claim speaks of, as the sentence writes it."""

from __future__ import annotations

import re

from extractor.language.period import periods

_PRIOR = re.compile(r"(?:较|比|与|同|相比|相较|高于|低于|优于|超)\s*(?:于)?$")
_TITLE = re.compile(r"《[^《》]*》?")
_DOCUMENT = re.compile(r"版?的?《|[〕\]］】）)]\s*\d+号")
"""Behind a year: it is that of a document (`2017年《…规范》`, `〔2020〕5号`)."""
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_PART = re.compile(
    r"^(?:度)?(?:预算|结转|结余|追加|批复|计划|任务|绩效|工作|目标|重大|重点|设定|设置|总体|部门|项目|入库|下达|控制|决算|同期|资金|执行)"
)
"""Behind a time without a year it names a thing (`年初预算`, `上年结转`)."""
_INSIDE = re.compile(r"(?:将|把|对|的|与|和|及|、|按|占|完成|纳入)$")
"""Before a time: it stands inside a phrase and says nothing of what follows."""
_WHOLE = ("全年", "全年度", "年内", "年度内")
"""Times that say no more than a year named before."""
_PASSING = re.compile(r"[日号]$|^(?:全年度?|年度?内|[上去前]一?年(?:度|同期)?|年[初末底中])$")
"""Single days, and what ends with its sentence."""
_LEANING = re.compile(r"^(?:[上去前]一?年(?:度|同期)?|年[初末底中])$")
"""Edges of the year and the year before: told of one figure (`年末在职41人`), at most of what parts it."""
_OVER = re.compile(r"[，,；;。](?!其中)")
_FOUNDED = re.compile(r"(?:建|成立|创办|创建|创立|组建|设立|始|挂牌|落成)于?\s*$")
"""Before a time: when a unit came to be, which says nothing of its figures."""
_RECORDS = re.compile(r"[^，。；]{0,12}有记录以来|[”\"]?规划")
_LONG_AGO = re.compile(r"^19\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RECENT = 2
"""Years back that a paragraph still goes on to speak of; when a unit was founded is told once."""
_EDGE = re.compile(r"(?<=年)年?[初末底终中]$")
_IDLE = ("目前", "截至目前", "截止目前", "同期")


def period_at(sentence: str, offset: int, carried: str | None) -> str | None:
    """The last time named before `offset` in `sentence`, else `carried`. A time that is only compared with (比上年) or
    names a thing (年初预算), a document or only what stands with it in brackets is none."""
    told = [words for words in _told(sentence, offset) if not (carried and words in _WHOLE)]
    return told[-1] if told else carried


def carried_on(sentence: str, carried: str | None, now: str | None) -> str | None:
    """The time that goes on to the next sentence: no single day, and no year long before that of the report (`now`)."""
    told = [words for words in _told(sentence, len(sentence)) if not _PASSING.search(words) and not _past(words, now)]
    return told[-1] if told else carried


def _past(words: str, now: str | None) -> bool:
    year, reported = _YEAR.search(words), _YEAR.search(now or "")
    return bool(year and reported and int(year[0]) < int(reported[0]) - _RECENT)


def _told(sentence: str, offset: int) -> list[str]:
    closed = [found.span() for aside in (_TITLE, _BRACKET) for found in aside.finditer(sentence, 0, offset)]
    told: list[str] = []
    for found in periods(sentence, 0, offset):
        start, end, words = found.span.start, found.span.end, found.span.of(sentence)
        if _PART.match(sentence[end:]):
            words = _EDGE.sub("", words)
        yearless = not any(char.isdigit() for char in words)
        if (
            words in _IDLE
            or (words in _WHOLE and told)
            or _PRIOR.search(sentence, 0, start)
            or _LONG_AGO.match(words)
            or words.endswith("规划")
            or _FOUNDED.search(sentence, 0, start)
            or _RECORDS.match(sentence, end)
            or (_LEANING.match(words) and _OVER.search(sentence, end, offset))
            or (yearless and (_PART.match(sentence[end:]) or _INSIDE.search(sentence, 0, start)))
            or _DOCUMENT.match(sentence, end)
            or any(first < start < last for first, last in closed)
        ):
            continue
        told.append(words)
    return told
