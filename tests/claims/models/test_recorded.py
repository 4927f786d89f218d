"""What a real llama.cpp server said, replayed: nothing reaches a network, and a changed question finds no answer."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from cassettes.tape import HERE, NAME, NOWHERE, Heard, judged, play, scenarios

from extractor import prompt_files
from extractor.claims.model import Claim, Failed, Rejected

ANEW = "python cassettes/record.py --weights PATH"
SCENARIOS = scenarios()


def heard(name: str) -> Heard:
    """The conversation as recorded; fails where anything else is asked than was."""
    made = play(SCENARIOS[name])
    assert made.tape.all_played, f"prompt, schema or parameters have changed: record anew with {ANEW}"
    assert made.tape.play_count == made.model.usage.calls, f"more is asked than was recorded: {ANEW}"
    return made


def claims(made: Heard) -> list[Claim]:
    return [one for one in made.found if isinstance(one, Claim)]


def spoken(made: Heard) -> Sequence[str]:
    """The recorded bodies of answers."""
    return [answer["body"]["string"].decode() for answer in made.tape.responses]


@pytest.mark.parametrize("name", [name for name, one in SCENARIOS.items() if not one.judge])
def test_every_claim_stands_in_the_sentence_that_was_asked_about(name: str) -> None:
    made = heard(name)
    for one in claims(made):
        assert made.text[one.start : one.end] == one.quote
        assert any(s.span.start <= one.start and one.end <= s.span.end for s in made.segments)
    assert all(one.reason for one in made.found if isinstance(one, Rejected | Failed))


def test_a_normal_run_gives_claims_and_nothing_fails() -> None:
    made = heard("normal")
    assert ("发现病害317处", "317") in [(one.quote, one.number) for one in claims(made)]
    assert not [one for one in made.found if isinstance(one, Failed)]
    assert made.model.usage.tokens > 1000


def test_an_answer_that_was_cut_off_is_asked_for_in_halves() -> None:
    made = heard("cut-off")
    finished = [json.loads(body)["choices"][0]["finish_reason"] for body in spoken(made)]
    assert "length" in finished
    assert "stop" in finished
    assert claims(made)
    (failed,) = [one for one in made.found if isinstance(one, Failed)]
    assert "截断" in failed.reason


def test_a_question_beyond_the_context_is_halved_until_it_fits() -> None:
    made = heard("too-long")
    context = SCENARIOS["too-long"].context
    first = json.loads(spoken(made)[0])
    # The server takes the question, and its answer ends where the context does.
    assert (first["choices"][0]["finish_reason"], first["usage"]["total_tokens"]) == ("length", context)
    assert claims(made)
    (failed,) = [one for one in made.found if isinstance(one, Failed)]
    assert failed.reason


def test_a_name_that_the_server_does_not_know_is_told_from_the_one_that_answered() -> None:
    made = heard("wrong-model")
    assert [NAME in line and "no-such-model" in line for line in made.said] == [False, True]
    assert len(heard("normal").said) == 1


def test_what_does_not_hold_is_asked_again_with_the_reason() -> None:
    made = heard("re-ask")
    assert made.model.usage.calls == 2
    again = json.loads(made.tape.requests[1].body)["messages"][-1]["content"]
    assert "没有通过核对" in again


def test_an_amount_that_the_sentence_does_not_state_is_no_claim() -> None:
    made = heard("invented-figure")
    assert '\\"kind\\": \\"amount\\"' in spoken(made)[0]
    assert not [one for one in claims(made) if one.kind == "amount"]
    (rejected,) = [one for one in made.found if isinstance(one, Rejected)]
    assert "没有 amount 所指的数值" in rejected.reason


def test_a_judge_points_at_candidates_alone() -> None:
    made = judged(SCENARIOS["judge"])
    assert made.tape.all_played, f"prompt, schema or parameters have changed: record anew with {ANEW}"
    assert [one.question.task for one in made.rulings] == ["backs", "contradicts"]
    assert not any(one.failed for one in made.rulings)
    assert all(set(one.ids) <= {given.id for given in one.question.candidates} for one in made.rulings)
    # A small model points at seven of eight rows: nothing is told apart, and the program takes it for nothing.
    assert [2 * len(one.ids) > len(one.question.candidates) for one in made.rulings] == [False, True]


def test_a_changed_prompt_meets_no_recorded_answer(tmp_path: Path) -> None:
    shutil.copytree(prompt_files.folder() / "claims", tmp_path / "claims")
    system = tmp_path / "claims/system.md"
    system.write_text(system.read_text(encoding="utf-8") + "从严。\n", encoding="utf-8")
    made = play(SCENARIOS["normal"], prompts=tmp_path)
    assert not made.tape.play_count
    assert not claims(made)
    assert {one.segment for one in made.found if isinstance(one, Failed)} == {one.id for one in made.segments}


def test_cassettes_hold_no_key_no_host_and_chinese_that_can_be_read() -> None:
    files = [one.file for one in SCENARIOS.values()]
    assert sorted(HERE.glob("*.json")) == sorted(files)
    for file in files:
        held = file.read_text(encoding="utf-8")
        assert not re.search(r"(?i)authorization|api[-_]?key|bearer|cookie|user-agent|x-stainless|\bsk-", held)
        assert {url.rstrip('"') for url in re.findall(r"https?://[^\s\"]+", held)} == {f"{NOWHERE}/chat/completions"}
        assert not re.search(r"\\u[4-9][0-9a-f]{3}|/(?:home|root|tmp|work|Users)/", held)
        assert "绩效" in held


def test_beside_them_stands_what_was_recorded_with() -> None:
    held = tomllib.loads((HERE / "recorded.toml").read_text(encoding="utf-8"))
    assert held["alias"] == NAME
    assert re.fullmatch(r"[0-9a-f]{64}", held["sha256"])
    assert held["server"]
    assert held["date"]
