"""What the figures of a sentence have named so far, for those that leave out what they measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.claims.ellipsis import last_words
from extractor.claims.mention import Mention
from extractor.claims.model import Role

_FEW = 8
"""Characters of a name that is carried to a word which says only how (`完成`, `每人`)."""
_MONEY = re.compile(r"(?:金|补[贴助]|津贴|费|款|贴息)$")
_ADDED = 16
"""Characters of the longest list that a sum is named by."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure measures. `start` is where the quote begins."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a figure was found to measure. `part` says that it stands after 其中 or in brackets, `aside` in brackets."""

    named: Named
    unit: str | None
    dimension: str
    part: bool
    aside: bool
    item: int
    """Which item of a list parted by semicolons."""


@dataclass(slots=True)
class Antecedents:
    """Names so far, the newest last."""

    before: Mapping[str, str] = field(default_factory=dict)
    """What the sentence before measured first, by dimension."""
    role: Role | None = None
    """Of the last amount that is no part of another; at first the sentence before's, which this one may part."""
    subject: Named | None = None
    """The last name, also that of a part."""
    near: Named | None = None
    """Whose figure stands just before."""
    whole: str = ""
    """The last name that leans on no other, and is no part of it."""
    dimension: str = ""
    """Of the figure of `whole`."""
    wholes: dict[str | None, tuple[int, str]] = field(default_factory=dict)
    """Such names by the units of their figures, with the item of the list that they stand in."""
    item: int = 0
    """Which item of a list parted by semicolons is read."""
    base: str = ""
    """What the amounts of the sentence are of (`基本支出`), for those that say only `实际支出`."""
    measured: list[Measurement] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    """What was measured first, by dimension."""
    part: bool = False
    """Whether the figure in hand stands after 其中 or in brackets."""
    aside: bool = False
    """Whether it stands in brackets."""
    compared: tuple[int, Named] | None = None
    """What the last rise or fall was about, with how many figures were measured by then."""

    def measure(self, one: Mention, name: Named) -> None:
        """The figure of `one` measures `name`."""
        self.near = name
        quantity = one.quantity
        self.measured.append(Measurement(name, quantity.unit, quantity.dimension, self.part, self.aside, self.item))
        self.first.setdefault(one.quantity.dimension, name.name)

    def settle(self, one: Mention, name: Named, *, depends: bool) -> None:
        """What follows without a name speaks of `name`; a whole is what is no part of one and `depends` on none."""
        self.subject = name
        if (self.part or depends) and self.whole:
            return
        self.wholes[one.quantity.unit] = self.item, name.name
        if one.quantity.dimension != "percent" or not self.whole:
            self.whole, self.dimension = name.name, one.quantity.dimension

    def about(self, one: Mention) -> Named:
        """What a figure that says how another differs is about: the last one of its dimension; behind a list of parts
        their whole (`46人，其中男19人、女27人，较上年增加11人`), and outside brackets nothing that stands in them."""
        if self.compared is None or self.compared[0] != len(self.measured):
            self.compared = len(self.measured), self._about(one)
        return self.compared[1]

    def _about(self, one: Mention) -> Named:
        dimension = "percent" if one.quantity.dimension == "points" else one.quantity.dimension
        known = [each for each in self.measured if self.aside or not each.aside]
        parts = 0
        while parts < len(known) and known[-1 - parts].part:
            parts += 1
        if parts > 1:
            known = [each for each in known if not each.part]
        same = [each.named for each in known if each.dimension == dimension]
        if same and one.quantity.dimension != "percent":
            return same[-1]
        near = self.near if not known or known[-1] is self.measured[-1] else known[-1].named
        return near or self.subject or Named(one.start, self.before.get(dimension, ""))

    def whole_of(self, one: Mention) -> str:
        """What the figure of `one` counts more of: the whole of its unit in this item, of rates none."""
        item, name = self.wholes.get(one.quantity.unit, (self.item, ""))
        return "" if item != self.item or (one.quantity.dimension == "percent" and not self.part) else name

    def counted(self, one: Mention) -> str:
        """What was last counted in the unit of `one`, else what was measured last."""
        same = [each.named.name for each in self.measured if each.unit == one.quantity.unit]
        return same[-1] if same else self.whole or (self.subject.name if self.subject else "")

    def carried(self, about: Named, one: Mention) -> Named:
        """`about`, quoted from its own place where nothing else was measured in between."""
        if self.near == about:
            self.near = None
            return about
        return Named(one.start, about.name)

    def summed(self, one: Mention) -> str:
        """What a sum is of: the last names whose figures have its unit; nothing where they are too many for a name."""
        names: list[str] = []
        for each in reversed(self.measured):
            if each.unit != one.quantity.unit:
                break
            names.insert(0, each.named.name)
        joined = "、".join(dict.fromkeys(names))
        return joined if len(joined) <= _ADDED else ""

    def noun(self, one: Mention) -> str:
        """The words that what each gets or costs (`每人`, `人均`) is joined to: the money told last in this item, as an
        amount or by its name (`奖学金8人，每人8000元`), else the whole."""
        here = [each for each in self.measured if each.item == self.item]
        money = [each.named.name for each in here if each.dimension == "money" or _MONEY.search(each.named.name)]
        if one.quantity.dimension == "money" and money:
            return last_words(money[-1], _FEW)
        return last_words(self.whole or (self.subject.name if self.subject else ""), _FEW)
