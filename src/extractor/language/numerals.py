"""Chinese numerals: `三百二十`, `两千零五`, `二〇二一`, `三点五`, `壹佰`; and printed arabic numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: i
    for i, row in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"亿": 10**8, "万": 10**4}

NUMERALS = "".join(_DIGITS) + "".join(_TENS)
"""Every character of a numeral below 万."""

_LONGEST = 30

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def chinese(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral up to 亿, None where it is not one (`三十二百`, `十十`)."""
    if len(numeral) > _LONGEST:
        return None
    whole, point, fraction = numeral.partition("点")
    if point and (not fraction or any(c not in _DIGITS for c in fraction)):
        return None
    value = _integer(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}." + "".join(str(_DIGITS[c]) for c in fraction))


def _integer(numeral: str) -> int | None:
    for sign, power in _MYRIADS.items():
        if sign in numeral:
            head, _, tail = numeral.partition(sign)
            left, right = _integer(head), _integer(tail) if tail else 0
            if left is None or right is None or right >= power:
                return None
            # 三万五 is 35000: a last digit without its own place takes the place below 万.
            if len(tail) == 1 and tail in _DIGITS and _DIGITS[tail]:
                right *= power // 10
            return left * power + right
    return _below_myriad(numeral)


def _below_myriad(numeral: str) -> int | None:
    if not numeral:
        return None
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit, last = 0, None, 10**4
    for index, char in enumerate(numeral):
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            place = _TENS[char]
            if place >= last or (digit is None and index > 0 and place != 10) or (digit == 0 and place != 10):
                return None
            total += (digit or 1) * place
            digit, last = None, place
        else:
            return None
    if digit and last > 10 and len(numeral) > 1 and numeral[-2] in _TENS:
        # 三百五 is 350.
        return total + digit * (last // 10)
    return total + (digit or 0)


def adjacent(numeral: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of a spoken range of neighbours (`三四`, `二三十`, `五六百`), None for any other numeral."""
    if len(numeral) < 2 or numeral[0] not in _DIGITS or numeral[1] not in _DIGITS:
        return None
    low, high = _DIGITS[numeral[0]], _DIGITS[numeral[1]]
    if not (0 < low < high and (high - low == 1 or (low, high) == (3, 5))) or len(numeral) > 3:
        return None
    if len(numeral) == 3 and numeral[2] not in _TENS:
        return None
    place = _TENS[numeral[2]] if len(numeral) == 3 else 1
    return Decimal(low * place), Decimal(high * place)


def arabic(printed: str) -> Decimal | None:
    """The value of a printed arabic number, with or without thousands separators; None for any other shape."""
    if THOUSANDS.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    return Decimal(printed) if _PLAIN.fullmatch(printed) else None
