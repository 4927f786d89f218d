"""Trained weights as they are stored, and the scores that they give; nothing here needs more than Python itself."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from extractor.userfile import BadFile

FORMAT = 2
SCALE = 100
"""Weights are stored as whole hundredths."""


class Classes:
    """A log-linear classifier. `weights` holds for each feature the classes that it speaks for or against, as
    `class:weight` parted by blanks, and is taken apart where a text first needs it."""

    def __init__(self, classes: Sequence[str], weights: Mapping[str, str]) -> None:
        self.classes, self._weights = tuple(classes), weights
        self._read: dict[str, tuple[tuple[int, int], ...]] = {}

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """One for each class, in their order; they add up to 1."""
        scores = [0] * len(self.classes)
        for feature in features:
            for at, weight in self._of(feature):
                scores[at] += weight
        return softmax(scores)

    def _of(self, feature: str) -> tuple[tuple[int, int], ...]:
        held = self._read.get(feature)
        if held is None:
            pairs = (pair.partition(":") for pair in self._weights.get(feature, "").split())
            held = self._read[feature] = tuple((int(at), int(weight)) for at, _, weight in pairs)
        return held


class Ranker:
    """A log-linear choice among candidates."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """One for each candidate, told by its features; they add up to 1."""
        weights = self._weights
        return softmax([sum(weights.get(feature, 0) for feature in features) for features in candidates])


@dataclass(frozen=True, slots=True)
class Curve:
    """Calibration: how often what was scored so was right, between knots in a straight line."""

    scores: tuple[float, ...]
    rates: tuple[float, ...]

    def __call__(self, score: float) -> float:
        at = bisect_right(self.scores, score)
        if at == 0:
            return self.rates[0]
        if at == len(self.scores):
            return self.rates[-1]
        low, high = self.scores[at - 1], self.scores[at]
        return self.rates[at - 1] + (self.rates[at] - self.rates[at - 1]) * (score - low) / (high - low)


@dataclass(frozen=True, slots=True)
class Weights:
    """All that training made. `threshold` is the calibrated confidence below which nothing is claimed; `turn` and
    `rename` are how much likelier another reading, or another name, of a figure must be than that of the rules."""

    readings: Mapping[str, Classes]
    names: Ranker
    curves: Mapping[str, Curve]
    threshold: float
    turn: float
    rename: float
    version: str


def softmax(scores: Sequence[int]) -> list[float]:
    top = max(scores)
    powers = [exp((score - top) / SCALE) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


@cache
def load(file: Path) -> Weights:
    """The weights in `file`. Raises `BadFile`."""
    try:
        written = file.read_bytes()
        return of(json.loads(written), hashlib.sha256(written).hexdigest()[:12])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadFile(f"{file}：不是 extract train 写出的模型（{error}）。") from None


def of(held: Mapping[str, Any], version: str) -> Weights:
    """Weights from what the file holds. Raises `KeyError`, `ValueError`, `TypeError` where it is something else."""
    if held["format"] != FORMAT:
        raise ValueError(f"format {held['format']}")
    return Weights(
        readings={key: Classes(one["classes"], one["weights"]) for key, one in held["readings"].items()},
        names=Ranker(held["names"]),
        curves={key: Curve(tuple(one["scores"]), tuple(one["rates"])) for key, one in held["curves"].items()},
        threshold=float(held["threshold"]),
        turn=float(held["turn"]),
        rename=float(held["rename"]),
        version=version,
    )
