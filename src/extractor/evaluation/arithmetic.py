"""Relations of the labels recomputed from their members' digits, apart from the program's own judge: labels that the
program had to approve could not measure it.

A member is digits alone. Its unit is read from the text behind it; where a table's heading holds the unit, or the label
mixes units, only a power of ten may stand between the two sides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import prod
from typing import Literal

from extractor.evaluation.corpus import Record

Verdict = Literal["holds", "scaled", "fails", "unchecked"]
"""`scaled`: holds but for a power of ten, which an unprinted unit may explain."""

_UNIT = re.compile(r"\s*(亿|千万|百万|万|千(?=元)|%|％|个?百分点)?")
_FACTOR = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
_POWERS = [Fraction(10) ** power for power in range(-8, 9)]


@dataclass(frozen=True, slots=True)
class Figure:
    """A member: `value` ± `slack`, half a unit of its last printed digit; `step` is that whole unit. Whole numbers
    without 万, 亿 or % are counts and points, and exact."""

    value: Fraction
    slack: Fraction
    step: Fraction


@dataclass(frozen=True, slots=True)
class _Band:
    """Every value between `low` and `high`."""

    low: Fraction
    high: Fraction

    def times(self, factor: Fraction | int) -> _Band:
        return _Band(self.low * factor, self.high * factor)

    def meets(self, other: _Band) -> bool:
        return self.low <= other.high and other.low <= self.high


Parts = Mapping[str, Sequence[Figure]]


def verdict(relation: Record, text: str) -> Verdict:
    """Whether the relation holds by its members; `unchecked` where its parts are not those that its kind asks for."""
    judge = _JUDGES.get(str(relation.get("relation")))
    # Units as printed first; where a heading holds one of them and the text another, the digits alone.
    readings = [parts for units in (True, False) if (parts := _parts(relation, text, units)) is not None]
    if judge is None or not readings:
        return "unchecked"
    verdicts = [judge(parts, relation) for parts in readings]
    for best in ("holds", "scaled", "fails"):
        if best in verdicts:
            return best
    return "unchecked"


def _parts(relation: Record, text: str, units: bool) -> dict[str, list[Figure]] | None:
    parts: dict[str, list[Figure]] = {}
    for member in relation["members"]:
        figure = _figure(str(member["quote"]), text[member["end"] : member["end"] + 6], units)
        if figure is None:
            return None
        parts.setdefault(str(member.get("part")), []).append(figure)
    return parts


def _figure(quote: str, behind: str, units: bool) -> Figure | None:
    try:
        number = Decimal(unicodedata.normalize("NFKC", quote).replace(",", ""))
    except InvalidOperation:
        return None
    found = _UNIT.match(behind)
    unit = (found.group(1) if found else None) or ""
    exponent = number.as_tuple().exponent
    step = Fraction(10) ** min(exponent if isinstance(exponent, int) else 0, 0)
    factor = _FACTOR.get(unit, 1) if units else 1
    slack = Fraction(0) if step == 1 and not unit else step / 2
    return Figure(Fraction(number) * factor, slack * factor, step * factor)


def _sum(parts: Parts, relation: Record) -> Verdict:
    addends = [figure for part, figures in parts.items() if part != "whole" for figure in figures]
    wholes = list(parts.get("whole", ()))
    if not wholes and relation.get("implied_whole"):
        wholes = [Figure(Fraction(str(relation["implied_whole"])), Fraction(0), Fraction(1))]
    if len(wholes) != 1 or not addends or not parts.keys() <= {"whole", "addend", "score", "weight", "amount"}:
        return "unchecked"
    whole = wholes[0]
    total, slack = sum(f.value for f in addends), sum(f.slack for f in addends) + whole.slack
    # A total that is itself printed to whole units was rounded once more than its parts.
    return _same(_Band(total - slack, total + slack), _around(whole, whole.slack))


def _difference(parts: Parts, _: Record) -> Verdict:
    found = _one(parts, "minuend", "result")
    if found is None or "subtrahend" not in parts or len(parts) != 3:
        return "unchecked"
    minuend, result = found
    taken = parts["subtrahend"]
    left = minuend.value - sum(f.value for f in taken)
    slack = minuend.slack + sum(f.slack for f in taken)
    # `减少12` may be printed of either sign.
    bands = [_Band(left - slack, left + slack), _Band(-left - slack, -left + slack)]
    return _best(_same(band, _around(result, result.slack)) for band in bands)


def _quotient(parts: Parts, _: Record) -> Verdict:
    result = _one(parts, "numerator", "denominator", "percent") or _one(parts, "numerator", "denominator", "result")
    if result is None or len(parts) != 3 or not result[1].value:
        return "unchecked"
    numerator, denominator, printed = result
    share = _over(_around(numerator, numerator.slack), _around(denominator, denominator.slack))
    if share is None:
        return "unchecked"
    return _same(share.times(100) if "percent" in parts else share, _around(printed, printed.step))


def _change(parts: Parts, _: Record) -> Verdict:
    found = _one(parts, "new", "old", "percent")
    if found is None or len(parts) != 3 or not found[1].value:
        return "unchecked"
    new, old, printed = found
    share = _over(_around(new, new.slack), _around(old, old.slack))
    if share is None:
        return "unchecked"
    risen = _Band((share.low - 1) * 100, (share.high - 1) * 100)
    fallen = _Band(-risen.high, -risen.low)
    return _best(_same(band, _around(printed, printed.step), scaled=False) for band in (risen, fallen))


def _equal(parts: Parts, _: Record) -> Verdict:
    members = parts.get("member", ())
    if len(members) < 2 or len(parts) != 1:
        return "unchecked"
    first, *others = members
    verdicts = [_same(_around(one, one.slack), _around(first, first.slack)) for one in others]
    return max(verdicts, key=("holds", "scaled", "fails").index)


def _product(parts: Parts, _: Record) -> Verdict:
    factors, results = parts.get("factor", ()), parts.get("result", ())
    if len(factors) < 2 or len(results) != 1 or len(parts) != 2:
        return "unchecked"
    low = prod((f.value - f.slack for f in factors), start=Fraction(1))
    high = prod((f.value + f.slack for f in factors), start=Fraction(1))
    return _same(_Band(low, high), _around(results[0], results[0].slack))


def _score_le_weight(parts: Parts, _: Record) -> Verdict:
    if set(parts) != {"score", "weight"} or len(parts["weight"]) != 1:
        return "unchecked"
    return "holds" if all(score.value <= parts["weight"][0].value for score in parts["score"]) else "fails"


def _target_met(parts: Parts, relation: Record) -> Verdict:
    found = _one(parts, "target", "actual")
    if found is None:
        return "unchecked"
    target, actual = found
    met = actual.value <= target.value if relation.get("direction") == "<=" else actual.value >= target.value
    return "holds" if met else "fails"


def _rate_score(parts: Parts, _: Record) -> Verdict:
    points = _one(parts, "score", "weight")
    if points is None:
        return "unchecked"
    score, weight = points
    rate, aims = _one(parts, "rate"), _one(parts, "target", "actual")
    if rate is not None:
        # Some forms print 1 for 100 %.
        degrees = [_around(rate[0], rate[0].slack).times(1 if rate[0].value <= 1 else Fraction(1, 100))]
    elif aims is not None:
        target, actual = (_around(figure, figure.slack) for figure in aims)
        degrees = [band for band in (_over(actual, target), _over(target, actual)) if band is not None]
    else:
        return "unchecked"
    reached = [_Band(min(band.low, Fraction(1)), min(band.high, Fraction(1))).times(weight.value) for band in degrees]
    return _best(_same(band, _around(score, score.step), scaled=False) for band in reached)


def _count_list(parts: Parts, relation: Record) -> Verdict:
    counts, items = parts.get("count", ()), relation.get("items")
    if len(counts) != 1 or not isinstance(items, list):
        return "unchecked"
    return "holds" if counts[0].value == len(items) else "fails"


_JUDGES: dict[str, Callable[[Parts, Record], Verdict]] = {
    "sum": _sum,
    "score_sum": _sum,
    "weight_sum": _sum,
    "difference": _difference,
    "share": _quotient,
    "rate": _quotient,
    "change_rate": _change,
    "equal": _equal,
    "product": _product,
    "score_le_weight": _score_le_weight,
    "target_met": _target_met,
    "rate_score": _rate_score,
    "count_list": _count_list,
}


def _one(parts: Parts, *names: str) -> list[Figure] | None:
    """The figure of each name where each stands once."""
    return [parts[name][0] for name in names] if all(len(parts.get(name, ())) == 1 for name in names) else None


def _around(figure: Figure, width: Fraction) -> _Band:
    """`width` to each side; a whole step allows for a figure that was cut instead of rounded."""
    return _Band(figure.value - width, figure.value + width)


def _over(a: _Band, b: _Band) -> _Band | None:
    """Quotients of positive amounts; None where the divisor may be zero."""
    if b.low <= 0:
        return None
    quotients = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    return _Band(min(quotients), max(quotients))


def _same(computed: _Band, printed: _Band, *, scaled: bool = True) -> Verdict:
    if computed.meets(printed):
        return "holds"
    return "scaled" if scaled and any(computed.times(power).meets(printed) for power in _POWERS) else "fails"


def _best(verdicts: Iterator[Verdict]) -> Verdict:
    return min(verdicts, key=("holds", "scaled", "fails", "unchecked").index)
