"""The plan of the house: a room imports only from rooms to its left (CONTRIBUTING.md draws it)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor

ROOMS = ["document", "language", "tables", "claims", "relations", "checks", "output", "commands"]
# What lies between the rooms, by the room that it stands before: the result, which rooms fill from relations on, and
# the order in which the rooms are walked through.
BETWEEN = {
    "datafile": "document",
    "userfile": "document",
    "profile": "relations",
    "report": "relations",
    "pipeline": "output",
}
SOURCE = Path(extractor.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    """Names under `extractor` that a module imports, wherever it does; those for type checking alone are left out."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    typing_only = {
        node
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and ast.unparse(test.test) == "TYPE_CHECKING"
        for child in test.body
        for node in ast.walk(child)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            base = node.module or ""
            yield from (f"{base}.{alias.name}" for alias in node.names) if base == "extractor" else (base,)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def rank(room: str) -> float:
    """How far to the right a room or a module between rooms lies."""
    if room in ROOMS:
        return ROOMS.index(room)
    # A module between two rooms lies just left of the second.
    return ROOMS.index(BETWEEN[room]) - 0.5


@pytest.mark.parametrize("module", [m for m in MODULES if m.parent != SOURCE], ids=lambda m: str(m.relative_to(SOURCE)))
def test_a_room_imports_only_from_rooms_to_its_left(module: Path) -> None:
    room = module.relative_to(SOURCE).parts[0]
    if room not in ROOMS:
        pytest.skip("no room of the way from document to command")
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "extractor" and len(parts) > 1 and (parts[1] in ROOMS or parts[1] in BETWEEN):
            assert rank(parts[1]) <= rank(room), f"{room}/ imports {name}"


def test_evaluation_is_used_by_commands_alone() -> None:
    outside = [m for m in MODULES if m.relative_to(SOURCE).parts[0] not in ("commands", "evaluation", "training")]
    assert not [m for m in outside if any(name.startswith("extractor.evaluation") for name in imports(m))]


def test_training_is_used_by_commands_alone() -> None:
    outside = [m for m in MODULES if m.relative_to(SOURCE).parts[0] not in ("commands", "training")]
    assert not [m for m in outside if any(name.startswith("extractor.training") for name in imports(m))]


def test_no_module_is_named_review() -> None:
    assert not [module for module in MODULES if module.stem == "review" or module.parent.name == "review"]


def test_review_stays_a_function_after_it_was_called() -> None:
    text = "一、基本情况\n在职人员10人。\n"
    first, second = extractor.review_text(text), extractor.review_text(text)
    assert [claim.quote for claim in first.claims] == [claim.quote for claim in second.claims]
    assert callable(extractor.review)
    assert callable(extractor.review_text)


def test_review_reads_a_file_twice(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text("一、基本情况\n在职人员10人。\n", encoding="utf-8")
    first, second = extractor.review(file), extractor.review(str(file))
    assert first.text == second.text == file.read_text(encoding="utf-8")
    assert first.claims == second.claims


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(SOURCE)))
def test_every_module_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    rule = module.parent.name == "rules" and module.stem != "__init__"  # its class is the documentation
    assert rule or not tree.body or ast.get_docstring(tree), "no docstring"


def test_no_module_is_a_drawer_for_everything() -> None:
    assert not [m for m in MODULES if m.stem in ("utils", "util", "helpers", "common", "misc")]
