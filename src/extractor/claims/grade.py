"""Grades in words: `评价等次优秀`, `总体绩效评价评为好`."""

from __future__ import annotations

import re

from extractor.claims.clause import Clause
from extractor.claims.draft import Draft
from extractor.claims.lexicon import pattern

_ABOUT = re.compile(r"评价|自评|评定|评分|绩效|考核|等级|等次|评级|结论|综合评")


def grade(clause: Clause) -> Draft | None:
    """The claim that a clause makes by a grade, or nothing."""
    found = pattern(
        r"(?P<what>.*?)(?P<link><graded>|为|是|：|:)?\s*(?P<quoted>[“\"‘]?(?P<grade><grades>)[”\"’]?)(?:等次|等级|档|级别|等|级)?$",
        graded="score.graded", grades="score.grades",
    ).match(clause.text)  # fmt: skip
    if (
        found is None
        or not (found["link"] or "“" in found["quoted"])
        or not _ABOUT.search(found["what"] + (found["link"] or ""))
    ):
        return None
    what = found["what"].strip() or found["link"]
    start, end = found.span("grade")
    return Draft(
        start=clause.start, end=clause.start + found.end("quoted"), kind="score", indicator=what,
        value=(clause.start + start, clause.start + end), made_by="grade-words",
    )  # fmt: skip
