"""Every stable rule notices its defect in whole reports: two of those planted in this corpus, or that it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

import extractor
from extractor.checks.finding import Finding
from extractor.checks.registry import all_rules
from extractor.evaluation.corpus import labelled
from extractor.evaluation.planting import Plant, measure, read

EVAL = Path(__file__).parents[2] / "eval"
ENOUGH = 2
NO_DEFECT_OF_A_REPORT = {
    "CT010": "is asked of a model that a person names: tests/checks",
    "RD002": "tells what could not be read, which depends on the printing: tests/tables",
    "SC023": "needs a scheme that a user gives: tests/checks",
    "XX901": "tells that a rule crashed: tests/checks",
}
OF_THEMSELVES = {"NA012": ("103", "110"), "NA019": ("181",), "TP011": ("136",)}
"""Reports whose own defects a rule tells: those planted for NA012 are told by NA005, which goes before it; few reports
have several projects' forms, which TP011 needs, or tables of places, which NA019 does."""


@cache
def plants() -> tuple[Plant, ...]:
    files = sorted((EVAL / "planted").glob("*/*.toml"))
    return tuple(sorted((p for f in files for p in read(f, EVAL / "corpus")), key=lambda plant: len(plant.text)))


@cache
def findings(text: str, name: str) -> Sequence[Finding]:
    return extractor.review_text(text, name=name).findings


def of_itself(name: str) -> tuple[str, str]:
    return labelled(EVAL / "corpus" / name).text, name


@pytest.mark.parametrize(
    "code", [rule.code for rule in all_rules() if rule.status == "stable" and rule.code not in NO_DEFECT_OF_A_REPORT]
)
def test_a_stable_rule_notices_its_defect_in_two_reports(code: str) -> None:
    noticed = {name for name in OF_THEMSELVES.get(code, ()) if code in {f.code for f in findings(*of_itself(name))}}
    for outcome in measure((plant for plant in plants() if plant.rule == code), findings):
        if len(noticed) >= ENOUGH:
            break
        if any(finding.code == code for finding in outcome.told):
            noticed.add(outcome.plant.report)
    assert len(noticed) >= ENOUGH, f"{code} is noticed in {sorted(noticed)} alone"
