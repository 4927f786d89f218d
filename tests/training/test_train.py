"""Training end to end on two small invented reports: same seed, same bytes; what it writes is used as an extractor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.commands.main import run

LINES = (
    "一、工作成效\n全年处理收文{a}份，发放补助{b}万元，办结率达{c}%。建立了巡查制度。\n"
    "二、存在问题\n培训力度不够。\n三、改进措施\n下一步加强培训。\n"
)


def claim(text: str, quote: str, kind: str, indicator: str, figure: tuple[str, str] | None = None) -> dict[str, Any]:
    start = text.index(quote)
    number, unit = figure or (None, None)
    return {
        "quote": quote, "start": start, "end": start + len(quote), "kind": kind, "indicator": indicator,
        "value": f"{number}{unit}" if number else None, "number": number, "unit": unit,
        "comparator": "eq" if number else None, "direction": None, "role": "target" if kind == "measure" else "actual",
        "period": None, "section": "performance", "evidence": "none" if kind == "status" else None,
    }  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, (a, b, c) in {"甲": ("1553", "26", "98"), "乙": ("420", "17.5", "100")}.items():
        text = LINES.format(a=a, b=b, c=c)
        labels = [
            claim(text, f"处理收文{a}份", "count", "处理收文", (a, "份")),
            claim(text, f"发放补助{b}万元", "amount", "发放补助", (b, "万元")),
            claim(text, f"办结率达{c}%", "ratio", "办结率", (c, "%")),
            claim(text, "建立了巡查制度", "status", "巡查制度"),
            claim(text, "培训力度不够", "problem", "培训力度"),
            claim(text, "加强培训", "measure", "培训"),
        ]
        folder = tmp_path / "corpus" / name
        folder.mkdir(parents=True)
        (folder / "report.txt").write_text(text, encoding="utf-8")
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in labels]
        (folder / "claims.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "corpus" / "splits.toml").write_text('[splits]\ntrain = ["甲", "乙"]\n', encoding="utf-8")
    return tmp_path / "corpus"


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
