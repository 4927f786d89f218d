from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.output.escape import one_line, printable, spreadsheet, visible, workflow


@pytest.mark.parametrize(
    "harmful", ["\x1b", "\x07", "\x9b", "\r", "\u202e", "\u200b", "\ufeff", "\u2066", "\x00", "\u2028"]
)
def test_control_and_format_characters_become_visible(harmful: str) -> None:
    assert visible(f"甲{harmful}乙") == f"甲\\u{{{ord(harmful):04X}}}乙"


@pytest.mark.parametrize("harmless", ["绩效　自评", "㎡①≧", "[/b]", "a\nb\tc", "\u00a0"])
def test_ordinary_text_stays(harmless: str) -> None:
    assert visible(harmless) == harmless


@given(st.text())
def test_one_line_is_one_printable_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert all(ch.isprintable() for ch in line)


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+2", "@SUM(A1)", "\t=1", "＝1", "-"])
def test_formulas_are_quoted(formula: str) -> None:
    assert spreadsheet(formula) == f"'{formula}"


@pytest.mark.parametrize("plain", ["-4.07", "+3", "-12%", "基本支出", "", "3-4", "-1,200.50"])
def test_numbers_and_words_are_not(plain: str) -> None:
    assert spreadsheet(plain) == plain


def test_workflow_commands_keep_their_line() -> None:
    assert workflow("100%\n::error::x") == "100%25%0A::error::x"
    assert workflow("a:b,c%", prop=True) == "a%3Ab%2Cc%25"


def test_file_names_that_are_not_text_can_be_written() -> None:
    assert printable("报告\udcff.txt") == "报告?.txt"
