"""What the figures of a sentence have named so far, for those that leave out what they measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.claims.ellipsis import last_words
from extractor.claims.mention import Mention

_FEW = 8
"""Characters of a name that is carried to a word which says only how (`完成`, `每人`)."""
_ADDED = 16
"""Characters of the longest list that a sum is named by."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures. `start` is where the quote begins."""

    start: int
    name: str


@dataclass(slots=True)
class Antecedents:
    """Names so far, the newest last."""

    before: Mapping[str, str] = field(default_factory=dict)
    """What the sentence before measured first, by dimension."""
    subject: Named | None = None
    """The last name, also that of a part."""
    near: Named | None = None
    """Whose figure stands just before."""
    whole: str = ""
    """The last name that leans on no other, and is no part of it."""
    unit: str | None = None
    dimension: str = ""
    """Of the figure of `whole`."""
    base: str = ""
    """What the amounts of the sentence are of (`基本支出`), for those that say only `实际支出`."""
    listed: list[tuple[str, str | None]] = field(default_factory=list)
    """The names so far with the units of their figures."""
    latest: dict[str, Named] = field(default_factory=dict)
    """What was measured last, by dimension."""
    first: dict[str, str] = field(default_factory=dict)
    """And what first."""

    def measure(self, one: Mention, name: Named) -> None:
        """The figure of `one` measures `name`."""
        self.latest[one.quantity.dimension] = self.near = name
        self.listed.append((name.name, one.quantity.unit))
        self.first.setdefault(one.quantity.dimension, name.name)

    def settle(self, one: Mention, name: Named, *, part: bool) -> None:
        """What follows without a name speaks of `name`; it is a whole unless it is a `part` of one."""
        self.subject = name
        if not part or not self.whole:
            self.whole, self.unit, self.dimension = name.name, one.quantity.unit, one.quantity.dimension

    def about(self, one: Mention) -> Named:
        """What a figure that says how another differs is about: the last one of its dimension."""
        dimension = "percent" if one.quantity.dimension == "points" else one.quantity.dimension
        same = None if one.quantity.dimension == "percent" else self.latest.get(dimension)
        return same or self.near or self.subject or Named(one.start, self.before.get(dimension, ""))

    def carried(self, about: Named, one: Mention) -> Named:
        """`about`, quoted from its own place where nothing else was measured in between."""
        if self.near == about:
            self.near = None
            return about
        return Named(one.start, about.name)

    def summed(self, one: Mention) -> str:
        """What a sum is of: the last names whose figures have its unit; nothing where they are too many for a name."""
        names: list[str] = []
        for name, unit in reversed(self.listed):
            if unit != one.quantity.unit:
                break
            names.insert(0, name)
        joined = "、".join(dict.fromkeys(names))
        return joined if len(joined) <= _ADDED else ""

    def noun(self) -> str:
        """The words of the whole that a word too general to stand alone is joined to."""
        return last_words(self.whole or (self.subject.name if self.subject else ""), _FEW)
