"""What a report says never happened or held without exception, beside what it tells of happening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractor.checks.prose import clause, loose_cells, matches, plain, sentence
from extractor.checks.shortfall import Owner, missed, words_of
from extractor.checks.values import ACTUAL, REASON, SCORE, bare, full_marks, name
from extractor.checks.words import pattern, table
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_SAID = ("performance", "management", "spending", "profile", "other")
_TOLD = (*_SAID, "problems", "improvements")
_LONGEST = 40
_NEAR = 200
_PERFECT = ("100%", "100", "0", "0起", "0件", "0例", "0人", "无")
"""Actual values that say the same as full points do, in forms without points."""
_MOST = 4
"""Places of one side that a finding points at."""
_CLAUSE = re.compile(r"[^，。；;！!？?\n\t|]{4,80}")
_FULL_RATE = re.compile(r"([\u4e00-\u9fa5]{2,14}率)(?:均)?(?:达到|达|为|是|：|:)?(?:了)?100(?:\.0+)?%")
_COUNT = r"[1-9]\d*(?:余|多)?(?:件|名|人|个|户|台|家|处|起|所|套|宗|项)"
_LEFT_OUT = re.compile(rf"{_COUNT}[^，。；]{{0,16}}(?:未(?!来|成年)|没有|逾期|超期)([^，。；]{{2,10}})")
_EXCEPTION = re.compile(
    rf"[，；](?:其中|另有|但有?|尚有|还有|仍有|有)[^，。；]{{0,10}}{_COUNT}[^，。；]{{0,6}}(?:未|没有|不|由一般|由其他|逾期|超期)[^，。；]{{0,14}}"
)


_ALL_BUT = re.compile(
    r"(?:全部|均|全面)(?:做到|实现|达到|按)[^，。；]{2,14}，[^，。；]{0,10}(?:检查|暗访|抽查|督查|督导|巡查|审计|核查|走访)"
    r"[^，。；]{0,6}(?:发现|查出|指出)[^，。；零无]{0,16}[1-9]\d*(?:处次|处|个|起|次|户|家|件)"
)


@dataclass(slots=True)
class Clash:
    """Statements and full marks, and the events that they cannot stand beside."""

    matter: str
    denied: list[Span] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    told: list[Span] = field(default_factory=list)


def clashes(report: Report) -> list[Clash]:
    """One for each matter of `data/denials.toml`, and for whatever else is denied and told in the same words; those
    that share a statement or an event are one."""
    owner = Owner(report)
    found = [clash for index in range(len(table("denials")["matter"])) for clash in _matter(report, owner, index)]
    found += [*_named(report, owner), *_echoed(report, owner), *_full_rates(report), *_all_but(report)]
    joined: list[Clash] = []
    for clash in found:
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
    return any(a.overlaps(b) for mine, theirs in pairs for a in mine for b in theirs)


def _distinct(spans: Iterable[Span]) -> list[Span]:
    """Without those that another one covers, in order of the text."""
    ordered = sorted(set(spans), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in ordered:
        if not kept or not kept[-1].covers(span):
            kept.append(span)
    return kept


@cache
def _pattern(index: int, key: str) -> Any:
    return pattern("denials", "matter", index, key)


def _matter(report: Report, owner: Owner, index: int) -> Iterator[Clash]:
    matter = table("denials")["matter"][index]
    denied = _distinct(_statements(report, _pattern(index, "denied")))
    # Full points at a target that is missed are IN008's.
    short = {id for id, relation in missed(report).items() if relation.verdict == "contradicted"}
    rows = [row for row in report.rows if matter["full"] and row.id not in short and _says_so(row, index)]
    if not denied and not rows:
        return
    told = _distinct(_events(report, _pattern(index, "told"))) if matter["told"] else []
    told = [span for span in told if not any(span.overlaps(d) for d in denied)]
    for whose in dict.fromkeys(owner.of(span) for span in told):
        mine = [span for span in told if owner.of(span) == whose]
        said = [span for span in denied if owner.of(span) == whose]
        full = [row for row in rows if owner.of(row.span) == whose or whose not in owner.with_rows]
        if said or full:
            yield Clash(matter["name"], said[:_MOST], full, mine[:_MOST])


def _says_so(row: Row, index: int) -> bool:
    if row.kind not in ("indicator", "rubric") or not _pattern(index, "full").search(name(row)):
        return False
    unscored = row.cell(*SCORE) is None and bare(row.text(*ACTUAL)) in _PERFECT
    return unscored or full_marks(row)


def _statements(report: Report, wanted: re.Pattern[str]) -> Iterator[Span]:
    """Where something is denied, or said without exception: not what is aimed at, nor a standard for points."""
    aimed = pattern("shortfall", "aimed")
    for segment, span in matches(report, wanted, *_SAID):
        whole = clause(report, span)
        if "目标" in segment.cell_label or aimed.search(plain(report), whole.start, span.start):
            continue
        if not re.search(r"得\d|计\d|扣\d|满分", plain(report)[whole.start : whole.end + 8]):
            yield whole if len(whole) <= _LONGEST else span


def _events(report: Report, wanted: re.Pattern[str]) -> Iterator[Span]:
    """Where the report tells of such an event: the clause, or the words alone where that is long."""
    for span in _told(report, wanted):
        whole = clause(report, span)
        yield whole if len(whole) <= _LONGEST else span


def _told(report: Report, wanted: re.Pattern[str]) -> Iterator[Span]:
    """Where the words stand in the narrative, in a form's answers and in reasons for lost points, of the unit and of
    the year."""
    places = [span for segment, span in matches(report, wanted, *_TOLD) if "目标" not in segment.cell_label]
    cells = [*loose_cells(report), *_answers(report)]
    places += [Span(*m.span()) for cell in cells for m in wanted.finditer(plain(report), cell.start, cell.end)]
    for span in places:
        whole = clause(report, span)
        before = plain(report)[whole.start : span.start]
        around = plain(report)[whole.start : whole.end]
        if not pattern("denials", "other").search(before) and not pattern("denials", "elsewhere").search(around):
            yield span


def _answers(report: Report) -> Iterator[Span]:
    for row in report.rows:
        for cell in (row.cell(*ACTUAL), row.cell(*REASON)):
            if cell is not None and len(cell.span) >= 8:
                yield cell.span


def _named(report: Report, owner: Owner) -> Iterator[Clash]:
    """What is denied in so many words, and counted as an event in the same words."""
    statements = list(_statements(report, pattern("denials", "denial")))
    if not statements:
        return
    events = list(_events(report, pattern("denials", "event")))
    for said in statements:
        found = pattern("denials", "denial").search(plain(report), said.start, said.end)
        # `未发生重大事故` leaves room for smaller ones.
        graded = pattern("denials", "graded").search(plain(report), said.start, said.end)
        words = _content(found) if found and not graded else frozenset()
        told = [
            e for e in events if not e.overlaps(said) and owner.of(e) == owner.of(said) and _tells(report, e, words)
        ]
        if told:
            yield Clash(report.quote(said), [said], [], told[:_MOST])


def _content(found: re.Match[str]) -> frozenset[str]:
    what = "、".join(value for value in found.groupdict().values() if value)
    return _pairs(pattern("denials", "common").sub("、", what))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(p[i : i + 2] for p in re.findall(r"[\u4e00-\u9fa5]+", text) for i in range(len(p) - 1))


def _tells(report: Report, event: Span, words: frozenset[str]) -> bool:
    told = plain(report)[event.start : event.end]
    return (
        bool(words) and len(words & _pairs(told)) * 2 >= len(words) and not pattern("denials", "activity").search(told)
    )


def _echoed(report: Report, owner: Owner) -> Iterator[Clash]:
    """What is said without exception, and an exception in the same words."""
    for index, echo in enumerate(table("denials")["echo"]):
        statements = list(dict.fromkeys(_statements(report, pattern("denials", "echo", index, "said"))))
        events = list(dict.fromkeys(_told(report, pattern("denials", "echo", index, "told")))) if statements else []
        about = [words_of(plain(report)[event.start : event.end]) for event in events]
        for said in statements:
            words = words_of(plain(report)[said.start : said.end])
            told = [
                event
                for event, own in zip(events, about, strict=True)
                if len(words & own) >= echo["shared"] and not event.overlaps(said) and owner.of(event) == owner.of(said)
            ]
            if told:
                yield Clash(report.quote(said), [said], [], [clause(report, event) for event in told[:_MOST]])


def _all_but(report: Report) -> Iterator[Clash]:
    """All of something, and in the same breath what somebody found to be otherwise."""
    for segment, span in matches(report, _ALL_BUT, *_SAID):
        if "目标" not in segment.cell_label:
            at = plain(report).index("，", span.start)
            yield Clash(report.quote(span), [clause(report, Span(span.start, at))], [], [Span(at + 1, span.end)])


def _full_rates(report: Report) -> Iterator[Clash]:
    """A rate of 100 % and those that it leaves out: in the same sentence, or counted with the words of its name."""
    text = plain(report)
    for segment, span in matches(report, _FULL_RATE, *_SAID):
        if "目标" in segment.cell_label:
            continue
        whole = sentence(report, span)
        found = _EXCEPTION.search(text, span.end, min(whole.end, span.end + _LONGEST))
        told = [clause(report, Span(found.start() + 1, found.end()))] if found else []
        stem = words_of(text[span.start : span.end].partition("率")[0])
        near = _LEFT_OUT.finditer(text, max(0, segment.span.start - _NEAR), segment.span.end + _NEAR)
        told += [clause(report, Span(*left.span())) for left in near if _pairs(left[1]) & stem]
        if told:
            yield Clash(report.quote(span), [span], [], _distinct(told)[:_MOST])
