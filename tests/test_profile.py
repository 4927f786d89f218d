"""Profiles: those that come with the program are sound, a report shows its own, a user's file extends one."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

import extractor
from extractor import profile as profiles
from extractor.profile import BadFile, Weights, named, names
from extractor.tables.standard import parse_standard


@pytest.mark.parametrize("name", names())
def test_a_profile_that_comes_with_the_program_is_sound(name: str) -> None:
    profile = named(name)
    assert profile.name == name
    assert profile.title
    assert profile.bands
    for grades in profile.grades:
        edges = [edge for _, edge in grades.edges]
        assert edges == sorted(edges, reverse=True)
        assert edges[-1] == 0
        assert {grade for grade, _ in grades.edges} <= set(profile.grade_words.values())
    for weights in profile.weights:
        assert sum((points for _, points in weights.groups), weights.others or Decimal(0)) == 100


@pytest.mark.parametrize(
    ("text", "places", "groups", "year", "name"),
    [
        ("", "", "", "", "national"),
        ("", "湖南省石桥县农业局", "产出指标", "2021", "hunan"),
        ("根据湘财绩〔2020〕7号", "", "", "2021", "hunan"),
        ("20分*执行率", "", "", "2020", "hubei"),
        ("", "银川市青禾区", "", "2020", "yinchuan"),
        ("", "", "成本指标\n产出指标", "2023", "cost-2021"),
        ("", "", "成本指标\n产出指标", "2019", "national"),
        ("转移支付（项目）名称", "湖南省", "成本指标", "2023", "transfer"),
    ],
)
def test_a_report_shows_its_profile(text: str, places: str, groups: str, year: str, name: str) -> None:
    assert profiles.recognised(text, places, groups, year).name == name


def test_weights_fit_by_heading_and_by_what_is_left() -> None:
    printed = [("预算执行率", Decimal(20)), ("产出指标", Decimal(45)), ("效益指标", Decimal(35))]
    assert Weights("", (("执行", Decimal(20)),), Decimal(80)).fits(printed)
    assert not Weights("", (("执行", Decimal(10)),), Decimal(90)).fits(printed)
    assert Weights("", (("", Decimal(35)), ("", Decimal(20)), ("", Decimal(45)))).fits(printed)
    assert not Weights("", (("执行", Decimal(20)), ("产出", Decimal(45)))).fits(printed)


def test_a_file_extends_a_profile_and_adds_a_rubric(tmp_path: Path) -> None:
    file = tmp_path / "云岭.toml"
    file.write_text(
        'title = "云岭县"\nextends = "hubei"\n[[rubrics]]\nindicator = "执行率"\nstandard = "≥95%得满分，否则不得分"\n',
        encoding="utf-8",
    )
    made = named(str(file))
    assert (made.name, made.title, made.basis) == ("云岭", "云岭县", named("hubei").basis)
    assert made.weights == named("hubei").weights
    assert made.recognise is None
    rubric = made.rubric("预算执行率")
    assert rubric
    assert parse_standard(rubric.standard)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('titel = "云岭"', "是否指 title？"),
        ('extends = "hunnan"', "是否指 hunan？可选 "),
        ('extends = "hunnan"', "p.toml：“extends”：没有口径“hunnan”"),
        ("weights = 3", "“weights”应写成一个或几个 [[weights]] 表。"),
        (
            '[[weights]]\nname = "甲"\ngroups = ["甲"]',
            '第 1 个 [[weights]]：“groups”应为成对的名称和数字，如 [["甲", 50]',
        ),
        ('[[weights]]\nname = "甲"\ngroup = []', "是否指 groups？"),
        ("[[bands]]\nedges = [80]", "“edges”应为两个百分数，如 [80, 60]。"),
        ("[[bands]]\nedges = [80, 60]\n[[bands]]\nedges = [nan, 60]", "第 2 个 [[bands]]"),
        ("recognise = 3", "“recognise”应写成 [recognise] 表。"),
        ('[recognise]\nplaces = "云岭"', "[recognise]：“places”应为文字的列表"),
        ('scores = "yes"', "“scores”应为true 或 false。"),
        ("rank = true", "“rank”应为整数。"),
        ('[[grades]]\nname = "甲"\nedges = []', "“edges”应为成对"),
        ('[[grades]]\nname = "甲"', "缺少“edges”"),
        ('[[rubrics]]\nindicator = "("\nstandard = "≥95%得满分，否则不得分"', "“(”不是有效的正则表达式"),
        ('[[rubrics]]\nindicator = "率"\nstandard = "视情况打分"', "评分标准“视情况打分”读不出怎样计分"),
        ("=", "不是有效的 TOML"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_reason(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "p.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=re.escape(said)):
        named(str(file))


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadFile, match="无法读取"):
        named("没有.toml")


def test_the_review_names_the_profile_that_it_used() -> None:
    text = "鄂财绩发〔2020〕3号\n一、基本情况\n在职人员10人。\n"
    assert extractor.review_text(text).profile.name == "hubei"
