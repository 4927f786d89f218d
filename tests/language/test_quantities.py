"""The quantity reader on expressions of the field (quantities.jsonl), and what holds for all texts."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.numerals import chinese
from extractor.language.quantities import quantities, read

CASES = [json.loads(line) for line in Path(__file__).with_name("quantities.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_reads_what_is_printed(case):
    text = case["text"]
    reading = read(text)
    found = [
        {"text": text[q.start : q.end], "number": str(q.number), "unit": q.unit, "comparator": q.comparator}
        | ({"high": str(q.high)} if q.high is not None else {})
        for q in reading.quantities
    ]
    assert found == case["quantities"]
    marks = [{"text": text[u.start : u.end], "reason": u.reason} for u in reading.unreadable]
    assert marks == case.get("unreadable", [])


@pytest.mark.parametrize(
    ("text", "value", "base", "dimension"),
    [
        ("1.5万元", "15000", "元", "money"),
        ("3亿元", "300000000", "元", "money"),
        ("12%", "0.12", "1", "percent"),
        ("九成", "0.9", "1", "percent"),
        ("2个百分点", "0.02", "1", "points"),
        ("20万人次", "200000", "人次", "count"),
        ("2公顷", "20000", "㎡", "area"),
        ("3.2公里", "3200", "m", "length"),
        ("2年", "24", "月", "duration"),
        ("2周", "14", "天", "duration"),
        ("500斤", "250", "kg", "weight"),
        ("2万元/户", "20000", "元/户", "money"),
        ("受益人口3万", "30000", "", "count"),
        ("捐赠3万", "30000", "元", "money"),
        ("10分", "10", "分", "score"),
        ("5个", "5", "个", "count"),
    ],
)
def test_leads_to_the_base_unit(text, value, base, dimension):
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.base, quantity.dimension) == (Decimal(value), base, dimension)


def test_third_keeps_its_place_and_says_percent():
    (quantity,) = quantities("三分之一以上")
    assert abs(quantity.value * 3 - 1) < Decimal("1e-20")
    assert (quantity.dimension, quantity.comparator, quantity.end) == ("percent", "ge", 6)


def test_digits_are_the_number_alone():
    text = "共计100多万字，近百余次，20-30%"
    assert [text[q.digits_start : q.digits_end] for q in quantities(text)] == ["100", "百", "20"]


def test_a_year_that_fills_its_cell_is_a_value_and_in_prose_it_is_not():
    text = "\t2020\n2020云岭论坛"
    assert [text[q.start : q.end] for q in quantities(text)] == ["2020"]


def test_reads_only_its_part_and_gives_offsets_of_the_whole():
    text = "前10件，后20件"
    (quantity,) = quantities(text, 5)
    assert text[quantity.start : quantity.end] == "20件"


def test_places_are_those_of_the_original_behind_dropped_characters():
    text = "績(jī)效\u200b補助\u200b57.5\u200b萬元"
    (quantity,) = quantities(text)
    assert text[quantity.start : quantity.end] == "57.5\u200b萬元"
    assert quantity.unit == "萬元"
    assert quantity.factor == 10000


@settings(deadline=None)
@given(
    st.decimals(0, 10**9, places=4),
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(["万元", "%", "人次", "㎡", "分"]),
)
def test_printed_numbers_come_back(value, places, grouped, unit):
    printed = f"{value:{',' if grouped else ''}.{places}f}"
    (quantity,) = quantities(f"完成{printed}{unit}。")
    assert quantity.number == Decimal(printed.replace(",", ""))
    assert (quantity.decimals, quantity.unit) == (places, unit)


@settings(deadline=None)
@given(
    st.text(
        "0123456789.,，%％万亿元人次个年月日第近约超余多以上一二三十百千几-—~至《》()（）“”XQ*≥≧ \n\t篇\u200b績(jī)",
        max_size=40,
    )
)
def test_every_place_is_true(text):
    reading = read(text)
    last = 0
    for quantity in reading.quantities:
        assert last <= quantity.start <= quantity.digits_start < quantity.digits_end <= quantity.end <= len(text)
        last = quantity.end
    assert all(0 <= mark.start < mark.end <= len(text) for mark in reading.unreadable)


@settings(deadline=None)
@given(st.integers(1, 10**8 - 1))
def test_chinese_integers_agree_with_cn2an(value):
    cn2an = pytest.importorskip("cn2an")
    assert chinese(cn2an.an2cn(value)) == value


@pytest.mark.parametrize("numeral", ["十十", "二百千", "百百", "点五", "三点", ""])
def test_misformed_numerals_are_none(numeral):
    assert chinese(numeral) is None


def test_a_line_of_half_a_million_characters_is_read_whole():
    text = "处理收文1553份，" * 50_000
    assert len(quantities(text)) == 50_000


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1," * 50_000, "“" * 100_000, "一" * 100_000, "《" * 100_000, "(1" * 50_000]
)
def test_monotonous_text_comes_to_an_end(text):
    read(text)
