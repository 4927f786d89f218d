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


NAMES = st.sampled_from(["执行率", "完成率", "满意度", ""])
SPELLINGS = st.sampled_from(
    [
        ("{n}≥{a}%得{w}分，{b}%≤{n}＜{a}%得{x}分，{n}＜{b}%不得分", "；"),
        ("{n}{a}%（含）以上得{w}分；{b}%（含）-{a}%得{x}分；{b}%以下不得分", "。"),
        ("{n}在{a}%及以上的，计{w}分；{n}在{b}%（含）和{a}%之间的，计{x}分；低于{b}%的，计0分", "。"),
        ("①{n}≥{a}%，{w}分；②{b}%≤{n}<{a}%，{x}分；③{n}<{b}%，0分", ""),
        ("{n}不低于{a}%得满分，{b}%以上不足{a}%得{x}分，不足{b}%得零分", ""),
        ("{n}{a}%以上得{w}分，{b}%以上得{x}分，否则不得分", "。"),
    ]
)


@given(
    SPELLINGS,
    NAMES,
    st.integers(50, 70),
    st.integers(80, 95),
    st.integers(5, 10),
    st.integers(1, 4),
    st.integers(1, 100),
)
def test_bands_give_the_same_points_however_they_are_spelled(
    spelling: tuple[str, str], name: str, low: int, high: int, weight: int, some: int, value: int
) -> None:
    said = spelling[0].format(n=name, a=high, b=low, w=weight, x=some) + spelling[1]
    due = weight if value >= high else some if value >= low else 0
    bounds = read(said).bounds(Decimal(value), Decimal(weight))
    # An end of which the standard does not say to which of two intervals it belongs is not settled.
    assert bounds == (due, due) or (bounds is None and value in (low, high))


@given(
    st.sampled_from(["每降低1个百分点扣{d}分", "每低一个百分点，扣减{d}分", "每少1%扣{d}分，扣完为止"]),
    st.integers(0, 100),
)
def test_a_deduction_grows_with_what_is_missing(step: str, value: int) -> None:
    bounds = read("达到95%得10分，" + step.format(d="0.5")).bounds(Decimal(value), Decimal(10))
    due = max(Decimal(0), 10 - max(0, 95 - value) * Decimal("0.5"))
    assert bounds == (due, due)


@given(st.decimals(min_value=0, max_value=100, places=2), st.integers(60, 100))
def test_points_in_proportion_lie_between_the_value_and_its_share_of_the_target(value: Decimal, base: int) -> None:
    bounds = read(f"≥{base}%得满分，未达到的按比例得分").bounds(value, Decimal(10))
    assert bounds is not None
    assert bounds[0] <= bounds[1] <= 10
    assert (bounds == (10, 10)) == (value >= base)


@pytest.mark.parametrize(
    "text",
    [
        "满意度90%以上为满分，80%-90%为8分",
        "①制度健全得满分；②执行有效得2分",
        "达标得满分，基本达标得3分，不达标不得分",
        "完成得权重分的100%，部分完成得3分",
    ],
)
def test_full_marks_left_to_the_weight_are_stated_nowhere(text: str) -> None:
    assert read(text).full is None
