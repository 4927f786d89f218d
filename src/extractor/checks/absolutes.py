"""Statements without exception, and what the report tells elsewhere that breaks them: something that never was and is
counted, something that holds of all and is denied of some, a limit that all keep and some exceed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice

from extractor.checks.owner import Owner
from extractor.checks.telling import Telling, tellings
from extractor.checks.topics import common, topic
from extractor.checks.words import pattern
from extractor.report import Report

MOST = 3
"""Places that are held against one statement."""
_FIRST = 200
"""Clauses with one word that are looked at: no report has as many, a hostile one may repeat itself without end."""
_BEGINNING = 2
"""Characters of a word by which the clauses that hold it are found."""
_BESIDE = 14
"""Characters around an event in which it is counted."""
_CLOSE = 6
"""Characters before an event in which it is denied."""
_REACH = 14
"""Characters behind a negation that say what is denied."""
_RARE = 4
"""Clauses up to which one word alone tells which thing is meant."""
_MOST = Decimal("0.6")
"""Part of the words of what never was that a clause must hold to be an instance of it."""


def broken(report: Report) -> Iterator[tuple[Telling, list[Telling]]]:
    """Each statement without exception, with the clauses that break it."""
    owner, told = Owner(report), list(tellings(report))
    stated = [one for one in told if not (one.admitting or one.of_row or pattern("stances", "partly").search(one.said))]
    naming = _naming(told, {words[-1] for one in stated for words in map(_ordered, _never(one.said)) if words})
    holding = defaultdict[str, list[Telling]](list)
    for one in told:
        for word in one.words:
            holding[word].append(one)
    kept = [one for one in told if pattern("absolutes", "beyond").search(one.said)]
    for one in stated:
        whose = owner.of(one.place)
        against = (
            other
            for other in chain(_instances(one, naming), _exceptions(one, holding), _slower(one, kept))
            if not other.place.overlaps(one.place) and owner.of(other.place) == whose
        )
        first = list(dict.fromkeys(islice(against, MOST)))
        if first:
            yield one, first


def _naming(told: list[Telling], heads: set[str]) -> dict[str, list[Telling]]:
    """Head of what is said never to have been → the clauses that hold it, be it as part of a longer word."""
    begun = defaultdict[str, set[str]](set)
    for head in heads:
        begun[head[:_BEGINNING]].add(head)
    found = defaultdict[str, list[Telling]](list)
    for one in told:
        pairs = {one.said[at : at + _BEGINNING] for at in range(len(one.said))}
        for head in sorted(head for pair in pairs for head in begun.get(pair, ()) if head in one.said):
            found[head].append(one)
    return found


def _instances(one: Telling, naming: dict[str, list[Telling]]) -> Iterator[Telling]:
    """Where what never was is told of."""
    for name in _never(one.said):
        words = _ordered(name)
        if not words or pattern("absolutes", "narrowed").search(name) or pattern("stances", "graver").search(name):
            continue
        head, subject = words[-1], one.words - set(words)
        own = pattern("absolutes", "own").search(one.said)
        hunted = pattern("absolutes", "found").search(one.said) and not own
        rare = len(words) > 1 or len(naming[head]) <= _RARE
        for other in naming[head][:_FIRST]:
            if len(common(frozenset(words), other.words, other.said)) < _MOST * len(words):
                continue
            alike = bool(common(subject, other.words, other.said))
            if (rare or alike) and _happened(other, head, worked_on=not (hunted or alike)):
                yield other


@lru_cache(maxsize=4096)
def _never(said: str) -> tuple[str, ...]:
    """The names of what a clause says never to have been, one for each of a list."""
    names: list[str] = []
    for found in pattern("absolutes", "never").finditer(said):
        whole = next(group for group in found.groups() if group)
        parts = pattern("absolutes", "list").split(whole)
        each = "等" in parts[-1] or any(map(pattern("absolutes", "lead").match, parts[1:]))
        # What is joined may share a verb or an object (没有提高或降低标准): then it is one thing.
        for part in parts if each else [whole]:
            bare = pattern("absolutes", "lead").sub("", part)
            names.append(pattern("absolutes", "tail").sub("", bare))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))


def _ordered(name: str) -> list[str]:
    return sorted(topic(name), key=lambda word: name.find(word))


def _happened(other: Telling, word: str, *, worked_on: bool) -> bool:
    """Whether the clause tells that what `word` names came about, so many times, so long, or in some place."""
    said, at = other.said, other.said.find(word)
    end = at + len(word)
    before, behind = said[max(0, at - _BESIDE) : at], said[end : end + _BESIDE]
    work = pattern("stances", "work")
    if (
        pattern("stances", "thing").match(behind)
        or work.match(behind)
        or pattern("stances", "negation").search(before[-_CLOSE:])
    ):
        return False
    if worked_on and work.search(before):
        return False
    admitted = other.admitting and pattern("stances", "came_about").search(said)
    counted = any(
        pattern(*key).search(before + word + behind) for key in (("stances", "count"), ("absolutes", "amount"))
    )
    return bool(
        admitted or counted or pattern("stances", "some").search(said) or pattern("absolutes", "lasting").match(behind)
    )


def _exceptions(one: Telling, holding: dict[str, list[Telling]]) -> Iterator[Telling]:
    """Where what holds of all is denied of some."""
    if not pattern("absolutes", "every").search(one.said) or pattern("stances", "undone").search(one.said):
        return
    for word in sorted(one.words | {word.removesuffix("率") for word in one.words}):
        for other in holding[word][:_FIRST]:
            if _denied(one, other, word, rare=len(holding[word]) <= _RARE):
                yield other


def _denied(one: Telling, other: Telling, word: str, *, rare: bool) -> bool:
    """Whether the other clause denies `word`, of what the statement is about."""
    if pattern("absolutes", "in_order").search(other.said):
        return False
    for words, behind in _not_done(other.said):
        if words[:1] == [word] and not _to_another(words, one.words, one.said):
            around = other.words | other.before
            if common(one.words - {word}, around, other.said) or common(around - {word}, one.words, one.said):
                return True
            some = pattern("stances", "some").search(other.said) or pattern("absolutes", "lasting").search(behind)
            return rare and bool(some or other.admitting)
    return False


def _not_done(said: str) -> Iterator[tuple[list[str], str]]:
    """What each denial of a clause denies: its words in order, and as printed."""
    for found in pattern("absolutes", "denied").finditer(said):
        behind = said[found.end() : found.end() + _REACH]
        skipped = pattern("absolutes", "between").match(behind)
        yield _ordered(behind[skipped.end() :] if skipped else behind), behind


def _to_another(words: list[str], about: frozenset[str], said: str) -> bool:
    """Whether what is not done to one thing (没有参加培训) is said of another (参加了考试)."""
    return len(words) > 1 and words[0] in about and not common(frozenset(words[1:]), about, said)


def of_another(told: str, about: frozenset[str], said: str) -> bool:
    """Whether a clause denies of another thing what a statement `said`, with its words `about`, says of its own."""
    return any(_to_another(words, about, said) for words, _ in _not_done(told))


def _slower(one: Telling, kept: list[Telling]) -> Iterator[Telling]:
    """Where the limit that all are said to keep is exceeded."""
    within = pattern("absolutes", "within").search(one.said) if kept else None
    if within is None:
        return
    for other in kept[:_FIRST]:
        for found in pattern("absolutes", "beyond").finditer(other.said):
            same = found["unit"] == within["unit"] and Decimal(found["limit"]) >= Decimal(within["limit"])
            if same and common(one.words | one.before, other.words | other.before, other.said):
                yield other
