"""Which clauses of a report say well of a thing, and which say ill: words of an aspect (及时, 合规, 安全…) turned into
their opposite by a negation, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.checks.telling import Telling, tellings
from extractor.checks.topics import topic
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.language.words import cut
from extractor.report import Report
from extractor.tables.model import Row

_NEAR, _CLOSE = 24, 6
"""Characters between a negation with a verb of coming about, or without, and the word that it turns."""
_BEHIND = 6
"""Characters right behind a word in which it may be said to lack."""
_BESIDE = 14
"""Characters around an event in which it is counted."""
_FIGURE = re.compile(r"\d")

OPEN = -1
"""In place of an aspect: of no aspect that is known."""


@dataclass(frozen=True, slots=True)
class Stance:
    """`place` speaks `well` or ill of `topic` in one aspect. `sweeping`: without exception. Of events, `word` is the
    event that is told or denied; `general`: a denial of all of its kind."""

    place: Span
    aspect: int
    word: str
    well: bool
    topic: frozenset[str]
    of_money: bool
    event: bool = False
    sweeping: bool = False
    general: bool = False
    kinds: frozenset[str] = frozenset()
    """Of events: which kind of it alone is denied (医疗纠纷)."""
    graver: frozenset[str] = frozenset()
    """Of events: words that make them graver than others."""
    found_out: bool = False
    """Told by those who looked into it."""
    row: Row | None = None


def stances(report: Report) -> Iterator[Stance]:
    """Of what a report tells; a clause that names nothing is about what the one before it
    names."""
    for telling in tellings(report):
        yield from (one for one in _read(telling) if not (one.well and telling.of_row))


def _read(telling: Telling) -> list[Stance]:
    aspects = _aspects(telling.said)
    read = [one for aspect in aspects for one in _in_aspect(telling, aspect)]
    if not aspects:
        read = [replace(one, found_out=telling.found_out) for one in _open(telling)]
    # What a clause admits itself takes away from what it says well (全部完成，1项推迟).
    return [one for one in read if not one.well] or read


def _open(telling: Telling) -> Iterator[Stance]:
    """What is denied or told in words that no aspect knows: an event by its name, something that was not done, or
    something that is said of all."""
    said, admitting = telling.said, telling.admitting
    denied = pattern("stances", "denial").search(said)
    negated = pattern("stances", "undone").search(said)
    every = not negated and not admitting and pattern("stances", "universal").search(said)
    came_about = admitting or pattern("stances", "came_about").search(said)
    if denied or negated or every or (came_about and pattern("stances", "count").search(said)):
        yield Stance(
            place=telling.place,
            aspect=OPEN,
            word=denied["what"] if denied else "",
            well=bool(denied or every),
            topic=telling.words,
            of_money=bool(pattern("stances", "money").search(said)),
            event=not negated,
            sweeping=bool(denied or every),
        )


def _in_aspect(telling: Telling, aspect: int) -> Iterator[Stance]:
    said, admitting = telling.said, telling.admitting
    looked_into = admitting or pattern("stances", "inspected").search(said)
    for key in ("event", "bad", "found", "good"):
        told = set[str]()
        for found in aspect_pattern(aspect, key).finditer(said):
            if found[0] in told:
                continue
            if key == "found" and not looked_into:
                continue
            turned = _denied(said, found) if key == "event" else _turned(said, found, ill=key != "good")
            if turned is None:
                continue
            well = turned if key != "good" else not turned
            at_work = key == "event" or (key == "bad" and datafile("stances")["aspect"][aspect].get("investigated"))
            if not well and at_work and _of_others(said, found):
                continue
            sweeping = well and (key != "good" or bool(pattern("stances", "sweeping").search(said)))
            if well and (
                admitting or pattern("stances", "partly").search(said) or (not sweeping and _FIGURE.search(said))
            ):
                continue
            if key == "event" and not well and not (admitting or _happened(said, found)):
                continue
            if key == "event" and not well and pattern("stances", "thing").match(said, found.end()):
                continue
            own = matter(telling.words, aspect, found[0])
            yield Stance(
                place=telling.place,
                aspect=aspect,
                word=found[0],
                well=well,
                # What any money has to do with (12月才打卡) is told of what the clause before it names.
                topic=own if well or len(own - _carriers()) > 1 else own | telling.before,
                of_money=bool(pattern("stances", "money").search(said)),
                event=key == "event",
                sweeping=sweeping,
                general=well and bool(aspect_pattern(aspect, "general").match(said, found.start())),
                kinds=kinds_of(said.replace(found[0], "")),
                graver=frozenset(pattern("stances", "graver").findall(said[: found.start()])),
            )
            told.add(found[0])
            if key != "event":
                return
        if told:
            return


def matter(words: frozenset[str], aspect: int, said: str) -> frozenset[str]:
    """The words that an assertion with the aspect's word `said` is about."""
    if datafile("stances")["aspect"][aspect].get("own_matter"):
        return words | topic(said)
    return frozenset(word for word in words if said not in word and not _any_word(aspect).search(word))


def _denied(said: str, found: re.Match[str]) -> bool:
    """Whether the event is denied: a negation stands right before it and its sort, or before a verb of coming about."""
    before = said[: found.start()]
    for one in pattern("stances", "negation").finditer(before):
        verb = pattern("stances", "occurring").match(before, one.end())
        manner = aspect_pattern(0, "good").search(before, one.end())
        if len(before) - (verb or one).end() <= (_NEAR if verb else _CLOSE) and not manner:
            return True
    return bool(pattern("stances", "none_behind").search(said[found.end() :]))


def _turned(said: str, found: re.Match[str], *, ill: bool = False) -> bool | None:
    """Whether a negation stands before the word, or what lacks right behind it; None where it is the manner between
    them that is negated (未及时到位). What negates a verb before an `ill` word leaves it ill
    (因数据未录入推迟)."""
    before, behind = said[: found.start()], said[found.end() :]
    for one in pattern("stances", "negation").finditer(before):
        verb = pattern("stances", "occurring").match(before, one.end())
        if ill and not verb and any(word.tag.startswith("v") for word in cut(before[one.end() :])):
            continue
        if len(before) - (verb or one).end() <= (_NEAR if verb else _CLOSE):
            return None if aspect_pattern(0, "good").search(before, one.end()) else True
    return bool(pattern("stances", "lacking").search(behind[:_BEHIND]))


def _happened(said: str, found: re.Match[str]) -> bool:
    near = said[max(0, found.start() - _BESIDE) : found.end() + _BESIDE]
    return bool(pattern("stances", "count").search(near) or pattern("stances", "came_about").search(said))


def _of_others(said: str, found: re.Match[str]) -> bool:
    """Whether the word is what the unit works on: the verb stands before it or right behind it."""
    work = pattern("stances", "work")
    at_work = work.search(said, max(0, found.start() - _BESIDE), found.start()) or work.match(said, found.end())
    return bool(at_work) and not pattern("stances", "own").search(said)


def kinds_of(said: str) -> frozenset[str]:
    """Which kinds of events `said` names; none where it only gives instances (`火灾、被盗等责任事故`)."""
    return frozenset() if "等" in said else frozenset(pattern("stances", "kinds").findall(said))


def _aspects(said: str) -> list[int]:
    """Aspects that the clause may speak of."""
    return [at for at in range(len(datafile("stances")["aspect"])) if _any_word(at).search(said)]


@cache
def _carriers() -> frozenset[str]:
    return frozenset(datafile("stances")["carriers"])


@cache
def _any_word(aspect: int) -> re.Pattern[str]:
    return re.compile("|".join(aspect_pattern(aspect, key).pattern for key in ("event", "bad", "found", "good")))


@cache
def aspect_pattern(aspect: int, key: str) -> re.Pattern[str]:
    """The `good` or `bad` words of an aspect, its `event`s…; what matches nothing where it has none."""
    known = datafile("stances")["aspect"][aspect].get(key)
    return pattern("stances", "aspect", aspect, key) if known else re.compile("(?!)")
