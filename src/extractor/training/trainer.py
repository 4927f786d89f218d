"""One run of training: cross-validation over reports settles calibration, threshold and margin; then all is fitted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any

from extractor.claims.learned import weights as stored
from extractor.claims.learned.features import features
from extractor.claims.learned.judge import Judge, fixed
from extractor.claims.learned.names import names
from extractor.claims.learned.slot import NONE, reading
from extractor.claims.learned.weights import Curve, Weights
from extractor.claims.lexicon import confidence
from extractor.training import fit
from extractor.training.calibration import Outcome, curve
from extractor.training.examples import HALF, Example, Examples

GROUPS = ("figure", "words")
FOLDS = 6
_SHARPNESS = 6.0
"""How much more of the choice a name gets that is more like the label's."""
_PENALTIES = {"readings": 1.0, "names": 2.0}
_MARGINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6)
_THRESHOLDS = tuple(at / 50 for at in range(5, 36))
_PLAIN = Curve((0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Choice:
    """What cross-validation chose, and the strict F1 that it then had on reports that were held out; `rules` is that of
    the rules over the same slots. `outcomes` are of the held-out claims above the threshold: confidence and right."""

    margin: float
    threshold: float
    f1: float
    rules: float
    outcomes: tuple[Outcome, ...]


def train(reports: Sequence[Examples], seed: int, told: Callable[[str], None]) -> tuple[dict[str, Any], Choice]:
    """The weights as they are stored, and how they were chosen."""
    order = sorted(reports, key=lambda one: one.report)
    random.Random(seed).shuffle(order)
    folds = [order[at::FOLDS] for at in range(min(FOLDS, len(order)))]
    judged: list[tuple[Judge, Examples]] = []
    for at, held in enumerate(folds):
        rest = [report for report in order if report not in held]
        judge = Judge(stored.of({**fitted(rest), **_open()}, ""))
        judged += [(judge, report) for report in held]
        told(f"{at + 1}/{len(folds)}")
    choice, curves = _chosen(judged)
    made = {
        "format": stored.FORMAT,
        "threshold": choice.threshold,
        "margin": choice.margin,
        "curves": {name: {"scores": one.scores, "rates": one.rates} for name, one in curves.items()},
        **fitted(order),
    }
    return made, choice


def fitted(reports: Sequence[Examples]) -> dict[str, Any]:
    """Readings and names, fitted to all the slots of `reports`."""
    items = [example for report in reports for example in report.items]
    return {
        "readings": {group: _readings([one for one in items if one.slot.group == group]) for group in GROUPS},
        "names": {group: _names([one for one in items if one.slot.group == group]) for group in GROUPS},
    }


def rules_right(example: Example) -> bool:
    """Whether what the rules read in a slot is the label's claim."""
    draft = example.slot.draft
    return draft is not None and reading(draft) == example.reading and min(example.likeness(draft)) >= HALF


def rules_outcomes(reports: Sequence[Examples]) -> list[Outcome]:
    """The rules' own confidence, and whether they were right."""
    items = [example for report in reports for example in report.items if example.slot.draft]
    return [(confidence(one.slot.draft.made_by), rules_right(one)) for one in items if one.slot.draft]


def _open() -> dict[str, Any]:
    """Neither calibrated nor cut off."""
    plain = {"scores": _PLAIN.scores, "rates": _PLAIN.rates}
    return {"format": stored.FORMAT, "threshold": 0.0, "margin": 0.0, "curves": dict.fromkeys(GROUPS, plain)}


def _readings(items: Sequence[Example]) -> dict[str, Any]:
    rows = [features(one.sentence, one.slot) for one in items]
    columns = fit.vocabulary((one.report, row) for one, row in zip(items, rows, strict=True))
    return fit.classes(rows, [one.reading for one in items], columns, _PENALTIES["readings"])


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


def _chosen(judged: Sequence[tuple[Judge, Examples]]) -> tuple[Choice, dict[str, Curve]]:
    """The margin and threshold of the best strict F1 over held-out reports; of equals the larger margin, which leaves
    more to the rules."""
    gold = sum(report.claims for _, report in judged)
    drafts = [one for _, report in judged for one in report.items if one.slot.draft]
    rules = 2 * sum(map(rules_right, drafts)) / (gold + len(drafts))
    best: tuple[Choice, dict[str, Curve]] | None = None
    for margin in reversed(_MARGINS):
        made = [one for judge, report in judged for one in _claims(_with(judge, margin), report)]
        curves = {group: curve([(score, right) for g, score, right in made if g == group]) for group in GROUPS}
        outcomes = [(curves[group](score), right) for group, score, right in made]
        for threshold in _THRESHOLDS:
            kept = tuple((sure, right) for sure, right in outcomes if sure >= threshold)
            f1 = 2 * sum(right for _, right in kept) / (gold + len(kept))
            if best is None or f1 > best[0].f1:
                best = Choice(margin, threshold, f1, rules, kept), curves
    assert best is not None
    return best


def _with(judge: Judge, margin: float) -> Judge:
    weights: Weights = replace(judge.weights, margin=margin)
    return Judge(weights)


def _claims(judge: Judge, report: Examples) -> list[tuple[str, float, bool]]:
    """Group, score and whether it is right, of every claim that is made of a held-out report's slots."""
    found = []
    for one in report.items:
        draft = judge.claim(one.sentence, one.slot)
        if draft is not None and draft.confidence is not None:
            said = one.slot.draft if fixed(one.slot) else draft
            right = reading(said) == one.reading != NONE and min(one.likeness(draft)) >= HALF
            found.append((one.slot.group, draft.confidence, right))
    return found
