"""A report four times as long takes about four times the work, counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

import extractor

_HEADS = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|\n"
_LINE = "2023年度共举办培训班12期，培训1200人次，支出35.6万元，占总支出206万元的17.28%，满意度98.5%。\n"


def _forms(count: int) -> str:
    row = "|产出指标|数量指标|培训人次|≥100人次|80人次|10|10|\n"
    return "".join(f"{n}号项目支出绩效自评表\n{_HEADS}{row}总分|||||100|90|\n\n" for n in range(count))


def _rows(count: int) -> str:
    return f"项目支出绩效自评表\n{_HEADS}" + "|产出指标|数量指标|培训人次|≥100人次|120人次|10|10|\n" * count


def _budgets(count: int) -> str:
    head = "项目支出绩效自评表\n|项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分|\n"
    return head + "".join(f"|项目{n}|{100 + n}|{100 + n}|{90 + n}|10|71%|9|\n" for n in range(count))


def _lines(count: int) -> str:
    return "一、工作成效\n" + _LINE * count


def _one_line(count: int) -> str:
    return _lines(count).replace("\n", "")


def _distinct(count: int) -> str:
    line = "检查第{0}号项目{1}次，支出{0}.{1}万元，占{1}.{0}%。\n"
    return "一、工作成效\n" + "".join(line.format(17 + 31 * n % 83, 10 + 47 * n % 89) for n in range(count))


@pytest.fixture
def calls() -> Iterator[Callable[[str], int]]:
    """How many calls the review of a text makes, of Python and of C."""

    def counted(text: str) -> int:
        number = 0

        def count(frame: FrameType, event: str, arg: object) -> None:
            nonlocal number
            number += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            extractor.review_text(text)
        finally:
            sys.setprofile(None)
        return number

    extractor.review_text(_forms(1) + _lines(1))  # lexicons and patterns are made once
    yield counted
    sys.setprofile(None)


@pytest.mark.parametrize("made", [_forms, _rows, _budgets, _lines, _one_line, _distinct])
def test_four_times_the_report_is_about_four_times_the_work(
    made: Callable[[int], str], calls: Callable[[str], int]
) -> None:
    assert calls(made(120)) < 6 * calls(made(30))
