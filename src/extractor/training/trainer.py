"""One run of training: cross-validation over reports settles calibration; then all is fitted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from extractor.claims.learned import weights as stored
from extractor.claims.learned.features import features
from extractor.claims.learned.judge import RIGHT, Judge
from extractor.claims.learned.names import names
from extractor.claims.learned.slot import NONE, reading
from extractor.claims.learned.weights import Curve
from extractor.claims.lexicon import confidence
from extractor.evaluation.reliability import Outcome
from extractor.training import fit
from extractor.training.calibration import curve
from extractor.training.examples import HALF, Example, Examples

GROUPS = ("figure", "words")
FOLDS = 4
_SHARPNESS = 6.0
"""How much more of the choice a name gets that is more like the label's."""
_PENALTIES = {"figure": 1.0, "words": 2.0, "names": 2.0}
_TURN, _RENAME, _THRESHOLD = 0.3, 0.4, 0.15
"""How bold the weights may be. Cross-validation alone would choose 0, 0 and 0.3: it knows the habits of these labels
only. These are the boldest of a coarse grid that lose nothing on real reports (see the model card)."""
_PLAIN = Curve((0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Validated:
    """What the weights did to reports that were held out: strict F1 over what the rules propose, and that of the rules
    alone. `outcomes` are confidence and right of the claims that were kept."""

    f1: float
    rules: float
    outcomes: tuple[Outcome, ...]


def train(reports: Sequence[Examples], seed: int, told: Callable[[str], None]) -> tuple[dict[str, Any], Validated]:
    """The weights as they are stored, and how they did on reports held out."""
    order = sorted(reports, key=lambda one: one.report)
    random.Random(seed).shuffle(order)
    folds = [order[at::FOLDS] for at in range(min(FOLDS, len(order)))]
    bold = {"format": stored.FORMAT, "turn": _TURN, "rename": _RENAME}
    open_ = {**bold, "threshold": 0.0, "curves": dict.fromkeys(GROUPS, _knots(_PLAIN))}
    claims: list[tuple[str, float, bool]] = []
    for at, held in enumerate(folds):
        rest = [report for report in order if report not in held]
        judge = Judge(stored.of({**fitted(rest), **open_}, ""))
        claims += [_judged(judge, one) for report in held for one in report.items]
        told(f"{at + 1}/{len(folds)}")
    curves = {group: curve([(score, right) for g, score, right in claims if g == group]) for group in GROUPS}
    calibrated = [(round(curves[group](score), 3), right) for group, score, right in claims]
    kept = tuple((sure, right) for sure, right in calibrated if sure >= _THRESHOLD)
    ruled = [rules_right(one) for report in order for one in report.items]
    gold = sum(report.claims for report in order)
    validated = Validated(
        f1=2 * sum(right for _, right in kept) / (gold + len(kept)),
        rules=2 * sum(ruled) / (gold + len(ruled)),
        outcomes=kept,
    )
    made = {**bold, "threshold": _THRESHOLD, "curves": {name: _knots(one) for name, one in curves.items()}}
    return {**made, **fitted(order)}, validated


def fitted(reports: Sequence[Examples]) -> dict[str, Any]:
    """Readings of figures and their names, and whether words are read rightly, fitted to all of `reports`."""
    items = {group: [one for report in reports for one in report.items if one.slot.group == group] for group in GROUPS}
    return {
        "readings": {
            "figure": _classes(items["figure"], [one.reading for one in items["figure"]], _PENALTIES["figure"]),
            "words": _classes(
                items["words"], [RIGHT if rules_right(one) else NONE for one in items["words"]], _PENALTIES["words"]
            ),
        },
        "names": _names(items["figure"]),
    }


def rules_right(example: Example) -> bool:
    """Whether what the rules read in a slot is the label's claim."""
    draft = example.slot.draft
    return reading(draft) == example.reading and min(example.likeness(draft)) >= HALF


def rules_outcomes(reports: Sequence[Examples]) -> list[Outcome]:
    """The rules' own confidence, and whether they were right."""
    return [(confidence(one.slot.draft.made_by), rules_right(one)) for report in reports for one in report.items]


def _knots(one: Curve) -> dict[str, Any]:
    return {"scores": one.scores, "rates": one.rates}


def _classes(items: Sequence[Example], labels: Sequence[str], penalty: float) -> dict[str, Any]:
    rows = [features(one.sentence, one.slot) for one in items]
    columns = fit.vocabulary((one.report, row) for one, row in zip(items, rows, strict=True))
    return fit.classes(rows, labels, columns, penalty)


def _names(items: Sequence[Example]) -> dict[str, int]:
    groups, shares, reports = [], [], []
    for one in items:
        if one.label is None:
            continue
        candidates = names(one.sentence, one.slot)
        alike = [one.likeness(name) for name in candidates]
        wanted = [exp(_SHARPNESS * (n + p / 2)) if min(n, p) >= HALF else 0.0 for n, p in alike]
        if sum(wanted):
            groups.append([name.features for name in candidates])
            shares.append([share / sum(wanted) for share in wanted])
            reports.append(one.report)
    columns = fit.vocabulary(
        (report, features_) for report, group in zip(reports, groups, strict=True) for features_ in group
    )
    return fit.ranker(groups, shares, columns, _PENALTIES["names"])


def _judged(judge: Judge, one: Example) -> tuple[str, float, bool]:
    """Group, score and whether it is right, of what is made of a held-out slot."""
    draft = judge.judged(one.sentence, one.slot)
    right = reading(draft) == one.reading and min(one.likeness(draft)) >= HALF
    return one.slot.group, draft.confidence or 0.0, right
