"""Our scores against the reference scorer of a labelled corpus, number for number; outputs are bent so that they are
compared where matching is hard, too."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.evaluation import corpus
from extractor.evaluation.scores import Match, Score, score
from extractor.output.record import record

CORPUS = Path(os.environ.get("EXTRACTOR_CORPUS", ""))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "score.py").is_file(), reason="EXTRACTOR_CORPUS names no folder with labelled reports and score.py"
)


def reports(folder: Path) -> list[corpus.Labelled]:
    return [report for report in corpus.read(folder) if report.is_labelled]


def bent(output: dict[str, Any], labels: corpus.Labelled, dice: random.Random) -> dict[str, Any]:
    """An output of labels and predictions mixed, some places moved, some fields changed, some items twice."""
    made: dict[str, Any] = {**output}
    for key in ("claims", "rows", "findings"):
        items = [dict(item) for item in (*output[key], *labels.labels.get(key, ())) if dice.random() < 0.7]
        for item in items:
            if key == "findings":
                item["severity"] = dice.choice(["error", "warning", "info"])
                item["spans"] = [{**s, "end": s["end"] + dice.choice([0, 0, 9])} for s in item["spans"]]
            elif dice.random() < 0.3:
                item["end"] += dice.choice([-1, 1, 4])
            if key == "claims" and dice.random() < 0.2:
                item["role"] = "target"
        dice.shuffle(items)
        made[key] = items
    return made


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders of outputs: of the reports as they are, of the reports bent, of the excerpts."""
    made = {name: tmp_path_factory.mktemp(name) for name in ("plain", "bent", "excerpts")}
    dice = random.Random(7)
    for report in reports(CORPUS):
        output: dict[str, Any] = json.loads(json.dumps(record(extractor.review_text(report.text))))
        (made["plain"] / f"{report.name}.json").write_text(json.dumps(output))
        (made["bent"] / f"{report.name}.json").write_text(json.dumps(bent(output, report, dice)))
    for report in reports(CORPUS / "excerpts"):
        output = json.loads(json.dumps(record(extractor.review_text(report.text))))
        (made["excerpts"] / f"{report.name}.json").write_text(json.dumps(output))
    return made


def reference(script: str, *arguments: str | Path) -> str:
    command = [sys.executable, "-B", str(CORPUS / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def ours(folder: Path, outputs: Path) -> list[Score]:
    files = {report.name: outputs / f"{report.name}.json" for report in reports(folder)}
    return [score(report, json.loads(files[report.name].read_text())) for report in reports(folder)]


def rates(match: Match) -> dict[str, float]:
    return {
        "precision": match.precision,
        "recall": match.recall,
        "f1": pytest.approx(match.f1),
        "hit": match.hit,
        "gold": match.gold,
        "predicted": match.predicted,
    }


def as_reference(mine: Score, report: corpus.Labelled) -> dict[str, Any]:
    """Our score in the words of the reference."""
    gold_kinds = {claim["kind"] for claim in report.claims}
    asked = ("kind", "role", "comparator", "section", "evidence", "period", "indicator")
    return {
        "grounded": mine.grounded.value if mine.grounded.asked else 1.0,
        **{name: rates(match) for name, match in mine.claims.items()},
        "rows": rates(mine.rows),
        "cells": [mine.cells.hit, mine.cells.asked],
        "kinds": {kind: [match.hit, match.gold] for kind, match in mine.kinds.items() if kind in gold_kinds},
        "fields": {name: [mine.fields[name].hit, mine.fields[name].asked] for name in asked},
    }


@pytest.mark.parametrize("which", ["plain", "bent"])
def test_every_number_is_that_of_the_reference(which: str, outputs: dict[str, Path]) -> None:
    theirs = json.loads(reference("score.py", "--all", CORPUS, outputs[which], "--json"))
    mine = ours(CORPUS, outputs[which])
    assert [one.name for one in mine] == list(theirs)
    for one, report in zip(mine, reports(CORPUS), strict=True):
        expected = theirs[one.name]
        findings = expected.pop("findings")
        assert as_reference(one, report) == expected
        assert [one.computed.hit, one.computed.asked] == findings["computed"]
        assert [one.judged.hit, one.judged.asked] == findings["judged"]
        assert [one.precision.hit, one.precision.asked] == findings["precision"]
        sides = {
            side: [m for m in one.mistakes if m.what == "finding" and m.side == side] for side in ("missed", "false")
        }
        for side, mistakes in sides.items():
            assert len(mistakes) == len(findings[side])
            assert all(mistake.told.endswith(str(said)) for mistake, said in zip(mistakes, findings[side], strict=True))


def test_excerpts_are_judged_as_the_reference_judges_them(outputs: dict[str, Path]) -> None:
    said = reference("expected.py", CORPUS / "excerpts", outputs["excerpts"])
    mine = ours(CORPUS / "excerpts", outputs["excerpts"])

    def add(pick: str, count: str) -> int:
        return sum(getattr(getattr(one, pick), count) for one in mine)

    assert said.startswith(
        f"defects found {add('defects', 'hit')}/{add('defects', 'asked')}"
        f" · consistent relations reported {add('disturbed', 'hit')}/{add('disturbed', 'asked')}"
        f" · errors and warnings {add('precision', 'asked')} in {len(mine)} excerpts"
    )
