"""Figures and relations. Numbers are exact: `Decimal` as printed, `Fraction` in intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from extractor.document.model import Span

RelationKind = Literal[
    "sum", "share", "rate", "difference", "change_rate", "equal", "score_sum", "weight_sum", "score_le_weight",
    "target_met", "rate_score", "count_list", "product", "rubric", "points_difference",
]  # fmt: skip
Part = Literal[
    "whole", "addend", "percent", "numerator", "denominator", "result", "minuend", "subtrahend", "new", "old", "amount",
    "member", "score", "weight", "target", "actual", "rate", "count", "factor", "deduction",
]  # fmt: skip
Verdict = Literal["exact", "rounding", "unlikely", "contradicted", "unchecked"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval of exact numbers in base units; `None` is unbounded."""

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number that takes part in relations. `span` is the digits alone; `number` in the unit as printed,
    `number * factor` in base units (元, 1 for ratios)."""

    span: Span
    quote: str
    number: Decimal
    factor: Decimal
    base: str
    decimals: int
    comparator: str
    label: str
    """What it measures, in the report's words (`基本支出`, `产出指标·得分`)."""
    document: str
    source: str
    """Id of the row or claim that it stands in, or `text`."""
    exact: bool = False
    """Without width: counts, weights, points, 元 with two decimals, 万元 with six."""
    unit: str = ""
    """As written (`万元`, `%`), also where only the column's heading prints it."""
    word: str = ""
    """The approximating word as printed (`约`, `近`, `余`, `超`), which the comparator alone does not tell apart."""

    @property
    def value(self) -> Fraction:
        """In base units, exact."""
        return _product(self.number, self.factor)


@lru_cache(maxsize=4096)
def _product(number: Decimal, factor: Decimal) -> Fraction:
    """One relation after another asks for the same few figures; exact fractions are slow to make."""
    return Fraction(number) * Fraction(factor)


@dataclass(frozen=True, slots=True)
class Member:
    figure: Figure
    part: Part


@dataclass(frozen=True, slots=True)
class Relation:
    """One numeric relation, judged. `reported` and `computed` are what the report prints and what its figures give."""

    id: str
    kind: RelationKind
    label: str
    formula: str
    """With labels and figures: `基本支出670.23 = 人员支出597.05 + 公用支出73.18`."""
    members: tuple[Member, ...]
    verdict: Verdict
    reason: str = ""
    """Why it is unchecked, or which base fits; Chinese."""
    reported: Interval | None = None
    computed: Interval | None = None
    residual: Decimal | None = None
    flips: tuple[str, ...] = ()
    hinted: Callable[[], tuple[str, ...]] = field(default=tuple, compare=False, repr=False)
    """Looks for the hints; a relation that was only tried is never asked."""
    scope: Literal["row", "table", "sentence", "section", "document", "submission"] = "document"

    @property
    def hints(self) -> tuple[str, ...]:
        """What the contradiction looks like (`unit-slip:10000`, `swapped-digits`, `left-out:…`); never changes it."""
        return self.hinted()
