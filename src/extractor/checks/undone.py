"""What stands against a row's full points in words: an event that was not to happen, or what is not done yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.again import item_of
from extractor.checks.naming import words_of
from extractor.checks.narrative import narrative
from extractor.checks.prose import clause, clauses, matches, plain
from extractor.checks.values import ACTUAL, TARGET, bare, figured, name, number
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_UNIT = re.compile(r"\d\s*([\u4e00-\u9fa5]{1,4})")
_TOLD = ("performance", "problems", "management", "spending", "other")
_MOST = 2
_LONGEST = 30
"""Characters of a clause that tells of one thing."""
_ALL = 100
_DIGITS = r"(?<![\d.])(\d+(?:\.\d+)?)\s*"


def happened(report: Report, row: Row) -> list[Span]:
    """Where the row's actual value, or the item that it heads, tells of what its target says there shall be none of."""
    target, actual = bare(row.text(*TARGET)), row.cell(*ACTUAL)
    if not pattern("undone", "zero").fullmatch(target):
        return []
    asked = target if pattern("undone", "event").search(target) else f"{name(row)}{target}"
    events, graver = (set(pattern("undone", what).findall(asked)) for what in ("event", "graver"))
    told = [(actual.span, bare(actual.text))] if actual is not None else []
    told += [(Span(at, at + len(said)), said) for at, said in clauses(report, item_of(report, row))]
    return [span for span, said in told if events and _is_one(said, events, graver)]


def told_events(report: Report, row: Row) -> list[Span]:
    """Clauses of the text that tell of what there was to be none of, by its own name or by what came of it (造成1人死亡
    is an accident)."""
    asked = f"{name(row)}{bare(row.text(*TARGET))}"
    named = set(pattern("undone", "event").findall(asked))
    events = {word for kind in datafile("undone")["kinds"] if named & set(kind) for word in kind} | named
    rows = [other.span for other in report.rows]
    told = (clause(report, span) for _, span in matches(report, pattern("undone", "happened"), *_TOLD))
    return [
        span
        for span in dict.fromkeys(told)
        if any(event in span.of(plain(report)) for event in events) and not any(row.overlaps(span) for row in rows)
    ][:_MOST]


def told_against(report: Report, row: Row) -> list[Span]:
    """Clauses of the text that tell of what did not hold where a rate falls short (死亡后继续领取补贴35人 against
    补贴对象准确率), of the same thing as the row."""
    kinds = datafile("undone")["against"]
    asked = [i for i in range(len(kinds)) if pattern("undone", "against", i, "rate").search(name(row))]
    rows = [other.span for other in report.rows]
    told = (
        clause(report, span)
        for i in asked
        for _, span in matches(report, pattern("undone", "against", i, "told"), *_TOLD)
    )
    near = (span for span in dict.fromkeys(told) if words_of(name(row)) & words_of(span.of(plain(report))))
    return [s for s in near if len(s) <= _LONGEST and not any(other.overlaps(s) for other in rows)][:_MOST]


def _is_one(said: str, events: set[str], graver: set[str]) -> bool:
    found = pattern("undone", "happened").search(said)
    kinds = set(pattern("undone", "graver").findall(said))
    return found is not None and any(event in said for event in events) and graver <= kinds


def left_undone(report: Report, row: Row) -> list[Span]:
    """Where the words of its item, or the clauses that admit what the row misses, tell so much of the target as not
    done, while its actual value is no figure."""
    target, said = bare(row.text(*TARGET)), bare(row.text(*ACTUAL))
    wanted, unit = number(target), _UNIT.search(target)
    if wanted is None or unit is None or figured(said):
        return []
    beside = [Span(at, at + len(words)) for at, words in clauses(report, item_of(report, row))]
    text = plain(report)
    places = [*beside, *narrative(report).admitting(row, report.rows)]
    return list(dict.fromkeys(span for span in places if any(n <= wanted for n in _left(span.of(text), unit[1]))))


def _left(said: str, unit: str) -> Iterator[Decimal]:
    for found in re.finditer(_DIGITS + re.escape(unit), said):
        behind, before = said[found.end() :], said[: found.start()]
        remaining = pattern("undone", "left").search(before) and pattern("undone", "still").match(behind)
        if remaining or pattern("undone", "unfinished").match(behind):
            yield Decimal(found[1])


def under_way(row: Row) -> bool:
    """Whether the actual value of what was to be done, or to be so many, says that it is still being done."""
    said, target = bare(row.text(*ACTUAL)), bare(row.text(*TARGET))
    wanted = pattern("undone", "to_be_done").search(target) or number(target) is not None
    due = wanted and not pattern("undone", "under_way").search(target)
    last = re.split("[，,；;、（(]", said.rstrip("。）)"))[-1]
    return bool(due) and pattern("undone", "under_way").fullmatch(last) is not None


def in_part(row: Row) -> bool:
    """Whether all of it was wanted (全覆盖, 完成), and the actual value is a share of less than all."""
    share = pattern("undone", "share").fullmatch(bare(row.text(*ACTUAL)))
    every = pattern("undone", "all").fullmatch(bare(row.text(*TARGET)))
    return every is not None and share is not None and Decimal(share["share"]) < _ALL


def more_rarely(row: Row) -> bool:
    """Whether it was to be done each month, and was done each quarter or all at once."""
    wanted, done = (pattern("undone", "period").search(bare(row.text(*of))) for of in (TARGET, ACTUAL))
    if wanted is None:
        return False
    if done is None:
        return pattern("undone", "lump").search(bare(row.text(*ACTUAL))) is not None
    return _rank(done["period"]) > _rank(wanted["period"])


def below_grade(row: Row) -> bool:
    """Whether the target and the actual value are grades, and the actual one is the lower."""
    grades = datafile("undone")["grades"]
    wanted, done = (
        next((i for i, same in enumerate(grades) if bare(row.text(*of)) in same), -1) for of in (TARGET, ACTUAL)
    )
    return 0 <= wanted < done


def _rank(period: str) -> int:
    return next(i for i, same in enumerate(datafile("undone")["periods"]) if period in same)
