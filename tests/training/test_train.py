"""Training end to end on two small invented reports: same seed, same bytes; what it writes is used as an extractor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.commands.main import run


def test_the_same_seed_gives_the_same_file_which_extracts(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        assert run(["train", str(corpus), "-o", str(file), "--seed", "7"]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "sha256" in Path(f"{files[0]}.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["eval", str(corpus), "--model", f"weights:{files[0]}", "--format", "json", "--quiet"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["measures"]["grounded"]["value"] == 1
    assert held["measures"]["numeric"]["value"] == 1
    assert held["versions"]["weights"]


@pytest.mark.parametrize("command", ["report", "lint"])
def test_a_trained_file_extracts_for_a_reviewer_too_and_sends_nothing(
    command: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "weights.json"
    assert run(["train", str(corpus), "-o", str(file)]) == 0
    capsys.readouterr()
    report = str(corpus / "甲" / "report.txt")
    assert run([command, report, "--model", f"weights:{file}", "--offline", "--format", "json"]) in (0, 1)
    held = json.loads(capsys.readouterr().out)
    assert held["versions"]["weights"]
    assert "处理收文" in {claim["indicator"] for claim in held["claims"]}


def test_a_file_that_is_no_model_is_refused(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    for command in (["eval", str(corpus)], ["report", str(corpus / "甲" / "report.txt")]):
        assert run([*command, "--model", f"weights:{tmp_path / 'bad.json'}"]) == 2
        assert "extract train" in capsys.readouterr().err


def test_one_report_is_too_few(corpus: Path, tmp_path: Path) -> None:
    (corpus / "splits.toml").write_text('[splits]\ntrain = ["甲"]\n', encoding="utf-8")
    assert run(["train", str(corpus), "-o", str(tmp_path / "one.json")]) == 2
