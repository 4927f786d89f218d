"""A run as JSON, and the comparison of a run with one that was stored."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluation import intervals
from extractor.evaluation.measures import MEASURES, Counts
from extractor.evaluation.mistakes import Mistake
from extractor.evaluation.reliability import Outcome, expected_error, reliability
from extractor.evaluation.result import Change, Comparison, Measured, Result
from extractor.evaluation.scores import Match, Score, Share

_VERSION = "1.0"


class BadRun(ValueError):
    """A file that is no stored run; the message (Chinese) names it."""


def as_json(result: Result, *, timings: bool = False) -> dict[str, Any]:
    """The whole run; times, which vary from run to run, only with `timings`."""
    made: dict[str, Any] = {
        "schema_version": _VERSION,
        "corpus": result.corpus,
        "split": result.split,
        "versions": dict(result.versions),
        "measures": {one.measure.name: _measured(one) for one in result.measured},
        "kinds": {kind: _match(match) for kind, match in result.kinds.items()},
        "fields": {name: _share(share) for name, share in result.fields.items()},
        "families": {family: _share(share) for family, share in result.families.items()},
        "codes": {code: {"right": share.hit, "reported": share.asked} for code, share in result.codes.items()},
        "confidence": _confidence(result.outcomes),
        "coverage": result.coverage,
        "unlabelled": list(result.unlabelled),
        "missing": list(result.missing),
        "failed": list(result.failed),
        "reports": {score.name: _report(score, timings=timings) for score in result.scores},
    }
    if result.comparison:
        made["comparison"] = _comparison(result.comparison)
    return made


def _report(score: Score, *, timings: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "measures": {measure.name: list(measure.counts(score)) for measure in MEASURES},
        "claims": {name: _match(match) for name, match in score.claims.items()},
        "kinds": {kind: _match(match) for kind, match in score.kinds.items()},
        "fields": {name: _share(share) for name, share in score.fields.items()},
        "rows": _match(score.rows),
        "families": {family: _share(share) for family, share in score.families.items()},
        "codes": {code: {"right": share.hit, "reported": share.asked} for code, share in score.codes.items()},
        "coverage": dict(score.coverage),
        "mistakes": [
            {"what": m.what, "side": m.side, "spans": [list(span) for span in m.spans], "told": m.told}
            for m in score.mistakes
        ],
    }
    return {**made, "seconds": score.seconds} if timings else made


def _measured(one: Measured) -> dict[str, Any]:
    low, high = one.interval or (None, None)
    return {
        "value": one.value,
        "low": low,
        "high": high,
        "macro": one.macro,
        "hit": one.hit,
        "of": one.of,
        "empty": one.empty,
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "precision": match.precision,
        "recall": match.recall,
        "f1": match.f1,
        "hit": match.hit,
        "gold": match.gold,
        "predicted": match.predicted,
    }


def _share(share: Share) -> dict[str, int]:
    return {"hit": share.hit, "of": share.asked}


def _confidence(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    bins = [{"said": one.confidence, "right": one.right, "claims": one.count} for one in reliability(outcomes)]
    return {"expected_error": expected_error(outcomes), "bins": bins}


def _comparison(compared: Comparison) -> dict[str, Any]:
    changes = {}
    for change in compared.changes:
        low, high = change.interval or (None, None)
        changes[change.measure.name] = {
            "now": change.now,
            "then": change.then,
            "difference": change.difference,
            "low": low,
            "high": high,
        }
    return {
        "reports": compared.reports,
        "only_now": list(compared.only_now),
        "only_then": list(compared.only_then),
        "measures": changes,
        "lost": [list(one) for one in compared.lost],
        "alarms": [list(one) for one in compared.alarms],
    }


def load(file: Path) -> Mapping[str, Any]:
    """The run in `file`. Raises `BadRun`."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        for report in held["reports"].values():
            _ = (report["measures"], report["mistakes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRun(f"{file}：不是 extract eval --format json 存下的结果（{error}）。") from None
    return held  # type: ignore[no-any-return]


def compare(scores: Sequence[Score], stored: Mapping[str, Any]) -> Comparison:
    """`scores` against the reports of the same names in `stored`."""
    then: Mapping[str, Any] = stored["reports"]
    both = [score for score in scores if score.name in then]
    drawn = intervals.draws(len(both))
    changes = []
    for measure in MEASURES:
        here = [measure.counts(score) for score in both]
        there: list[Counts] = [tuple(then[s.name]["measures"].get(measure.name, (0, 0))) for s in both]
        spread = intervals.difference(measure, here, there, drawn)
        changes.append(Change(measure, measure.value(here), measure.value(there), spread))
    names = {score.name for score in scores}
    return Comparison(
        changes=tuple(changes),
        reports=len(both),
        only_now=tuple(score.name for score in scores if score.name not in then),
        only_then=tuple(sorted(set(then) - names)),
        lost=tuple(_news(both, then, ("missed", "differs"))),
        alarms=tuple(_news(both, then, ("false",))),
    )


def _news(scores: Sequence[Score], then: Mapping[str, Any], sides: Sequence[str]) -> list[tuple[str, str]]:
    """Mistakes of `sides` that the stored run did not make in the same place."""
    found = []
    for score in scores:
        known = {
            (m["what"], tuple(map(tuple, m["spans"])))
            for m in then[score.name]["mistakes"]
            if m["side"] in sides
        }  # fmt: skip
        found += [(score.name, _told(m)) for m in score.mistakes if m.side in sides and (m.what, m.spans) not in known]
    return found


def _told(mistake: Mistake) -> str:
    return f"{mistake.what} {mistake.told}"
