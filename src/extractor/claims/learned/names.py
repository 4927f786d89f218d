"""What a figure may be called, and where its quote then stands: the rules' name, and runs of words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.claims.learned.slot import Sentence, Slot
from extractor.language.words import Word

_WINDOW = 12
"""Words before a figure that a name is looked for in."""
_LONGEST = 8
"""Words of the longest name."""
_AFTER = 5
"""Words after a figure that may be of its name."""
_STOPS = "，,。；;：:！？!?\n\t"
_BESIDE = "的了为达共计至到是有约近均已，：:、（("
"""Characters between a name and its figure that are told one by one."""


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: the name, the quote that goes with it, and the features that a ranker sees."""

    text: str
    start: int
    end: int
    features: tuple[str, ...]


def names(sentence: Sentence, slot: Slot) -> list[Name]:
    """Candidates for a slot with a figure, that of the rules first."""
    draft = slot.draft
    ruled = _name(sentence, slot, draft.indicator, draft.start, draft.end, "rule", ())
    return _merged([ruled, *_of_figure(sentence, slot)])


def _merged(found: list[Name]) -> list[Name]:
    """Each name once, where it was found first, with all that is known of it."""
    held: dict[str, Name] = {}
    for name in found:
        known = held.get(name.text)
        features = name.features if known is None else tuple(dict.fromkeys((*known.features, *name.features)))
        held[name.text] = replace(known or name, features=features)
    return list(held.values())


def _of_figure(sentence: Sentence, slot: Slot) -> Iterator[Name]:
    draft = slot.draft
    before = [word for word in sentence.words if word.end <= slot.start][-_WINDOW:]
    for run in _runs(before):
        said = sentence.text[run[0].start : run[-1].end]
        near = not any(mark in sentence.text[run[-1].end : slot.start] for mark in _STOPS)
        start = run[0].start if near else draft.start
        yield _name(sentence, slot, said, start, draft.end, "near" if near else "far", run)
    after: list[Word] = []
    for word in sentence.words:
        if word.start < slot.end:
            continue
        if word.text in _STOPS or len(after) == _AFTER:
            break
        after.append(word)
        said = sentence.text[after[0].start : word.end]
        yield _name(sentence, slot, said, draft.start, word.end, "after", after)
        if draft.indicator and not draft.indicator.endswith(said):
            yield _name(sentence, slot, draft.indicator + said, draft.start, word.end, "both", after)
    earlier = [one.indicator for one in sentence.drafts if one.start < draft.start and one.number is not None]
    for label, name in (("last", earlier[-1:]), ("first", earlier[:1])):
        for one in name:
            if one and one not in draft.indicator and draft.indicator not in one:
                yield _name(sentence, slot, one, draft.start, draft.end, label, ())
                yield _name(sentence, slot, one + draft.indicator, draft.start, draft.end, f"{label}+", ())


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Runs of words of two characters or more that no punctuation parts and that begin and end with no sign."""
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST)):
            if words[last].text in _STOPS:
                break
            if words[first].text[0].isalnum() or words[first].text[0] in "“《":
                run = words[first : last + 1]
                if (words[last].text[-1].isalnum() or words[last].text[-1] in "”》") and run[-1].end - run[0].start > 1:
                    yield run


def _name(
    sentence: Sentence, slot: Slot, said: str, start: int, end: int, made: str, run: list[Word] | tuple[Word, ...]
) -> Name:
    ruled, maker = slot.draft.indicator, slot.draft.made_by
    like = _dice(said, ruled) if ruled else -1
    told = [
        f"t={made}",
        f"t={made}|{maker}",
        f"like={like}",
        f"like={like}|{made}",
        f"like={like}|{maker}",
        f"long={min(len(said), 16)}",
        f"starts={ruled[:2] == said[:2]}|{made}",
        f"ends={ruled[-2:] == said[-2:]}|{made}",
        f"digit={any(char.isdigit() for char in said)}",
        f"and={'、' in said}",
    ]
    if run:
        text = sentence.text
        first, last = run[0], run[-1]
        told += [
            f"f={first.text}",
            f"ft={first.tag}",
            f"z={last.text}",
            f"zt={last.tag}",
            f"ftzt={first.tag}|{last.tag}",
            f"p={text[first.start - 1 : first.start]}",
            f"n={text[last.end : last.end + 1]}",
            f"p2={text[max(0, first.start - 2) : first.start]}",
            f"n2={text[last.end : last.end + 2]}",
            f"de={'的' in said}",
        ]
        gap = text[last.end : slot.start]
        told.append(f"gap={gap if len(gap) < 4 and all(char in _BESIDE for char in gap) else min(len(gap), 12)}")
        told.append(f"d={slot.quantity.dimension if slot.quantity else ''}|{made}")
    return Name(said, start, end, tuple(told))


def _dice(one: str, other: str) -> int:
    """Tenths of the characters that two names share."""
    return 20 * (Counter(one) & Counter(other)).total() // max(1, len(one) + len(other))
