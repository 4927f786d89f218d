"""When, by which rule and along with what something is done, where that opens a clause: no part of what it is about
(`第一时间发布公告`, `按规定提取风险金`, `审签后转交档案室`)."""

from __future__ import annotations

import re

from extractor.claims.lexicon import pattern, words
from extractor.claims.predicate import has_verb

_OPENS = re.compile(
    r"^(?:(?:已|均|也)(?=[按随第])|(?:预计|计划|拟|力争|争取)(?=20\d\d年|\d{1,2}月|年[底末内])"
    r"|(?=20\d\d年|\d{1,2}[月日号])(?:20\d\d年)?(?:\d{1,2}月份?)?(?:\d{1,2}[日号]|[上中下]旬|[底初末])?(?:之?前|以前|起)?"
    r"|第一时间"
    r"|随文|随[^，的]{2,10}?(?:同步|一并|一同|一起)"
    r"|按照?(?:有关|相关|上级)?(?:规定|要求|程序|流程|标准|约定|时限|进度)(?!的)"
    r"|按照?[“][^”]+[”]的?(?:原则|程序|流程|要求|方式|标准)"
    r")+(?=..)"
)
_SEASON = re.compile(r"^(?:年[初中末底]|[事会汛赛节课灾][前中后])(?=..)")
"""When, where it is no part of a name (`年初预算`)."""
_AFTER = re.compile(
    r"^(?P<what>[^，的第前后及按经以将于在自由]{2,8})(?<![滞落延靠推今往])(?:前|后)(?![期续台勤来者端沿备的、])(?P<rest>.{2,})$"
)
"""Before or after what else it is done: `判决后执行`, `拨款前核对工程量`."""
_ALONE = 4
"""Characters of the longest verb that tells no more than what is done."""


def without_adverbials(text: str) -> str:
    """`text` from its verb on, where what stands before it only says when, how or with what."""
    rest = _OPENS.sub("", text)
    acts = pattern(
        r"^(?:(?:<finite>|<adverbs>[地的]?)*<governing>|(?:<finite>)+<verbs>)",
        finite="predicate.finite", adverbs="predicate.adverbs",
        governing="predicate.governing", verbs="predicate.verbs",
    )  # fmt: skip
    later = _SEASON.sub("", rest)
    if acts.match(later):
        rest = later
    after = _AFTER.match(rest)
    return after["rest"] if after and has_verb(after["what"]) else rest


def only_acts(text: str) -> bool:
    """Whether `text` is no more than a verb and how it is done (`统一处置`)."""
    bare = pattern("^(?:<adverbs>[地的]?|已|均|再|不)*", adverbs="predicate.adverbs").sub("", text)
    return len(bare) < _ALONE or (len(bare) == _ALONE and bare in words("predicate", "verbs"))
