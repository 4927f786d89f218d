"""What a clause parts with 、: several deeds, each with its verb (`充实粮库、减少损耗`), or several subjects, each with
what is said of it (`分配科学、管理规范`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.claims.clause import ends_word
from extractor.claims.lexicon import pattern, words
from extractor.claims.predicate import opens_with_verb

_OPENING, _CLOSING = "（(“《[【", "）)”》]】"
_Place = tuple[int, str]


def coordinated(start: int, text: str) -> list[_Place]:
    """The parts of `text`, which begins at `start`, that each claim something, with their places; nothing where it is
    one claim."""
    items = list(_items(start, text))
    return (_deeds(items) or _predications(items)) if len(items) > 1 else []


def _items(start: int, text: str) -> Iterator[_Place]:
    depth = begin = 0
    for at, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char == "、" and depth <= 0:
            yield start + begin, text[begin:at]
            begin = at + 1
    yield start + begin, text[begin:]


def _deeds(items: list[_Place]) -> list[_Place]:
    """The items that open with a verb, each with those behind it that share its verb."""
    first = _verb(items[0][1])
    if not first or first in words("predicate", "clausal") or _governs_all(items):
        return []
    groups: list[_Place] = []
    for at, item in items:
        verb = _verb(item)
        if not groups or (verb and verb not in words("predicate", "deeds")):
            groups.append((at, item))
        else:
            begin, before = groups[-1]
            groups[-1] = begin, f"{before}、{item}"
    return groups if len(groups) > 1 else []


def _verb(item: str) -> str:
    """The verb that `item` opens with, where it has an object."""
    found = pattern(
        r"^(?:<adverbs>[地的]?|已经?|均|能够?|可以?)*(?P<verb><verbs>)(?:了|好)?(?![的和与及或])[^，]{2,}$",
        adverbs="predicate.adverbs", verbs="predicate.governing",
    ).match(item)  # fmt: skip
    acts = found and ends_word(item, found.start("verb"), found.end("verb")) and opens_with_verb(item)
    return found["verb"] if found and acts else ""


def _governs_all(items: list[_Place]) -> bool:
    """Whether the items are what one thing is like that ends them (`实施增加产量、减少损耗的办法`)."""
    return bool(pattern("的(?:<words>)$", words="predicate.sums").search(items[-1][1]))


def _predications(items: list[_Place]) -> list[_Place]:
    """`资金分配科学、管理规范` says two things, each with its subject; what has no predicate shares the next one's."""
    ends = pattern(
        r"^.{2,}(?:<adjectives>|(?:<degrees>|得到)*(?:<up>|<down>)|(?:达到|符合)[^，]{0,6}(?:要求|目标|预期|标准|效果)|(?:基本|全面|如期)(?:实现|完成|建成))$",
        adjectives="predicate.adjectives", degrees="change.degrees", up="change.up", down="change.down",
    )  # fmt: skip
    how = pattern(r"^(?:<words>)+$|^<how>", words="predicate.adjectives", how="predicate.manner")
    groups: list[_Place] = []
    open_ = False
    for at, item in items:
        if _acts(item) or how.match(item):
            return []
        if open_:
            begin, before = groups[-1]
            groups[-1] = begin, f"{before}、{item}"
        else:
            groups.append((at, item))
        open_ = ends.match(item) is None
    return groups if len(groups) > 1 and not open_ else []


def _acts(item: str) -> bool:
    disposes = re.match("对.{2,20}?(?:进行|开展|实施|予以)", item)
    return disposes is not None or opens_with_verb(item)
