"""A number before its unit is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.language.quantity import Comparator
from extractor.language.units import Unit


@dataclass(slots=True)
class Number:
    """`text[start:end]` is the number with the upper end of a range, `text[start:low_end]` its lower end."""

    start: int
    end: int
    low: Decimal
    low_end: int = -1
    high: Decimal | None = None
    comparator: Comparator = "eq"
    decimals: int = 0
    spoken: bool = False
    """In Chinese numerals: needs a unit to be a quantity."""
    whole: int | None = None
    """Where the expression begins that needs no unit behind it (零差错, 百分之三十)."""
    unit: tuple[str | None, Unit] | None = None
    """For such an expression: its unit as written and what that means."""

    def __post_init__(self) -> None:
        if self.low_end < 0:
            self.low_end = self.end
