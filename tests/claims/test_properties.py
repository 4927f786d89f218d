"""Whatever the text, a claim stands where it says and keeps to its model."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.claims.embedded import Embedded
from extractor.claims.model import Claim
from extractor.claims.segments import segments
from extractor.document.reader import read_text

PIECES = [
    "一、基本情况\n", "二、存在的问题\n", "三、下一步改进措施\n", "2022年", "全年",
    "共", "处理收文", "1553份", "、", "，", "。",
    "；", "：", "基本支出", "153.57万元", "占总支出", "84%", "（", "）", "其中", "比上年", "增长", "下降",
    "0.5个百分点", "均达", "分别为", "和", "“", "”", "有待提高", "未", "不", "无", "荣获", "先进", "第一", "得到",
    "建立了", "制度", "\n", " ", "　", "資金", "３", "近", "百余次", "每", "等", "的", "按照", "要求",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_every_claim_is_grounded_and_what_is_not_says_why(text: str) -> None:
    for claim in Embedded().extract(text, segments(read_text(text))):
        if not isinstance(claim, Claim):
            assert claim.reason
            continue
        assert claim.quote == text[claim.start : claim.end]
        assert claim.indicator
        assert 0 < claim.confidence <= 1
        if claim.number is not None:
            assert claim.value
            assert claim.value in claim.quote


def test_the_same_text_gives_the_same_claims() -> None:
    text = "".join(PIECES)
    first = list(Embedded().extract(text, segments(read_text(text))))
    assert first == list(Embedded().extract(text, segments(read_text(text))))
