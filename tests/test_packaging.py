"""What an installation holds, and what the README promises about it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import extractor
from extractor import prompt_files

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_package_data_prompts_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    data = {str(file.relative_to(source)) for file in (source / "extractor/data").rglob("*") if file.is_file()}
    told = ROOT / "prompts"
    prompts = {f"extractor/prompts/{file.relative_to(told)}" for file in told.rglob("*") if file.is_file()}
    assert data | prompts | {"extractor/py.typed", "extractor/__main__.py"} <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "eval/", "cassettes/", "examples/"))]


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    code = (
        "import extractor, sys; from extractor import prompt_files; from extractor.commands.main import run; "
        "print(extractor.__file__); print(prompt_files.folder()); sys.exit(run(['schema']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=True,
    )
    package, prompts, *schema = ran.stdout.splitlines()
    assert Path(package).is_relative_to(tmp_path)
    assert Path(prompts) == tmp_path / "installed/extractor/prompts"
    assert schema[0] == "{"


def test_prompts_are_found_in_a_checkout() -> None:
    assert prompt_files.folder().name == "prompts"
    assert prompt_files.prompt("README.md").startswith("# Prompts")


def test_a_missing_prompt_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        prompt_files.prompt("no-such-task.txt")


def test_versions_agree() -> None:
    assert PROJECT["version"] == extractor.__version__
    assert f"## {extractor.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_default_install_is_small() -> None:
    heavy = {"torch", "spacy", "transformers", "instructor", "openai", "litellm", "numpy", "pandas"}
    assert not {re.split(r"[<>=\[ ]", need)[0] for need in PROJECT["dependencies"]} & heavy


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_has_the_two_commands_that_ci_runs(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    commands = dict(re.findall(r"<!-- ci: (\w+) -->\n```sh\n(.+)\n```", text))
    assert set(commands) == {"run", "test"}
    assert "extract examples/" in commands["run"]
    assert "pytest" in commands["test"]
    if readme != "README.md":
        english = (ROOT / "README.md").read_text(encoding="utf-8")
        assert all(command in english for command in commands.values())


def test_both_readmes_have_the_same_chapters_commands_and_options() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))

    def code(text: str) -> list[str]:
        return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)

    def words(text: str) -> list[str]:
        return sorted(set(re.findall(r"`(--[a-z-]+|extract [a-z]+|[a-z_]+)`", text)))

    assert len(re.findall("^## ", english, re.MULTILINE)) == len(re.findall("^## ", chinese, re.MULTILINE))
    assert [re.sub("#.*", "", block) for block in code(english)] == [
        re.sub("#.*", "", block) for block in code(chinese)
    ]
    assert words(english) == words(chinese)


def test_the_readme_names_every_command_and_every_option_of_the_review() -> None:
    import click

    from extractor.commands.main import COMMANDS, extract

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    report = extract.get_command(click.Context(extract), "report")
    assert report is not None
    for name in COMMANDS:
        assert f"extract {name}" in text or name == "report"
    for param in report.params:
        if isinstance(param, click.Option):
            assert max(param.opts, key=len) in text


@pytest.mark.parametrize("file", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "examples/README.md"])
def test_links_between_files_lead_somewhere(file: str) -> None:
    path = ROOT / file
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
