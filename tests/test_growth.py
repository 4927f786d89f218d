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


def _deductions(count: int) -> str:
    """Rows that lost points, some without a reason, with a word of their own each, and a problem for every other."""
    rows = "".join(
        f"|产出指标|数量指标|{_name(n)}巡查次数|≥{100 + n}次|{80 + n}次|10|{8 + n % 3}|{'人手不足' if n % 2 else ''}|\n"
        for n in range(count)
    )
    head = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|\n"
    return f"{_problems(count)}\n项目支出绩效自评表\n{head}{rows}"


def _problems(count: int) -> str:
    told = "".join(f"{n + 1}.{_name(n)}管护不到位，{n + 3}处设施损坏未修复。\n" for n in range(count))
    meant = "".join(f"{n + 1}.加强{_name(n)}管护，修复{n + 3}处设施。\n" for n in range(count))
    return f"三、存在的问题\n{told}四、改进措施\n{meant}"


def _projects(count: int) -> str:
    """Many projects, each with its own chapter of text and its own form."""
    return "".join(
        f"{n}号{_name(n)}养护项目支出绩效自评报告\n一、项目概况\n"
        f"{_name(n)}养护项目安排{100 + n}万元，支出{90 + n}万元。\n"
        f"二、存在的问题\n{_name(n)}养护进度偏慢。\n项目支出绩效自评表\n项目名称|{_name(n)}养护\n{_HEADS}"
        f"|产出指标|数量指标|{_name(n)}养护里程|≥{30 + n}公里|{20 + n}公里|10|10|\n总分|||||100|90|\n\n"
        for n in range(count)
    )


def _partitions(count: int) -> str:
    """Wholes with parts that exclude each other, in one sentence."""
    return (
        "一、工作成效\n"
        + "，".join(f"抽检{_name(n)}{96 + n}份，合格{91 + n}份、不合格5份" for n in range(count))
        + "。\n"
    )


def _name(number: int) -> str:
    first, second = divmod(number, 12)
    return "东西南北上下前后左右新老"[second] + "河山林田湖桥港渠塘坝湾岭"[first % 12] + "村镇"[first // 12 % 2]


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


_MADE = [
    _forms, _rows, _budgets, _lines, _one_line, _distinct, _deductions, _problems, _projects, _partitions,
]  # fmt: skip


@pytest.mark.parametrize("made", _MADE)
def test_four_times_the_report_is_about_four_times_the_work(
    made: Callable[[int], str], calls: Callable[[str], int]
) -> None:
    assert calls(made(120)) < 7 * calls(made(30))
