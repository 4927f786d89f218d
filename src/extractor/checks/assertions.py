"""What the narrative asserts of what was reached, apart from what it aims at or gives as a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.checks.prose import clause, matches, plain, sentence
from extractor.checks.words import pattern
from extractor.claims.model import Segment
from extractor.document.model import Span
from extractor.report import Report

TOLD = ("performance", "spending", "management", "problems", "other", "profile")
"""Sections that tell what was done; goals, duties and improvements do not."""


def asserted(report: Report, wanted: re.Pattern[str], *sections: str) -> Iterator[tuple[Segment, Span]]:
    """Where the narrative says what is `wanted` of what was reached, with its segment."""
    for segment, span in matches(report, wanted, *(sections or TOLD)):
        goal = "目标" in segment.cell_label and "完成" not in segment.cell_label
        if not goal and not intended(report, span):
            yield segment, span


def intended(report: Report, span: Span) -> bool:
    """Whether what stands at `span` is aimed at, or given as a cause of something else."""
    text, own, whole = plain(report), clause(report, span), sentence(report, span)
    said = text[own.start : span.end]
    aim = pattern("evidence", "aimed").search(said)
    if aim is not None and aim.start() <= span.start - own.start:
        return True
    before = text[whole.start : span.start]
    return bool(pattern("evidence", "cause").match(said) or pattern("evidence", "aimed_first").match(before))


@cache
def marked() -> re.Pattern[str]:
    """A rise or fall with its degree before it (大幅提高, 得到极大改善, 有了明显的回落) or behind it (提高显著)."""
    moved, before, very, behind, become = (
        pattern("evidence", key).pattern for key in ("moved", "degree_before", "very", "degree_behind", "become")
    )
    return re.compile(
        f"(?:{before})[地的]?(?:得到|有|实现)?了?[地的]?(?:{moved})|(?:{moved})(?:{very})*(?:{behind})|{become}"
    )
