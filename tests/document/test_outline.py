"""Headings, their restored numbers, and the paragraphs under them; the cases are in outline.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.document.structure import check

from extractor.document.model import Heading
from extractor.document.reader import read_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "outline.yaml").read_text("utf-8"))


def line(heading: Heading, text: str) -> str:
    number = heading.restored or heading.number
    return " ".join(part for part in (str(heading.level), number, heading.title.of(text)) if part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_headings_and_paragraphs(case: dict[str, Any]) -> None:
    submission = read_text(case["text"])
    check(submission)
    (document,) = submission.documents
    assert [line(heading, case["text"]) for heading in document.headings] == case["headings"]
    assert [paragraph.span.of(case["text"]) for paragraph in document.paragraphs] == case["paragraphs"]


def test_a_paragraph_knows_its_innermost_section() -> None:
    text = "一、支出情况\n（一）基本支出\n10万元。\n二、问题\n进度慢。\n"
    (document,) = read_text(text).documents
    titles = []
    for paragraph in document.paragraphs:
        heading = document.sections[paragraph.section].heading
        assert document.section_at(paragraph.span.start) == paragraph.section
        titles.append(heading.title.of(text) if heading else None)
    assert titles == ["基本支出", "问题"]
    assert [section.parent for section in document.sections] == [None, 0, 1, 0]


def test_a_title_on_every_page_splits_nothing() -> None:
    title = "云岭县水利局2022年度部门整体支出绩效自评报告"
    text = f"{title}\n一、基本情况\n全年支出30万元。\n- 2 -\n{title}\n二、存在的问题\n进度偏慢。\n"
    submission = read_text(text)
    (document,) = submission.documents
    assert [paragraph.span.of(text) for paragraph in document.paragraphs] == ["全年支出30万元。", "进度偏慢。"]
    assert len(document.headings) == 2


def test_what_a_site_adds_is_no_narrative() -> None:
    text = (
        "索引号：01358/2022-004    分类：财政\n发布时间：2022-03-28\n石桥镇2021年度绩效自评报告\n一、概况\n编制12名。\n"
        "上一篇：预算公开    下一篇：没有了\n"
    )
    (document,) = read_text(text).documents
    assert [paragraph.span.of(text) for paragraph in document.paragraphs] == ["编制12名。"]
