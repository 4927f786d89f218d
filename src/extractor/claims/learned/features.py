"""What a slot's reading is told by: its words and those around it, its section, its figure, and what the rules say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.claims.learned.slot import Sentence, Slot, reading

_NEAR = 3
"""Words to each side of a figure that are told with their distance."""
_TITLE = 4
"""Words of the heading that are told, its last ones."""


def features(sentence: Sentence, slot: Slot) -> list[str]:
    """Names of the features that hold, each once."""
    return list(dict.fromkeys((*_of_rules(sentence, slot), *_of_place(sentence, slot), *_of_words(sentence, slot))))


def _of_rules(sentence: Sentence, slot: Slot) -> Iterator[str]:
    said, section = reading(slot.draft), sentence.segment.section
    yield "bias"
    yield f"r={said}"
    yield f"r={said}|{section}"
    yield f"m={slot.draft.made_by}"
    if slot.quantity is not None:
        yield f"r={said}|{slot.quantity.dimension}"


def _of_place(sentence: Sentence, slot: Slot) -> Iterator[str]:
    segment = sentence.segment
    yield f"s={segment.section}"
    yield f"cell={segment.cell_label[:6]}"
    clause = sentence.clauses[slot.clause] if slot.clause >= 0 else None
    if clause is not None:
        yield f"mark={clause.mark}"
        yield f"opener={clause.opener.strip()[-4:]}"
        yield f"long={min((clause.end - clause.start) // 4, 8)}"
    yield f"at={min(slot.clause, 3)}"
    yield f"figures={min(len(sentence.quantities), 3)}"
    if slot.quantity is not None:
        yield f"d={slot.quantity.dimension}"
        yield f"d={slot.quantity.dimension}|{segment.section}"
        yield f"u={slot.quantity.unit}"
        yield f"c={slot.quantity.comparator}"
        before = sentence.text[: slot.start]
        yield f"bracket={before.count('（') + before.count('(') > before.count('）') + before.count(')')}"
    else:
        yield f"held={any(slot.start <= one.start < slot.end for one in sentence.quantities)}"
    for title in segment.headings[-1:]:
        for at in range(max(0, len(title) - 2 * _TITLE), len(title) - 1, 2):
            yield f"h={title[at : at + 2]}"


def _of_words(sentence: Sentence, slot: Slot) -> Iterator[str]:
    clause = sentence.clauses[slot.clause] if slot.clause >= 0 else None
    left, right = (clause.outer, clause.end) if clause else (slot.start, slot.end)
    inside = [word.text for word in sentence.words if slot.start <= word.start and word.end <= slot.end]
    before = [word.text for word in sentence.words if left <= word.start and word.end <= slot.start]
    after = [word.text for word in sentence.words if slot.end <= word.start and word.end <= right]
    for at, word in enumerate(reversed(before[-_NEAR:]), 1):
        yield f"b{at}={word}"
    for at, word in enumerate(after[:_NEAR], 1):
        yield f"a{at}={word}"
    yield from (f"b={word}" for word in before)
    yield from (f"a={word}" for word in after)
    if slot.quantity is None:
        yield from (f"w={word}" for word in inside)
        yield from (f"w2={one}{other}" for one, other in pairwise(inside))
        yield from (f"first{at}={word}" for at, word in enumerate(inside[:2]))
        yield from (f"last{at}={word}" for at, word in enumerate(inside[:-3:-1]))
        yield from (f"w={word}|{sentence.segment.section}" for word in inside)
    earlier = [word.text for word in sentence.words if word.end <= left]
    yield from (f"e={word}" for word in earlier[-6:])
    later = [word.text for word in sentence.words if word.start >= right]
    yield from (f"l={word}" for word in later[1:4])
