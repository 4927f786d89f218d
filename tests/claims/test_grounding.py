"""A quote is accepted where it stands as it says, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.claims.grounding import ground
from extractor.document.model import Span
from extractor.language.normalise import fold

TEXT = "全年拨付资金153.5万元，办结率达９８％以上，未完成验收；處理  群眾來信1553份。培训近300人，培训近300人。"
WHOLE = Span(0, len(TEXT))


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("拨付资金153.5万元", "exact"),
        ("未完成验收", "exact"),
        ("办结率达98%以上", "normalised"),
        ("处理群众来信1553份", "normalised"),
        ("處理群眾來信1553份", "normalised"),
        ("拨付资金 153.5 万元", "normalised"),
        ("培训近300人", "ambiguous"),
    ],
)
def test_verbatim_full_width_spaced_and_traditional_quotes_are_accepted(quote: str, status: str) -> None:
    assert ground(TEXT, quote, WHOLE).status == status


@pytest.mark.parametrize(
    "quote",
    [
        "拨付资金153.6万元",
        "拨付资金153.5亿元",
        "拨付资金153.5元",
        "拨付资金153.5万",
        "资金153",
        "已完成验收",
        "完成验收",
        "办结率达98%",
        "办结率达98%以下",
        "处理来信1553份",
        "拨付资金办结率",
        "来信553份",
        "300人",
        "",
        "  ",
    ],
)
def test_a_changed_digit_unit_negation_or_a_merged_quote_is_rejected(quote: str) -> None:
    assert ground(TEXT, quote, WHOLE).status == "none"


def test_a_stated_place_decides_between_several() -> None:
    second = TEXT.rindex("培训近300人")
    grounded = ground(TEXT, "培训近300人", WHOLE, at=second)
    assert (grounded.status, grounded.span) == ("exact", Span(second, second + 7))


def test_a_quote_outside_its_segment_stands_nowhere() -> None:
    assert ground(TEXT, "未完成验收", Span(0, 10)).status == "none"


@given(st.text(alphabet="万元未已完成1２3.，% 　處", max_size=30), st.data())
def test_what_is_accepted_reads_the_same_after_folding(text: str, data: st.DataObject) -> None:
    quote = data.draw(st.text(alphabet="万元未已完成12３.，%处", min_size=1, max_size=6))
    span = ground(text, quote, Span(0, len(text))).span
    if span is not None:
        assert "".join(fold(span.of(text)).text.split()) == "".join(fold(quote).text.split())
