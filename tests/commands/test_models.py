"""Naming a model on the command line: nothing is sent without it, and whatever goes wrong shows in the exit code."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from tests.claims.models.server import Asked, Reply, Server, content, proposal, proposing, scripted

from extractor.output.schema import json_schema

TEXT = "青禾区水务站2020年度绩效自评报告\n\n三、工作成效\n全年巡查渠道126次。\n石桥渠清淤工程已完工。\n"
needs_models = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("instructor", "openai", "anthropic")),
    reason="the extra 'models' is not installed: pip install '.[models]'",
)


def run(folder: Path, *arguments: str, text: str = TEXT, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "报告.txt").write_text(text, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.upper().endswith(("_KEY", "_URL", "_PROXY"))}
    return subprocess.run(
        [sys.executable, "-m", "extractor", *arguments],
        cwd=folder,
        env={**kept, "XDG_CACHE_HOME": str(folder / "cache"), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture
def server() -> Iterator[Server]:
    def propose(segments: list[dict[str, str]]) -> list[dict[str, object]]:
        return [proposal(s["id"], "巡查渠道126次", "count", "巡查渠道") for s in segments if "126" in s["text"]]

    with scripted(proposing(propose)) as running:
        yield running


@needs_models
def test_a_run_says_where_it_sends_once_stores_and_counts(server: Server, tmp_path: Path) -> None:
    named = ("--model", "openai/scripted", "-f", "json", "--timings", "报告.txt")
    environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-scripted"}
    first = run(tmp_path, *named, **environment)
    assert first.returncode == 0, first.stderr
    made = json.loads(first.stdout)
    assert [claim["extractor"] for claim in made["claims"]] == ["openai/scripted"]
    assert made["usage"]["model_calls"] == 1
    assert first.stderr.count("127.0.0.1") == 1
    second = run(tmp_path, *named, "--resume", **environment)
    assert json.loads(second.stdout)["usage"]["cache_hits"] == 1
    assert "127.0.0.1" not in second.stderr
    assert len(server.asked) == 1
    assert "1 份" in run(tmp_path, "cache", "show").stdout
    assert "1 份" in run(tmp_path, "cache", "clear").stdout
    again = run(tmp_path, *named, "--resume", **environment)
    assert (again.returncode, again.stdout) == (2, "")
    assert "--resume" in again.stderr


@needs_models
def test_a_provider_that_is_away_gives_exit_code_3_and_what_was_done(tmp_path: Path) -> None:
    with scripted(lambda asked: Reply(b"", 401)) as server:
        ran = run(
            tmp_path, "--model", "openai/x", "-f", "json", "报告.txt", OPENAI_BASE_URL=server.url, OPENAI_API_KEY="sk-1"
        )
    assert ran.returncode == 3
    made = json.loads(ran.stdout)
    assert made["coverage"]["segments_failed"] == len(made["failed"]) == made["coverage"]["segments"]
    assert "401" in ran.stderr
    jsonschema.validate(made, json_schema())
    assert "sk-1" not in ran.stdout + ran.stderr


@needs_models
def test_a_question_holds_as_many_sentences_as_are_asked_for(server: Server, tmp_path: Path) -> None:
    environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-1"}
    assert run(tmp_path, "--model", "openai/x", "--segments", "1", "报告.txt", **environment).returncode == 0
    assert [len(asked.segments) for asked in server.asked] == [1, 1]


@needs_models
def test_offline_sends_nothing(server: Server, tmp_path: Path) -> None:
    ran = run(
        tmp_path, "--offline", "--model", "openai/x", "报告.txt", OPENAI_BASE_URL=server.url, OPENAI_API_KEY="sk-1"
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert not server.asked


@needs_models
def test_lint_asks_the_named_model_and_says_where_it_sends(server: Server, tmp_path: Path) -> None:
    named = ("lint", "--model", "openai/scripted", "-f", "json", "报告.txt")
    environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-scripted"}
    ran = run(tmp_path, *named, **environment)
    assert ran.returncode == 0, ran.stderr
    assert [claim["extractor"] for claim in json.loads(ran.stdout)["claims"]] == ["openai/scripted"]
    assert ran.stderr.count("127.0.0.1") == 1
    assert len(server.asked) == 1
    forbidden = run(tmp_path, *named, "--offline", **environment)
    assert (forbidden.returncode, forbidden.stdout) == (2, "")
    assert len(server.asked) == 1


@needs_models
def test_lint_with_a_provider_that_is_away_gives_exit_code_3_and_what_was_found(tmp_path: Path) -> None:
    with scripted(lambda asked: Reply(b"", 401)) as server:
        environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-1"}
        ran = run(tmp_path, "lint", "--model", "openai/x", "-f", "json", "报告.txt", **environment)
    assert ran.returncode == 3
    assert json.loads(ran.stdout)["failed"]
    assert "401" in ran.stderr


@needs_models
@pytest.mark.parametrize("command", [(), ("lint",)])
def test_a_judge_is_named_apart_from_the_extractor_and_its_absence_gives_exit_code_3(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    def first(asked: Asked) -> Reply:
        return content(json.dumps({"ids": [json.loads(asked.last)["candidates"][0]["id"]]}))

    named = (*command, "--judge", "openai/x", "-f", "json", "报告.txt")
    text = TEXT.replace("渠道126次", "石桥渠126次")
    with scripted(first) as server:
        environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-1"}
        ran = run(tmp_path, *named, text=text, **environment)
        assert len(server.asked) == 1
        assert (run(tmp_path, *named, "--offline", text=text, **environment).returncode, len(server.asked)) == (2, 1)
    assert ran.returncode == 0, ran.stderr
    made = json.loads(ran.stdout)
    assert {claim["extractor"] for claim in made["claims"]} == {"embedded"}
    assert [claim["support"] for claim in made["claims"] if claim["support"]["by"] == "model"] == [
        {"verdict": "backed", "ids": ["c1"], "by": "model"}
    ]
    assert ran.stderr.count("127.0.0.1") == 1
    jsonschema.validate(made, json_schema())
    with scripted(lambda asked: Reply(b"", 401)) as server:
        environment["OPENAI_BASE_URL"] = server.url
        ran = run(tmp_path, *named, text=text, **environment)
    assert ran.returncode == 3
    made = json.loads(ran.stdout)
    assert [one["claim"] for one in made["judged"]["failed"]] == ["c2"]
    assert "1/1 项陈述未能判断" in ran.stderr


@needs_models
def test_a_missing_key_and_a_wrong_prompt_are_said_before_a_report_is_read(server: Server, tmp_path: Path) -> None:
    ran = run(tmp_path, "--model", "openai/x", "报告.txt")
    assert ran.returncode == 2
    assert "OPENAI_API_KEY" in ran.stderr
    ran = run(tmp_path, "--model", "openai/x", "--prompts", "none", "报告.txt", OPENAI_API_KEY="sk-1")
    assert ran.returncode == 2
    assert "system.md" in ran.stderr


def test_without_a_model_nothing_of_this_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from extractor.commands.main import run; run(['报告.txt']); "
        "print([n for n in ('instructor', 'openai', 'asyncio', 'extractor.claims.models') if n in sys.modules])"
    )
    (tmp_path / "报告.txt").write_text(TEXT, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_doctor_says_what_is_missing_and_shows_no_key(tmp_path: Path) -> None:
    ran = run(tmp_path, "doctor", OPENAI_API_KEY="sk-1", OPENAI_BASE_URL="http://name:word@models.invalid/v1")
    assert ran.returncode == 0
    assert "✓ embedded" in ran.stdout
    assert "transformers:PATH" in ran.stdout
    assert "llguidance" in ran.stdout
    assert re.search(r"ANTHROPIC_API_KEY +未设置", ran.stdout)
    assert "models.invalid" in ran.stdout
    assert "sk-1" not in ran.stdout
    assert "word" not in ran.stdout
    assert re.search(r"✓ --judge 的提示词 +judge/", ran.stdout)
    assert "模型 openai/NAME" not in ran.stdout
    assert run(tmp_path, "doctor", "--prompts", "none").stdout.count("✗ --") == 2


@needs_models
def test_eval_asks_for_no_answer_twice(server: Server, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus" / "甲"
    corpus.mkdir(parents=True)
    (corpus / "report.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "claims.jsonl").write_text("", encoding="utf-8")
    environment = {"OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "sk-scripted"}
    measured = ("eval", "corpus", "--model", "openai/scripted", "--answers", "answers", "-q", "-f", "json")
    first = run(tmp_path, *measured, **environment)
    assert first.returncode == 0, first.stderr
    asked = len(server.asked)
    assert asked > 0
    assert run(tmp_path, *measured, **environment).stdout == first.stdout
    assert len(server.asked) == asked
