"""Whose report it is, and of which year."""

from __future__ import annotations

import pytest

from extractor import identity, review_text


@pytest.mark.parametrize(
    ("title", "text", "unit"),
    [
        ("2022年度项目支出绩效自评报告", "填报单位：青禾区园林站\n", "青禾区园林站"),
        ("2022年度项目支出绩效自评报告", "单位：万元\n实施单位（盖章）：青禾区园林站\n", "青禾区园林站"),
        ("2022年度项目支出绩效自评报告", "单位：万元\n部门：略\n", ""),
        ("青禾区园林站2022年度部门整体支出绩效自评报告", "", "青禾区园林站"),
        ("青禾区园林站关于2022年度绿化养护项目的绩效自评报告", "", "青禾区园林站"),
        ("城区绿化养护专项资金2022年度绩效自评报告", "", ""),
        ("城区绿化养护项目2022年度绩效自评报告", "预算部门 青禾区园林站", "青禾区园林站"),
    ],
)
def test_the_unit_is_named_by_a_label_or_by_the_title(title: str, text: str, unit: str) -> None:
    assert identity.unit(title, text, ()) == unit


def test_a_form_says_it_before_the_title_does() -> None:
    report = review_text(
        "石桥镇2022年度绿化养护项目绩效自评报告\n\n项目支出绩效自评表\n项目名称\t绿化养护\n主管部门\t石桥镇人民政府\t实施单位\t石桥镇园林站\n"
    )
    assert report.unit == "石桥镇园林站"


def test_the_year_is_the_titles_before_the_texts() -> None:
    assert identity.year("2023年度自评报告", "2022年度", ()) == "2023"
    assert identity.year("自评报告", "成立于2009年，2022年度预算10万元", ()) == "2022"
