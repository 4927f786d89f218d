"""Folding keeps the way back to every place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.language.normalise import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１００％，≧９８％", "100%,≥98%"),
        ("下達補助資金", "下达补助资金"),
        ("績(jī)效", "绩效"),
        ("长度(km)", "长度(km)"),
        ("①25㎡", "①25㎡"),
        ("预\u200b算\ufeff", "预算"),
        ("总　分", "总 分"),
    ],
)
def test_folds(text, folded):
    assert fold(text).text == folded


def test_text_that_needs_nothing_is_returned_itself():
    text = "预算执行率100%"
    assert fold(text).text is text


def test_punctuation_can_stay_as_written():
    assert fold("卷（册），１件", punctuation=False).text == "卷（册），1件"


@settings(deadline=None)
@given(st.text("績绩(jī)jì（）\u200b\ufeff１２，,≧補㎡ ab", max_size=60), st.data())
def test_every_place_leads_back(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    origins = [folded.origin(at) for at in range(len(folded.text))]
    assert origins == sorted(set(origins))
    assert all(fold(text[at]).text == char for at, char in zip(origins, folded.text, strict=True))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("办理收\n文12份", "办理收文12份"),
        ("支出12\r\n  万元", "支出12万元"),
        ("支出95.\n10%", "支出95.\n10%"),
        ("一\n\n二", "一\n\n二"),
    ],
)
def test_line_ends_of_the_print_are_left_out(text: str, folded: str) -> None:
    copy = fold(text, wrapped=True)
    assert copy.text == folded
    assert all(text[copy.origin(at)] == char for at, char in enumerate(copy.text))
