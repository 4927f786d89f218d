"""A proposal becomes a claim only where the text bears it out, field by field."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.claims.model import Claim, Segment
from extractor.claims.models.proposal import Proposal, Proposer, Unfounded, carried_into, claim
from extractor.document.model import Span

TEXT = (
    "青禾区水务站全年巡渠１２６次，投诉办结率达98%以上，未发生公车购置支出，"
    "比上年下降3个百分点；整改未完成，评价等级为良。"
)
SEGMENT = Segment("s1", Span(0, len(TEXT)), "d1", "performance", ("三、工作成效",), "2020年度")
BY = Proposer("openai/scripted", 0.7, frozenset({"举办青禾讲堂24期"}))


def made(**fields: Any) -> Claim:
    asked: dict[str, Any] = {
        "segment": "s1", "quote": "巡渠１２６次", "kind": "count", "indicator": "巡渠", "role": "actual",
        "direction": None, "evidence": None,
    }  # fmt: skip
    return claim(Proposal(**(asked | fields)), TEXT, SEGMENT, None, BY)


def test_the_figure_is_read_from_the_quote() -> None:
    found = made(quote="巡渠126次")
    assert (found.quote, found.value, found.number, found.unit) == ("巡渠１２６次", "１２６次", "126", "次")
    assert (found.grounding, found.extractor, found.period) == ("normalised", "openai/scripted", "全年")


def test_comparator_comes_from_the_quote() -> None:
    found = made(quote="投诉办结率达98%以上", kind="ratio", indicator="投诉办结率")
    assert (found.number, found.comparator) == ("98", "ge")


def test_nothing_spent_is_zero() -> None:
    found = made(quote="未发生公车购置支出", kind="amount", indicator="公车购置支出")
    assert (found.value, found.number) == ("未发生", "0")


def test_a_grade_is_a_score_without_a_number() -> None:
    found = made(quote="评价等级为良", kind="score", indicator="评价等级")
    assert (found.value, found.number, found.comparator) == ("良", None, None)


def test_evidence_stands_only_where_the_codebook_asks_for_it() -> None:
    assert made(evidence="named").evidence is None
    assert made(quote="整改未完成", kind="status", indicator="整改").evidence == "none"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quote": "巡渠127次"}, "没有逐字出现"),
        ({"quote": "整改已完成"}, "没有逐字出现"),
        ({"quote": "完成"}, "没有逐字出现"),
        ({"quote": "98%"}, "没有逐字出现"),
        ({"quote": "巡渠98%以上"}, "没有逐字出现"),
        ({"quote": ""}, "没有逐字出现"),
        ({"quote": "举办青禾讲堂24期"}, "抄自示例"),
        ({"quote": "巡" * 500}, "超过"),
        ({"kind": "amount"}, "没有 amount"),
        ({"kind": "ratio"}, "没有 ratio"),
        ({"kind": "score"}, "没有 score"),
        ({"quote": "整改未完成", "kind": "count", "indicator": "整改"}, "没有 count"),
        ({"indicator": "巡河"}, "没有的字词"),
        ({"indicator": ""}, "没有写明"),
        ({"kind": "change", "direction": None}, "direction"),
        ({"quote": "比上年下降3个百分点", "kind": "change", "indicator": "投诉", "direction": "up"}, "升降相反"),
    ],
)
def test_a_lie_in_any_field_is_a_reason_and_no_claim(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(Unfounded, match=said):
        made(**fields)


def test_a_figure_that_measures_needs_a_figure() -> None:
    text = "整改按要求完成。"
    proposal = Proposal(
        segment="s1", quote="整改按要求完成", kind="status", indicator="整改", role="actual", direction=None,
        evidence="number",
    )  # fmt: skip
    with pytest.raises(Unfounded, match="没有数字"):
        claim(proposal, text, Segment("s1", Span(0, len(text)), "d1", "performance"), None, BY)


def test_a_time_goes_on_to_the_next_sentence_of_the_paragraph() -> None:
    text = "上半年开展巡查。发现隐患3处。\n整改2处。"
    places = [Span(0, 8), Span(8, 15), Span(16, len(text))]
    segments = [Segment(f"s{n}", place, "d1", "performance") for n, place in enumerate(places)]
    assert carried_into(text, segments) == {"s0": None, "s1": "上半年", "s2": None}
