"""What one place of prose states of an indicator; and how such places are numbered and worded (data/prose.toml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.datafile import any_of, datafile
from extractor.document.model import Span
from extractor.tables.model import CellValue

LONGEST_NAME = 40
"""Characters of an indicator's name."""
NUMBER = r"\d+(?:\.\d+)?"
MARK = (
    r"(?:(?P<bracket>[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])|(?P<chapter>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<item>\d{1,2}(?:[、．]|\.(?!\d)))|(?P<circle>[①-⑳]))"
)
"""How an indicator is numbered; the group that matched tells its style."""

_HEADED = re.compile(rf"(?:^|(?<=\n)|(?<=[;；。]))[ \t　]*{MARK}\s*(?P<name>[^，,。；;：:、\n\d]{{2,24}})。\s*$")
"""A numbered name with a full stop, which the sentences behind it are about (`（1）灌渠长度。目标值…`)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One place that states what an indicator aims at and reaches, or its weight and points; `style`: how it is
    numbered (`bracket`, `chapter`, `item`, `circle`), `""` where it is not."""

    name: CellValue
    target: CellValue | None
    actual: CellValue | None
    weight: CellValue | None
    score: CellValue | None
    cut: CellValue | None
    span: Span
    style: str
    others: Mapping[str, CellValue] = field(default_factory=dict)
    """What else the sentence gives by heading: the group in brackets before the name, sign and unit behind it."""

    @property
    def has_values(self) -> bool:
        return self.target is not None or self.actual is not None


def told_by(*names: str) -> str:
    """A pattern for the words under `names` in data/prose.toml."""
    return any_of(word for name in names for word in datafile("prose")[name])


def name_above(text: str, begin: int) -> tuple[int, int] | None:
    """Where the name stands that closes with a full stop just before `begin`; None where there is none."""
    start = max(0, begin - LONGEST_NAME)
    found = _HEADED.search(text[start:begin])
    return (start + found.start("name"), start + found.end("name")) if found else None
