"""`extract corpus convert`: nothing is lost on the way to spaCy or to JSONL and back; what is broken writes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import Write, claim, place

from extractor.commands.main import run
from extractor.evaluation.exchange import corpus_files

CORPUS = Path(__file__).parents[2] / "eval" / "corpus"
# Blanks at the edges of labels, a carriage return, a line separator and a character outside the first plane.
TEXT = "石桥镇卫生院\r\n接诊 1553 人次 ，\u2028同比增长𠮷5%。\n\t完成率 100% \n"
CLAIMS = [
    claim(TEXT, "接诊 1553 人次", number="1553", unit="人次", value="1553 人次", note="一处\u2028两行"),
    claim(TEXT, "接诊 1553 人次", "status", evidence="named"),
    claim(TEXT, "\u2028同比增长𠮷5%", "change", number="5", unit="%", value="5%", direction="up", number_high=None),
    claim(TEXT, "完成率 100% ", "ratio", number="100", unit="%", value="100%", steps=[1, {"甲": [2.5]}]),
]
ROWS = [{"table": "自评表", "row_kind": "indicator", "cells": {"完成率": "100%"}, **place(TEXT, "完成率 100% ")}]
Ran = tuple[int, str]


@pytest.fixture(params=["spacy", "jsonl"])
def suffix(request: pytest.FixtureRequest) -> str:
    if request.param == "spacy":
        pytest.importorskip("spacy", reason="spacy is not installed (the extra `spacy`)")
    return str(request.param)


@pytest.fixture
def convert(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def call(*arguments: str | Path) -> Ran:
        code = run(["corpus", "convert", *map(str, arguments)])
        return code, capsys.readouterr().err

    return call


@pytest.fixture
def corpus(write: Write) -> Path:
    write("甲", TEXT, claims=CLAIMS, rows=ROWS, findings=[], relations=[])
    write("乙", "没有陈述。\n", claims=[], rows=[])
    return write("丙", "还没有标注。\n")


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_claims_come_back_byte_for_byte(corpus: Path, tmp_path: Path, suffix: str, convert: Callable[..., Ran]) -> None:
    packed, back = tmp_path / f"out.{suffix}", tmp_path / "back"
    code, err = convert(corpus, "-o", packed)
    assert code == 0
    assert "报告 2 份，陈述 4 条" in err
    assert "没有标注的报告 1 份" in err
    assert convert(packed, "-o", back)[0] == 0
    before = files(corpus)
    kept = {f"{name}/{file}" for name in "甲乙" for file in ("report.txt", "claims.jsonl")}
    assert files(back) == {name: before[name] for name in kept}


def test_rows_go_along_where_they_are_wanted(
    corpus: Path, tmp_path: Path, suffix: str, convert: Callable[..., Ran]
) -> None:
    packed, back = tmp_path / f"out.{suffix}", tmp_path / "back"
    back.mkdir()
    assert "表格行 1 条" in convert(corpus, "--rows", "-o", packed)[1]
    assert convert(packed, "-o", back)[0] == 0
    before, after = files(corpus), files(back)
    assert len(after) == 6
    assert after == {name: before[name] for name in after}


def test_the_train_reports_of_the_project_come_back(tmp_path: Path, suffix: str, convert: Callable[..., Ran]) -> None:
    packed, back = tmp_path / f"out.{suffix}", tmp_path / "back"
    assert convert(CORPUS, "--split", "train", "--rows", "-o", packed)[0] == 0
    assert convert(packed, "-o", back)[0] == 0
    after = files(back)
    assert len(after) >= 30
    assert after == {name: (CORPUS / name).read_bytes() for name in after}


def test_every_character_of_a_docbin_is_a_token_and_claims_are_spans(
    corpus: Path, tmp_path: Path, convert: Callable[..., Ran]
) -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed (the extra `spacy`)")
    convert(corpus, "-o", tmp_path / "out.spacy")
    docs = spacy.tokens.DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("zh").vocab)
    doc = {doc.user_data["name"]: doc for doc in docs}["甲"]
    assert [token.text for token in doc] == list(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["claims"]] == [(one["quote"], one["kind"]) for one in CLAIMS]
    assert doc.user_data["claims"][doc.spans["claims"][2].id_]["direction"] == "up"


def test_jsonl_has_a_line_a_report_with_spans(corpus: Path, tmp_path: Path, convert: Callable[..., Ran]) -> None:
    convert(corpus, "-o", tmp_path / "out.jsonl")
    reports = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n") if line]
    report = {one["name"]: one for one in reports}["甲"]
    assert report["text"] == TEXT
    assert [set(span) for span in report["spans"]] == [{"start", "end", "label", "meta"}] * 4
    assert report["spans"][0]["meta"]["number"] == "1553"


def test_what_a_tool_changed_of_a_span_holds() -> None:
    moved = {"start": 3, "end": 6, "label": "honour", "meta": {"indicator": "院", "kind": "status", "quote": "石"}}
    added = {"start": 0, "end": 3, "label": "status"}
    made = corpus_files([{"name": "甲", "text": TEXT, "spans": [moved, added], "answer": "accept"}], "f")
    assert [json.loads(line) for line in made["甲/claims.jsonl"].splitlines()] == [
        {"quote": "卫生院", "start": 3, "end": 6, "kind": "honour", "indicator": "院"},
        {"quote": "石桥镇", "start": 0, "end": 3, "kind": "status"},
    ]


GOOD: dict[str, Any] = {
    "name": "甲",
    "text": "青禾区",
    "spans": [{"start": 0, "end": 2, "label": "status", "meta": {}}],
}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "没有报告"),
        (["{"], "第1行：不是 JSON"),
        ([GOOD, []], "第2行：应为一个 JSON 对象"),
        ([GOOD, GOOD], "第2份：报告名 甲 前面已经用过"),
        ([{**GOOD, "name": "../甲"}], "不能用作文件夹名"),
        ([{**GOOD, "name": None}], "不能用作文件夹名"),
        ([{**GOOD, "text": 3}], "缺少正文"),
        ([{**GOOD, "text": "青禾\ud800"}], "代理字符"),
        ([{**GOOD, "spans": None}], "缺少 spans"),
        ([{**GOOD, "spans": ["青禾"]}], "spans 第1条：应为带 start、end、label 的对象"),
        ([{**GOOD, "spans": [{"start": 0, "end": 9, "label": "status"}]}], "位置 0–9 不在正文中"),
        ([{**GOOD, "spans": [{"start": True, "end": 2, "label": "status"}]}], "不在正文中"),
        ([{**GOOD, "spans": [{"start": 0, "end": 2}]}], "缺少 label"),
        ([{**GOOD, "rows": {}}], "缺少 rows"),
    ],
)
def test_broken_jsonl_is_named_and_writes_nothing(
    lines: list[Any], told: str, tmp_path: Path, convert: Callable[..., Ran]
) -> None:
    source, back = tmp_path / "in.jsonl", tmp_path / "back"
    source.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines), "utf-8")
    code, err = convert(source, "-o", back)
    assert (code, told in err) == (2, True), err
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"end": 99}, "甲/claims.jsonl 第1条：位置 0–99 不在正文中"),
        ({"quote": "禾区"}, "引文与正文 0–2 处不符"),
        ({"kind": None}, "缺少 kind"),
        ({"indicator": "\ud800"}, "代理字符"),
    ],
)
def test_wrong_labels_are_named_and_write_nothing(
    broken: dict[str, Any], told: str, suffix: str, write: Write, tmp_path: Path, convert: Callable[..., Ran]
) -> None:
    corpus = write("甲", "青禾区", claims=[])
    one = json.dumps({**claim("青禾区", "青禾", "status"), **broken})
    (corpus / "甲" / "claims.jsonl").write_text(one + "\n", encoding="utf-8")
    code, err = convert(corpus, "-o", tmp_path / f"out.{suffix}")
    assert (code, told in err) == (2, True), err
    assert list(tmp_path.iterdir()) == [corpus]


@pytest.mark.parametrize("content", [b"", b"no docbin", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_broken_docbin_is_named_and_writes_nothing(
    content: bytes, tmp_path: Path, convert: Callable[..., Ran]
) -> None:
    pytest.importorskip("spacy", reason="spacy is not installed (the extra `spacy`)")
    source = tmp_path / "in.spacy"
    source.write_bytes(content)
    code, err = convert(source, "-o", tmp_path / "back")
    assert (code, "不是 spaCy 的 DocBin" in err) == (2, True), err
    assert list(tmp_path.iterdir()) == [source]


def test_a_docbin_of_another_kind_says_what_it_lacks(tmp_path: Path, convert: Callable[..., Ran]) -> None:
    spacy = pytest.importorskip("spacy", reason="spacy is not installed (the extra `spacy`)")
    source = tmp_path / "in.spacy"
    spacy.tokens.DocBin(docs=[spacy.blank("zh")("青禾区")]).to_disk(source)
    code, err = convert(source, "-o", tmp_path / "back")
    assert (code, "报告名（name）None 缺少" in err) == (2, True), err


def test_labels_that_exist_are_never_overwritten(corpus: Path, tmp_path: Path, convert: Callable[..., Ran]) -> None:
    before = files(corpus)
    convert(corpus, "-o", tmp_path / "out.jsonl")
    code, err = convert(tmp_path / "out.jsonl", "-o", corpus)
    assert (code, "不会覆盖" in err) == (2, True)
    assert files(corpus) == before


def test_wrong_usage_is_named(corpus: Path, write: Write, tmp_path: Path, convert: Callable[..., Ran]) -> None:
    assert "应以 .spacy 或 .jsonl 结尾" in convert(corpus, "-o", tmp_path / "out")[1]
    assert "没有已标注的报告" in convert(corpus / "丙", "-o", tmp_path / "out.jsonl")[1]
    assert "没有这个文件夹" in convert(tmp_path / "none", "-o", tmp_path / "out.jsonl")[1]
    assert "不能读取" in convert(tmp_path / "none.jsonl", "-o", tmp_path / "back")[1]
    convert(corpus, "-o", tmp_path / "out.jsonl")
    assert "应写成语料文件夹" in convert(tmp_path / "out.jsonl", "-o", tmp_path / "o.jsonl")[1]
    assert "只用于语料文件夹" in convert(tmp_path / "out.jsonl", "--rows", "-o", tmp_path / "back")[1]


def test_without_spacy_the_message_says_how_to_get_it(
    corpus: Path, tmp_path: Path, convert: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.delitem(sys.modules, "extractor.evaluation.docbin", raising=False)
    code, err = convert(corpus, "-o", tmp_path / "out.spacy")
    assert (code, 'pip install "jixiao-extractor[spacy]"' in err) == (2, True), err
    assert list(tmp_path.iterdir()) == [corpus]
    assert convert(corpus, "-o", tmp_path / "out.jsonl")[0] == 0
