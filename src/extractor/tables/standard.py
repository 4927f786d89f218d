"""Scoring standards (评分标准) read into rubrics: `以100%为标准。≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。`

A standard is read as a list of outcomes (points or a deduction), each with the words before it as its condition. What
those words do not settle stays a condition in words, and `Rubric.score` then answers None.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractor.document.model import Span
from extractor.tables.rubric import Band, Bound, Item, Rubric, Step

LONGEST_STANDARD = 4000

_SAME = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))} | {
    ord("≧"): "≥", ord("≦"): "≤", ord("％"): "%", ord("—"): "-", ord("–"): "-", ord("－"): "-", ord("~"): "-",
    ord("～"): "-", ord("至"): "-", ord("×"): "*", ord("﹪"): "%", ord("〈"): "<", ord("〉"): ">", ord("；"): ";",
    ord("﹥"): ">", ord("﹤"): "<", ord("⩾"): "≥", ord("⩽"): "≤",
}  # fmt: skip
# OCR prints ≤ as Q before a number ("控制率Q100%"); other misreadings cannot be told from text.
_OCR = re.compile(r"(?<![A-Za-z])Q(?=\d)")

_N = r"\d+(?:\.\d+)?"
_INC = r"(?:\((?P<{0}>含|包含|不含|含本数)\))?"
_OUTCOME = re.compile(
    rf"(?:酌情)?(?:扣减?|减)(?:除)?(?:该项)?(?:(?:分值|权重|总分)的?(?P<cut_share>{_N})%|(?P<cut>{_N})分)"
    rf"|(?:不得分|不计分|不给分|零分|(?:扣完|扣除)全部分值?|得零分)(?P<zero>)"
    rf"|(?:计|得|给|记|赋)?(?:满分|全分|全部分值)(?P<full>)"
    rf"|(?:计|得|给|记|赋)?(?:该项)?(?:分值|权重|权重分|满分)的?(?P<share>{_N})%(?:的分)?"
    rf"|(?:计|得|给|记|赋)(?P<share2>{_N})%的?(?:分值|权重分?|分数)"
    rf"|(?:计|得|给|记|赋)?(?<![\d.])(?P<points>{_N})分(?![值钟])"
)
_BETWEEN = re.compile(
    rf"(?P<low>{_N})(?:%|个百分点)?{_INC.format('low_in')}-(?P<high>{_N})(?:%|个百分点)?(?:之间)?{_INC.format('high_in')}"
)
_TWO_SIDED = re.compile(
    rf"(?P<left>{_N})%?(?P<first>[<>≤≥])(?P<name>[^\d<>≤≥=,;。]{{0,14}})(?P<second>[<>≤≥])(?P<right>{_N})%?"
)
_BEFORE = re.compile(
    rf"(?P<sign>≥|≤|>=|<=|>|<|=|不低于|不少于|不小于|达到或超过|大于等于|大于或等于|大于|不超过|不高于|不大于|小于等于|小于或等于|小于|超过|高于"
    rf"|低于|不足|未达到?|等于|达到?|为){_INC.format('sign_in')}(?P<value>{_N})(?P<unit>%|个百分点)?{_INC.format('in')}"
    rf"(?P<after>及?以上|及?以下|以内)?{_INC.format('after_in')}"
)
_AFTER = re.compile(
    rf"(?<![\d.])(?P<value>{_N})(?:%|个百分点)?{_INC.format('in')}(?P<after>及?以上|及?以下|以内){_INC.format('after_in')}"
)
_PLAIN = re.compile(rf"(?<![\d.])(?P<value>{_N})%的?$")
_AT_LEAST = {"≥", ">=", "不低于", "不少于", "不小于", "达到或超过", "大于等于", "大于或等于", "达", "达到"}
_AT_MOST = {"≤", "<=", "不超过", "不高于", "不大于", "小于等于", "小于或等于"}
_OVER = {">", "大于", "超过", "高于"}
_UNDER = {"<", "小于", "低于", "不足", "未达", "未达到"}

_STEP = re.compile(
    rf"每(?P<way>再?(?:超过|超出|超|高于|高|增加|提高|上升|增长|低于|低|减少|降低|下降|少|差|降|偏离|偏差|未达到?|短缺))?"
    rf"(?:(?:年初|计划|目标|标准)值?)?(?:(?P<base>{_N})%(?:的|,)?(?=[一1]))?"
    rf"(?P<per>[一1]|{_N})?(?P<unit>个?百分点|个点|%)[的,]?$"
)
_EVENT = re.compile(
    r"(?:每|发现|出现|发生|存在|有|缺少|缺|少)[^,;。]{0,24}?"
    r"(?:[一1]|任意一|任一)(?:例|项|次|个|处|起|件|人|笔|家|户|篇|天|条|份|期|日|月|种|张)[^;。]{0,40}$"
    r"|每(?:少|缺|有|迟|延迟|晚|增加|减少|超|漏)?(?:报)?(?:[一1]|\d+)?(?:例|项|次|处|起|件|人|笔|家|户|篇|天|条|份|期|日)[^;。]{0,40}$"
)
_BASE = re.compile(rf"以(?P<base>{_N})%为(?:标准|基准|目标)")
_ITEM = re.compile(r"[①-⑳]|\(\d{1,2}\)|(?:(?<=^)|(?<=[;。\n]))\d{1,2}[.、](?!\d)")
_PROPORTIONAL = re.compile(
    rf"(?:率|比例|程度)[)）]?\*(?:该项|指标|本项)?(?:分值|权重|满分|{_N}分?)|(?:分值|权重|满分|{_N}分?)\*[^;。,]{{0,16}}(?:率|比例)"
    r"|按(?:实际|指标)*(?:完成|执行|达标)?(?:率|比例)(?:计|得|给|赋|评|折)"
)
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
        return Rubric(kind="proportional") if _PROPORTIONAL.search(copy) else None

    def span(match: re.Match[str], group: str) -> Span:
        return Span(places[match.start(group)], places[match.end(group) - 1] + 1)

    itemised = len(_ITEM.findall(copy)) >= 2
    bands: list[Band] = []
    items: list[Item] = []
    step: Step | None = None
    event: Step | None = None
    stated = _BASE.search(copy)
    for condition, match in outcomes:
        if match["cut"] or match["cut_share"]:
            deduction = Decimal(match["cut"] or match["cut_share"])
            share = match["cut_share"] is not None
            if (found := _STEP.search(condition)) is not None:
                base = found["base"] or _threshold(condition[: found.start()])
                step = step or Step(
                    per=Decimal(found["per"] if found["per"] not in (None, "一") else 1),
                    deduct=deduction,
                    share=share,
                    way=_way(found["way"] or ""),
                    base=Decimal(base) if base else None,
                )
            elif _EVENT.search(condition) is not None:
                event = event or Step(per=Decimal(1), deduct=deduction, share=share, way="above", base=Decimal(0))
            continue
        points, share_of = _points(match)
        place = span(match, "points") if match["points"] else None
        bound = None if itemised else _bound(condition)
        if bound is not None:
            bands.append(Band(bound, points, share_of, place))
        else:
            items.append(Item(condition.strip(",.:"), points, share_of, place))
    if step is not None and step.base is None and stated is not None:
        step = step.standing_on(Decimal(stated["base"]))
    return _assemble(bands, items, step, event, itemised)


def _assemble(
    bands: list[Band], items: list[Item], step: Step | None, event: Step | None, itemised: bool
) -> Rubric | None:
    if itemised and len(items) >= 2:
        return Rubric(kind="items", items=tuple(items))
    if bands or step is not None:
        best = max(bands, key=lambda band: (band.points is None, band.points or 0), default=None)
        if step is not None and best is not None:
            step = step.leaning_on(best.bound)
        if best is None and len(items) == 1:
            # "得3分。每低于100%一个百分点扣0.1分": the only points stated are the full marks
            return Rubric(kind="steps", items=tuple(items), step=step)
        return Rubric(kind="steps" if step is not None else "bands", bands=tuple(bands), items=tuple(items), step=step)
    if event is not None:
        return Rubric(kind="events", items=tuple(items), step=event)
    return Rubric(kind="conditions", items=tuple(items)) if items else None


def _without_blanks(text: str) -> tuple[str, list[int]]:
    """A copy without blanks, and the offset of each of its characters in `text`; a line ending in 分 ends a clause."""
    copy: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text.translate(_SAME)):
        if character.isspace():
            if character == "\n" and copy and copy[-1] in "分止":
                copy.append(";")
                places.append(at)
            continue
        copy.append(character)
        places.append(at)
    return _OCR.sub("≤", "".join(copy)), places


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
    share = match["share"] or match["share2"]
    if share:
        return Decimal(share), True
    return (None, False) if match["full"] is not None else (Decimal(0), False)


def _way(word: str) -> str:
    if any(sign in word for sign in _BELOW_WORDS):
        return "below"
    return "above" if any(sign in word for sign in _ABOVE_WORDS) else ""


def _threshold(words: str) -> str | None:
    """The number that `低于90%的，` or `“三公经费”＞0，` states before a step."""
    found = list(_BEFORE.finditer(words))
    return found[-1]["value"] if len(found) == 1 else None


def _closed(mark: str | None) -> bool | None:
    return None if mark is None else mark != "不含"


def _bound(condition: str) -> Bound | None:
    """The interval that a condition states, None where it states none or more than one."""
    if (two := _TWO_SIDED.search(condition)) is not None:
        left, right = Decimal(two["left"]), Decimal(two["right"])
        rising = two["first"] in "<≤"
        low, high = (left, right) if rising else (right, left)
        low_sign, high_sign = (two["first"], two["second"]) if rising else (two["second"], two["first"])
        same_way = (two["first"] in "<≤") == (two["second"] in "<≤")
        return Bound(low, low_sign in "≤≥", high, high_sign in "≤≥") if same_way else None
    if (between := _BETWEEN.search(condition)) is not None:
        low, high = Decimal(between["low"]), Decimal(between["high"])
        if low > high:
            low, high = high, low
            return Bound(low, _closed(between["high_in"]), high, _closed(between["low_in"]))
        return Bound(low, _closed(between["low_in"]), high, _closed(between["high_in"]))
    found = list(_BEFORE.finditer(condition)) or list(_AFTER.finditer(condition)) or list(_PLAIN.finditer(condition))
    if len(found) != 1:
        return None
    (match,) = found
    groups = match.groupdict()
    value = Decimal(groups["value"])
    sign, after = groups.get("sign") or "", (groups.get("after") or "").removeprefix("及")
    closed = _closed(groups.get("in") or groups.get("after_in") or groups.get("sign_in"))
    if sign in _OVER or (not sign and after == "以上") or after == "以上" or sign in _AT_LEAST:
        strict = sign in _OVER and after != "以上"
        return Bound(value, (not strict) if closed is None else closed, None, None)
    if sign in _UNDER:
        return Bound(None, None, value, bool(closed))
    if sign in _AT_MOST or after == "以内":
        return Bound(None, None, value, True if closed is None else closed)
    if after == "以下":
        return Bound(None, None, value, closed)
    return Bound(value, True, value, True)
