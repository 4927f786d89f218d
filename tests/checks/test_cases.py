"""Every rule's cases: texts that must fire it, and more that must not. See tests/cases/CODE.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import extractor
from extractor.checks.finding import Finding
from extractor.checks.registry import all_rules

CASES = Path(__file__).parent.parent / "cases"


def _cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


@cache
def _findings(text: str) -> tuple[Finding, ...]:
    return extractor.review_text(text).findings


@pytest.mark.parametrize(("code", "case"), _cases())
def test_rule_fires_only_where_it_should(code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = [f for f in _findings(text) if f.code == code]
    assert bool(found) == case["fires"], [f.message for f in found]
    printed = {text[span.start : span.end] for finding in found for span in finding.spans}
    assert set(case.get("quotes", [])) <= printed, printed
    if "severity" in case:
        assert case["severity"] in {f.severity for f in found}
    if "says" in case:
        assert any(case["says"] in f.message for f in found), [f.message for f in found]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_stable_rule_has_enough_cases(rule: Any) -> None:
    if rule.status == "preview":
        return
    cases = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
    assert sum(case["fires"] for case in cases) >= 3
    assert sum(not case["fires"] for case in cases) >= 5
