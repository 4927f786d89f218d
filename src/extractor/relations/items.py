"""Sums whose parts are numbered items, each on a line of its own (全年支出…万元：1.… 2.…), level by level."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.language.numerals import chinese
from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off, telling_digits
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention, measures
from extractor.relations.parts import compatible, is_change, is_open

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_MARK = re.compile(
    r"[\s*#\-]*(?:(?P<open>[（(])?(?:(?P<han>[一二三四五六七八九十]{1,3})|(?P<digits>\d{1,2}))"
    r"(?(open)[）)]|(?:[、.．）)](?!\d)|是))|(?P<circled>[①-⑳])|(?P<bullet>(?<=[*\-])(?=\s)|[•·●■◆▪－—–](?!\s*\d)))"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NAME = re.compile(r"[^，,。；;\n]{0,30}")
"""Between an item's mark and its amount stands its name, nothing else."""
_SUMMED = re.compile(
    r"\s*(?:以上|上述)?(?:各|(?P<count>[两二三四五六七八九十]|\d{1,2}))?[项类笔]?[^，,。；;\d]{0,6}(?:合计|共计|总计)[^，,。；;\d]{0,6}"
)
_LONGEST = 4000
_SHORTEST = 3


@dataclass(slots=True)
class _Group:
    """Items of one kind of mark that count up from one, and the line before the first of them."""

    kind: str
    lead: tuple[int, int]
    items: list[tuple[int, int]]
    """Each from behind its mark to the end of its line."""


@dataclass(slots=True)
class _Outline:
    """Groups that are still open, the outermost first, and those that are closed."""

    open: list[_Group] = field(default_factory=list)
    closed: list[_Group] = field(default_factory=list)

    def add(self, kind: str, ordinal: int, item: tuple[int, int], lead: tuple[int, int]) -> None:
        if not ordinal:
            # Bullets count by standing below each other.
            ordinal = next((len(g.items) + 1 for g in self.open if g.kind == kind and g.items[-1][1] == lead[1]), 1)
        at = next((i for i, g in enumerate(self.open) if g.kind == kind and len(g.items) + 1 == ordinal), None)
        if at is not None:
            self.close(at + 1)
            self.open[at].items.append(item)
        elif ordinal == 1:
            self.close(next((i for i, g in enumerate(self.open) if g.kind == kind), len(self.open)))
            self.open.append(_Group(kind, lead, [item]))

    def close(self, depth: int) -> None:
        self.closed += self.open[depth:]
        del self.open[depth:]


def relations(text: str, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    starts = [m.start for m in mentions]

    def inside(span: tuple[int, int]) -> Sequence[FigureMention]:
        return mentions[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    for group in _groups(text):
        heads = [h for item in group.items if (h := _head(text, item, inside(item))) is not None]
        if len(group.items) == len(heads) > 1 and not is_open(text[group.lead[1] - 12 : group.lead[1]]):
            yield from _summed(inside(group.lead), heads)
            yield from _summed_up(text, mentions[bisect_left(starts, group.items[-1][1]) :], group, heads)


def _groups(text: str) -> list[_Group]:
    outline = _Outline()
    last = (0, 0)
    for line in _LINE.finditer(text):
        mark = _MARK.match(line[0]) if len(line[0]) < _LONGEST else None
        if mark is not None:
            kind, number = _read(mark)
            outline.add(kind, number, (line.start() + mark.end(), line.end()), last)
        last = line.span()
    outline.close(0)
    return sorted((g for g in outline.closed if len(g.items) > 1), key=lambda g: g.lead)


def _read(mark: re.Match[str]) -> tuple[str, int]:
    """The kind of a mark and its number: （二） → `(han`, 2."""
    if mark["bullet"] is not None:
        return "bullet", 0
    kind = "circled" if mark["circled"] else ("(" if mark["open"] else "") + ("han" if mark["han"] else "digits")
    return kind, ordinal(mark["circled"] or mark["han"] or mark["digits"])


def ordinal(mark: str) -> int:
    """The number of a list mark: ③, 3, 三; 0 where it is none."""
    if mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    return int(mark) if mark.isdecimal() else int(chinese(mark) or 0)


def _head(text: str, item: tuple[int, int], inside: Sequence[FigureMention]) -> FigureMention | None:
    """The amount that an item begins with, right behind its name."""
    first = next(iter(inside), None)
    named = first is not None and measures(first) and _NAME.fullmatch(text, item[0], first.start) is not None
    return first if named else None


def _summed_up(
    text: str, behind: Sequence[FigureMention], group: _Group, heads: Sequence[FigureMention]
) -> Iterator[Relation]:
    """`以上五项合计1280.00万元` on the line behind the items."""
    total = _SUMMED.match(text, group.items[-1][1])
    whole = next((m for m in behind[:2] if total is not None and m.start == total.end()), None)
    if total is None or whole is None or not compatible(whole, heads[0]):
        return
    relation = equation.sum_of(whole.figure, [h.figure for h in heads], f"{label_of(whole)}的分项", "section")
    counted = total["count"] is not None and ordinal(total["count"]) == len(heads)
    if relation.verdict in HOLDING or counted or is_digit_off(relation):
        yield relation


def _summed(lead: Sequence[FigureMention], heads: Sequence[FigureMention]) -> Iterator[Relation]:
    """The figure of the line before that the items come out for, or that one digit keeps from it."""
    figures = [h.figure for h in heads]
    tried = [
        equation.sum_of(whole.figure, figures, f"{label_of(whole)}的分项", "section")
        for whole in lead
        if all(compatible(whole, h) for h in heads) and not is_change(whole)
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    slipped = (r for r in tried if telling_digits(r.members[0].figure) >= _SHORTEST and is_digit_off(r))
    found = fits or next(slipped, None)
    if found is not None:
        yield found
