"""Log-linear models fitted by L-BFGS: the same examples in the same order give the same weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractor.claims.learned.weights import SCALE

_ROUNDS = 60
_FEWEST = 2
"""Reports that a feature must occur in: what only one knows is learnt by heart."""

Vector = Any
"""A numpy array of floats."""


def vocabulary(told: Iterable[tuple[str, Iterable[str]]]) -> dict[str, int]:
    """Feature → column, of (report, features), in alphabetical order."""
    seen: dict[str, set[str]] = defaultdict(set)
    for report, features in told:
        for feature in features:
            seen[feature].add(report)
    return {name: at for at, name in enumerate(sorted(n for n, reports in seen.items() if len(reports) >= _FEWEST))}


def classes(
    rows: Sequence[Sequence[str]], labels: Sequence[str], columns: Mapping[str, int], penalty: float
) -> dict[str, Any]:
    """A classifier as `Classes` reads it, of the features of each example and its label."""
    named = sorted(set(labels))
    matrix = _matrix(rows, columns)
    wanted = np.zeros((len(rows), len(named)))
    wanted[np.arange(len(rows)), [named.index(label) for label in labels]] = 1.0

    def loss(flat: Vector) -> tuple[float, Vector]:
        weights = flat.reshape(len(columns), len(named))
        scores = matrix @ weights
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = matrix.T @ (np.exp(logs) - wanted) + penalty * weights
        return float(-(wanted * logs).sum() + penalty / 2 * (weights**2).sum()), slope.ravel()

    found = _lowest(loss, len(columns) * len(named)).reshape(len(columns), len(named))
    stored = {}
    for name, at in columns.items():
        pairs = [f"{k}:{w}" for k, w in enumerate(np.rint(found[at] * SCALE).astype(int)) if w]
        if pairs:
            stored[name] = " ".join(pairs)
    return {"classes": named, "weights": stored}


def ranker(
    groups: Sequence[Sequence[Sequence[str]]],
    shares: Sequence[Sequence[float]],
    columns: Mapping[str, int],
    penalty: float,
) -> dict[str, int]:
    """A ranker as `Ranker` reads it: `groups` of candidates, each told by its features, and the share of the choice
    that each should have."""
    matrix = _matrix([candidate for group in groups for candidate in group], columns)
    wanted = np.array([share for group in shares for share in group])
    starts = np.cumsum([0, *(len(group) for group in groups[:-1])])
    sizes = np.array([len(group) for group in groups])

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        logs = scores - np.repeat(np.log(np.add.reduceat(np.exp(scores), starts)), sizes)
        slope = matrix.T @ (np.exp(logs) - wanted) + penalty * weights
        return float(-(wanted * logs).sum() + penalty / 2 * (weights**2).sum()), slope

    found = np.rint(_lowest(loss, len(columns)) * SCALE).astype(int)
    return {name: int(found[at]) for name, at in columns.items() if found[at]}


def _matrix(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Any:
    held = [[columns[name] for name in row if name in columns] for row in rows]
    starts = np.cumsum([0, *map(len, held)])
    flat = np.array([at for row in held for at in row], dtype=np.int64)
    return csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(columns)))


def _lowest(loss: Any, size: int) -> Vector:
    return minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
