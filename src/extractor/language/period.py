"""Periods as printed: years, quarters, months, days, plan periods, and words that lean on the report's year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document.model import Span
from extractor.language.normalise import fold

_YEAR = r"(?:(?:19|20)\d\d|20[xX×*]{2})"
"""A template's year is masked (`20xx年`)."""
_CHINESE_YEAR = "[一二][九〇零○0][〇零○一二三四五六七八九]{2}"
_TO = r"\s?(?:-|—{1,2}|~|至|到)\s?"
_MONTH = r"\d{1,2}\s?月份?"
_QUARTER = r"(?:第?[一二三四1-4]季度|[上下]半年|前三季度|第?[一二三四]季度)"
_EDGE = r"(?:年?[初末底终]|年?中(?![央共小学医心国华部级、])|以来|春节前|期间)"
_PERIOD = re.compile(
    rf"(?P<year>{_YEAR})(?:{_TO}(?P<last>{_YEAR}))?\s?[学财]?年"
    rf"(?:(?:\s?{_MONTH}(?:\s?\d{{1,2}}\s?[日号])?)?{_TO}(?:{_YEAR}\s?年)?{_MONTH}(?:\s?\d{{1,2}}\s?[日号])?"
    rf"|\s?{_MONTH}(?:\s?\d{{1,2}}\s?[日号]|[初中末底])?|度?{_QUARTER}|度|全年|{_EDGE})?"
    rf"|(?P<bare>{_YEAR}){_TO}(?P<upto>{_YEAR})\s?[学财]?年?度?(?!\d)"
    rf"|(?P<dotted>{_YEAR})[-./]\d{{1,2}}[-./]\d{{1,2}}(?![\d.])"
    rf"|(?P<chinese>{_CHINESE_YEAR})年(?:度|[初末底])?"
    r"|[“\"]?十[一二三四五六][五][”\"]?(?:时期|期间|规划期?|末)?"
    r"|(?:本|上|前|去|今|当|该|往|历|明|来|次|近)(?:一)?(?:个)?年(?:度|[初末底]|同期|全年)?(?![级龄报鉴轻薪代纪])"
    r"|(?:去|上)年同期|(?:同期|全年度?|一年来|年(?:初|末|底|中|内)(?![始步])|报告期内?|评价期内?)"
    r"|(?:近|过去|连续)\s?[\d一二两三四五六七八九十]{1,3}年来?"
    rf"|(?<![\d年])\d{{1,2}}{_TO}{_MONTH}|(?<![\d年]){_MONTH}(?:\s?\d{{1,2}}\s?[日号])?(?:{_TO}{_MONTH}(?:\s?\d{{1,2}}\s?[日号])?)?(?:(?<![日号])(?:[初末底]|中(?![央、]))|底?前)?"
    rf"|{_QUARTER}|截[至止]目前|目前"
)
_PRIOR = re.compile(r"上一?(?:个)?年|去年|前年|同期|往年|历年")
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Period:
    """`text[span]` is the period as written. `year` is the calendar year that it names, the last one of a range, None
    where it names none (全年, 上年). `prior`: it leans on the year before the report's (上年, 去年, 同期)."""

    span: Span
    year: int | None
    prior: bool


def periods(text: str, start: int = 0, end: int | None = None) -> list[Period]:
    """The periods of `text[start:end]` in order, with offsets of `text`."""
    end = len(text) if end is None else end
    folded = fold(text[start:end], punctuation=False)
    found = []
    for match in _PERIOD.finditer(folded.text):
        if folded.text[match.start() - 1 : match.start()].isdigit() and match[0][0].isdigit():
            continue
        span = folded.span(match.start(), match.end())
        found.append(Period(Span(span.start + start, span.end + start), _year(match), bool(_PRIOR.search(match[0]))))
    return found


def _year(match: re.Match[str]) -> int | None:
    if match["chinese"]:
        return int(match["chinese"].translate(_NUMERALS))
    printed = match["last"] or match["year"] or match["upto"] or match["dotted"]
    return int(printed) if printed and printed.isdigit() else None
