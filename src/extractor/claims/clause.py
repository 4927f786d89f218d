"""Clauses of administrative prose: where they begin and end, and what opens them without being part of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.claims.lexicon import pattern

_BREAK = re.compile(r"[，；。！？!?;:：\n\t]|(?<!\d),|,(?!\d)")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "「": "」", "〔": "〕", "[": "]", "【": "】"}
_MARKER = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[、.．](?!\d)|[一二三四五六七八九十]{1,3}(?:是|、|要)"
    r"|第[一二三四五六七八九十](?=[，,、])|(?:任务|目标|指标|措施|问题)[\d一二三四五六七八九十]{1,2}[：:、]|[—\-·●•■◆▪*➢]+)\s*"
)
_TIME = re.compile(
    r"(?:(?:自|从|至|到)?(?:截至|截止|截止到|截至到)?(?:目前|(?:20\d\d|上|本|去|今|当|同)年(?:度)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:\d{1,2}[日号])?(?:初|末|底|中|内|间|以来|全年|上半年|下半年|第?[一二三四]季度)?)(?:以来|期间|起|止)?"
    r"|\d{1,2}月(?:\d{1,2}日|份|底|初|末)?)(?:[—\-~至到]+(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|份|底)?)?[，,、 ]?"
)
_NAMED_UNIT = re.compile(
    r"[^，。；、]{2,14}?(?:办公室|委员会|管理局|中心|学校|医院|局|委|办)(?=根据|按照|依据|围绕|紧紧围绕|严格按|结合|认真|积极)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence; offsets are the sentence's. `start` to `end` is what asserts; `outer` where the clause
    begins with its openers; `opener` the words before `start`."""

    outer: int
    start: int
    end: int
    text: str
    opener: str
    mark: str
    """The punctuation that ends it, or nothing."""


def clauses(sentence: str) -> list[Clause]:
    """The clauses of `sentence` (folded text). Commas inside brackets, quotation marks and numbers split nothing;
    what stands in round brackets belongs to its clause."""
    found, begin = [], 0
    marker = _MARKER.match(sentence)
    for stop in _breaks(sentence):
        if marker and stop < marker.end():
            continue
        found.append(_clause(sentence, begin, stop))
        begin = stop + 1
    found.append(_clause(sentence, begin, len(sentence)))
    return [clause for clause in found if clause.text]


def _breaks(sentence: str) -> list[int]:
    """Places of the punctuation that ends a clause, outside brackets."""
    closing: list[str] = []
    places = []
    for at, char in enumerate(sentence):
        if char in _BRACKETS:
            # A bracket that nothing closes opens nothing.
            if sentence.find(_BRACKETS[char], at, at + 200) > 0:
                closing.append(_BRACKETS[char])
        elif closing and char == closing[-1]:
            closing.pop()
        elif not closing and _BREAK.match(sentence, at):
            places.append(at)
    return places


def _clause(sentence: str, begin: int, stop: int) -> Clause:
    start, end = strip_opening(sentence, begin, stop), stop
    while end > start and sentence[end - 1].isspace():
        end -= 1
    mark = sentence[stop] if stop < len(sentence) else ""
    return Clause(begin, start, end, sentence[start:end], sentence[begin:start], mark)


def strip_opening(sentence: str, begin: int, stop: int) -> int:
    """Where the clause proper begins: list markers, connectives, times and pronoun subjects dropped from its start."""
    openers = pattern(
        r"\s*(?!<kept>)<words>[，,]?", kept="strip.kept", words="strip.openers strip.times strip.subjects"
    )
    at = begin
    while at < stop:
        found = _MARKER.match(sentence, at, stop) or _TIME.match(sentence, at, stop)
        if found is None or found.end() == at:
            found = openers.match(sentence, at, stop)
        if found is None:
            found = _NAMED_UNIT.match(sentence, at, stop)
        if found is None or found.end() == at:
            break
        at = found.end()
    while at < stop and sentence[at].isspace():
        at += 1
    return at
