"""Labels that are as the codebook says, labels that are not, and relations recomputed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import claim, place

from extractor.evaluation.arithmetic import verdict
from extractor.evaluation.corpus import Labelled
from extractor.evaluation.statistics import most_alike, statistics
from extractor.evaluation.validation import Issue, issues

TEXT = "云岭县农技站处理收文1553份，验收3万余份，群众满意度显著提升，自评等次为优，培训不够。"
INCOMING = claim(TEXT, "处理收文1553份", number="1553", unit="份", value="1553份")
RISE = claim(TEXT, "群众满意度显著提升", "change", direction="up", evidence="none")
GRADE = claim(TEXT, "自评等次为优", "score", value="优")
PROBLEM = claim(TEXT, "培训不够", "problem", section="problems")


def found(**labels: list[dict[str, Any]]) -> list[Issue]:
    complete = {name: tuple(labels.get(name, ())) for name in ("claims", "rows", "findings", "relations")}
    return list(issues(Labelled("甲", Path("甲"), TEXT, complete)))


def test_good_labels_have_no_issue() -> None:
    about = claim(TEXT, "验收3万余份", number="3", unit="万份", value="3万余份", comparator="gt")
    assert found(claims=[INCOMING, about, RISE, GRADE, PROBLEM]) == []


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ({**INCOMING, "start": INCOMING["start"] + 1}, "不在"),
        ({**INCOMING, "quote": ""}, "引文为空"),
        ({**INCOMING, "kind": "number"}, "kind 不能是 'number'"),
        ({**INCOMING, "comparator": None}, "缺少 comparator"),
        ({**INCOMING, "number": "1,553"}, "不是十进制"),
        ({**INCOMING, "number": None}, "comparator 应为 null"),
        ({**INCOMING, "number": "1533"}, "与 value“1553份”不符"),
        ({**INCOMING, "unit": "件"}, "unit“件”不在"),
        ({**INCOMING, "direction": "up"}, "direction"),
        ({**INCOMING, "evidence": "none"}, "evidence 应为 null"),
        ({**INCOMING, "indicator": " "}, "indicator 为空"),
        ({**RISE, "direction": None}, "direction"),
        ({**RISE, "evidence": None}, "evidence 缺少"),
        ({**PROBLEM, "period": "2023年"}, "period 应为 null"),
    ],
)
def test_a_claim_against_the_codebook_is_told(label: dict[str, Any], told: str) -> None:
    assert [issue for issue in found(claims=[label]) if re.search(re.escape(told), issue.told)]


def test_order_repetition_and_missing_files_are_told() -> None:
    assert [issue.told for issue in found(claims=[RISE, INCOMING])] == ["没有按正文顺序排列"]
    assert [issue.told for issue in found(claims=[RISE, RISE])] == ["与前面一条完全相同"]
    partly = Labelled("甲", Path("甲"), TEXT, {"claims": (RISE,)})
    assert [issue.file for issue in issues(partly)] == ["rows.jsonl", "findings.jsonl", "relations.jsonl"]


def test_a_cell_that_stands_nowhere_is_doubtful() -> None:
    row = {"table": "表", "row_kind": "indicator", **place(TEXT, "收文1553份")}
    assert found(rows=[{**row, "cells": {"三级指标": "收 文", "得分": ""}}]) == []
    assert [issue.level for issue in found(rows=[{**row, "cells": {"三级指标": "发文"}}])] == ["doubt"]


def relation(kind: str, text: str, /, **more: Any) -> tuple[dict[str, Any], str]:
    """`part=figure` words of `text` become members, in order."""
    members, at = [], 0
    for part, quote in (word.split("=") for word in text.split() if "=" in word):
        digits = re.match(r"[\d.,]+", quote)
        assert digits
        start = text.index(f"={quote}", at) + 1
        at = start
        members.append({"quote": digits[0], "start": start, "end": start + len(digits[0]), "part": part})
    return {"relation": kind, "members": members, **more}, text


@pytest.mark.parametrize(
    ("kind", "text", "more", "expected"),
    [
        ("sum", "whole=100 addend=60 addend=40", {}, "holds"),
        ("sum", "whole=100 addend=60 addend=50", {}, "fails"),
        ("sum", "whole=2.38亿元 addend=8663.2万元 addend=15136.8万元", {}, "holds"),
        ("sum", "whole=2.38 addend=8663.2 addend=15136.8", {}, "scaled"),
        ("sum", "whole=10.01 addend=3.33 addend=6.67", {}, "holds"),
        ("sum", "addend=85.39 addend=14.61", {"implied_whole": "100"}, "holds"),
        ("sum", "addend=85.39 addend=14.61", {}, "unchecked"),
        ("weight_sum", "whole=100 weight=10 weight=50 weight=30 weight=10", {}, "holds"),
        ("score_sum", "whole=96.5 score=9.8 score=47 score=29.7 score=9", {}, "fails"),
        ("difference", "result=47 minuend=50 subtrahend=3", {}, "holds"),
        ("difference", "result=46 minuend=50 subtrahend=3", {}, "fails"),
        ("share", "percent=38.90% numerator=3468 denominator=8914", {}, "holds"),  # cut, not rounded
        ("share", "percent=38.70% numerator=3468 denominator=8914", {}, "fails"),
        ("rate", "percent=95.73% numerator=2696.16 denominator=2816.40", {}, "holds"),
        ("rate", "result=6714元 numerator=5807.5万元 denominator=8650户", {}, "holds"),
        ("rate", "percent=99.7 subtrahend=35 denominator=4980", {}, "unchecked"),
        ("change_rate", "new=112 old=100 percent=12%", {}, "holds"),
        ("change_rate", "new=90 old=100 percent=10%", {}, "holds"),
        ("change_rate", "new=90 old=100 percent=11.5%", {}, "fails"),
        ("equal", "member=100 member=100", {}, "holds"),
        ("equal", "member=100 member=101", {}, "fails"),
        ("equal", "member=153.57万 member=154万", {}, "holds"),
        ("product", "factor=74 factor=2300元 result=17.02万元", {}, "holds"),
        ("score_le_weight", "score=10 weight=10", {}, "holds"),
        ("score_le_weight", "score=11 weight=10", {}, "fails"),
        ("target_met", "target=90 actual=95", {"direction": ">="}, "holds"),
        ("target_met", "target=90 actual=95", {"direction": "<="}, "fails"),
        ("rate_score", "rate=87.5% weight=4 score=3.5", {}, "holds"),
        ("rate_score", "target=85 actual=88 weight=5 score=4.83", {}, "holds"),
        ("rate_score", "rate=87.5% weight=4 score=3.9", {}, "fails"),
        ("count_list", "count=2", {"items": ["甲", "乙"]}, "holds"),
        ("count_list", "count=3", {"items": ["甲", "乙"]}, "fails"),
        ("product", "factor=20 factor=3 result=7", {}, "fails"),
        ("rubric", "factor=2 result=6", {}, "unchecked"),
    ],
)
def test_relations_are_recomputed_by_kind(kind: str, text: str, more: dict[str, Any], expected: str) -> None:
    assert verdict(*relation(kind, text, **more)) == expected


def test_a_relation_that_fails_is_an_error_unless_its_note_knows_why() -> None:
    label, text = relation("sum", "whole=100 addend=60 addend=50", formula="60+50=100", label="合计", certainty="sure")
    for more, level in (({}, "error"), ({"note": "as printed"}, "doubt")):
        complete = {"claims": (), "rows": (), "findings": (), "relations": ({**label, **more},)}
        (issue,) = issues(Labelled("甲", Path("甲"), text, complete))
        assert (issue.level, issue.number) == (level, 1)
        assert "60+50=100" in issue.told


def report(name: str, text: str, **labels: Any) -> Labelled:
    return Labelled(name, Path(name), text, labels)


def test_the_most_alike_reports_share_most_of_the_shorter_one() -> None:
    common = "本年度各项工作任务圆满完成。"
    reports = [
        report("甲", common + "甲乙丙丁"),
        report("乙", "\n".join(common) + "子丑寅卯辰巳午未"),
        report("丙", "天地玄黄宇宙洪荒日月盈昃辰宿列张"),
    ]
    shared = most_alike(reports)
    assert shared is not None
    assert (shared.first, shared.second) == ("甲", "乙")
    # 7 of 甲's 11 shingles lie in the common sentence.
    assert shared.share == pytest.approx(7 / 11)
    assert most_alike(reports[:1]) is None


def test_statistics_count_labels_and_dialects() -> None:
    table = "附表\n| 项目 | 金额 |\n| --- | --- |\n| 甲 | 1 |\n"
    counted = statistics([report("甲", TEXT, claims=(INCOMING, GRADE)), report("乙", table)])
    assert (counted.reports, counted.labelled) == (2, 1)
    assert counted.kinds == {"count": 1, "score": 1}
    assert (counted.fields["value"], counted.fields["number"]) == (2, 1)
    assert counted.dialects == {"narrative": 1, "pipes": 1}
