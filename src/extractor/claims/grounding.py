"""Whether a proposed claim stands in the text: the gate that every extractor's proposals pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.document.model import Span
from extractor.language.normalise import Folded, fold

_BLANKS = re.compile(r"\s+")
_ENDS_IN_FIGURE = re.compile(r"[\d十百千万亿]$")
_MORE_OF_FIGURE = re.compile(r"[余多]?[十百千万亿]|[余多]|元|%|％|‰|个百分点|百分点")
_ENDS_IN_QUANTITY = re.compile(r"\d\D{0,3}$")
_COMPARES_AFTER = re.compile(r"及?以(?:上|下|内)(?![部设容外业])|左右")
_COMPARES_BEFORE = re.compile(r"(?:不低于|不少于|不超过|不高于|超过?|逾|约|近|不足|低于|高于|[<>≤≥≦≧＜＞])\s?$")
_TURNS = re.compile(r"(?:未(?!来|成年)|(?<![要有])不|没有|没能|(?<!有)无)$")
"""What turns the sense of the words that follow it; a quote that begins after it says the opposite of the text."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """Where a quote stands. `status` is `none`, with `span` missing, where it does not."""

    status: Literal["exact", "normalised", "ambiguous", "none"]
    span: Span | None = None


def ground(text: str, quote: str, within: Span, *, at: int | None = None) -> Grounded:
    """The place of `quote` in `text[within]`; `at` is where the proposer says it starts, which decides between several.

    `exact`: character by character. `normalised`: after folding width, signs and traditional characters on both sides
    and leaving out blanks; every other character, and so every digit, unit, negation and comparison, is the same and in
    one run. `ambiguous`: it stands more than once and nothing decides; the span is the first.
    """
    if not quote.strip():
        return Grounded("none")
    if at is not None and text.startswith(quote, at) and within.start <= at and at + len(quote) <= within.end:
        here = within.of(text)
        if not _mutilates(here, quote, at - within.start, at - within.start + len(quote)):
            return Grounded("exact", Span(at, at + len(quote)))
    exact = _places(within.of(text), quote)
    if exact:
        return _chosen([Span(within.start + i, within.start + i + len(quote)) for i in exact], "exact", at)
    dense, pattern = _dense(within.of(text)), _dense(quote)
    if not pattern.text:
        return Grounded("none")
    found = []
    for start in _places(dense.text, pattern.text):
        place = dense.span(start, start + len(pattern.text))
        found.append(Span(within.start + place.start, within.start + place.end))
    return _chosen(found, "normalised", at)


@dataclass(frozen=True, slots=True)
class _Dense:
    """A folded text without blanks."""

    text: str
    places: tuple[int, ...]
    folded: Folded

    def span(self, start: int, end: int) -> Span:
        return self.folded.span(self.places[start], self.places[end - 1] + 1)


def _dense(text: str) -> _Dense:
    folded = fold(text)
    places = tuple(i for i, char in enumerate(folded.text) if not char.isspace())
    return _Dense(_BLANKS.sub("", folded.text), places, folded)


def _places(text: str, quote: str) -> list[int]:
    """Where `quote` stands in `text` and cuts nothing off that would change what it says: part of a number, its unit, a
    word of comparison or a negation."""
    found, at = [], text.find(quote)
    while at >= 0:
        if not _mutilates(text, quote, at, at + len(quote)):
            found.append(at)
        at = text.find(quote, at + 1)
    return found


def _mutilates(text: str, quote: str, start: int, end: int) -> bool:
    before = max(0, start - 4)
    return bool(
        _in_number(text, start)
        or _in_number(text, end)
        or (_ENDS_IN_FIGURE.search(quote) and _MORE_OF_FIGURE.match(text, end))
        or (_ENDS_IN_QUANTITY.search(quote) and _COMPARES_AFTER.match(text, end))
        or (quote[0].isdigit() and _COMPARES_BEFORE.search(text, before, start))
        or _TURNS.search(text, before, start)
    )


def _in_number(text: str, at: int) -> bool:
    """Whether a number runs across `at`; a decimal point or a thousands comma belongs to it."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left.isdigit():
        return right.isdigit() or (right in ".．," and text[at + 1 : at + 2].isdigit())
    return right.isdigit() and left in ".．," and text[at - 2 : at - 1].isdigit()


def _chosen(places: list[Span], status: Literal["exact", "normalised"], at: int | None) -> Grounded:
    if not places:
        return Grounded("none")
    if len(places) == 1:
        return Grounded(status, places[0])
    said = next((place for place in places if place.start == at), None)
    return Grounded(status, said) if said else Grounded("ambiguous", places[0])
