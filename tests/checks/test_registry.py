"""Files, registry and documentation of the rules agree."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from extractor.checks import registry
from extractor.checks.documentation import SECTIONS, sections
from extractor.checks.rule import Rule

CASES = Path(__file__).parent.parent / "cases"
GROUPS = {"BE", "IN", "SC", "NA", "EV", "CT", "TP", "ST", "RD", "XX"}


@pytest.mark.parametrize("rule", registry.all_rules(), ids=lambda rule: rule.code)
def test_file_is_named_after_code_and_name(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert rule.code[:2] in GROUPS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert Path(inspect.getfile(type(rule))).stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"


@pytest.mark.parametrize("rule", registry.all_rules(), ids=lambda rule: rule.code)
def test_documentation_has_every_section(rule: Rule) -> None:
    said = sections(type(rule))
    assert list(said) == list(SECTIONS)
    assert all(said.values())


def test_codes_and_names_are_unique_and_sorted() -> None:
    rules = registry.all_rules()
    assert len({r.code for r in rules}) == len({r.name for r in rules}) == len(rules)
    assert [r.code for r in rules] == sorted(r.code for r in rules)


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {file.stem for file in CASES.glob("*.yaml")} <= {rule.code for rule in registry.all_rules()}


def test_prefix_selects_and_ignores() -> None:
    codes = {r.code for r in registry.select(["BE"])}
    assert codes
    assert all(code.startswith("BE") for code in codes)
    assert {r.code for r in registry.select(["BE"], ["BE001"])} == codes - {"BE001"}


def test_preview_is_off_unless_asked_for() -> None:
    previews = {r.code for r in registry.all_rules() if r.status == "preview"}
    assert not previews & {r.code for r in registry.select()}
    assert previews <= {r.code for r in registry.select(preview=True)}


def test_unknown_code_names_the_nearest() -> None:
    with pytest.raises(registry.UnknownRule) as raised:
        registry.select(["BE0O1"])
    assert raised.value.nearest == "BE001"
