"""Scoring standards (评分标准) read into rubrics: `以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。`

A standard is read as a list of outcomes (points or a deduction), each with the words before it as its condition. What
those words do not settle stays a condition in words, and `Rubric.score` then answers None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from extractor.document.model import Span
from extractor.language.numerals import chinese
from extractor.tables.intervals import N, bound_of, threshold
from extractor.tables.rubric import EVERYTHING, Band, BandKind, Item, Rubric, RubricKind, Step

LONGEST_STANDARD = 4000

_SAME = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))} | {
    ord("≧"): "≥", ord("≦"): "≤", ord("％"): "%", ord("—"): "-", ord("–"): "-", ord("－"): "-", ord("~"): "-",
    ord("～"): "-", ord("至"): "-", ord("×"): "*", ord("﹪"): "%", ord("〈"): "<", ord("〉"): ">", ord("；"): ";",
    ord("﹥"): ">", ord("﹤"): "<", ord("⩾"): "≥", ord("⩽"): "≤",
}  # fmt: skip
# OCR prints ≤ as Q before a number ("控制率Q100%"); other misreadings cannot be told from text.
_OCR = re.compile(r"(?<![A-Za-z])Q(?=\d)")

_SHARE = "(?:分值|权重分?|满分|总分)"
_OUTCOME = re.compile(
    rf"(?:酌情)?(?:扣减?|减)(?:除)?(?:该项)?(?:{_SHARE}的?(?P<cut_share>{N})%|(?P<cut_share2>{N})%的?(?:{_SHARE}|分数?)|(?P<cut>{N})分)"
    rf"|(?:不得分|不计分|不给分|零分|(?:扣完|扣除)全部分值?|得零分)(?P<zero>)"
    rf"|(?:(?:计|得|给|赋|评|记)分[=为]|按)[^;。-]{{0,40}}?[*/÷][^;。,-]{{0,24}}(?P<formula>)"
    rf"|(?:率|比例|程度|度)\)?\*(?:该项|指标|本项)?(?:{_SHARE}|{N}分?)(?P<product>)|(?:{_SHARE}|{N}分?)\*[^;。,-]{{0,16}}(?:率|比例|度)(?P<product2>)"
    rf"|(?:按|以|根据|依)照?[^,;。\d每]{{0,16}}?(?:比例|完成率|执行率|达标率|比率)[^,;。\d]{{0,8}}?(?:计|得|给|赋|评|折|扣|记|算)(?:得|算)?[减分]*(?!\d)(?P<rated>)"
    rf"|(?:计|得|给|记|赋)?(?:满分|全分|全部分值)(?P<full>)"
    rf"|(?:减半(?:计|得|给)?分?|(?:计|得|给|记|赋)(?:{_SHARE}的?)?一?半分?(?:分值)?)(?P<half>)"
    rf"|(?:计|得|给|记|赋)?(?:该项)?{_SHARE}的?(?P<share>{N})%(?:的分)?"
    rf"|(?:计|得|给|记|赋)(?P<share2>{N})%的?(?:{_SHARE}|分数)"
    rf"|(?:计|得|给|记|赋)?(?<![\d.])(?P<points>{N})分(?![值钟])"
)
_STEP = re.compile(
    rf"每(?P<way>再?(?:超过|超出|超|高于|高|增加|提高|上升|增长|低于|低|减少|降低|下降|少|差|降|偏离|偏差|相差|增减|未达到?|短缺))?"
    rf"(?:(?:年初|计划|目标|标准)值?)?(?:(?P<base>{N})%(?:的|,)?(?=[一1]))?"
    rf"(?P<per>[一1]|{N})?(?P<unit>个?百分点|个点|%)[的,]?$"
)
_EVENT = re.compile(
    r"每(?P<way>再?(?:少|缺|有|迟|延迟|晚|增加|多|减少|超过?|超出|低于?|漏))?(?:报)?(?P<per>[一1]|\d+)?"
    r"(?:例|项|次|处|起|件|人|笔|家|户|篇|天|条|份|期|日)[^;。]{0,40}$"
    r"|(?:每|发现|出现|发生|存在|有|缺少|缺|少)[^,;。]{0,24}?"
    r"(?:[一1]|任意一|任一)(?:例|项|次|个|处|起|件|人|笔|家|户|篇|天|条|份|期|日|月|种|张)[^;。]{0,40}$"
)
_BASE = re.compile(rf"以(?P<base>{N})%为(?:标准|基准|目标)")
_ITEM = re.compile(r"[①-⑳]|\(\d{1,2}\)|(?:(?<=^)|(?<=[;。\n]))\d{1,2}[.、](?!\d)")
_OTHERWISE = re.compile(
    r"(?:如|若)?(?:(?:否则?|其他|其余|反之)(?:情况)?|(?:未|没有|不|达不|未能)(?:能)?(?:达到?|到|达标|完成|实现)(?:目标|指标|标准|要求)?值?)的?"
)
_TARGET_REACHED = re.compile(r"完成|达到|达标|达成|实现|足额")
_TENTHS = re.compile(r"([一二两三四五六七八九])成(?=[以及的至到\-—~～,，、（(\d得计含不;；。\s]|$)")
_HUNDREDTHS = re.compile(r"百分之([一二三四五六七八九十百]{1,5})(?![点分])")
_IN_WORDS = re.compile(r"(?<=[扣得计减给除记])([一二两三四五六七八九十])(?=分(?!之))")
_EITHER_WORDS = ("偏离", "偏差", "相差", "增减")
_BELOW_WORDS = ("低", "减少", "下降", "少", "差", "降", "未达", "短缺")
_ABOVE_WORDS = ("超", "高", "增", "提高", "上升")


class _Outcome(NamedTuple):
    condition: str
    match: re.Match[str]


def parse_standard(text: str) -> Rubric | None:
    """Read a scoring standard; None where it states no points at all (a requirement, a reference to a document).

    Spans in the result are offsets into `text`, so pass the cell as it stands in the report.
    """
    if len(text) > LONGEST_STANDARD:
        return None
    copy, places = _without_blanks(text)
    outcomes = _outcomes(copy)
    if not outcomes:
        return None
    read = _Read(itemised=len(_ITEM.findall(copy)) >= 2 and not _excluding(outcomes))
    for condition, match in outcomes:
        if match["cut"] or match["cut_share"] or match["cut_share2"]:
            read.deduct(condition, match)
        else:
            read.give(condition, match, _place(text, places, match))
    stated = _BASE.search(copy)
    if read.step is not None and read.step.base is None and stated is not None:
        read.step = read.step.standing_on(Decimal(stated["base"]))
    return read.rubric(percent="%" in copy)


@dataclass(slots=True)
class _Read:
    """What has been read of a standard so far."""

    itemised: bool
    bands: list[Band] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    step: Step | None = None
    event: Step | None = None
    counted: Step | None = None
    """The same step where it is what the interval of full marks counts (不超过3起得满分，每增加1起扣1分)."""
    rest: Band | None = None
    """What every value has that no interval holds."""

    def deduct(self, condition: str, match: re.Match[str]) -> None:
        share = match["cut"] is None
        deduction = Decimal(match["cut"] or match["cut_share"] or match["cut_share2"])
        if (found := _STEP.search(condition)) is not None:
            base = found["base"] or threshold(condition[: found.start()])
            self.step = self.step or Step(
                per=Decimal(found["per"] if found["per"] not in (None, "一") else 1),
                deduct=deduction,
                share=share,
                way=_way(found["way"] or ""),
                base=Decimal(base) if base else None,
            )
        elif (case := _EVENT.search(condition)) is not None:
            per = Decimal(case["per"] if case["per"] not in (None, "一") else 1)
            self.event = self.event or Step(per=per, deduct=deduction, share=share, way="above", base=Decimal(0))
            self.counted = self.counted or replace(self.event, way=_way(case["way"] or ""), base=None)
        elif not self.itemised and (bound := bound_of(condition)) is not None:
            self.bands.append(Band(bound, deduction, share, None, kind="off"))

    def give(self, condition: str, match: re.Match[str], place: Span | None) -> None:
        points, share = _points(match)
        kind: BandKind = "rated" if _is_rated(match) else "given"
        bound = None if self.itemised else bound_of(condition)
        if bound is not None:
            self.bands.append(Band(bound, points, share, place, kind=kind))
        elif kind == "rated" or (self.bands and _OTHERWISE.fullmatch(condition)):
            self.rest = self.rest or Band(EVERYTHING, points, share, place, kind=kind)
        else:
            self.items.append(Item(condition.strip(",.:"), points, share, place))

    def rubric(self, *, percent: bool) -> Rubric | None:
        if self.itemised and len(self.items) >= 2:
            return Rubric(kind="items", items=tuple(self.items))
        if self.rest is not None and self.rest.kind == "rated" and not self.step and self._asks_for_the_target():
            return Rubric("proportional", tuple(self.bands), tuple(self.items))
        if self.bands and self.counted is not None and self.counted.way and not percent:
            self.step = self.step or self.counted
        if self.bands or self.step is not None:
            return self._measured()
        if self.event is not None:
            return Rubric(kind="events", items=tuple(self.items), step=self.event)
        return Rubric(kind="conditions", items=tuple(self.items)) if self.items else None

    def _asks_for_the_target(self) -> bool:
        """Whether full marks are for the target, whatever it is (`完成目标值得满分，未完成的按比例计分`)."""
        better = [item for item in self.items if item.points != 0]
        reached = all(_TARGET_REACHED.search(item.condition) for item in better)
        return len(better) <= 1 and reached and all(band.points == 0 for band in self.bands)

    def _measured(self) -> Rubric:
        given = [band for band in self.bands if band.kind == "given"]
        best = max(given, key=lambda band: (band.points is None, band.points or 0), default=None)
        step = self.step.leaning_on(best.bound) if self.step is not None and best is not None else self.step
        if best is None and len(self.items) == 1 and step is not None and not self.bands:
            # "得3分。每低于100%一个百分点扣0.1分": the only points stated are the full marks
            return Rubric("steps", items=tuple(self.items), step=step)
        kind: RubricKind = "steps" if step is not None else "bands"
        return Rubric(kind, tuple(self.bands), tuple(self.items), step, self.rest)


def _place(text: str, places: list[int], match: re.Match[str]) -> Span | None:
    """Where the points stand; None where they are told in words."""
    if not match["points"]:
        return None
    place = Span(places[match.start("points")], places[match.end("points") - 1] + 1)
    return place if place.of(text).replace(".", "").isdecimal() else None


def _excluding(outcomes: Sequence[_Outcome]) -> bool:
    """Whether the items of a list are intervals of which each begins where another ends: one of them holds."""
    bounds = [bound_of(condition) for condition, _ in outcomes]
    known = sorted((b for b in bounds if b is not None), key=lambda b: (b.low is not None, b.low or 0))
    apart = all(a.high is not None and b.low is not None and a.high <= b.low for a, b in pairwise(known))
    return len(known) == len(bounds) >= 2 and apart


def _without_blanks(text: str) -> tuple[str, list[int]]:
    """A copy without blanks and with numbers in digits, and the offset of each of its characters in `text`; a line
    ending in 分 ends a clause."""
    copy: list[str] = []
    places: list[int] = []
    written = _written(text)
    for at, character in enumerate(text.translate(_SAME)):
        if character.isspace():
            if character == "\n" and copy and copy[-1] in "分止":
                copy.append(";")
                places.append(at)
            continue
        said = written.get(at, character)
        copy.extend(said)
        places.extend([at] * len(said))
    return _OCR.sub("≤", "".join(copy)), places


def _written(text: str) -> dict[int, str]:
    """Numbers in words that a standard is written with, by place (九成 → 90%, 百分之五 → 5%, 扣两分 → 扣2分)."""
    found: dict[int, str] = {}
    for pattern, before, behind in ((_TENTHS, "", "0%"), (_HUNDREDTHS, "", "%"), (_IN_WORDS, "", "")):
        for match in pattern.finditer(text):
            number = chinese(match[1])
            if number is not None:
                found |= dict.fromkeys(range(*match.span()), "") | {match.start(): f"{before}{number}{behind}"}
    return found


def _outcomes(copy: str) -> list[_Outcome]:
    found: list[_Outcome] = []
    start = 0
    for match in _OUTCOME.finditer(copy):
        before = copy[start : match.start()]
        cut = max(before.rfind(mark) for mark in "。;")
        condition = before[cut + 1 :].lstrip(",:")
        if match["points"] and re.search(r"(?:最多|最高|累计|共|总分|满分|不超过|加|按)$", condition):
            start = match.end()
            continue
        found.append(_Outcome(condition.rstrip(",:的则"), match))
        start = match.end()
    return found


def _points(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    """Points of an outcome (None: full marks), and whether they are a percentage of the weight."""
    if match["points"]:
        return Decimal(match["points"]), False
    share = "50" if match["half"] is not None else match["share"] or match["share2"]
    if share:
        return Decimal(share), True
    return (None, False) if match["full"] is not None or _is_rated(match) else (Decimal(0), False)


def _is_rated(match: re.Match[str]) -> bool:
    return any(match[group] is not None for group in ("formula", "product", "product2", "rated"))


def _way(word: str) -> str:
    if word.endswith(_EITHER_WORDS):
        return "either"
    if any(sign in word for sign in _BELOW_WORDS):
        return "below"
    return "above" if any(sign in word for sign in _ABOVE_WORDS) else ""
