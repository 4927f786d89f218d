"""Agreement of two labellers, from labels alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import Write, claim, place

from extractor.commands.main import run

TEXT = "云岭县农技站处理收文1553份、发文210份。培训不够。\n"
RECEIVED = claim(TEXT, "处理收文1553份", number="1553", unit="份", value="1553份", indicator="处理收文")
SENT = claim(TEXT, "发文210份", number="210", unit="份", value="210份", indicator="发文")
LACK = claim(TEXT, "培训不够", "problem", section="problems", indicator="培训")


def finding(certainty: str) -> dict[str, Any]:
    spans = [place(TEXT, "培训不够")]
    return {"family": "evidence", "severity": "warning", "certainty": certainty, "message": "请说明。", "spans": spans}


def second(corpus: Path, name: str, **labels: list[dict[str, Any]]) -> None:
    folder = corpus / name / "second"
    folder.mkdir()
    for kind, records in labels.items():
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
        (folder / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")


def agreed(corpus: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["corpus", "agree", str(corpus), "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_equal_labels_agree_in_everything(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    labels = {"claims": [RECEIVED, LACK], "rows": [], "findings": [finding("sure")]}
    corpus = write("甲", TEXT, **labels)
    second(corpus, "甲", **labels)
    found = agreed(corpus, capsys)
    assert found["reports"] == ["甲"]
    assert [found["measures"][name]["value"] for name in ("strict", "numeric", "textual", "judged")] == [1, 1, 1, 1]
    assert found["findings"] == 1


def test_a_claim_of_one_side_and_another_kind_lower_it(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = write("甲", TEXT, claims=[RECEIVED, SENT, LACK], rows=[], findings=[])
    second(corpus, "甲", claims=[RECEIVED, {**LACK, "kind": "status", "evidence": "none"}], rows=[], findings=[])
    found = agreed(corpus, capsys)
    assert found["measures"]["numeric"]["value"] == pytest.approx(2 / 3)
    assert found["measures"]["textual"]["value"] == 0
    assert found["measures"]["located"]["value"] == pytest.approx(4 / 5)
    assert found["fields"]["kind"] == {"same": 1, "of": 2}


def test_what_only_the_second_is_sure_of_lowers_the_findings(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = write("甲", TEXT, claims=[], rows=[], findings=[])
    second(corpus, "甲", claims=[], rows=[], findings=[finding("sure")])
    assert agreed(corpus, capsys)["findings"] == 0


def test_a_corpus_that_nobody_labelled_twice_is_refused(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpus", "agree", str(write("甲", TEXT, claims=[]))]) == 2
    assert "second" in capsys.readouterr().err
