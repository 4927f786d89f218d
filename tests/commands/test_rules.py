from __future__ import annotations

import json
from collections.abc import Callable

from extractor.checks.registry import all_rules

Extract = Callable[..., tuple[int, str, str]]


def test_the_list_has_every_rule(extract: Extract) -> None:
    code, out, _ = extract("rules")
    assert code == 0
    assert [rule.code for rule in all_rules()] == [line.split()[0] for line in out.splitlines() if line[:1].isalpha()]


def test_json_explains_every_rule(extract: Extract) -> None:
    described = json.loads(extract("rules", "-f", "json")[1])
    assert len(described) == len(all_rules())
    assert all(rule["sections"] for rule in described)


def test_a_rule_is_explained_by_code_name_or_prefix(extract: Extract) -> None:
    first = all_rules()[0]
    by_code = extract("rules", first.code)[1]
    assert first.title in by_code
    assert "怎样满足" in by_code
    assert extract("rules", first.name)[1] == by_code
    assert first.title in extract("rules", first.code[:2])[1]


def test_markdown_has_a_chapter_for_each(extract: Extract) -> None:
    out = extract("rules", "--format", "md")[1]
    assert out.count("\n## ") + 1 == len(all_rules())
