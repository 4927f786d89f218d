"""What two names have in common: words by their pairs of characters, as most Chinese words are."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from extractor.checks.words import pattern


def pairs(name: str) -> set[str]:
    """Every two letters of `name` that stand beside each other."""
    return {one + two for one, two in pairwise(name) if one.isalpha() and two.isalpha()}


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The pairs of `text`, those that say nothing left out; Latin words (AED) whole."""
    core = pattern("structure", "empty_words").sub("、", text)
    core = pattern("shortfall", "empty").sub("、", core)
    said = (part[i : i + 2] for part in re.findall(r"[\u4e00-\u9fa5]+", core) for i in range(len(part) - 1))
    return frozenset([*said, *re.findall(r"[A-Za-z]{2,}", core)])
