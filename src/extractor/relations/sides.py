"""Tables of two sides (收入项目 决算数 | 支出项目 决算数): each side's amounts have names of their own, and add up by
themselves, level by level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.language.numerals import chinese
from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.figures import NAMES, POINTS, RATES, Figures, caption, side_of
from extractor.relations.hints import is_digit_off
from extractor.relations.model import Figure, Relation
from extractor.relations.words import bare, words
from extractor.tables.model import Row

_OUTERMOST = re.compile(r"([一二三四五六七八九十]{1,3})、")
_LEVELS = (
    _OUTERMOST,
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
"""Numbers of lines, the outermost first."""
_AMONG = len(_LEVELS)

Line = tuple[int | None, str, Figure]
"""How deep a line stands (None for one that adds others up), its name and its amount."""


def is_sided(rows: Sequence[Row]) -> bool:
    return any(side_of(row, heading) for row in rows[:1] for heading in row.cells)


def relations(rows: Sequence[Row], figures: Figures) -> Iterator[Relation]:
    """The sums of each column of amounts, of `rows` that have two sides."""
    for heading in rows[0].cells:
        if heading in (*POINTS, *RATES) or heading.endswith(NAMES):
            continue
        for whole, parts in _sums(list(_lines(rows, heading, figures))):
            listing: judge.Listing = "complete" if whole[0] is None else "open"
            amounts = [figure for _, _, figure in parts]
            relation = equation.sum_of(whole[2], amounts, f"{whole[1]}·{heading}", "table", listing=listing)
            # Only lines that are numbered through are surely all there are.
            sure = relation.verdict == "unlikely" or (whole[0] is None and _is_through(parts))
            if relation.verdict in HOLDING or sure or is_digit_off(relation):
                yield relation


def _is_through(parts: Sequence[Line]) -> bool:
    """Whether lines are numbered from the first to the last, none left out."""
    marks = [_OUTERMOST.match(name) for _, name, _ in parts]
    return all(marks) and [chinese(m[1]) for m in marks if m] == list(range(1, len(parts) + 1))


def _lines(rows: Sequence[Row], heading: str, figures: Figures) -> Iterator[Line]:
    depth = among = 0
    for row in rows:
        name, figure = bare(caption(row, heading)), figures.cell(row, heading)
        if not name or figure is None:
            continue
        number = next((level for level, mark in enumerate(_LEVELS) if mark.match(name)), None)
        if any(name.endswith(word) for word in words().wholes):
            depth = among = 0
            yield None, name, figure
        elif name.startswith("其中"):
            among = 1
            yield depth + _AMONG, name, figure
        elif number is not None:
            depth, among = number, 0
            yield depth, name, figure
        else:
            yield depth + _AMONG if among else 0, name, figure


def _sums(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """Each line with those that stand right below it; each total with the outermost lines since the last one, and with
    that one, too (总计)."""
    last, since = None, 0
    for at, line in enumerate(lines):
        depth = line[0]
        if depth is None:
            inside = [other for other in lines[since:at] if other[0] is not None]
            outermost = [other for other in inside if other[0] == min(o[0] or 0 for o in inside)]
            parts = [last, *outermost] if last is not None else outermost
            if len(parts) > 1:
                yield line, parts
            last, since = line, at + 1
            continue
        below: list[Line] = []
        for other in lines[at + 1 :]:
            if other[0] is None or other[0] <= depth:
                break
            below.append(other)
        children = [other for other in below if other[0] == below[0][0]]
        if len(children) > 1:
            yield line, children
