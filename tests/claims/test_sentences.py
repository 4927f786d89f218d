"""Sentences of all kinds give the claims that a careful reader would mark, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.claims.embedded import Embedded
from extractor.claims.model import Segment
from extractor.document.model import Span

from .conftest import claims_of, in_line

FILES = ("sentences.toml", "figures.toml", "extents.toml", "words.toml")
CASES = [
    case for name in FILES for case in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_a_sentence_gives_its_claims(case: dict[str, Any]) -> None:
    assert [in_line(claim) for claim in claims_of(case["text"], case["section"])] == case["claims"]


def test_all_kinds_have_cases() -> None:
    kinds = {line.split("|")[0] for case in CASES for line in case["claims"]}
    assert kinds == {"amount", "count", "ratio", "change", "score", "status", "honour", "problem", "measure"}
    assert sum(not case["claims"] for case in CASES) >= 12


def test_nothing_stands_under_a_heading_that_names_money() -> None:
    text = "三、政府性基金预算支出情况\n无"
    segment = Segment("s1", Span(len(text) - 1, len(text)), "d1", "spending", ("政府性基金预算支出情况",))
    assert [in_line(claim) for claim in Embedded().extract(text, [segment])] == [
        "amount|actual|政府性基金预算支出情况\n无|政府性基金预算支出|eq 0"
    ]


def test_under_a_heading_of_grants_what_was_bought_or_earned_was_not_granted() -> None:
    heading = ("专项资金下达情况",)
    bought = claims_of("购置烘干机一台18万元；利润为2万元。", "spending", heading)
    assert [claim.role for claim in bought if claim.kind == "amount"] == ["actual", "actual"]
    assert [claim.role for claim in claims_of("苗圃项目40万元。", "spending", heading)] == ["budget"]


def test_a_duty_copied_into_a_goal_is_no_claim() -> None:
    duty, goal = "统筹全县水利工程建设和管理工作。", "统筹全县水利工程建设和管理"
    text = f"{duty}\n{goal}"
    segments = [
        Segment("s1", Span(0, len(duty)), "d1", "duties"),
        Segment("s2", Span(len(duty) + 1, len(text)), "d1", "goals"),
    ]
    assert list(Embedded().extract(text, segments)) == []


def test_what_an_evaluation_is_for_and_how_it_is_made_claims_nothing() -> None:
    text = "强化支出责任，坚持客观公正、科学规范的评价原则。"
    assert claims_of(text, headings=("绩效评价的目的和原则",)) == []
    assert claims_of(text)


def test_that_the_evaluation_was_made_is_a_claim_in_its_chapter_and_none_in_the_preamble() -> None:
    text = "我馆对2023年度古籍修复经费进行了绩效自评。"
    assert claims_of(text, headings=("绩效自评工作开展情况",))
    assert claims_of(text) == []
