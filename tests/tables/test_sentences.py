"""Indicators that a report writes as lines of prose are rows, however the line is put."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.document.reader import read_text
from extractor.tables.forms import forms

_DATA = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
BEFORE = ("渡口改造项目绩效自评报告", "三、绩效目标完成情况分析")
AFTER = ("四、存在问题", "管理不够精细。", "")
PARTS = {"三级指标": "name", "年度指标值": "target", "实际完成值": "actual", "分值": "weight", "得分": "score"}


@pytest.mark.parametrize("template", _DATA["templates"])
def test_a_line_is_a_row(template: str) -> None:
    assert _read(*_printed(template)) == _EXPECTED


@pytest.mark.parametrize("template", _DATA["paragraphs"])
def test_a_paragraph_has_a_row_for_each_indicator(template: str) -> None:
    assert _read("（一）产出指标完成情况。" + "".join(_printed(template))) == _EXPECTED


@pytest.mark.parametrize("head", _DATA["heads"])
def test_a_heading_with_points_is_the_group_of_the_rows_below_it(head: str) -> None:
    text = "\n".join([*BEFORE, head, *_printed(_DATA["templates"][0]), *AFTER])
    first, *rows = [row for form in forms(read_text(text)) for row in form.rows]
    group = first.text("一级指标")
    assert group.startswith("产出指标")
    assert (first.kind, first.text("分值"), first.text("得分")) == ("total", "50分", "48分")
    assert [row.text("一级指标") for row in rows] == [group] * len(_EXPECTED)


def test_a_rate_right_before_its_points_is_what_was_reached() -> None:
    text = "\n".join([*BEFORE, "预算执行率98.31%，得9.83分（满分10分）。", *AFTER])
    (row,) = [row for form in forms(read_text(text)) for row in form.rows]
    assert (row.text("三级指标"), row.text("实际完成值"), row.text("得分")) == ("预算执行率", "98.31%", "9.83分")


@pytest.mark.parametrize("head", _DATA["heads"])
def test_groups_that_begin_anew_are_another_project_s_form(head: str) -> None:
    project = [head, *_printed(_DATA["templates"][0])]
    found = forms(read_text("\n".join([*BEFORE, *project, *project, *AFTER])))
    assert [sum(row.kind == "indicator" for row in form.rows) for form in found] == [len(_EXPECTED)] * 2


@pytest.mark.parametrize("sentence", _DATA["narrative"])
def test_a_sentence_that_tells_of_work_is_no_row(sentence: str) -> None:
    assert _read(sentence) == []


def _printed(template: str) -> list[str]:
    return [template.format(n=number, **one) for number, one in enumerate(_DATA["indicator"], 1)]


def _read(*lines: str) -> list[dict[str, str]]:
    text = "\n".join([*BEFORE, *lines, *AFTER])
    rows = [row for form in forms(read_text(text)) for row in form.rows if row.kind == "indicator"]
    return [{heading: row.text(heading).removesuffix("分") for heading in PARTS} for row in rows]


_EXPECTED = [{heading: one[part] for heading, part in PARTS.items()} for one in _DATA["indicator"]]
