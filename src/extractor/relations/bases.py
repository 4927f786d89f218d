"""What a printed share may be a share of: the whole that it names, that its list is of, or an amount before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.relations.facts import Fact
from extractor.relations.model import Figure
from extractor.relations.narrative import FigureMention, alike, main, named
from extractor.relations.operands import NEAR, before, is_bound
from extractor.relations.words import words

MOST_FACTS = 200
_MOST_EARLIER = 4

Facts = Mapping[tuple[str, str], Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Share:
    """A share that the narrative prints; `index` is that of its percentage among the mentions."""

    index: int
    percent: FigureMention
    part: FigureMention
    name: str
    """What it is said to be a share of; empty where the words do not say."""


def wholes(mentions: Sequence[FigureMention], share: Share, inside: Sequence[Share]) -> list[FigureMention]:
    """Figures before a share's part that it may be a share of, the nearest first."""
    parts = {s.part.start for s in inside}
    near = before(mentions, share.index, NEAR)
    return [
        m
        for m in near
        if m.start < share.part.start
        and m.start not in parts
        and alike(m.figure, share.part.figure)
        and m.figure.value >= share.part.figure.value
        and not is_bound(m.figure)
    ]


def earlier(mentions: Sequence[FigureMention], share: Share) -> list[Figure]:
    """Amounts that the share may be of though they be less than the part: one of the two may be a misprint."""
    near = (m for m in before(mentions, share.index, NEAR) if m.start < share.part.start and main(m))
    return distinct([m.figure for m in near if alike(m.figure, share.part.figure)], share.part.figure)[:_MOST_EARLIER]


def whole_of_list(share: Share, near: Sequence[FigureMention]) -> FigureMention | None:
    """What the list (其中…) is of that the part stands in: the last amount before it that is no part itself."""
    if not share.part.among:
        return None
    inside = [m for m in near if m.sentence == share.part.sentence]
    whole = next((m for m in inside if not m.among), None)
    others = [m for m in inside if m.among and m.figure.value >= share.part.figure.value]
    # A part behind a larger part may be a share of that one.
    return None if others else whole


def named_bases(mentions: Sequence[FigureMention], share: Share, facts: Facts, owner: str) -> tuple[list[Figure], bool]:
    """Figures that the name means, and whether that is sure."""
    name, percent, part = share.name, share.percent, share.part
    subject, aspect = named(name, words())
    if "总" in name and not subject.strip("总"):
        subject = "支出合计" if "支出" in name else subject
    known = facts.get((owner, subject), ())[:MOST_FACTS] if subject else ()
    found = distinct(
        [
            f.figure
            for f in sorted(known, key=lambda f: (f.in_row, abs(f.figure.span.start - percent.start)))
            if f.aspect in ("", "actual", aspect) and (not f.year or not percent.year or f.year == percent.year)
        ],
        part.figure,
    )
    if found or not name:
        return found, bool(found)
    near = wholes(mentions, share, [share])
    if not subject and aspect:
        same = [m for m in near if m.aspect == aspect or (aspect == "actual" and m.lead.endswith("支出"))]
        here = [m for m in same if m.sentence == part.sentence and not m.among]
        return [m.figure for m in here or same], len(here) == 1
    said = [m for m in near if len(name) >= 2 and (m.lead.endswith(name) or m.tail.startswith(name))]
    return [m.figure for m in said], len({m.figure.value for m in said}) == 1


def distinct(figures: Sequence[Figure], part: Figure) -> list[Figure]:
    """One figure for each value, of the part's kind, without the part itself."""
    found: dict[object, Figure] = {}
    for figure in figures:
        if alike(figure, part) and figure.span != part.span and not is_bound(figure):
            found.setdefault(figure.value, figure)
    return list(found.values())
