"""Headings of groups in prose: their level, and where the groups of another project begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.tables.items import MARK, Item
from extractor.tables.lexicon import lexicon

Level = Literal[1, 2]
_OF_GROUP = re.compile(r"(?:完成|得分|评分|自评|实现|分析){0,2}(?:情况)?(?:分析)?$")
"""What a group's heading in prose says of the group: 产出指标完成情况分析."""
_NUMBERING = re.compile(rf"\s*{MARK}\s*")


def by_project(found: Sequence[Item]) -> Iterator[list[Item]]:
    """The items cut where the groups begin anew with the first one (产出指标 … 满意度指标 … 产出指标), once indicators
    have been told under them."""
    current: list[Item] = []
    first = ""
    for item in found:
        name = group_name(item.name.text) if level(item, "") == 1 else ""
        if name and name == first and any(told.has_values for told in current):
            yield current
            current, first = [], ""
        first = first or name
        current.append(item)
    if current:
        yield current


def group_name(words: str) -> str:
    """A heading without what it says of its group."""
    return _OF_GROUP.sub("", words)


def level(item: Item, style: str) -> Level | None:
    """The level of a heading with points, None for an indicator. `style` is the numbering of the level-1 headings, by
    which words that head either level (成本指标, 满意度指标) are told apart."""
    lex = lexicon()
    if item.has_values:
        return None
    name = group_name(item.name.text)
    first, second = lex.among("level1", name), lex.among("level2", name)
    if first and second and style:
        return 1 if item.style == style else 2
    return 1 if first else 2 if second and style else None


def is_group(words: str) -> bool:
    """Whether words are a group's heading, its number before it and what is said of it behind."""
    numbering = _NUMBERING.match(words)
    name = group_name(words[numbering.end() if numbering else 0 :].strip("，,、：:（( \t　"))
    return lexicon().among("level1", name) or lexicon().among("level2", name)
