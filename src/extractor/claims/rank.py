"""Ranks: `排名第一`, `位列全市第3名`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.claims.model import ClaimComparator

_RANK = re.compile(
    r"第(?P<number>[一二三四五六七八九十](?![一二三四五六七八九十])|\d{1,2})(?P<unit>名|位)?(?!季度|方|书记|批|期|产业|次|届|轮|阶段|时间|梯队|方阵|课堂)"
)
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Rank:
    """Offsets are those of the text it was found in."""

    start: int
    end: int
    number: str
    unit: str | None
    comparator: ClaimComparator


def rank(text: str) -> Rank | None:
    """The rank that `text` states, if any; `基本` before it makes it approximate."""
    found = _RANK.search(text)
    if found is None:
        return None
    digit = found["number"]
    number = digit if digit.isdigit() else str(_DIGITS.index(digit) + 1)
    loose = re.search(r"基本|大致|多次", text[: found.start()])
    return Rank(found.start(), found.end(), number, found["unit"], "approx" if loose else "eq")
