"""Paragraphs broken into lines of print are whole again; lists, headings and short lines stay apart."""

from __future__ import annotations

import textwrap

import pytest
from tests.document.structure import check

from extractor.document.reader import read_text

PARAGRAPHS = [
    "云岭县水利局是县人民政府工作部门，内设办公室、规划财务股、水利建设股等7个股室，下属单位4个，编制62名，实有58人，其中在职人员56人、退休返聘人员2人。",
    "全年安排项目资金1368.5万元，其中中央资金860万元、省级资金320万元、县级配套188.5万元，实际支出1302.46万元，预算执行率95.17%，结余资金按规定上缴县财政。",
    "全年维修渠道36.8公里、加固塘坝42座、新建提灌站6座，改善灌溉面积1.86万亩，受益群众2.4万人，经第三方机构问卷调查，群众满意度达到93.6%，比上年提高1.2个百分点。",
]


LONG = [",".join(part.rstrip("。") for part in parts) + "。" for parts in (PARAGRAPHS[:2], PARAGRAPHS[1:], PARAGRAPHS)]
"""A full line that ends a sentence could end a paragraph too; here no sentence ends before its paragraph."""


def wrapped(paragraph: str, width: int) -> str:
    return "\n".join(textwrap.wrap(paragraph, width, break_on_hyphens=False))


def joined(text: str) -> list[str]:
    submission = read_text(text)
    check(submission)
    (document,) = submission.documents
    return ["".join(paragraph.span.of(text).split()) for paragraph in document.paragraphs]


@pytest.mark.parametrize("width", [28, 35, 41])
def test_lines_of_print_are_one_paragraph(width: int) -> None:
    heads = ["一、基本情况", "二、资金情况", "三、产出情况"]
    parts = [f"{head}\n{wrapped(paragraph, width)}" for head, paragraph in zip(heads, LONG, strict=True)]
    assert joined("\n".join(parts) + "\n") == LONG


def test_items_of_a_list_stay_apart() -> None:
    items = [f"{number}.{paragraph}" for number, paragraph in enumerate(PARAGRAPHS, 1)]
    assert joined("\n".join(wrapped(item, 32) for item in items) + "\n") == items


def test_whole_paragraphs_are_left_alone() -> None:
    assert joined("\n".join(PARAGRAPHS) + "\n") == PARAGRAPHS
    short = ["本单位编制12名", "实有11人", "全年支出30万元", "其中基本支出20万元", "项目支出10万元", "没有结余"]
    assert joined("\n".join(short) + "\n") == short
