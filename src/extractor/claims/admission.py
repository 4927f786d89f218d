"""What a report admits to be wrong or weak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.claims.lexicon import pattern, words
from extractor.claims.model import SectionName
from extractor.claims.predicate import compound
from extractor.document.model import Span
from extractor.language.words import cut

_REPAIRS = re.compile(r"维修|更换|改造|清理|处理|修复|帮助|帮扶|救助|治理|整治|打击|应对|预防|防范|排查")
_OVERCOME = re.compile(
    r"得到了?(?:有效|明显|彻底|显著|初步|进一步|较好)?(?:控制|遏制|改善|解决|缓解|化解|纠正|扭转|治理|整治|消除)$"
)
_GAPS = ("空白", "短板", "瓶颈", "漏洞", "堵点", "痛点", "隐患", "矛盾", "困难", "缺口")
_STATES = ("现象", "问题", "情况", "状态", "状况", "局面", "程度", "因素", "原因")
"""Nouns that say of a cue that it is so."""
_ONE = re.compile(r"^(?:仍|还|尚)?(?:存在|出现|有)[^，]+的(?:现象|问题|情况|思想|倾向|局面|情形|做法)$")
"""`存在重预算、轻绩效的思想` is one thing."""
_FILLED = re.compile(r"(?:填补了?|补齐了?|消除了?|破解了?|打通了?|化解了?|解决了?)[^，]{0,8}$")

_LACKS = re.compile(r"^[^未]{2,}(?:差|低|少|难|弱|慢|缺失|未(?:能|及时)?[^未]{2,})$")
_ABSENT = re.compile(
    r"^(?:均|都|全年|也)?(?:无(?!法|力|偿|障碍|害化|缝|纸化)|没有|不存在|未发生|未出现|未收到|未发现|零)"
)
_SPARED = re.compile(r"(?:未|没有|不)(?:再|曾)?(?:发生|出现|发现|收到|接到|造成|产生|引发)(?!了)")


def admits(text: str, section: SectionName) -> bool:
    """Whether `text` admits something wrong or weak."""
    plain = pattern("<words>", words="problem.not_problem").sub(lambda found: "·" * len(found.group()), text)
    cue = next((cue for cue in _cues(plain) if section == "problems" or not _names(plain, cue)), None)
    remedied = pattern(
        r"^(?:<adverbs>[地的]?)*(?:(?:对.{2,20}|[把将].{2,30}?|从.{1,6})(?:<adverbs>[地的]?)*){0,2}<remedies>"
        + (r"|<remedies>(?!.*<strong>)" if cue else ""),
        adverbs="predicate.adverbs", remedies="problem.remedies", strong="problem.strong",
    ).search(plain, 0)  # fmt: skip
    if cue and remedied and remedied.start() not in (0,) and remedied.start() < cue.start():
        remedied = None
    if cue and remedied and remedied.end() == cue.start() and cue.group() not in words("problem", "attributes"):
        # `化解难度大`: what is hard is the remedy.
        remedied = None
    if cue and remedied and cue.end() == len(plain) and _REPAIRS.match(plain):
        # 维修经费不足: what looks like a remedy is part of what is short.
        remedied = None
    if remedied and not pattern("<words>", words="problem.denied").search(plain):
        return False
    if cue and (_OVERCOME.search(plain) or (cue[0] in _GAPS and _FILLED.search(plain[: cue.start()]))):
        return False
    if cue:
        return True
    if section != "problems" or "了" in plain:
        return False
    return bool(pattern("<words>", words="problem.weak").search(plain))


def _cues(plain: str) -> Iterator[re.Match[str]]:
    return pattern("<words>", words="problem.strong").finditer(plain)


def _names(plain: str, cue: re.Match[str]) -> bool:
    """Whether a cue only names what is spoken of: it stands before a noun, or in the object of what was done."""
    if cue.group() not in words("problem", "attributes"):
        return False
    behind = cut(plain, Span(cue.end(), len(plain)))[:1] if cue.end() < len(plain) else []
    if any(word.tag[0] == "n" and word.text not in _STATES for word in behind):
        return True
    acts = pattern(r"^(?:<adverbs>[地的]?)*(?:<verbs>|发现)", adverbs="predicate.adverbs", verbs="predicate.verbs")
    return bool(acts.match(plain)) and not compound(plain)


def undone(text: str) -> bool:
    """Whether `text` says that something was left undone (`方案未批复`), not that an evil kept away."""
    return bool(pattern(r"(?:尚未|未能|未)(?!<words>|[^，]{1,4}的).{2,}$", words="problem.harmless").search(text))


def spared(text: str, section: SectionName) -> bool:
    """Whether `text` says that something is not there and gladly so: under problems an evil, elsewhere anything."""
    if _SPARED.search(text):
        return True
    absent = _ABSENT.match(text) and not pattern("<words>", words="problem.unmet").search(text)
    return bool(absent) and (section != "problems" or bool(pattern("<words>", words="problem.evils").search(text)))


def _lacks(item: str) -> bool:
    """Whether an item of what is admitted says that of a subject of its own (`指标科学性差`, `资金未细化`)."""
    return bool(_LACKS.match(item)) and undone(item) == ("未" in item)


def weaknesses(start: int, text: str, section: SectionName) -> list[tuple[int, str]]:
    """`人员紧缺、专业性强等因素` admits one thing, `支出超编、拨付滞后等现象` two."""
    if _ONE.match(text):
        return [(start, text)]
    summed = re.search(r"等(?:因素|原因|现象|问题|情况)$", text)
    items, at = [], start
    for item in text[: summed.start() if summed else len(text)].split("、"):
        items.append((at, item))
        at += len(item) + 1
    admitted = [(at, item) for at, item in items if len(item) >= 4 and (admits(item, section) or _lacks(item))]
    if summed and len(items) > 1 and admitted:
        return admitted
    if len(items) > 1 and len(admitted) == len(items):
        return admitted
    return [(start, text)]
