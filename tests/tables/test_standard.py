"""Scoring standards are read into rubrics that give the points their words give."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.tables.rubric import Rubric
from extractor.tables.standard import parse_standard

STANDARDS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("standards.toml").read_text(encoding="utf-8"))[
    "standard"
]
CASES = [(s["text"], weight, value, score) for s in STANDARDS for weight, value, score in s["cases"]]


def read(text: str) -> Rubric:
    rubric = parse_standard(text)
    assert rubric is not None
    return rubric


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda s: s["text"][:24])
def test_a_standard_is_read_as_what_it_is(standard: dict[str, Any]) -> None:
    rubric = parse_standard(standard["text"])
    assert (rubric.kind if rubric else "") == standard["kind"]


@pytest.mark.parametrize(("text", "weight", "value", "score"), CASES)
def test_points_for_a_value(text: str, weight: int, value: str, score: str) -> None:
    given_points = read(text).score(Decimal(value), Decimal(weight))
    assert given_points == (None if score == "none" else Decimal(score))


@pytest.mark.parametrize("standard", [s for s in STANDARDS if s["kind"]], ids=lambda s: s["text"][:24])
def test_full_marks_stand_where_they_are_said_to(standard: dict[str, Any]) -> None:
    rubric = read(standard["text"])
    assert rubric.full == (Decimal(standard["full"]) if "full" in standard else None)
    stated = [Decimal(span.of(standard["text"])) for span in rubric.full_spans]
    assert sum(stated) == (rubric.full or 0)


def test_a_step_begun_counts_between_nothing_and_a_whole_one() -> None:
    rubric = read("以100%为标准。控制率≦100%，计5分；每超过一个百分点扣0.5分。")
    assert rubric.bounds(Decimal("101.2"), Decimal(5)) == (Decimal("4.0"), Decimal("4.5"))


@given(st.decimals(min_value=0, max_value=300, places=2))
def test_points_never_leave_the_range_of_the_weight(value: Decimal) -> None:
    for standard in STANDARDS:
        rubric = parse_standard(standard["text"])
        bounds = rubric.bounds(value, Decimal(10)) if rubric else None
        if bounds is not None:
            assert 0 <= bounds[0] <= bounds[1] <= 10


@given(st.text(alphabet="每超过一个百分点扣0.5分计得≥≤90%（含）-80，；。①②例每低于\n", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    rubric = parse_standard(text)
    if rubric is not None:
        rubric.score(Decimal(50), Decimal(10))
        assert all(0 <= span.start < span.end <= len(text) for span in rubric.full_spans)
