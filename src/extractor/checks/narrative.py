"""The narrative by what its clauses are about: where it tells of a row of a form, or admits what the row misses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from extractor.checks.naming import words_of
from extractor.checks.prose import plain
from extractor.checks.shortfall import figure
from extractor.checks.values import ACTUAL, TARGET, bare, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
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
_MOSTLY = 0.6
"""Part of the pairs of a name that a clause holds where it names the same thing."""
_NEAREST = 12
"""Characters before a figure in which the words stand that say what it counts: a list of what was done is longer."""
_SATISFIED = "满意"
_MOST = 4
"""Places of one finding that only repeat what its row says."""


def narrative(report: Report) -> Narrative:
    """The report's narrative outside its rows, duties and measures, with the reasons that a form gives in a field."""
    rows = _Rows([row.span for row in report.rows])
    told = [s.span for s in report.segments if s.section not in ("duties", "improvements")]
    reasons = [Span(*found.span("said")) for found in pattern("shortfall", "reasons").finditer(plain(report))]
    beside = [span for span in reasons if not any(span.overlaps(other) for other in told)]
    return _indexed(plain(report), tuple(span for span in (*told, *beside) if not rows.holds(span)))


@lru_cache(maxsize=2)
def _indexed(text: str, segments: tuple[Span, ...]) -> Narrative:
    return Narrative(text, segments)


class _Rows:
    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans)

    def holds(self, span: Span) -> bool:
        at = bisect_right(self._spans, Span(span.start, span.end + 1)) - 1
        return at >= 0 and self._spans[at].end >= span.end


class _RowWords:
    """The rows of a report, looked up by the words of what they measure and by their lines."""

    def __init__(self, rows: Sequence[Row], lines: Sequence[int]) -> None:
        self.rows = rows
        spans = sorted(row.span for row in rows)
        self._starts = [span.start for span in spans]
        self._reached = list(accumulate((span.end for span in spans), max))
        """How far the rows reach that begin no later than each."""
        self._subjects = [_subject(row) for row in rows]
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        for index, subject in enumerate(self._subjects):
            for word in subject:
                self._words[word].append(index)
        often = Counter(lines)
        self.alone = {line: row for line, row in zip(lines, rows, strict=True) if often[line] == 1}
        """Lines that one row stands in alone: what else stands there is said of it, unless it names another thing."""

    def overlap(self, span: Span) -> bool:
        """Whether a row stands where `span` does."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reached[before - 1] > span.start

    def closest(self, said: frozenset[str], row: Row) -> bool:
        """Whether no other row shares more words with what is said, or this one shares some that the other does not."""
        mine = said & _subject(row)
        shared = Counter(chain.from_iterable(self._words.get(word, ()) for word in said))
        most = max(shared.values(), default=0)
        if len(mine) >= most:
            return True
        nearest = min(index for index, count in shared.items() if count == most)
        return bool(mine - self._subjects[nearest])


class Narrative:
    """Clauses of a text, looked up by the words that they share with a row."""

    def __init__(self, text: str, segments: Sequence[Span]) -> None:
        self._text = text
        self._ends = [at for at, sign in enumerate(text) if sign == "\n"]
        self._clauses: list[Span] = []
        self._about_words: list[frozenset[str]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        for segment in segments:
            before: frozenset[str] = frozenset()
            for found in _CLAUSE.finditer(text, segment.start, segment.end):
                before = self._add(found, before)
        self._of_rows: _RowWords | None = None
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
        near = [i for i in self._near(row) if wanted.search(self._clauses[i].of(self._text))]
        others, mine = self._known(rows), _subject(row)
        near = [i for i in near if not others.overlap(self._clauses[i])]
        strayed = (i for i in near if others.alone.get(self._line(self._clauses[i]), row) is not row)
        astray = {i for i in strayed if len(mine & self._about_words[i]) < _SAME}
        near = [i for i in near if i not in astray]
        return [self._clauses[i] for i in near if others.closest(self._about_words[i], row)][:_MOST]

    def _line(self, span: Span) -> int:
        return bisect_right(self._ends, span.start)

    def _known(self, rows: Sequence[Row]) -> _RowWords:
        if self._of_rows is None or self._of_rows.rows is not rows:
            self._of_rows = _RowWords(rows, [self._line(row.span) for row in rows])
        return self._of_rows

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
        mine = words_of(name(row))
        alike = len(mine & words_of(said)) >= max(_SAME, len(mine) / 2)
        return alike and bool(_COUNT.search(said)) and target.quote not in said

    def naming(self, row: Row) -> list[Span]:
        """Clauses without a figure that name most of what the row's name says."""
        mine = words_of(name(row))
        near = (span for span in self._about(row) if not any(ch.isdigit() for ch in span.of(self._text)))
        least = max(_SAME, _MOSTLY * len(mine))
        return [span for span in near if len(mine & words_of(span.of(self._text))) >= least][:_MOST]

    def _stated(self, span: Span, row: Row, wanted: Figure) -> Span | None:
        """From the words that are the row's to the figure, where the clause states it."""
        figures = "".join(rf"{re.escape(digit)},?" for digit in wanted.quote.replace(",", ""))
        unit = re.escape(wanted.unit)
        found = re.compile(rf"(?<![\d.]){figures}(?![\d.])\s*{unit}").search(self._text, span.start, span.end)
        if found is None:
            return None
        first = max(span.start, found.start() - _NEAREST)
        places = [at for word in _subject(row) if (at := self._text.find(word, first, span.end)) >= 0]
        return Span(min([found.start(), *places]), max([found.end(), *(at + 2 for at in places)]))

    def _about(self, row: Row) -> Iterator[Span]:
        """Clauses that share a word of their own with the row's name or its target, in order of the text."""
        yield from (self._clauses[index] for index in self._near(row))

    def _near(self, row: Row) -> list[int]:
        near = {index for word in _subject(row) - self._common for index in self._words.get(word, ())}
        return [index for index in sorted(near) if not self._clauses[index].overlaps(row.span)]


def _subject(row: Row) -> frozenset[str]:
    """The words of what a row measures: its name, and what its target and actual value add to it."""
    return _topics("、".join([name(row), bare(row.text(*TARGET)), bare(row.text(*ACTUAL))]))


def _topics(text: str) -> frozenset[str]:
    """The words of `text`; how satisfied people are is what a row measures, too, whoever they are."""
    return words_of(text) | ({_SATISFIED} if _SATISFIED in text else frozenset())
