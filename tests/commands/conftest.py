"""A checker that finds what a report's words tell it to, so that commands are tested without rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import extractor
from extractor.checks.finding import Finding, Severity
from extractor.checks.rule import Rule
from extractor.claims.model import Claim
from extractor.commands.main import run
from extractor.document.load import load
from extractor.document.model import Span, Submission
from extractor.report import Coverage, Report

SEVERITIES: dict[str, Severity] = {"错": "error", "疑": "warning", "注": "info"}


def checked(submission: Submission, rules: Sequence[Rule] | None = None, profile: object = None, **_: object) -> Report:
    """A finding for each 错 (error), 疑 (warning), 注 (info), a claim for each 好; 崩 crashes, 断 interrupts, 漏 is a
    segment that fails."""
    text = submission.text
    if "崩" in text:
        raise ZeroDivisionError
    if "断" in text:
        raise KeyboardInterrupt
    findings = tuple(
        Finding(f"ST00{at % 10}", "structure", SEVERITIES[ch], f"第{at}字", f"character {at}", (Span(at, at + 1),),
                id=f"F{at}", line=1, where="第1行", identity="0" * 16, evidence_hash="0" * 16)
        for at, ch in enumerate(text)
        if ch in SEVERITIES
    )  # fmt: skip
    claims = tuple(
        Claim(quote="好", start=at, end=at + 1, kind="status", indicator="好", role="actual", section="other",
              document=submission.documents[0].id, extractor="stub")
        for at, ch in enumerate(text)
        if ch == "好"
    )  # fmt: skip
    return Report(submission, claims=claims, findings=findings, coverage=Coverage(len(text), 2, text.count("漏")))


@pytest.fixture(autouse=True)
def _checker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractor, "review", lambda path, *, encoding=None, **_: checked(load(path, encoding)))
    monkeypatch.setattr("extractor.pipeline.review_submission", checked)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Writes reports into a temporary working folder: `reports(甲="错", 子__乙="好")` gives 甲.txt and 子/乙.txt."""
    monkeypatch.chdir(tmp_path)

    def write(**texts: str) -> None:
        for name, text in texts.items():
            file = tmp_path / f"{name.replace('__', '/')}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    return write


Ran = tuple[int, str, str]


@pytest.fixture
def extract(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command line: exit code, stdout, stderr."""

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
