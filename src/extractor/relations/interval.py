"""The interval of exact numbers that a printed figure stands for, and arithmetic on such intervals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from extractor.relations.model import Figure, Interval

_UNBOUNDED = Interval(None, None)


def unit_in_last_place(figure: Figure) -> Fraction:
    """The weight of the last printed digit in base units; 0 for a figure without width."""
    return Fraction(0) if figure.exact else _scaled(figure.factor, figure.decimals)


@lru_cache(maxsize=1024)
def _scaled(factor: Decimal, decimals: int) -> Fraction:
    return Fraction(factor) * Fraction(1, 10**decimals)


def step(figure: Figure) -> Fraction:
    """The weight of the last digit that is not zero, in base units: 100 for 400, 10 for 230, 0.1 for 1.5."""
    digits = figure.number.as_tuple()
    trailing = len(digits.digits) - len("".join(map(str, digits.digits)).rstrip("0"))
    if figure.number == 0:
        return unit_in_last_place(figure) or Fraction(1)
    return Fraction(10) ** (int(digits.exponent) + trailing) * Fraction(figure.factor)


def printed(figure: Figure) -> Interval:
    """What the figure may stand for. An approximating word widens this one figure, never the others."""
    value, half = figure.value, unit_in_last_place(figure) / 2
    word = figure.word
    if figure.comparator == "eq":
        return Interval(value - half, value + half)
    if figure.comparator == "approx":
        if word == "近":
            return Interval(value - step(figure), value)
        return Interval(value - step(figure), value + step(figure))
    if figure.comparator == "gt":
        return Interval(value, value + step(figure) if word in ("余", "多") else None)
    if figure.comparator == "ge":
        return Interval(value - half, None)
    return Interval(None, value + half)


def rate(figure: Figure) -> Interval:
    """A printed rate: half a unit to each side, and a whole unit above, since a rate may be cut instead of rounded."""
    if figure.comparator != "eq":
        return printed(figure)
    unit = unit_in_last_place(figure)
    return Interval(figure.value - unit / 2, figure.value + unit)


def plus(parts: Iterable[Interval]) -> Interval:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
    return Interval(low, high)


def minus(left: Interval, right: Interval) -> Interval:
    return Interval(
        None if left.low is None or right.high is None else left.low - right.high,
        None if left.high is None or right.low is None else left.high - right.low,
    )


def times(left: Interval, right: Interval) -> Interval:
    """The product of quantities that are not negative."""
    low = None if left.low is None or right.low is None else max(left.low, Fraction(0)) * max(right.low, Fraction(0))
    high = None if left.high is None or right.high is None else left.high * right.high
    return Interval(low, high)


def over(left: Interval, right: Interval) -> Interval:
    """The quotient by a divisor that is positive; unbounded where the divisor may be zero."""
    if right.low is None or right.low <= 0:
        return _UNBOUNDED
    if left.low is None:
        low = None
    elif left.low >= 0:
        low = None if right.high is None else left.low / right.high
        low = Fraction(0) if low is None else low
    else:
        low = left.low / right.low
    if left.high is None:
        high = None
    elif left.high >= 0:
        high = left.high / right.low
    else:
        high = Fraction(0) if right.high is None else left.high / right.high
    return Interval(low, high)


def meet(left: Interval, right: Interval) -> bool:
    """Whether the two have a number in common."""
    return not (
        (left.high is not None and right.low is not None and left.high < right.low)
        or (right.high is not None and left.low is not None and right.high < left.low)
    )


def absolute(interval: Interval) -> Interval:
    if interval.low is not None and interval.low >= 0:
        return interval
    if interval.high is not None and interval.high <= 0:
        return Interval(-interval.high, None if interval.low is None else -interval.low)
    bounds = [b for b in (interval.low, interval.high) if b is not None]
    return Interval(Fraction(0), max(abs(b) for b in bounds) if len(bounds) == 2 else None)
