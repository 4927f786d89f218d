"""Which figures of a sentence are parts of another: those in brackets, and those of a list behind 其中."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.language.quantity import Quantity

_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_OPENS = re.compile(r"其中|(?:组成|构成)[:：]|分别[为是](?=[\u4e00-\u9fff][^，,；;]*$)|按[^，。；]{1,8}分[，,:：]")
"""Behind it a list of parts begins."""
_RANK = {"、": 1, "，": 2, ",": 2, "；": 3, ";": 3}
"""How strongly a mark parts."""
_SHARE = re.compile(r"^[，,（(]?占")
"""Behind a part, its share: no item of the list."""
_SHARES = ("percent", "points", "score")


@dataclass(slots=True)
class Parts:
    """Asked from left to right, figure by figure."""

    depth: int = 0
    """Brackets that are open."""
    among: bool = False
    """Whether a list of parts goes on."""
    mark: int = 0
    """How strongly its parts are parted; 0 where there is but one."""
    lines: bool = False
    """Whether it stands behind a colon, with commas inside its items."""
    wholes: dict[str, Decimal] = field(default_factory=dict)
    """The last figure that is no part, by base unit."""
    left: Decimal | None = None
    """What the parts leave of their whole; None where that is not known."""
    base: str = ""
    """The base unit of the parts."""

    def read(self, text: str, quantity: Quantity) -> None:
        """Goes on to `quantity`, behind the `text` that follows the figure before."""
        for char in text:
            self.depth = max(0, self.depth + (char in "(（") - (char in ")）"))
        value = None if quantity.dimension in _SHARES else quantity.value
        if _OPENS.search(text):
            self.among, self.mark, self.lines = True, 0, bool(re.search("(?:其中|组成|构成)[^，。；]*[:：]", text))
            self.base, self.left = quantity.base, self.wholes.get(quantity.base)
        elif self.among and self.depth == 0 and not (value is None and _SHARE.search(text)):
            mark = max((_RANK.get(char, 0) for char in _BRACKETED.sub("", text)), default=0)
            other = value is not None and quantity.base != self.base
            lone = self.mark == 0 and mark > _RANK["，"] and other
            self.among = not lone and not self._ends(mark, None if other else value)
            self.mark = self.mark or mark
        if value is None or self.depth:
            return
        if not self.among:
            self.wholes[quantity.base] = value
        elif self.left is not None and quantity.base == self.base:
            # Parts that are more than their whole tell nothing of where they end.
            self.left = self.left - value if self.left >= value else None

    def _ends(self, mark: int, value: Decimal | None) -> bool:
        """Whether the list ends before a figure of `value` behind `mark`: the parts make up their whole, the mark is
        stronger than those between them, or the figure is more than they leave."""
        if self.left == 0:
            return True
        bound = 3 if self.lines and self.mark != 1 else self.mark
        beyond = self.left is not None and value is not None and value > self.left
        return (self.mark > 0 and mark > bound) or (mark > 1 and beyond)

    @property
    def part(self) -> bool:
        """Whether the figure in hand is a part."""
        return self.among or self.depth > 0
