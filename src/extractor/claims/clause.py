"""Clauses of administrative prose: where they begin and end, and what opens them without being part of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.claims.lexicon import pattern, words
from extractor.document.model import Span
from extractor.language.words import cut

_BREAK = re.compile(r"[，；。！？!?;\n\t]|(?<!\d)[:：]|[:：](?!\s*\d)|(?<!\d),|,(?!\d)")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "「": "」", "〔": "〕", "[": "]", "【": "】"}
_MARKER = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[)）]|[①-⑳]|\d{1,2}[、.．](?!\d)|[一二三四五六七八九十]{1,3}(?:是|、|要)"
    r"|(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|(?:服务对象)?满意度)指标?[—－-]+(?=[\u4e00-\u9fff])"
    r"|第[一二三四五六七八九十](?=[，,、])|(?:任务|目标|指标|措施|问题)[\d一二三四五六七八九十]{1,2}[：:、]|[—\-·●•■◆▪*➢]+)\s*"
)
_TIME = re.compile(
    r"(?:(?:自|从|至|到)?(?:截至|截止|截止到|截至到)?(?:目前|年[底末]|(?:20(?:\d\d|[xX×*]{2})(?=[底末初](?![级期等中高])|全年)|(?:20(?:\d\d|[xX×*]{2})|上|本|去|今|当|同)年(?:度)?)"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:\d{1,2}[日号])?(?:初(?![级期等中高])|末|底|中(?![央共国小学心医部华等级])|内|间|以来|全年|上半年|下半年|第?[一二三四]季度)?)(?:以来|期间|起|止)?"
    r"|(?:截[至止]到?)?\d{1,2}月(?:\d{1,2}日|份|底|初|末)?)"
    r"(?:[—\-~至到]+(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|份|底)?)?[，,、 ]?"
)
_DATE = re.compile(r"\d{1,2}月")
_DEADLINE = re.compile(r"[初末底日]?[之以]?前")
_BUILDS = re.compile(r"(?:形成|构建|建立|打造|构筑|健全)了?(?!.*(?:机制|体系|格局|局面|模式|制度|氛围)).{4,}$")
_BUILT = re.compile(r"^(?!形成|构建|建立|打造|健全|完善).{2,40}的.{0,24}(?:机制|体系|格局|局面|模式|态势|氛围)$")
_SETS_UP = re.compile(r"(?:成立|组建|建立|设立)了?(?:由|以)[^，的]+$")
_SET_UP = re.compile(r"^[^，]{2,40}的[^，的]{0,30}(?:小组|专班|机构|委员会|工作组|领导组|班子|队伍)$")
_ABOUT = re.compile(r"^对于?(?!外|照|标|口|接|此|于|比)(?:[^，]*的)?(?P<what>[^，了的]{2,40})$")
"""What something is done to, told before a comma."""
_QUOTED = re.compile(r"“[^”]*”")
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
    return _joined(sentence, [clause for clause in found if clause.text])


def _joined(sentence: str, found: list[Clause]) -> list[Clause]:
    """Clauses that a comma parts inside: in the modifier of an object, or behind what something is done to."""
    joined: list[Clause] = []
    for clause in found:
        last = joined[-1] if joined else None
        if last and last.mark in ("，", ",") and (_builds(last, clause) or _takes_up(last)):
            joined[-1] = Clause(
                last.outer, last.start, clause.end, sentence[last.start : clause.end], last.opener, clause.mark
            )
        else:
            joined.append(clause)
    return joined


def _builds(last: Clause, clause: Clause) -> bool:
    """`形成党委领导，部门联动的工作格局`, `成立由局长任组长，各股参加的工作组`"""
    return bool(
        (_BUILDS.search(last.text) and _BUILT.search(clause.text))
        or (_SETS_UP.search(last.text) and _SET_UP.search(clause.text))
    )


def _takes_up(last: Clause) -> bool:
    """`对无预算的项目，一律不得开支`"""
    about = _ABOUT.match(last.text)
    tokens = cut(_QUOTED.sub("", about["what"])) if about else []
    acts = any(word.text in words("predicate", "verbs") for word in tokens)
    return bool(tokens) and tokens[-1].tag[0] == "n" and not acts


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
    start, end = strip_opening(sentence, begin, stop, dated=True), stop
    while end > start and sentence[end - 1].isspace():
        end -= 1
    mark = sentence[stop] if stop < len(sentence) else ""
    return Clause(begin, start, end, sentence[start:end], sentence[begin:start], mark)


def strip_opening(sentence: str, begin: int, stop: int, *, dated: bool = False) -> int:
    """Where the clause proper begins: list markers, connectives, times and pronoun subjects dropped from its start;
    with `dated`, a month or a day stays, as what is said may be no more than when something was done."""
    openers = pattern(r"\s*<words>[，,]?", words="strip.openers strip.times strip.subjects")
    kept = pattern("<words>", words="strip.kept")
    at = begin
    while at < stop and not kept.match(sentence, at):
        if sentence[at].isspace():
            at += 1
            continue
        found = _MARKER.match(sentence, at, stop) or _TIME.match(sentence, at, stop)
        if dated and found and _DATE.search(found.group()) and sentence[found.end() - 1] not in "，,、 ":
            break
        if found and _DEADLINE.match(sentence, found.end(), stop):
            break
        if found is None or found.end() == at:
            found = openers.match(sentence, at, stop)
            if found and not ends_word(sentence, at, found.end()):
                found = None
        if found is None:
            found = _NAMED_UNIT.match(sentence, at, stop)
        if found is None or found.end() == at:
            break
        at = found.end()
    while at < stop and sentence[at].isspace():
        at += 1
    return at


def ends_word(sentence: str, start: int, end: int) -> bool:
    """Whether a word ends at `end`, read from `start`: `有` is a word in `有174台`, not in `有效商标`."""
    for word in cut(sentence, Span(start, min(len(sentence), end + 6))):
        if word.end >= end:
            # A word that the dictionary lacks is only a guess.
            return word.end == end or word.tag == "x"
    return True
