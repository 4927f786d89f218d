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
