"""Values of indicator rows met again in the text: one relation where they agree, an alarm where they surely do not."""

from __future__ import annotations

import pytest

import extractor
from extractor.relations.model import Relation

REPORT = """青禾区灌溉渠道项目支出绩效自评报告

一、绩效目标
新建灌溉渠道{goal}公里。

二、完成情况
{told}

项目支出绩效自评表
（2023年度）
	项目名称	青禾区灌溉渠道项目
	一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
	产出指标（50分）	数量指标	新建灌溉渠道	≥{target}公里	{actual}公里	25	25	
		质量指标	验收合格率	100%	100%	25	25	
	效益指标（40分）	社会效益指标	受益农户（含合作社）	≥500户	586户	40	40	
	满意度指标（10分）	服务对象满意度指标	受益群众满意度	≥90%	94.6%	10	10	
	总分	100	100

"""
TOLD = "全年新建灌溉渠道32.5公里，受益群众满意度94.6%。"


def equals(told: str = TOLD, goal: str = "30", target: str = "30", actual: str = "32.5") -> list[Relation]:
    text = REPORT.format(told=told, goal=goal, target=target, actual=actual)
    return [r for r in extractor.review_text(text).relations if r.kind == "equal"]


def test_places_that_agree_are_one_relation() -> None:
    relations = equals()
    assert ["32.5", "32.5"] in [sorted(m.figure.quote for m in r.members) for r in relations]
    assert not [r.formula for r in relations if r.verdict == "contradicted"]


@pytest.mark.parametrize(
    "change",
    [
        {"actual": "52.5"},
        {"told": TOLD.replace("32.5", "62.5")},
        {"told": TOLD.replace("94.6", "84.6")},
        {"goal": "80"},
    ],
)
def test_one_place_that_differs_contradicts(change: dict[str, str]) -> None:
    assert [r for r in equals(**change) if r.verdict == "contradicted"]


@pytest.mark.parametrize(
    "told",
    [
        "上半年新建灌溉渠道12.5公里。",
        "其中：云岭镇新建灌溉渠道12.5公里、石桥镇20.0公里。",
        "较上年新建灌溉渠道28.5公里有所增加。",
        "受益农户568户、农机合作社18家。",
        "新建灌溉渠道完成投资62.5万元。",
        "新建灌溉渠道计划30公里。",
    ],
)
def test_another_amount_is_no_contradiction(told: str) -> None:
    assert not [r.formula for r in equals(told) if r.verdict == "contradicted"]
