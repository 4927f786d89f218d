"""Indicator rows that miss their target, and where the narrative tells of a row or admits what it misses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.checks.places import Places
from extractor.checks.prose import plain
from extractor.checks.values import ACTUAL, TARGET, bare, name, name_cell
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.relations.owners import owners
from extractor.report import Report
from extractor.tables.model import Row

_CLAUSE = re.compile(r"(?:[^，。；;！!？?：:,\n\t|]|(?<=\d),(?=\d))+")
_ITEM = re.compile(r"\s*(?:\d+[.、．](?!\d)|[（(]?[一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[是、])?\s*")
"""The number of a list item, which is no part of what it says."""
_LONGEST = 60
_COMMON = 40
"""Clauses that hold a word before it stops telling what they are about."""
_COUNT = re.compile(r"\d(?:余|多)?(?![\d.,%％年月日万亿元])[\u4e00-\u9fa5]")
_SAME = 3
"""Pairs of characters that a clause shares with a row's name where it speaks of the same thing."""
_SATISFIED = "满意"
_MOST = 4
"""Places of one finding that only repeat what its row says."""


def missed(report: Report) -> dict[str, Relation]:
    """Id of a row → the relation that shows its target missed, whatever points it has."""
    rows = {row.id for row in report.rows}
    found: dict[str, Relation] = {}
    for relation in report.relations:
        if relation.kind != "target_met":
            continue
        source = next((m.figure.source for m in relation.members if m.figure.source in rows), None)
        if source is not None and _short(relation):
            found[source] = relation
    return found


def _short(relation: Relation) -> bool:
    if relation.verdict == "contradicted":
        return True
    parts = {m.part: m.figure for m in relation.members}
    target, actual = parts.get("target"), parts.get("actual")
    if target is None or actual is None or (relation.verdict == "unchecked" and "未达标" not in relation.reason):
        return False
    return actual.value > target.value if "≤" in relation.formula else actual.value < target.value


def figure(relation: Relation, part: str) -> Figure | None:
    return next((m.figure for m in relation.members if m.part == part), None)


def narrative(report: Report) -> Narrative:
    """The report's narrative outside its rows, duties and measures."""
    rows = _Rows([row.span for row in report.rows])
    told = (s for s in report.segments if s.section not in ("duties", "improvements"))
    return _indexed(plain(report), tuple(s.span for s in told if not rows.holds(s.span)))


@lru_cache(maxsize=2)
def _indexed(text: str, segments: tuple[Span, ...]) -> Narrative:
    return Narrative(text, segments)


class _Rows:
    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)

    def holds(self, span: Span) -> bool:
        at = bisect_right(self._spans, Span(span.start, span.end + 1)) - 1
        return at >= 0 and self._spans[at].end >= span.end


class Narrative:
    """Clauses of a text, looked up by the words that they share with a row."""

    def __init__(self, text: str, segments: Sequence[Span]) -> None:
        self._text = text
        self._clauses: list[Span] = []
        self._about_words: list[frozenset[str]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        for segment in segments:
            before: frozenset[str] = frozenset()
            for found in _CLAUSE.finditer(text, segment.start, segment.end):
                before = self._add(found, before)
        self._common = {word for word, where in self._words.items() if len(where) > _COMMON}

    def _add(self, found: re.Match[str], before: frozenset[str]) -> frozenset[str]:
        """Keeps a clause, and returns its words. One that names nothing (`目标任务没有完成`) is about what the clause
        `before` it names."""
        item = _ITEM.match(found.group())
        start = found.start() + (item.end() if item else 0)
        said = self._text[start : found.end()].rstrip()
        if not 3 <= len(said) <= _LONGEST:
            return before
        admitted = pattern("shortfall", "admitted").sub("、", said)
        words = _topics(said) if _topics(admitted) else before
        self._clauses.append(Span(start, start + len(said)))
        self._about_words.append(words)
        for word in words:
            self._words[word].append(len(self._clauses) - 1)
        return words

    def admitting(self, row: Row, rows: Sequence[Row]) -> list[Span]:
        """Clauses that say that what the row measures was not reached, was late, or went wrong; not those that speak
        of another of `rows`."""
        wanted = pattern("shortfall", "admitted")
        near = [i for i in self._near(row) if wanted.search(self._text, *_ends(self._clauses[i]))]
        return [self._clauses[i] for i in near if self._closest(self._about_words[i], row, rows)][:_MOST]

    def _closest(self, said: frozenset[str], row: Row, rows: Sequence[Row]) -> bool:
        mine = said & _subject(row)
        nearest = max(rows, key=lambda other: len(said & _subject(other)))
        return len(mine) >= len(said & _subject(nearest)) or bool(mine - _subject(nearest))

    def restating(self, row: Row, relation: Relation) -> list[Span]:
        """Clauses that state the row's actual value again, or a figure of just what the row measures."""
        actual, target = figure(relation, "actual"), figure(relation, "target")
        if actual is None or target is None:
            return []
        stated = (self._stated(span, row, actual) for span in self._about(row))
        counted = (span for span in self._about(row) if actual.unit in ("%", "％") and self._counts(span, row, target))
        return [*(span for span in stated if span is not None), *counted][:_MOST]

    def _counts(self, span: Span, row: Row, target: Figure) -> bool:
        said = span.of(self._text)
        alike = len(words_of(name(row)) & words_of(said)) >= _SAME
        return alike and bool(_COUNT.search(said)) and target.quote not in said

    def _stated(self, span: Span, row: Row, wanted: Figure) -> Span | None:
        """From the words that are the row's to the figure, where the clause states it."""
        figures = "".join(rf"{re.escape(digit)},?" for digit in wanted.quote.replace(",", ""))
        unit = re.escape(wanted.unit)
        found = re.compile(rf"(?<![\d.]){figures}(?![\d.])\s*{unit}").search(self._text, span.start, span.end)
        if found is None:
            return None
        places = [at for word in _subject(row) if (at := self._text.find(word, span.start, span.end)) >= 0]
        return Span(min([found.start(), *places]), max([found.end(), *(at + 2 for at in places)]))

    def _about(self, row: Row) -> Iterator[Span]:
        """Clauses that share a word of their own with the row's name or its target, in order of the text."""
        yield from (self._clauses[index] for index in self._near(row))

    def _near(self, row: Row) -> list[int]:
        near = {index for word in _subject(row) - self._common for index in self._words.get(word, ())}
        return [index for index in sorted(near) if not self._clauses[index].overlaps(row.span)]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _subject(row: Row) -> frozenset[str]:
    """The words of what a row measures: its name, and what its target and actual value add to it."""
    return _topics("、".join([name(row), bare(row.text(*TARGET)), bare(row.text(*ACTUAL))]))


def _topics(text: str) -> frozenset[str]:
    """The words of `text`; how satisfied people are is what a row measures, too, whoever they are."""
    return words_of(text) | ({_SATISFIED} if _SATISFIED in text else frozenset())


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """Words by their pairs of characters, those that say nothing left out; Latin ones (AED) whole."""
    core = pattern("structure", "empty_words").sub("、", text)
    core = pattern("shortfall", "empty").sub("、", core)
    pairs = (part[i : i + 2] for part in re.findall(r"[\u4e00-\u9fa5]+", core) for i in range(len(part) - 1))
    return frozenset([*pairs, *re.findall(r"[A-Za-z]{2,}", core)])


def label_span(row: Row) -> list[Span]:
    """The row's name where it is printed in the row itself."""
    cell = name_cell(row)
    return [cell.span] if cell is not None and not cell.carried else []


class Owner:
    """Whose a place is: the project's name, empty for the department's."""

    def __init__(self, report: Report) -> None:
        self._places, self._owners = Places(report), owners(report).of

        self.with_rows = {self.of(row.span) for row in report.rows}

    def of(self, span: Span) -> str:
        document = self._places.document(span)
        return self._owners.get(document.id, "") if document else ""
