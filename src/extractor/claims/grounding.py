"""Whether a proposed claim stands in the text: the gate that every extractor's proposals pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.document.model import Span
from extractor.language.normalise import Folded, fold

_BLANKS = re.compile(r"\s+")


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
    exact = _places(within.of(text), quote)
    if exact:
        return _chosen([Span(within.start + i, within.start + i + len(quote)) for i in exact], "exact", at)
    here, pattern = _dense(within.of(text)), _dense(quote)
    if not pattern.text:
        return Grounded("none")
    found = []
    for start in _places(here.text, pattern.text):
        place = here.span(start, start + len(pattern.text))
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
    """Where `quote` stands in `text` and cuts no number: `1553份` does not stand in `11553份`."""
    found, at = [], text.find(quote)
    while at >= 0:
        if not _cuts_number(text, at, at + len(quote)):
            found.append(at)
        at = text.find(quote, at + 1)
    return found


def _cuts_number(text: str, start: int, end: int) -> bool:
    return _inside(text, start) or _inside(text, end)


def _inside(text: str, at: int) -> bool:
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
