"""Calibration: how often what is scored so is right, never falling as the score rises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.claims.learned.weights import Curve

_BINS = 10

Outcome = tuple[float, bool]
"""A score and whether what it was given to was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Of a reliability curve: the mean confidence of `count` claims, and the share of them that was right."""

    confidence: float
    right: float
    count: int


def curve(outcomes: Sequence[Outcome]) -> Curve:
    """Isotonic regression by pooling neighbours that fall, each pool a knot at its mean score. One right and one wrong
    claim are added to each pool, so that no confidence is 0 or 1."""
    pools: list[list[float]] = []
    for score, right in sorted(outcomes):
        pools.append([score, float(right), 1.0])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    scores, rates = [], []
    for total, hits, count in pools:
        scores.append(round(total / count, 4))
        rates.append(round((hits + 1) / (count + 2), 4))
    rates = [max(rates[: at + 1]) for at in range(len(rates))]
    kept = [at for at in range(len(scores)) if at == 0 or scores[at] > scores[at - 1]]
    return Curve(tuple(scores[at] for at in kept), tuple(rates[at] for at in kept)) if kept else Curve((0.0,), (0.5,))


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
