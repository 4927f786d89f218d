"""What clauses are about: their content words, weighted by how few clauses of the report hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from math import log, sqrt

from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.language.words import cut

_OPEN = "nvaijlbsx"
"""First letters of the tags of words that name or describe; `x`, what the dictionary lacks."""

_COMMON = 40
"""Clauses that a short text is taken to have besides: what stands in half of six clauses is not common."""


@lru_cache(maxsize=16384)
def topic(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about."""
    empty = pattern("stances", "empty")
    return frozenset(
        part
        for word in cut(text)
        if len(word.text) > 1 and word.tag[:1] in _OPEN and word.text.isalpha()
        for part in _parts(word.text)
        if not empty.fullmatch(part)
    )


@cache
def _parts(word: str) -> tuple[str, ...]:
    """The word under its one name; of a compound that ends in one of several names (`资金拨付`), both of its parts."""
    for group in datafile("stances")["alike"]:
        found = max((name for name in group if word.endswith(name)), key=len, default="")
        if found:
            return (word.removesuffix(found), group[0]) if found != word else (group[0],)
    return (word,)


class Weights:
    """What words are worth in a report: one that stands in few of its clauses tells more than one that runs through."""

    def __init__(self, topics: Iterable[frozenset[str]]) -> None:
        self._clauses = 0
        self._holding: Counter[str] = Counter()
        for words in topics:
            self._clauses += 1
            self._holding.update(words)

    def of(self, words: Iterable[str]) -> float:
        return sum(log((self._clauses + _COMMON) / (self._holding[word] + 1)) for word in words)

    def likeness(self, one: frozenset[str], other: frozenset[str], told: str) -> tuple[float, float]:
        """What the words that both hold are worth, and which part of either that is: 1 where both say the same. `told`
        is the clause of `other`, in which a word may be part of a longer one."""
        both = common(one, other, told)
        shared = self.of(both)
        if not shared or (both.issubset(datafile("stances")["carriers"]) and one - both):
            return 0.0, 0.0
        return shared, shared / sqrt(max(self.of(one), shared) * max(self.of(other), shared))


def common(one: frozenset[str], other: frozenset[str], told: str) -> set[str]:
    """The words of `one` that `other` holds, whole, in short, or as part of a longer word of its clause `told`."""
    return {word for word in one if word in other or word in told or any(_short(word, w) for w in other)}


def _short(one: str, other: str) -> bool:
    """Whether one is the other's abbreviation: 内控 of 内部控制."""
    brief, full = sorted((one, other), key=len)
    return len(brief) == 2 and len(full) == 4 and brief == full[0] + full[2]
