"""Every rule's cases, tests/cases/CODE.yaml: texts that must fire it, and more that must not.

A case has `name`, `fires` and its text: `text` itself, or `file`, one of tests/cases/texts (reports without a defect),
changed by `replace` (old words: new words). `quotes` must be among the places that the findings point at, `severity`
among their severities, `family` among their families, `says` in a message. `profile` is the name of one, or what a
user's profile file holds. `judge`: a judge is asked, who points at the candidates with these words.
tests/cases/paragraphs.txt holds paragraphs, one a line, whose figures fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
import yaml

import extractor
from extractor.checks.finding import Finding
from extractor.checks.registry import all_rules, select
from extractor.claims.question import Question, Ruling
from extractor.pipeline import review_string
from extractor.profile import named

CASES = Path(__file__).parent.parent / "cases"


_COMPUTED = ("arithmetic", "text_table", "text_text", "table_table", "scoring", "unit")


def _half_width(text: str) -> str:
    return text.translate(str.maketrans("，；（）", ",;()"))


def _cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}-{case['name']}")
        for file in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def _text(case: dict[str, Any]) -> str:
    if "text" in case:
        return str(case["text"])
    text = (CASES / "texts" / f"{case['file']}.txt").read_text(encoding="utf-8")
    for old, new in case.get("replace", {}).items():
        assert old in text, f"{old!r} is not in {case['file']}.txt"
        text = text.replace(old, new)
    return text


class _Pointing:
    """A judge that points at the candidates that hold `words`."""

    name = "scripted"
    versions: Mapping[str, str] = {"judge": "scripted"}

    def __init__(self, words: str) -> None:
        self._words = words

    def rule(self, questions: Sequence[Question]) -> Iterator[Ruling]:
        for one in questions:
            yield Ruling(one, tuple(given.id for given in one.candidates if self._words in given.said))


@cache
def _findings(text: str, profile: str = "", judge: str = "") -> tuple[Finding, ...]:
    if not profile:
        return extractor.review_text(text, judge=_Pointing(judge) if judge else None, preview=True).findings
    with NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(profile)
        file.flush()
        chosen = named(file.name if "=" in profile else profile)
        return review_string(text, name="case", rules=select(preview=True), profile=chosen).findings


@pytest.mark.parametrize(("code", "case"), _cases())
def test_rule_fires_only_where_it_should(code: str, case: dict[str, Any]) -> None:
    text = _text(case)
    found = [f for f in _findings(text, case.get("profile", ""), case.get("judge", "")) if f.code == code]
    assert bool(found) == case["fires"], [f.message for f in found]
    printed = {text[span.start : span.end] for finding in found for span in finding.spans}
    assert set(case.get("quotes", [])) <= printed, printed
    if "family" in case:
        assert case["family"] in {f.family for f in found}
    if "severity" in case:
        assert case["severity"] in {f.severity for f in found}
    if "says" in case:
        assert any(case["says"] in f.message for f in found), [f.message for f in found]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_stable_rule_has_enough_cases(rule: Any) -> None:
    if rule.status == "preview" or rule.code.startswith("XX"):
        return  # what the tool says of itself has no text that fires it
    cases = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
    assert sum(case["fires"] for case in cases) >= 3
    assert sum(not case["fires"] for case in cases) >= 5


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_stable_rule_fires_in_two_unlike_texts(rule: Any) -> None:
    """A rule that only one text ever needed is no rule yet: preview, until another text shows the same defect."""
    if rule.status == "preview" or rule.code.startswith("XX"):
        return
    cases = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
    firing = [case for case in cases if case["fires"]]
    # What a model proposes is fed in by the case itself, whatever its text.
    judged = all("judge" in case for case in firing)
    assert judged or len({case.get("file", case.get("text")) for case in firing}) >= 2


@pytest.mark.parametrize("file", sorted((CASES / "texts").glob("*.txt")), ids=lambda file: file.stem)
def test_reports_without_a_defect_have_no_errors_or_warnings(file: Path) -> None:
    found = _findings(file.read_text(encoding="utf-8"))
    assert not [f.message for f in found if f.severity != "info"]


@pytest.mark.parametrize("printed", [str, _half_width], ids=["full-width", "half-width"])
@pytest.mark.parametrize("paragraph", (CASES / "paragraphs.txt").read_text(encoding="utf-8").splitlines())
def test_paragraphs_whose_figures_fit_contradict_nothing(paragraph: str, printed: Callable[[str], str]) -> None:
    text = f"青禾区综合服务中心2022年度部门整体支出绩效自评报告\n\n三、部门整体支出绩效情况\n{printed(paragraph)}\n"
    found = _findings(text)
    assert not [f.message for f in found if f.family in _COMPUTED and f.severity != "info"]
