from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from extractor.output.layout import indented, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("基本支出七十万元", 8, ["基本支出", "七十万元"]),
        ("支出1234.56万元", 10, ["支出", "1234.56万", "元"]),
        ("完成率≥98%以上", 8, ["完成率", "≥98%以上"]),
        ("一二三，四五", 6, ["一二", "三，四", "五"]),
        ("甲乙（丙丁）", 6, ["甲乙", "（丙", "丁）"]),
        ("1234567890", 4, ["1234", "5678", "90"]),
        ("", 4, [""]),
        ("甲 乙丙", 2, ["甲", "乙", "丙"]),
        ("列“综合得分”；另见", 13, ["列“综合得", "分”；另见"]),
        ("服务商（如 openai/NAME）", 16, ["服务商（如", "openai/NAME）"]),
        ("加 --model 即报错", 10, ["加 --model", "即报错"]),
        ("PDF文件不能读", 8, ["PDF文件", "不能读"]),
    ],
)
def test_lines_break_where_a_reader_would_break_them(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="支出预算，。（）“”12.,%≥ab ", max_size=60), st.integers(4, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_later_lines_are_indented() -> None:
    assert indented("一二三四五六七八", 12, 4) == "一二三四\n    五六七八"
