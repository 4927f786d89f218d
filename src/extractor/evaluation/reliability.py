"""Whether confidence means what it says: how often claims of a confidence are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BINS = 10

Outcome = tuple[float, bool]
"""A score and whether what it was given to was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Of a reliability curve: the mean confidence of `count` claims, and the share of them that was right."""

    confidence: float
    right: float
    count: int


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Ten bins of equal width; empty ones left out."""
    bins: list[list[Outcome]] = [[] for _ in range(_BINS)]
    for confidence, right in outcomes:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    return [
        Bin(sum(c for c, _ in held) / len(held), sum(r for _, r in held) / len(held), len(held))
        for held in bins
        if held
    ]


def expected_error(outcomes: Sequence[Outcome]) -> float:
    """Expected calibration error: the mean gap between confidence and share of right, weighted by count."""
    if not outcomes:
        return 0.0
    return sum(abs(one.confidence - one.right) * one.count for one in reliability(outcomes)) / len(outcomes)
