"""Span models end to end on small invented reports: what training writes is used as an extractor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.commands.main import run

CHARACTERS = "一二三四五六七八九十全年处理收文份发放补助万元办结率达到建立了巡查制度培训力不够下步加强，。%.0123456789"


def extracts(trained: str, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    report = str(corpus / "甲" / "report.txt")
    assert run(["report", report, "--model", trained, "--offline", "--format", "json"]) == 0
    first = capsys.readouterr().out
    held = json.loads(first)
    kind = trained.partition(":")[0]
    assert held["versions"]["extractor"] == kind
    assert all(claim["quote"] == report_text(report)[claim["start"] : claim["end"]] for claim in held["claims"])
    assert run(["report", report, "--model", trained, "--offline", "--format", "json"]) == 0
    assert capsys.readouterr().out == first


def report_text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def test_a_spacy_pipeline_is_trained_and_extracts(
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("spacy")
    assert run(["train", str(corpus), "--kind", "spacy", "-o", str(tmp_path / "made")]) == 0
    extracts(f"spacy:{tmp_path / 'made'}", corpus, capsys)


def test_a_tagger_is_trained_from_an_encoder_and_extracts(
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    encoder = tmp_path / "encoder"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS), "补助"]
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = transformers.BertConfig(vocab_size=len(pieces), **shape)
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(encoder)
    (encoder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (encoder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertTokenizer"}', encoding="utf-8")
    made = tmp_path / "made"
    assert run(["train", str(corpus), "--kind", "tagger", "--encoder", str(encoder), "-o", str(made)]) == 0
    characters = json.loads((made / "tagger.json").read_text(encoding="utf-8"))["characters"]
    assert "补" in characters
    assert "补助" not in characters
    extracts(f"tagger:{made}", corpus, capsys)


@pytest.mark.parametrize("kind", ["spacy", "tagger"])
def test_a_folder_that_is_no_model_or_a_missing_package_is_told(
    kind: str,
    corpus: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["eval", str(corpus), "--model", f"{kind}:{corpus}"]) == 2
    said = capsys.readouterr().err
    assert f"--kind {kind}" in said or "pip install" in said


@pytest.mark.parametrize("options", [["--kind", "tagger"], ["--kind", "spacy", "--encoder", "x"]])
def test_an_encoder_belongs_to_a_tagger(options: list[str], corpus: Path, tmp_path: Path) -> None:
    assert run(["train", str(corpus), "-o", str(tmp_path / "made"), *options]) == 2
