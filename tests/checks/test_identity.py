"""A finding keeps its identity when rows change places or lines are edited elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import extractor

WHOLE = (Path(__file__).parent.parent / "cases" / "texts" / "whole.txt").read_text(encoding="utf-8")
ROWS = [
    "| | 质量指标 | 培训合格率 | ≥95% | 96% | 15 | 16 | |",
    "| | 时效指标 | 培训按期完成率 | 100% | 100% | 10 | 12 | |",
    "| | 成本指标 | 人均培训费用 | ≤300元 | 340元 | 10 | 10 | |",
    "| | 质量指标 | 学员结业率 | ≥90% | 80% | 5 | 5 | |",
]
PRINTED = "\n".join(line for line in WHOLE.splitlines() if line.startswith(("| | 质量", "| | 时效", "| | 成本")))


def identities(rows: list[str]) -> Counter[tuple[str, str]]:
    assert PRINTED in WHOLE
    findings = extractor.review_text(WHOLE.replace(PRINTED, "\n".join(rows)), select=["IN008", "SC007"]).findings
    return Counter((finding.code, finding.identity) for finding in findings)


EXPECTED = identities(ROWS)


def test_there_is_something_to_compare() -> None:
    assert {code for code, _ in EXPECTED} == {"IN008", "SC007"}


@settings(max_examples=12, deadline=None)
@given(st.permutations(ROWS))
def test_rows_in_another_order_give_the_same_identities(rows: list[str]) -> None:
    assert identities(rows) == EXPECTED
