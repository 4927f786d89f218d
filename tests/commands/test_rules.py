from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import yaml

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


ROOT = Path(__file__).parent.parent.parent


def test_the_committed_pages_are_those_of_the_rules(extract: Extract, tmp_path: Path) -> None:
    assert extract("rules", "--write-docs", str(tmp_path)) == (0, "", "")
    written = {page.name: page.read_text(encoding="utf-8") for page in tmp_path.glob("*.md")}
    committed = {page.name: page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "rules").glob("*.md")}
    assert committed == written, "run: extract rules --write-docs docs/rules"


def test_pages_of_rules_that_are_gone_go_too(extract: Extract, tmp_path: Path) -> None:
    for name in ("ZZ999.md", "notes.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    extract("rules", "--write-docs", str(tmp_path))
    assert not (tmp_path / "ZZ999.md").exists()
    assert (tmp_path / "notes.md").exists()
    index = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert all(f"]({rule.code}.md)" in index for rule in all_rules())


def test_the_hook_runs_a_command_that_there_is(extract: Extract) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "extract"
    assert extract(*arguments, str(ROOT / "examples" / "forms.txt"))[0] == 0
