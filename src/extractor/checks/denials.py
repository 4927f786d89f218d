"""What a report says well of a thing, or denies, beside what it tells of the same thing elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from extractor.checks.absolutes import broken, of_another
from extractor.checks.owner import Owner
from extractor.checks.prose import NEXT, clause, matches, plain, sentence
from extractor.checks.rowstances import row_stances
from extractor.checks.shortfall import missed
from extractor.checks.stances import OPEN, Stance, stances
from extractor.checks.telling import topics
from extractor.checks.topics import Weights, common, topic
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_SAID = ("performance", "management", "spending", "profile", "other")
_LONGEST = 40
_NEAR = 200
_MOST = 3
"""Places of one side that a finding points at."""
_FIRST = 400
"""Clauses that a statement is set beside: no report has as many, a hostile one may repeat itself without end."""
_WORTH, _ALIKE = 1.7, 0.25
"""What the words that two clauses share must be worth, and which part of either they must be."""
_WORDS, _LONG, _HALF, _MOSTLY, _SAME = 2, 4, 0.4, 0.5, 0.7
"""What they must share where one says less: what was not done at all, or what was done without saying all of it."""
_RULED, _TIMED = "合规", "及时"
"""Aspects that a statement without a matter of its own claims of all: 专款专用, the rows 资金使用合规性, 完成及时率."""
_FULL_RATE = re.compile(r"([\u4e00-\u9fa5]{2,14}率)(?:均)?(?:达到|达|为|是|：|:)?(?:了)?100(?:\.0+)?%")
_COUNT = r"[1-9]\d*(?:余|多)?(?:件|名|人|个|户|台|家|处|起|所|套|宗|项)"
_LEFT_OUT = re.compile(rf"{_COUNT}[^，。；]{{0,16}}(?:未(?!来|成年)|没有|逾期|超期)([^，。；]{{2,10}})")
_EXCEPTION = re.compile(
    rf"[，；](?:其中|另有|但有?|尚有|还有|仍有|有)[^，。；]{{0,10}}{_COUNT}[^，。；]{{0,6}}(?:未|没有|不|由一般|由其他|逾期|超期)[^，。；]{{0,14}}"
)


@dataclass(slots=True)
class Clash:
    """Statements and full marks, and what they cannot stand beside."""

    matter: str
    denied: list[Span] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    told: list[Span] = field(default_factory=list)


def clashes(report: Report) -> list[Clash]:
    """One for each thing that is said to be well and told to be ill; those that share a place are one."""
    joined: list[Clash] = []
    for clash in [*_opposed(report), *_full_rates(report), *_broken(report)]:
        twin = next((other for other in joined if _shared(other, clash)), None)
        if twin is None:
            joined.append(clash)
        else:
            twin.denied = _distinct([*twin.denied, *clash.denied])
            twin.told = _distinct([*twin.told, *clash.told])
            twin.rows += [row for row in clash.rows if row not in twin.rows]
    return joined


def _shared(one: Clash, other: Clash) -> bool:
    pairs = ((one.denied, other.denied), (one.told, other.told))
    rows = {row.id for row in one.rows} & {row.id for row in other.rows}
    return bool(rows) or any(a.overlaps(b) for mine, theirs in pairs for a in mine for b in theirs)


def _distinct(spans: Iterable[Span]) -> list[Span]:
    """Without those that another one covers, in order of the text."""
    ordered = sorted(set(spans), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in ordered:
        if not kept or not kept[-1].covers(span):
            kept.append(span)
    return kept


def _opposed(report: Report) -> Iterator[Clash]:
    owner, weights = Owner(report), Weights(topics(report))
    # Full points at a target that is missed are IN008's.
    short = {id for id, relation in missed(report).items() if relation.verdict == "contradicted"}
    told: defaultdict[int, list[Stance]] = defaultdict(list)
    boasts: list[Stance] = []
    for stance in chain(stances(report), row_stances(report)):
        (boasts if stance.well else told[stance.aspect]).append(stance)
    for boast in boasts:
        if boast.row is not None and boast.row.id in short:
            continue
        whose = owner.of(boast.place)
        against = [
            (worth, other.place)
            for other in islice(_facing(boast, told), _FIRST)
            if not other.place.overlaps(boast.place) and owner.of(other.place) == whose
            if (worth := _opposes(report, weights, boast, other))
        ]
        if against:
            places = [place for _, place in sorted(against, key=lambda one: -one[0])[:_MOST]]
            matter = report.quote(boast.place) if boast.aspect == OPEN else _entry(boast)["name"]
            on_row = boast.row is not None
            yield Clash(matter, [] if on_row else [boast.place], [boast.row] if boast.row else [], _distinct(places))


def _facing(boast: Stance, told: Mapping[int, list[Stance]]) -> Iterable[Stance]:
    """What may stand against `boast`: what is told of its aspect, or of none; against a statement about all, any."""
    if boast.aspect == OPEN and not boast.word:
        return chain.from_iterable(told.values())
    if boast.sweeping and not boast.event:
        return chain.from_iterable(told.values())
    of_none = (other for other in told[OPEN] if boast.sweeping or other.found_out)
    return chain(told[boast.aspect], of_none if boast.aspect != OPEN else ())


def _entry(stance: Stance) -> dict[str, Any]:
    entry: dict[str, Any] = datafile("stances")["aspect"][stance.aspect]
    return entry


def _opposes(report: Report, weights: Weights, boast: Stance, told: Stance) -> float:
    """How surely `told` shows that `boast` does not hold; 0 where they are of two things."""
    said = told.place.of(plain(report))
    if boast.row is not None and told.row is not None:
        return 0  # two rows of forms have rules of their own
    if _unspent(report, boast, said):
        return 0
    if boast.aspect == OPEN:
        if boast.word:
            return 1 if told.event and boast.word in said else 0
        return _exception(report, weights, boast, told)
    if boast.sweeping and 0 < told.place.start - boast.place.end <= NEXT and _found_out(boast, told, said):
        return _ALIKE
    if told.aspect == boast.aspect and _entry(boast).get("alone"):
        return 1
    worth, part = weights.likeness(boast.topic, told.topic, said)
    if boast.event:
        same = told.event and _same_event(boast, told)
        return 1 + part if same and (part or not _entry(boast).get("needs_topic")) else 0
    if told.aspect == OPEN:
        shared = common(boast.topic, told.topic, said)
        alike = shared and (len(shared) >= _WORDS or shared == boast.topic) and part >= _HALF
        of_row = boast.row is not None and not pattern("stances", "some").search(said)
        return part if alike and not told.event and not of_row else 0
    if told.aspect != boast.aspect:
        return 0 if boast.row is not None else _exception(report, weights, boast, told)
    if (
        _entry(boast).get("own_matter")
        and boast.row is None
        and boast.sweeping
        and topic(boast.word) == topic(told.word)
    ):
        return max(part, _ALIKE)
    loose = _entry(boast).get("needs_sweeping") and not boast.sweeping
    if worth >= _WORTH and part >= (_MOSTLY if loose else _ALIKE):
        return part
    return _ALIKE if boast.sweeping and _of_all(report, boast, told) else 0


def _unspent(report: Report, boast: Stance, said: str) -> bool:
    """Whether money that is left is held against what is said of something else than its spending."""
    left = pattern("stances", "unspent").search(said)
    return bool(left) and not pattern("stances", "spending").search(boast.place.of(plain(report)))


def _exception(report: Report, weights: Weights, boast: Stance, told: Stance) -> float:
    """How surely `told` is of some of those that `boast` says the same thing of: both name them and what was done."""
    said = told.place.of(plain(report))
    if of_another(said, boast.topic, boast.place.of(plain(report))):
        return 0
    _, part = weights.likeness(boast.topic, told.topic, said)
    shared = common(boast.topic, told.topic, said)
    alike = sum(map(len, shared)) >= _LONG and part >= _HALF
    undone = told.aspect == OPEN and not told.event
    same = (undone and part >= _SAME) or pattern("stances", "some").search(said)
    return part if alike and same else 0


def _found_out(boast: Stance, told: Stance, said: str) -> bool:
    """Whether the clause right behind tells what somebody who looked into it found."""
    return (told.event or told.aspect == boast.aspect) and bool(pattern("stances", "inspected").search(said))


def _same_event(boast: Stance, told: Stance) -> bool:
    """Whether the event is what is denied, or one of its kind: neither a lesser one nor one of another kind."""
    if boast.graver and not boast.graver & told.graver:
        return False
    if boast.word == told.word:
        return not boast.kinds or not told.kinds or bool(boast.kinds & told.kinds)
    return boast.general and told.aspect == boast.aspect and boast.kinds <= told.kinds


def _of_all(report: Report, boast: Stance, told: Stance) -> bool:
    """Whether the statement has no matter of its own and is thus one about all: what is said of the rules is said of
    money, too; what a row says of the time is not."""
    named = boast.topic - set(datafile("stances")["carriers"])
    ruling = pattern("stances", "ruling").search(boast.place.of(plain(report)))
    if _entry(boast)["name"] == _RULED:
        return (not named or bool(ruling)) and (told.of_money or not boast.of_money)
    if boast.row is None or named:
        return False
    if "alone_beside" in _entry(boast):
        beside = pattern("stances", "aspect", boast.aspect, "alone_beside")
        return bool(beside.search(plain(report), told.place.start, told.place.end))
    return _entry(boast)["name"] == _TIMED and told.of_money == boast.of_money and boast.topic <= told.topic


def _broken(report: Report) -> Iterator[Clash]:
    for one, against in broken(report):
        yield Clash(one.said, [one.place], [], _distinct(other.place for other in against))


def _full_rates(report: Report) -> Iterator[Clash]:
    """A rate of 100 % and those that it leaves out: in the same sentence, or counted with the words of its name."""
    text = plain(report)
    for segment, span in matches(report, _FULL_RATE, *_SAID):
        if "目标" in segment.cell_label:
            continue
        whole = sentence(report, span)
        found = _EXCEPTION.search(text, span.end, min(whole.end, span.end + _LONGEST))
        told = [clause(report, Span(found.start() + 1, found.end()))] if found else []
        stem = topic(text[span.start : span.end].partition("率")[0])
        near = _LEFT_OUT.finditer(text, max(0, segment.span.start - _NEAR), segment.span.end + _NEAR)
        told += [clause(report, Span(*left.span())) for left in near if topic(left[1]) & stem]
        if told:
            yield Clash(report.quote(span), [span], [], _distinct(told)[:_MOST])
