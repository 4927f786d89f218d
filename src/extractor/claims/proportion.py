"""Proportions: `生师比17.8：1`, `护理比不低于1：4`."""

from __future__ import annotations

import re

from extractor.claims.clause import strip_opening
from extractor.claims.draft import Draft
from extractor.claims.model import ClaimComparator

_PROPORTION = re.compile(
    r"(?P<what>[^，。；,;：:∶（()）\n]{0,30}?(?:比例?|比值))(?:约?为|是|达到?|控制在|应|要求|(?P<ge>不低于|不少于|达到)|(?P<le>不高于|不超过))*"
    r"(?P<value>(?P<number>\d+(?:\.\d+)?)\s*[:：∶]\s*\d+(?:\.\d+)?)(?![\d:：∶])"
)


def proportions(sentence: str) -> list[Draft]:
    """The claims that a sentence (folded text) makes by a proportion; its number is that of the first term."""
    drafts = []
    for found in _PROPORTION.finditer(sentence):
        start = strip_opening(sentence, found.start("what"), found.end("what"))
        comparator: ClaimComparator = "ge" if found["ge"] else "le" if found["le"] else "eq"
        drafts.append(
            Draft(
                start=start, end=found.end("value"), kind="ratio", indicator=sentence[start : found.end("what")],
                value=found.span("value"), number=found["number"], comparator=comparator,
                role="actual" if comparator == "eq" else "target", made_by="ratio-figure",
            )
        )  # fmt: skip
    return drafts
