"""The recorded conversations: what is asked in each, and how they are written down and found again.

A request is found again by what decides its answer alone: model, messages, schema, temperature and length. A changed
prompt therefore meets no recording, and whoever replays it is told to record anew.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import vcr  # type: ignore[import-untyped]

from extractor.checks.judgement import questions
from extractor.claims.model import Segment
from extractor.claims.models.judge import ModelJudge
from extractor.claims.models.llm import Found, Model
from extractor.claims.models.options import Options
from extractor.claims.question import Ruling
from extractor.pipeline import review_string

HERE = Path(__file__).parent
NAME = "qwen2.5-coder-1.5b-instruct"
NOWHERE = "http://recorded.invalid/v1"
"""Stands in a cassette for wherever the server was."""
_DECIDES = ("model", "messages", "response_format", "temperature", "max_tokens")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One conversation: the segments of a report that begin with `sentences`, asked about with `options`; with a judge,
    the claims whose words do."""

    name: str
    about: str
    report: str
    sentences: tuple[str, ...]
    judge: bool = False
    model: str = NAME
    context: int = 4096
    """Tokens that the recording server takes, question and answer together."""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return HERE / f"{self.name}.json"


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a conversation: `text` and `segments` asked about, what was made of the answers, what the user was
    told on the way, and the tape."""

    text: str
    segments: tuple[Segment, ...]
    found: tuple[Found, ...]
    model: Model
    said: tuple[str, ...]
    tape: Any


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a conversation with a judge."""

    rulings: tuple[Ruling, ...]
    model: ModelJudge
    tape: Any


def scenarios() -> dict[str, Scenario]:
    """Every recording, by name."""
    held = tomllib.loads((HERE / "scenarios.toml").read_text(encoding="utf-8"))["scenario"]
    made = [Scenario(**{**one, "sentences": tuple(one["sentences"])}) for one in held]
    return {one.name: one for one in made}


def play(scenario: Scenario, *, server: str | None = None, prompts: Path | None = None) -> Heard:
    """Hold the conversation against its cassette, or with `server` (a base URL), recording it."""
    text = _text(scenario)
    every = review_string(text, name=scenario.report).segments
    asked = tuple(s for s in every if s.span.of(text).startswith(scenario.sentences))
    _all_there(scenario, len(asked))
    options = _options(scenario, prompts)
    said: list[str] = []
    with _tape(scenario, server) as tape:
        model = Model(f"openai/{scenario.model}", options, said.append)
        found = tuple(model.extract(text, asked, among=every))
    return Heard(text, asked, found, model, tuple(said), tape)


def judged(scenario: Scenario, *, server: str | None = None, prompts: Path | None = None) -> Judged:
    """As `play`, with a judge."""
    report = review_string(_text(scenario), name=scenario.report)
    asked = [one for one in questions(report) if one.said.startswith(scenario.sentences)]
    _all_there(scenario, len(asked))
    with _tape(scenario, server) as tape:
        judge = ModelJudge(f"openai/{scenario.model}", _options(scenario, prompts), lambda said: None)
        return Judged(tuple(judge.rule(asked)), judge, tape)


def _text(scenario: Scenario) -> str:
    return (HERE.parent / scenario.report).read_text(encoding="utf-8")


def _all_there(scenario: Scenario, found: int) -> None:
    if found != len(scenario.sentences):
        raise ValueError(f"{scenario.name}: {found} of {len(scenario.sentences)} sentences stand in the report")


def _options(scenario: Scenario, prompts: Path | None) -> Options:
    return Options(prompts=prompts, concurrency=1, timeout=1800, attempts=1, **scenario.options)


@contextmanager
def _tape(scenario: Scenario, server: str | None) -> Iterator[Any]:
    recorder = vcr.VCR(
        record_mode="all" if server else "none",
        match_on=["method", "path", "question"],
        before_record_request=_bare_request,
        before_record_response=_bare_response,
        decode_compressed_response=True,
    )
    recorder.register_serializer("readable", _Readable)
    recorder.register_matcher("question", _same_question)
    recorder.serializer = "readable"
    away = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
    clean = {name: value for name, value in os.environ.items() if name not in away}
    clean |= {"OPENAI_BASE_URL": server or NOWHERE, "OPENAI_API_KEY": "none"}
    if server:
        scenario.file.unlink(missing_ok=True)
    with mock.patch.dict(os.environ, clean, clear=True), recorder.use_cassette(str(scenario.file)) as tape:
        yield tape


class _Readable:
    """JSON that a person can read: vcrpy's own writes Chinese as escapes."""

    @staticmethod
    def serialize(held: dict[str, Any]) -> str:
        return json.dumps(held, ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def deserialize(written: str) -> dict[str, Any]:
        return json.loads(written)  # type: ignore[no-any-return]


def _bare_request(request: Any) -> Any:
    """Without host, key and client, and of the body only what decides the answer."""
    request.uri = NOWHERE + request.path.removeprefix("/v1")
    request.headers = {}
    request.body = json.dumps(question(request.body), ensure_ascii=False).encode()
    return request


def _bare_response(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {"content-type": ["application/json"]}
    return response


def question(body: bytes) -> dict[str, Any]:
    """Of a request's body, what decides the answer."""
    asked = json.loads(body)
    return {key: asked[key] for key in _DECIDES if key in asked}


def _same_question(one: Any, other: Any) -> None:
    assert question(one.body) == question(other.body), "not the question that was recorded"
