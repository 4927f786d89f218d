"""Corruption of one figure: what is changed, what counts as noticed, and agreement with the corpus's own judge."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.checks.finding import Finding
from extractor.commands.main import run
from extractor.document.model import Span
from extractor.evaluation.corpus import BadCorpus, Labelled
from extractor.evaluation.corruption import labelled, measure, plan, tally
from extractor.output.record import record

TEXT = "支出100万元，其中基本60万元、项目40万元。完成95次，目标90次。得分8分，分值10分。"


def member(quote: str, part: str) -> dict[str, Any]:
    return {"quote": quote, "start": TEXT.index(quote), "end": TEXT.index(quote) + len(quote), "part": part}


def relation(kind: str, *members: dict[str, Any], **more: str) -> dict[str, Any]:
    return {"relation": kind, "formula": kind, "certainty": "sure", "members": list(members), **more}


SUM = relation("sum", member("100", "whole"), member("60", "addend"), member("40", "addend"))
MET = relation("target_met", member("95", "actual"), member("90", "target"), direction=">=")
POINTS = relation("score_le_weight", member("8", "score"), member("10分", "weight"))
POINTS["members"][1].update(quote="10", end=POINTS["members"][1]["end"] - 1)


def report(*relations: dict[str, Any], text: str = TEXT) -> Labelled:
    return Labelled("甲", Path("甲"), text, {"relations": relations})


REPORT = report(SUM, MET, POINTS)


def test_one_digit_changes_and_every_place_stays() -> None:
    for one in plan([REPORT], 100):
        assert len(one.text) == len(TEXT)
        assert [i for i in range(len(TEXT)) if TEXT[i] != one.text[i]] == [
            one.start + next(i for i, ch in enumerate(one.was) if ch != "0")
        ]


def test_what_breaks_one_way_only_is_broken_that_way() -> None:
    made = plan([REPORT] * 30, 1000)
    met = [one for one in made if one.kind == "target_met"]
    assert met
    assert all(Decimal(one.now) < 90 if one.was == "95" else Decimal(one.now) > 95 for one in met)
    # No first digit makes 8 points more than 10 except 9, which still fits, and none makes 10 less than 8 but 0.
    assert not [one for one in made if one.kind == "score_le_weight" and Decimal(one.now) <= 9]


def test_arguable_relations_are_left_alone_and_kinds_have_equal_shares() -> None:
    unsure = {**SUM, "certainty": "arguable"}
    assert plan([report(unsure)], 10) == []
    kinds = [one.kind for one in plan([REPORT] * 30, 12)]
    assert max(map(kinds.count, kinds)) <= 12 // len(set(kinds))


def test_the_same_corpus_gives_the_same_plan() -> None:
    assert plan([REPORT] * 5, 9) == plan([REPORT] * 5, 9)
    assert plan([REPORT] * 5, 9) != plan([REPORT] * 5, 9, seed=1)


@pytest.mark.parametrize(
    ("severity", "span", "before", "noticed"),
    [
        ("error", Span(2, 5), False, True),
        ("warning", Span(2, 5), False, True),
        ("info", Span(2, 5), False, False),
        ("error", Span(40, 44), False, False),
        ("error", Span(0, 130), False, False),
        ("error", Span(2, 5), True, False),
    ],
)
def test_noticed_is_a_new_error_or_warning_at_the_figure(
    severity: Any, span: Span, before: bool, noticed: bool
) -> None:
    padded = report({**SUM, "members": SUM["members"][:1]}, text=TEXT + "。" * 200)

    def check(text: str, name: str) -> Sequence[Finding]:
        changed = text != padded.text
        return [Finding("NA001", "arithmetic", severity, "不符", "", (span,))] if changed or before else []

    (outcome,) = measure(plan([padded], 1), check)
    assert outcome.noticed is noticed
    assert [(line.kind, line.noticed, line.made) for line in tally([outcome])] == [("sum", int(noticed), 1)]


def folder(path: Path, relations: Sequence[dict[str, Any]], text: str = TEXT) -> Path:
    path.mkdir(parents=True)
    (path / "report.txt").write_bytes(text.encode())
    (path / "relations.jsonl").write_text("\n".join(map(json.dumps, relations)), encoding="utf-8")
    return path


def test_labels_that_do_not_fit_the_report_are_refused(tmp_path: Path) -> None:
    assert labelled(folder(tmp_path / "甲", [SUM])).relations == (SUM,)
    with pytest.raises(BadCorpus, match="不在第2字处"):
        labelled(folder(tmp_path / "乙", [SUM], "换了文字"))
    with pytest.raises(BadCorpus, match="report"):
        labelled(tmp_path / "丙")


def test_the_command_tells_by_kind_and_fails_under_a_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(tmp_path / "甲", [SUM])
    assert run(["eval", "corrupt", str(tmp_path), "--sample", "3", "-f", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["kinds"]["sum"]["made"] == told["made"] == 3
    assert told["noticed"] == 3
    assert run(["eval", "corrupt", str(tmp_path / "甲"), "--sample", "2", "--fail-under", "1"]) == 0
    assert "2/2" in capsys.readouterr().out
    assert run(["eval", "corrupt", str(tmp_path / "没有")]) == 2


CORPUS = os.environ.get("EXTRACTOR_CORPUS")


@pytest.mark.skipif(not CORPUS, reason="EXTRACTOR_CORPUS names no labelled corpus")
def test_plan_and_verdicts_are_those_of_the_corpus(tmp_path: Path) -> None:
    corpus = Path(CORPUS or "")
    judge = corpus / "mutations.py"
    if not judge.exists():
        pytest.skip("this corpus has no mutations.py")
    folders = sorted(path.parent for path in corpus.glob("*/relations.jsonl"))
    sample = 22
    called = [sys.executable, str(judge)]
    subprocess.run([*called, "make", *map(str, folders), "--into", str(tmp_path), "--sample", str(sample)], check=True)
    theirs = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    made = plan(map(labelled, folders), sample)
    ours = [(one.kind, one.formula, one.start, one.was, one.now) for one in made]
    assert ours == [(job["relation"], job["formula"], job["start"], job["was"], job["is"]) for job in theirs]
    for job in theirs:
        for stem in (job["file"], job["base"]):
            text = (tmp_path / f"{stem}.txt").read_bytes().decode()
            written = json.dumps(record(extractor.review_text(text, name=stem)))
            (tmp_path / f"{stem}.json").write_text(written, encoding="utf-8")
    said = subprocess.run(
        [*called, "score", str(tmp_path), str(tmp_path)], check=True, capture_output=True, text=True
    ).stdout
    outcomes = list(measure(made, lambda text, name: extractor.review_text(text, name=name).findings))
    assert f"noticed {sum(outcome.noticed for outcome in outcomes)}/{len(outcomes)}" in said
