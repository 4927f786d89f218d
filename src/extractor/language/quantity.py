"""Quantities: numbers with their units as printed in Chinese text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Comparator = Literal["eq", "ge", "le", "gt", "lt", "approx"]
Dimension = Literal[
    "money", "percent", "points", "score", "count", "area", "length", "duration", "volume", "weight", "bare"
]
"""`percent` is %, `points` 百分点, `score` 分, `count` things, people and times, `bare` a number without a unit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed. Offsets are those of the text that was read; `text[start:end]` is the whole expression
    (`近30%`, `≧98%`, `300篇以上`, `百余次`), `text[digits_start:digits_end]` the number alone (`30`, `百`)."""

    start: int
    end: int
    digits_start: int
    digits_end: int
    number: Decimal
    """In the unit as written; for a range its lower end."""
    unit: str | None
    """As written: `万元`, `萬元`, `％`, `人次` (余 and 多 left out: `3万余人` → `万人`); None for a bare number.
    Compare units by `dimension` and `base`."""
    dimension: Dimension
    comparator: Comparator = "eq"
    high: Decimal | None = None
    """Upper end of a range, also where `number` is its lower end."""
    decimals: int = 0
    """Printed decimals of the number."""
    factor: Decimal = Decimal(1)
    """To the dimension's base unit: 万元 → 10000 (元), % → 0.01, 万人 → 10000."""
    base: str = ""
    """Base unit: `元`, `1` (ratios), `分`, `㎡`, `m`, or the counter itself (`人`, `人次`, `篇`), without 万."""

    @property
    def value(self) -> Decimal:
        """In base units, exact."""
        return self.number * self.factor


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that stands where a number should and is not one: `1,20.0,55`, `XX万元`, `****`."""

    start: int
    end: int
    reason: str
    """A key: `separators`, `masked`, `split`, `ocr`, `overflown`."""
