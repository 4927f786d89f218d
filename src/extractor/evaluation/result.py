"""What a run over a corpus gave: every measure with its interval, by report, and against a stored run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from statistics import mean
from typing import TypeVar

from extractor.evaluation import intervals
from extractor.evaluation.intervals import Interval
from extractor.evaluation.measures import MEASURES, Counts, Measure
from extractor.evaluation.reliability import Outcome
from extractor.evaluation.scores import Match, Score, Share

T = TypeVar("T", Match, Share, int)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure over all reports: `value` of the added counts (micro), `macro` the mean of the reports' own, `empty`
    the number of reports with nothing to count (of an F1: nothing labelled and nothing said, which counts as right)."""

    measure: Measure
    hit: int
    of: int
    value: float | None
    interval: Interval | None
    macro: float | None
    empty: int


@dataclass(frozen=True, slots=True)
class Change:
    """One measure now and in a stored run, over the reports that both have."""

    measure: Measure
    now: float | None
    then: float | None
    interval: Interval | None
    """Of the difference."""

    @property
    def difference(self) -> float | None:
        return None if self.now is None or self.then is None else self.now - self.then

    @property
    def fall(self) -> float:
        """By how much it became worse; 0 where it did not, or where no gate looks."""
        if self.difference is None or self.measure.better is None:
            return 0.0
        return max(0.0, -self.difference if self.measure.better == "more" else self.difference)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`lost` are labels that the stored run found and this one misses; `alarms` what only this one says without cause;
    each as (report, what it is)."""

    changes: tuple[Change, ...]
    reports: int
    only_now: tuple[str, ...]
    only_then: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]
    alarms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`unlabelled` reports were asked for and have no labels; `missing` have no stored output and score as empty."""

    corpus: str
    split: str | None
    versions: Mapping[str, str]
    scores: tuple[Score, ...]
    unlabelled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    """Gates that were missed, each a Chinese sentence."""
    comparison: Comparison | None = None
    measured: tuple[Measured, ...] = field(init=False)

    def __post_init__(self) -> None:
        drawn = intervals.draws(len(self.scores))
        object.__setattr__(self, "measured", tuple(_measured(m, self.scores, drawn) for m in MEASURES))

    def value(self, name: str) -> float | None:
        """The value of one measure over all reports."""
        return next(one.value for one in self.measured if one.measure.name == name)

    @property
    def kinds(self) -> dict[str, Match]:
        return _added([score.kinds for score in self.scores])

    @property
    def fields(self) -> dict[str, Share]:
        return _added([score.fields for score in self.scores])

    @property
    def families(self) -> dict[str, Share]:
        return _added([score.families for score in self.scores])

    @property
    def codes(self) -> dict[str, Share]:
        return _added([score.codes for score in self.scores])

    @property
    def outcomes(self) -> list[Outcome]:
        return [one for score in self.scores for one in score.outcomes]

    @property
    def coverage(self) -> dict[str, int]:
        return _added([score.coverage for score in self.scores])


def _added(parts: Sequence[Mapping[str, T]]) -> dict[str, T]:
    """Key by key, in alphabetical order."""
    keys = sorted({key for part in parts for key in part})
    return {key: reduce(add, (part[key] for part in parts if key in part)) for key in keys}


def _measured(measure: Measure, scores: Sequence[Score], drawn: Sequence[Sequence[int]]) -> Measured:
    counts: list[Counts] = [measure.counts(score) for score in scores]
    each = [value for one in counts if (value := measure.value([one])) is not None]
    return Measured(
        measure,
        sum(hit for hit, _ in counts),
        sum(of for _, of in counts),
        measure.value(counts),
        intervals.interval(measure, counts, drawn),
        mean(each) if each else None,
        sum(not of for _, of in counts),
    )
