"""Intervals that a scoring standard's conditions state: `90%（含）-100%`, `大于80%小于90%`, `不足六成`."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.tables.rubric import Bound

N = r"\d+(?:\.\d+)?"
_INC = r"(?:\((?P<{0}>含|包含|不含|含本数)(?:%s%%)?\))?" % N  # noqa: UP031 (a pattern full of braces)
_BETWEEN = re.compile(
    rf"(?P<low>{N})(?:%|个百分点)?{_INC.format('low_in')}(?:-|到|[和与](?=[^,;。]{{1,16}}之间))"
    rf"(?P<high>{N})(?:%|个百分点)?(?:之间)?{_INC.format('high_in')}"
)
_TWO_SIDED = re.compile(
    rf"(?P<left>{N})%?(?P<first>[<>≤≥])(?P<name>[^\d<>≤≥=,;。]{{0,14}})(?P<second>[<>≤≥])(?P<right>{N})%?"
)
_BEFORE = re.compile(
    rf"(?P<sign>≥|≤|>=|<=|>|<|=|不低于|不少于|不小于|达到或超过|大于等于|大于或等于|大于|不超过|不高于|不大于|小于等于|小于或等于|小于|超过|高于"
    rf"|低于|不足|未达到?|等于|达到?|为){_INC.format('sign_in')}(?P<value>{N})(?P<unit>%|个百分点)?{_INC.format('in')}"
    rf"(?P<after>及?以上|及?以下|以内)?{_INC.format('after_in')}"
)
_AFTER = re.compile(
    rf"(?<![\d.])(?P<value>{N})(?:%|个百分点)?{_INC.format('in')}(?P<after>及?以上|及?以下|以内){_INC.format('after_in')}"
)
_PLAIN = re.compile(rf"(?<![\d.])(?P<value>{N})%的?$")
_SET = re.compile(rf"(?:指标|目标|标准|设定|计划|基准)值?(?:为|是)?(?P<value>{N})%")
_AT_LEAST = {"≥", ">=", "不低于", "不少于", "不小于", "达到或超过", "大于等于", "大于或等于", "达", "达到"}
_AT_MOST = {"≤", "<=", "不超过", "不高于", "不大于", "小于等于", "小于或等于"}
_OVER = {">", "大于", "超过", "高于"}
_UNDER = {"<", "小于", "低于", "不足", "未达", "未达到"}


def threshold(words: str) -> str | None:
    """The number that `低于90%的，`, `“三公经费”＞0，` or `指标值100%，` states before a step."""
    found = list(_BEFORE.finditer(words)) or list(_SET.finditer(words))
    return found[-1]["value"] if len(found) == 1 else None


def bound_of(condition: str) -> Bound | None:
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
    signed = list(_BEFORE.finditer(condition))
    taken = [range(*match.span()) for match in signed]
    behind = [m for m in _AFTER.finditer(condition) if not any(m.start() in place for place in taken)]
    found = [*signed, *behind] or list(_PLAIN.finditer(condition))
    halves = [_half(match) for match in found]
    if len(halves) == 2:
        return _both(*halves)
    return halves[0] if len(halves) == 1 else None


def _both(one: Bound, other: Bound) -> Bound | None:
    """`大于80%小于90%`: the one gives the lower end and the other the upper one."""
    lower, upper = (one, other) if one.high is None else (other, one)
    if lower.high is not None or upper.low is not None or lower.low is None or upper.high is None:
        return None
    inside = lower.low < upper.high
    return Bound(lower.low, lower.low_closed, upper.high, upper.high_closed) if inside else None


def _closed(mark: str | None) -> bool | None:
    return None if mark is None else mark != "不含"


def _half(match: re.Match[str]) -> Bound:
    groups = match.groupdict()
    value = Decimal(groups["value"])
    sign, after = groups.get("sign") or "", (groups.get("after") or "").removeprefix("及")
    closed = _closed(groups.get("in") or groups.get("after_in") or groups.get("sign_in"))
    if sign in _OVER or after == "以上" or sign in _AT_LEAST:
        strict = sign in _OVER and after != "以上"
        return Bound(value, (not strict) if closed is None else closed, None, None)
    if sign in _UNDER:
        return Bound(None, None, value, bool(closed))
    if sign in _AT_MOST or after == "以内":
        return Bound(None, None, value, True if closed is None else closed)
    if after == "以下":
        return Bound(None, None, value, closed)
    return Bound(value, True, value, True)
