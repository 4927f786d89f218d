"""Periods as written, with the year that they name."""

from __future__ import annotations

import pytest

from extractor.language.period import periods


@pytest.mark.parametrize(
    ("text", "written", "year", "prior"),
    [
        ("2021年支出", "2021年", 2021, False),
        ("2021年度绩效", "2021年度", 2021, False),
        ("截止2021年12月份", "2021年12月份", 2021, False),
        ("2023年12月31日前", "2023年12月31日", 2023, False),
        ("2021年第一季度", "2021年第一季度", 2021, False),
        ("2020年初制定", "2020年初", 2020, False),
        ("2018-2020年", "2018-2020年", 2020, False),
        ("二〇二一年", "二〇二一年", 2021, False),
        ("２０２１年", "２０２１年", 2021, False),
        ("一年来", "一年来", None, False),
        ("本年预算", "本年", None, False),
        ("全年完成", "全年", None, False),
        ("较上年下降", "上年", None, True),
        ("比去年同期", "去年同期", None, True),
        ("十三五规划", "十三五规划", None, False),
        ("1-6月支付", "1-6月", None, False),
    ],
)
def test_reads_the_period(text, written, year, prior):
    (period,) = periods(text)
    assert (period.span.of(text), period.year, period.prior) == (written, year, prior)


@pytest.mark.parametrize("text", ["3个月", "2021件", "三年级", "中年人", "同比增长"])
def test_other_words_are_no_period(text):
    assert periods(text) == []
