"""How far two people who labelled the same reports, without seeing each other's labels, agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.evaluation import corpus, intervals
from extractor.evaluation.corpus import LABELS, Labelled
from extractor.evaluation.measures import MEASURES
from extractor.evaluation.result import Result
from extractor.evaluation.scores import Score, score

SECOND = "second"
"""The folder of a report that holds the second labels."""
AGREED = ("located", "strict", "numeric", "textual", "rows", "cells", "computed", "judged")
"""Measures in which two labellers can agree; the others are of an output."""
_OUTPUT = ("claims", "rows", "findings")


@dataclass(frozen=True, slots=True)
class Agreement:
    """`result` scores the second labels as if they were an output, against the first. Of findings, where both sides
    mark what they are sure of, `turned` scores the first against the second, so that neither is the measure."""

    result: Result
    turned: Result

    @property
    def findings(self) -> float | None:
        """Of the sure findings of either side, the share that the other has too; the mean of both directions."""
        shares = [_found(side.scores) for side in (self.result, self.turned)]
        known = [share for share in shares if share is not None]
        return sum(known) / len(known) if known else None


def twice_labelled(reports: Sequence[Labelled]) -> list[tuple[Labelled, Labelled]]:
    """Each report that has labels of its own and second ones, with the report as its second labels have it. Raises
    `BadCorpus`."""
    pairs = []
    for report in reports:
        folder = report.folder / SECOND
        if report.is_labelled and (folder / "claims.jsonl").is_file():
            labels = {n: corpus.lines(folder / f"{n}.jsonl") for n in LABELS if (folder / f"{n}.jsonl").is_file()}
            pairs.append((report, replace(report, labels=labels)))
    return pairs


def agreement(name: str, pairs: Sequence[tuple[Labelled, Labelled]]) -> Agreement:
    """Claims, rows, cells and findings of the two sides, by the measures of an evaluation; no program is run."""
    return Agreement(
        Result(name, None, {}, tuple(_scored(first, second) for first, second in pairs)),
        Result(name, None, {}, tuple(_scored(second, first) for first, second in pairs)),
    )


def as_record(found: Agreement) -> dict[str, object]:
    """The measures that two labellers can agree in, with their intervals, and by kind and field."""
    result = found.result
    drawn = intervals.draws(len(result.scores))
    measures: dict[str, object] = {}
    for measure in MEASURES:
        if measure.name in AGREED:
            counts = [measure.counts(one) for one in result.scores]
            spread = intervals.interval(measure, counts, drawn)
            measures[measure.name] = {"value": measure.value(counts), "interval": spread}
    return {
        "reports": [one.name for one in result.scores],
        "measures": measures,
        "findings": found.findings,
        "kinds": {kind: {"f1": m.f1, "first": m.gold, "second": m.predicted} for kind, m in result.kinds.items()},
        "fields": {field: {"same": s.hit, "of": s.asked} for field, s in result.fields.items()},
        "families": {family: {"found": s.hit, "of": s.asked} for family, s in result.families.items()},
    }


def _scored(first: Labelled, second: Labelled) -> Score:
    return score(first, {name: second.labels.get(name, ()) for name in _OUTPUT})


def _found(scores: Sequence[Score]) -> float | None:
    asked = sum(share.asked for one in scores for share in one.families.values())
    hit = sum(share.hit for one in scores for share in one.families.values())
    return hit / asked if asked else None
