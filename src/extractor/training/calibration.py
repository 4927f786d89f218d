"""Calibration: how often what is scored so is right, never falling as the score rises."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.claims.learned.weights import Curve
from extractor.evaluation.reliability import Outcome


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
