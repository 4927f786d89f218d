"""Bootstrap intervals. Reports are drawn anew with replacement: what one report says stands or falls together."""

from __future__ import annotations

import random
from collections.abc import Sequence

from extractor.evaluation.measures import Counts, Measure

SEED = 20261121
DRAWS = 1000
_TAIL = 0.025
"""Of the draws at each end that a 95 % interval leaves out."""

Interval = tuple[float, float]


def draws(reports: int) -> list[list[int]]:
    """Indices of the reports in each draw; the same for the same number of reports."""
    dice = random.Random(SEED)
    return [dice.choices(range(reports), k=reports) for _ in range(DRAWS)]


def interval(measure: Measure, counts: Sequence[Counts], drawn: Sequence[Sequence[int]]) -> Interval | None:
    """The 95 % percentile interval; None where fewer than two reports have anything to count."""
    if sum(of > 0 for _, of in counts) < 2:
        return None
    return _between([measure.value(counts[at] for at in draw) for draw in drawn])


def difference(
    measure: Measure, now: Sequence[Counts], then: Sequence[Counts], drawn: Sequence[Sequence[int]]
) -> Interval | None:
    """The interval of `now` less `then` over the same reports in each draw."""
    if sum(of > 0 for _, of in now) < 2:
        return None
    made = []
    for draw in drawn:
        here, there = measure.value(now[at] for at in draw), measure.value(then[at] for at in draw)
        made.append(None if here is None or there is None else here - there)
    return _between(made)


def _between(values: Sequence[float | None]) -> Interval | None:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    cut = int(len(known) * _TAIL)
    return known[cut], known[-1 - cut]
