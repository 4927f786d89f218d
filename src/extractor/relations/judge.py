"""The one judge: whether printed figures can belong together.

Each function takes figures and gives a `Judgement`; none of them knows where the figures stand or how a finding is
worded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from extractor.relations import interval as iv
from extractor.relations.model import Figure, Interval, Verdict

Listing = Literal["complete", "open", "unfilled", "unsure"]
"""Whether the parts are all of them: `open` lists some (其中, 等), `unfilled` leaves cells blank that may hold more;
where it is `unsure` which figures are the parts, the relation can only be shown to hold."""


OPPOSITE = "方向相反"
"""Reason of a change that goes the other way than the words say."""
_FAR, _FLOAT = 4, 1e-9
"""Widths of what is printed beyond which two rates surely differ, and what arithmetic of floats may be off by."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`residual` is what the report prints less what its figures give, in base units."""

    verdict: Verdict
    reason: str = ""
    reported: Interval | None = None
    computed: Interval | None = None
    residual: Decimal | None = None


def decimal(value: Fraction) -> Decimal:
    """Exact where the fraction ends; to 28 digits otherwise (a residual is for people)."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def total(
    whole: Figure | Fraction,
    parts: Sequence[Figure],
    *,
    less: Sequence[Figure] = (),
    listing: Listing = "complete",
) -> Judgement:
    """`whole = sum(parts) - sum(less)`. A whole that is not printed (100) is given as a number.

    An `open` list (其中, 等) need not reach the whole, but may not exceed it. With three parts or more it is `unlikely`
    (reason `incomplete`) where it comes within a tenth of the whole without reaching it. Blank cells are not zero: an
    `unfilled` list that falls short is `unlikely` (`incomplete`) too, since a value is due in them.
    """
    target = whole.value if isinstance(whole, Figure) else whole
    every = [*parts, *less, *([whole] if isinstance(whole, Figure) else [])]
    reported = iv.printed(whole) if isinstance(whole, Figure) else Interval(whole, whole)
    computed = iv.minus(iv.plus(map(iv.printed, parts)), iv.plus(map(iv.printed, less)))
    residual = target - sum((p.value for p in parts), Fraction(0)) + sum((p.value for p in less), Fraction(0))
    judgement = Judgement(_sum_verdict(residual, every, reported, computed), "", reported, computed, decimal(residual))
    if judgement.verdict == "contradicted" and listing == "unsure":
        return Judgement("unchecked", "不能确定分项是否齐全", reported, computed, decimal(residual))
    if judgement.verdict != "contradicted" or listing == "complete" or residual <= 0:
        return judgement
    short = Judgement("unchecked", "列举不完全，分项未超过合计", reported, computed, decimal(residual))
    if listing == "unfilled" or (len(parts) >= 3 and residual * 10 < target):
        return Judgement("unlikely", "incomplete", reported, computed, decimal(residual))
    return short


def adds_up(whole: Figure | Fraction, parts: Sequence[Figure], less: Sequence[Figure] = ()) -> bool:
    """Whether `total` holds. Thousands of figures are tried for what one slip of a sum could have been: what is far off
    is told without its intervals."""
    every = [*parts, *less, *([whole] if isinstance(whole, Figure) else [])]
    if any(f.comparator != "eq" for f in every):
        return total(whole, parts, less=less).verdict in ("exact", "rounding")
    residual = whole.value if isinstance(whole, Figure) else whole
    for sign, figures in ((-1, parts), (1, less)):
        for figure in figures:
            residual += sign * figure.value
    if residual == 0:
        return True
    units = _units(every)
    return 2 * abs(residual) <= max(units) * len(units) and _rounded(residual, units) == "rounding"


def _sum_verdict(residual: Fraction, every: Sequence[Figure], reported: Interval, computed: Interval) -> Verdict:
    if residual == 0:
        return "exact"
    if any(f.comparator != "eq" for f in every):
        return "rounding" if iv.meet(reported, computed) else "contradicted"
    return _rounded(residual, _units(every))


def _units(figures: Sequence[Figure]) -> list[Fraction]:
    """The last place of each figure. A nought beside figures with decimals is nothing: less would be printed as they
    are."""
    fine = any(f.decimals and f.number for f in figures)
    return [Fraction(0) if fine and not f.number else iv.unit_in_last_place(f) for f in figures]


def _rounded(residual: Fraction, units: Sequence[Fraction]) -> Verdict:
    worst, variance = sum(units, Fraction(0)) / 2, sum((u * u for u in units), Fraction(0)) / 12
    if abs(residual) > worst:
        return "contradicted"
    return "rounding" if residual * residual <= 9 * variance else "unlikely"


def ratio(percent: Figure, numerator: Sequence[Figure], denominator: Sequence[Figure]) -> Judgement:
    """`percent = sum(numerator) / sum(denominator)`, rounded or cut to its printed digits."""
    below = sum((f.value for f in denominator), Fraction(0))
    above = sum((f.value for f in numerator), Fraction(0))
    if below == 0:
        # 0 of 0 is printed as 0 %, as 100 % or not at all; none of these is wrong.
        return Judgement("unchecked", "分母为零，比率无意义")
    computed = iv.over(iv.plus(map(iv.printed, numerator)), iv.plus(map(iv.printed, denominator)))
    return _rate(percent, above / below, computed)


def divides(percent: Figure, numerator: Sequence[Figure], denominator: Sequence[Figure]) -> bool:
    """Whether `ratio` holds. What is far off is told without exact intervals, like what does not add up."""
    above, below = (float(sum((f.value for f in side), Fraction(0))) for side in (numerator, denominator))
    room, width = (float(sum(map(iv.unit_in_last_place, side), Fraction(0))) for side in (denominator, numerator))
    if all(f.comparator == "eq" for f in (percent, *numerator, *denominator)) and below > room:
        value, said = above / below, float(percent.value)
        near = float(iv.unit_in_last_place(percent)) + (width + abs(value) * room) / below
        if abs(value - said) > _FAR * near + _FLOAT * max(abs(value), abs(said)):
            return False
    return ratio(percent, numerator, denominator).verdict in ("exact", "rounding")


def change(
    percent: Figure, new: Figure, old: Figure, direction: Literal["up", "down", "none"], *, points: bool = False
) -> Judgement:
    """`percent = |new - old| / old` and the direction. `points`: the difference of two rates (百分点)."""
    difference = new.value - old.value
    if old.value == 0 and not points:
        return Judgement("unchecked", "基期为零，变动率无意义")
    if (direction == "up" and difference < 0) or (direction == "down" and difference > 0):
        return Judgement("contradicted", OPPOSITE, iv.rate(percent), None, decimal(difference))
    if points:
        computed = iv.absolute(iv.minus(iv.printed(new), iv.printed(old)))
        return _rate(percent, abs(difference), computed)
    # (new - old) / old = new / old - 1, so that the interval of `old` counts once.
    quotient = iv.over(iv.printed(new), iv.printed(old))
    computed = iv.absolute(iv.minus(quotient, Interval(Fraction(1), Fraction(1))))
    return _rate(percent, abs(difference) / old.value, computed)


def change_from_delta(percent: Figure, delta: Figure, now: Figure, direction: Literal["up", "down"]) -> Judgement:
    """`percent = delta / (now -/+ delta)` where the old amount is not printed."""
    old = now.value - delta.value if direction == "up" else now.value + delta.value
    if old <= 0:
        return Judgement("unchecked", "推算的基期不为正数")
    shift = iv.printed(delta)
    base = iv.minus(iv.printed(now), shift) if direction == "up" else iv.plus([iv.printed(now), shift])
    return _rate(percent, delta.value / old, iv.over(shift, base))


def _rate(percent: Figure, value: Fraction, computed: Interval) -> Judgement:
    reported = iv.rate(percent)
    residual = decimal(percent.value - value)
    if percent.value == value:
        return Judgement("exact", "", reported, computed, residual)
    if iv.meet(reported, computed):
        return Judgement("rounding", "", reported, computed, residual)
    return Judgement("contradicted", "", reported, computed, residual)


def product(amount: Figure, groups: Sequence[Sequence[Figure]], times: int = 1) -> Judgement:
    """`amount = times × sum of the products of each group` (unit price times quantity)."""
    often = Interval(Fraction(times), Fraction(times))
    computed = iv.times(iv.plus(_product(group) for group in groups), often)
    value = sum((_multiplied(group) for group in groups), Fraction(0)) * times
    residual = amount.value - value
    reported = iv.printed(amount)
    verdict: Verdict = "exact" if residual == 0 else "rounding" if iv.meet(reported, computed) else "contradicted"
    return Judgement(verdict, "", reported, computed, decimal(residual))


def _product(group: Sequence[Figure]) -> Interval:
    result = Interval(Fraction(1), Fraction(1))
    for figure in group:
        result = iv.times(result, iv.printed(figure))
    return result


def _multiplied(group: Sequence[Figure]) -> Fraction:
    result = Fraction(1)
    for figure in group:
        result *= figure.value
    return result


def equal(members: Sequence[Figure]) -> Judgement:
    """One fact printed several times: equal at the same precision, else the finer rounds to the coarser."""
    order = sorted(members, key=iv.unit_in_last_place)
    finest = order[0]
    worst: Verdict = "exact"
    gap = Fraction(0)
    for other in order[1:]:
        distance = abs(finest.value - other.value)
        gap = max(gap, distance)
        worst = max(worst, _same(finest, other, distance), key=_SEVERITY.index)
    reason = "较粗的数字是截断而非四舍五入" if worst == "unlikely" else ""
    return Judgement(worst, reason, iv.printed(finest), iv.printed(order[-1]), decimal(gap))


_SEVERITY: tuple[Verdict, ...] = ("exact", "rounding", "unlikely", "contradicted")


def _same(finer: Figure, coarser: Figure, distance: Fraction) -> Verdict:
    if distance == 0:
        return "exact"
    if finer.comparator != "eq" or coarser.comparator != "eq":
        return "rounding" if iv.meet(iv.printed(finer), iv.printed(coarser)) else "contradicted"
    unit = iv.unit_in_last_place(coarser)
    if unit == iv.unit_in_last_place(finer):
        return "contradicted"
    if distance * 2 <= unit:
        return "rounding"
    return "unlikely" if distance < unit and coarser.value < finer.value else "contradicted"


def at_most(score: Sequence[Figure], weight: Figure) -> Judgement:
    """Points never exceed their weight; both are exact."""
    points = sum((f.value for f in score), Fraction(0))
    verdict: Verdict = "exact" if points <= weight.value else "contradicted"
    return Judgement(verdict, "", residual=decimal(points - weight.value))
