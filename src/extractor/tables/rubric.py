"""An executable scoring standard: from a value and a weight to the points that the standard gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from extractor.document.model import Span

RubricKind = Literal["bands", "steps", "events", "items", "conditions", "proportional"]
"""`bands` intervals with points · `steps` a deduction for each step beyond a base · `events` a deduction for each case
(`score` takes their count) · `items` points for each listed requirement · `conditions` points for conditions in words ·
`proportional` weight × rate. `items` and `conditions` cannot be scored from a number."""

BandKind = Literal["given", "off", "rated"]
"""How an interval's points are said: the points · what is taken off full marks · in proportion to the value."""

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bound:
    """An interval; an end is closed, open, or (None) not said. A missing end is unlimited."""

    low: Decimal | None
    low_closed: bool | None
    high: Decimal | None
    high_closed: bool | None

    def holds(self, value: Decimal) -> bool | None:
        """Whether `value` lies inside; None at an end of which the standard does not say whether it belongs."""
        if (self.low is not None and value < self.low) or (self.high is not None and value > self.high):
            return False
        if value == self.low and value == self.high:
            return True
        if value == self.low:
            return self.low_closed
        return self.high_closed if value == self.high else True


EVERYTHING = Bound(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Band:
    """Points for an interval: None for full marks, a percentage of the weight where `share`."""

    bound: Bound
    points: Decimal | None
    share: bool
    span: Span | None
    kind: BandKind = "given"


@dataclass(frozen=True, slots=True)
class Item:
    """Points for a condition in words, or for one item of a list."""

    condition: str
    points: Decimal | None
    share: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class Step:
    """`deduct` points (percent of the weight where `share`) for each `per` beyond `base`; `way` is above, below or
    either."""

    per: Decimal
    deduct: Decimal
    share: bool
    way: str
    base: Decimal | None

    def standing_on(self, base: Decimal) -> Step:
        return replace(self, base=base)

    def leaning_on(self, full: Bound) -> Step:
        """Base and way taken from the interval that gives full marks, where the step itself does not say them."""
        base = self.base
        if base is None:
            base = full.low if full.low is not None and (self.way != "above" or full.high is None) else full.high
        way = self.way
        if not way and (full.low is None) != (full.high is None):
            way = "above" if full.low is None else "below"
        return replace(self, base=base, way=way)

    def beyond(self, value: Decimal) -> Decimal | None:
        """How many steps (with fraction) `value` lies beyond the base; None where that is not settled."""
        if self.base is None or not self.way or not self.per:
            return None
        gap = value - self.base if self.way == "above" else self.base - value
        return (abs(gap) if self.way == "either" else gap) / self.per


@dataclass(frozen=True, slots=True)
class Rubric:
    """A scoring standard. Values are in the standard's own unit: 95.10 for 95.10 %, a count for `events`."""

    kind: RubricKind
    bands: tuple[Band, ...] = ()
    items: tuple[Item, ...] = ()
    step: Step | None = None
    rest: Band | None = None
    """What a value has that no band holds (否则不得分)."""

    @property
    def full(self) -> Decimal | None:
        """The full marks that the standard states; None where it leaves them to the weight."""
        return sum((points for points, _ in self._stated()), Decimal(0)) if self._stated() else None

    @property
    def full_spans(self) -> tuple[Span, ...]:
        """Where `full` stands: one figure, or one for each item of a list."""
        return tuple(span for _, span in self._stated())

    def score(self, value: Decimal, weight: Decimal) -> Decimal | None:
        """The points for `value`, counting whole steps; None where the standard does not settle them."""
        scores = self.bounds(value, weight)
        return scores[1] if scores is not None else None

    def bounds(self, value: Decimal, weight: Decimal) -> tuple[Decimal, Decimal] | None:
        """Lowest and highest points for `value`: a step begun may count as a whole one, in part, or not at all."""
        band = self._band(value)
        if band is not None:
            return self._given(band, value, weight)
        if self.kind == "proportional":
            return _in_proportion(value, _HUNDRED, weight)
        unsaid = any(b.bound.holds(value) is None for b in self.bands)
        if self.step is None and self.rest is not None and not unsaid:
            return self._given(self.rest, value, weight)
        if self.step is None or unsaid:
            return None
        steps = self.step.beyond(value)
        if steps is None or (steps < 0 and self._best_is_exact()):
            return None
        full = self.full if self.full is not None else weight
        deduct = weight * self.step.deduct / _HUNDRED if self.step.share else self.step.deduct

        def left(count: Decimal) -> Decimal:
            return max(Decimal(0), full - max(count, Decimal(0)) * deduct)

        return left(steps.to_integral_value(ROUND_CEILING)), left(steps.to_integral_value(ROUND_FLOOR))

    def _given(self, band: Band, value: Decimal, weight: Decimal) -> tuple[Decimal, Decimal] | None:
        """Points in proportion are of the value itself or of what full marks are given for."""
        full = self.full if self.full is not None else weight
        if band.kind == "rated":
            least = [b.bound.low for b in self.bands if b.points is None or b.points == self.full]
            base = next((low for low in least if low is not None and 0 < low <= _HUNDRED), None)
            if base is None:
                return None
            low, high = _in_proportion(value, _HUNDRED, full)[0], _in_proportion(value, base, full)[0]
            return low, high
        part = weight if band.points is None else weight * band.points / _HUNDRED if band.share else band.points
        points = max(Decimal(0), full - part) if band.kind == "off" else part
        return points, points

    def _band(self, value: Decimal) -> Band | None:
        """The one band that holds `value`; at an unsaid end the band that alone can hold it."""
        inside = [band for band in self.bands if band.bound.holds(value) is True]
        candidates = inside or [band for band in self.bands if band.bound.holds(value) is None]
        return candidates[0] if len(candidates) == 1 else _narrowest(candidates)

    def _best_is_exact(self) -> bool:
        """Whether full marks are for one value alone (`等于100%的，得3分`): what lies past it is then not settled."""
        return bool(self.bands) and all(b.bound.low == b.bound.high for b in self.bands if b.points != 0)

    def _stated(self) -> list[tuple[Decimal, Span]]:
        entries: list[Band | Item] = [*(band for band in self.bands if band.kind == "given"), *self.items]
        if any(entry.points is None or entry.share for entry in entries):
            return []
        stated = [
            (entry.points, entry.span) for entry in entries if entry.points is not None and entry.span is not None
        ]
        if self.kind == "items":
            return stated
        return [max(stated, key=lambda pair: pair[0])] if stated else []


def _narrowest(bands: list[Band]) -> Band | None:
    """Of `90%以上5分，80%以上3分` the one that asks for most; None where the intervals cross otherwise."""
    lows = [band.bound.low for band in bands if band.bound.high is None and band.bound.low is not None]
    highs = [band.bound.high for band in bands if band.bound.low is None and band.bound.high is not None]
    if bands and len(lows) == len(bands):
        return bands[lows.index(max(lows))]
    return bands[highs.index(min(highs))] if bands and len(highs) == len(bands) else None


def _in_proportion(value: Decimal, base: Decimal, weight: Decimal) -> tuple[Decimal, Decimal]:
    points = weight * min(max(value, Decimal(0)), base) / base
    return points, points
