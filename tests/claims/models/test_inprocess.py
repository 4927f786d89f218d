"""Weights asked in this process: constrained to the schema, nothing sent, and otherwise like every other model."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest
from tests.claims.models.server import proposal
from tests.claims.models.tiny import made

import extractor
from extractor.claims.models import inprocess
from extractor.claims.models.choose import chosen
from extractor.claims.models.llm import Model
from extractor.claims.models.options import Options
from extractor.claims.models.prompt import load
from extractor.claims.models.reply import Unusable
from extractor.commands.main import run
from extractor.report import Report

LACKING = [name for name in inprocess.PACKAGES if importlib.util.find_spec(name) is None]
installed = pytest.mark.skipif(bool(LACKING), reason=f"not installed: {LACKING}; pip install '.[local]'")

TEXT = "青禾区水务站自评报告\n\n三、工作成效\n全年巡查渠道126次。\n"
WRONG = "青禾区水务站自评报告\n\n三、工作成效\n全年修补渠道18处。\n"


@pytest.fixture(scope="module")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Instructions short enough to be learned by heart."""
    folder = tmp_path_factory.mktemp("prompts")
    (folder / "claims").mkdir()
    for name, said in {
        "system.md": "claims", "again.md": "{{rejected}}", "malformed.md": "{{reason}}", "examples.toml": "",
        "prompt.toml": 'version = "tiny/1"',
    }.items():  # fmt: skip
        (folder / "claims" / name).write_text(said, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, prompts: Path) -> Path:
    """Knows the claim of TEXT, and a quote for WRONG that does not stand there."""
    lessons = []
    for text, said in ((TEXT, "巡查渠道126次"), (WRONG, "修补渠道19处")):
        (segment,) = extractor.review_text(text).segments
        answer = {"claims": [proposal(segment.id, said, "count", said[:4])]}
        lessons.append((load(prompts).question([segment], text), answer))
    return made(tmp_path_factory.mktemp("taught"), lessons)


@pytest.fixture(scope="module")
def random(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("random"))


def reviewed(folder: Path, text: str = TEXT, **options: Any) -> tuple[Report, Model, list[str]]:
    said: list[str] = []
    model = Model(f"transformers:{folder}", Options(answer_tokens=300, **options), said.append)
    return extractor.review_text(text, extractor=model), model, said


@installed
def test_its_claims_stand_in_the_text_and_nothing_is_sent(taught: Path, prompts: Path) -> None:
    report, model, said = reviewed(taught, prompts=prompts)
    assert [(one.quote, one.number, one.extractor) for one in report.claims] == [
        ("巡查渠道126次", "126", f"transformers:{taught}")
    ]
    assert said == []
    assert model.usage.calls == 1
    assert model.usage.tokens > 100


@installed
def test_what_was_read_before_changes_no_answer(taught: Path, prompts: Path) -> None:
    answers = [reviewed(taught, text, prompts=prompts)[0].claims for text in (TEXT, WRONG, TEXT)]
    assert answers[0] == answers[2]
    assert answers[0]


@installed
def test_a_figure_that_is_not_in_the_text_is_asked_again_and_rejected(taught: Path, prompts: Path) -> None:
    report, model, _ = reviewed(taught, WRONG, prompts=prompts)
    assert not report.claims
    assert model.usage.calls == 2
    assert report.rejected, "what it answers the second time was never taught, and does not stand there either"


@installed
def test_its_answers_are_stored_and_a_run_is_resumed_from_them(taught: Path, prompts: Path, tmp_path: Path) -> None:
    first, _, _ = reviewed(taught, prompts=prompts, cache=tmp_path)
    again, model, _ = reviewed(taught, prompts=prompts, cache=tmp_path, resume=True)
    assert again.claims == first.claims
    assert (model.usage.calls, model.usage.cache_hits) == (0, 1)


@installed
def test_other_weights_at_the_same_path_meet_no_old_answer(random: Path) -> None:
    before = inprocess.Weights(f"transformers:{random}", Options()).parameters
    (random / "model.safetensors").touch()
    assert inprocess.Weights(f"transformers:{random}", Options()).parameters != before


@installed
def test_random_weights_keep_to_the_schema_as_far_as_they_get(random: Path, prompts: Path) -> None:
    report, _, _ = reviewed(random, prompts=prompts)
    writer = inprocess._loaded(random)
    written = writer._tokenizer.decode(writer._read).rpartition("assistant: ")[2]
    assert written.startswith('{"claims": [')
    assert all("截断" in one.reason for one in report.failed)


@installed
def test_an_answer_that_takes_too_long_fails(random: Path, prompts: Path) -> None:
    report, _, _ = reviewed(random, prompts=prompts, timeout=0.0)
    assert ["没有答完" in one.reason for one in report.failed] == [True]


@installed
def test_the_command_line_takes_it_offline_and_says_what_was_not_done(
    random: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shipped instructions are longer than this model can read."""
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    model = f"transformers:{random}"
    assert run([str(report), "--model", model, "--offline", "--no-cache", "--format", "json"]) == 3
    told = capsys.readouterr()
    assert "发送到" not in told.err
    made = json.loads(told.out)
    assert made["versions"]["extractor"] == model
    assert ["2048" in one["reason"] for one in made["failed"]] == [True]


@installed
def test_weights_without_a_chat_template_stop_the_run_with_the_reason(tmp_path: Path) -> None:
    report, _, _ = reviewed(made(tmp_path, template=""))
    assert ["chat_template" in one.reason for one in report.failed] == [True]


@installed
def test_a_name_that_is_no_folder_is_refused_and_not_looked_up_anywhere(tmp_path: Path) -> None:
    for name in ("some/model", str(tmp_path)):
        with pytest.raises(Unusable, match="不是模型文件夹"):
            chosen(f"transformers:{name}")


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Unusable, match=r"torch.*jixiao-extractor\[local\]"):
        chosen("transformers:/weights")


@installed
@pytest.mark.skipif("EXTRACTOR_WEIGHTS" not in os.environ, reason="EXTRACTOR_WEIGHTS names no folder of real weights")
def test_real_weights_find_claims() -> None:
    """Opt-in: an instruct model that reads Chinese, as saved by transformers."""
    text = "青禾区水务站2020年度绩效自评报告\n\n三、工作成效\n全年巡查渠道126次，投诉办结率达98%。\n"
    model = Model(f"transformers:{os.environ['EXTRACTOR_WEIGHTS']}", Options(timeout=3000))
    report = extractor.review_text(text, extractor=model)
    assert not report.failed
    assert report.claims
    assert {one.number for one in report.claims} <= {"126", "98"}
