"""Claims from places that a model marks in a sentence: what is claimed, with its reading, and the names of things.

A span model is free in where it sees a claim and how it reads it; the figure, its unit and its comparison are read by
the quantity reader, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, cast

from extractor.claims.draft import Draft
from extractor.claims.kind import comparator_of
from extractor.claims.model import Direction, Kind, Role, Segment
from extractor.claims.statement import evidence_of
from extractor.language.quantities import quantities
from extractor.language.quantity import Quantity

_MEASURED: Mapping[str, Sequence[str]] = {
    "amount": ("money",),
    "ratio": ("percent", "points", "bare"),
    "score": ("score", "bare"),
    "count": ("count", "area", "length", "duration", "volume", "weight", "bare"),
}
"""Dimensions of the figure without which these kinds claim nothing."""
_AROUND = " ，,、：:（()）的了为是达到至约近共计有"
"""Characters at the edge of a name that stand between it and its figure."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a sentence. `label` is a reading (`amount:actual`, `change:actual:up`), empty for a name."""

    start: int
    end: int
    label: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one sentence: its claims, each with the reading that its label says, and the names that stand in it."""

    claims: tuple[Mark, ...]
    names: tuple[Mark, ...]


class Marker(Protocol):
    """A span model. `name` and `versions` as in `Reviser`."""

    name: str

    @property
    def versions(self) -> dict[str, str]: ...

    def marks(self, text: str, segment: Segment) -> Marks:
        """Marks of a folded sentence, each kind in order of the text."""
        ...


class Marked:
    """A `Reviser` that passes over what the rules propose and makes claims of a model's marks."""

    def __init__(self, marker: Marker) -> None:
        self.name = marker.name
        self._marker = marker

    @property
    def versions(self) -> dict[str, str]:
        return self._marker.versions

    def revised(self, text: str, segment: Segment, drafts: Sequence[Draft]) -> list[Draft]:
        marks = self._marker.marks(text, segment)
        figures = quantities(text)
        made = [draft for mark in marks.claims if (draft := _drafted(text, mark, marks.names, figures)) is not None]
        return sorted(made, key=lambda draft: (draft.start, draft.end))


def _drafted(text: str, mark: Mark, names: Sequence[Mark], figures: Sequence[Quantity]) -> Draft | None:
    """The claim of a mark; None where its kind needs a figure and none stands there."""
    kind, role, *turned = mark.label.split(":")
    inside = [one for one in figures if mark.start <= one.start and one.end <= mark.end]
    if kind in _MEASURED:
        inside = [one for one in inside if one.dimension in _MEASURED[kind]]
        # A grade (`优`) is a score without a number.
        if not inside and kind != "score":
            return None
    figure = inside[-1] if inside and (kind in _MEASURED or kind == "change") else None
    worded = kind in ("status", "honour") or (kind == "change" and figure is None)
    quoted = text[mark.start : mark.end]
    draft = Draft(
        start=mark.start, end=mark.end, kind=cast(Kind, kind), role=cast(Role, role), made_by="marked",
        direction=cast(Direction, turned[0]) if turned else None, indicator=_named(text, mark, names, figure),
        evidence=evidence_of(quoted, figures=bool(figures)) if worded and role == "actual" else None,
        confidence=round(mark.confidence, 3),
    )  # fmt: skip
    return draft if figure is None else _measured(draft, figure, text)


def _measured(draft: Draft, figure: Quantity, text: str) -> Draft:
    return replace(
        draft,
        value=(figure.start, figure.end),
        number=format(figure.number, "f"),
        number_high=None if figure.high is None else format(figure.high, "f"),
        unit=figure.unit,
        comparator=comparator_of(figure, text[figure.start : figure.end]),
    )


def _named(text: str, mark: Mark, names: Sequence[Mark], figure: Quantity | None) -> str:
    """The name that stands in the mark, else the last one before it, else the words of the mark but its figure."""
    within = [one for one in names if one.start < mark.end and mark.start < one.end]
    before = [one for one in names if one.end <= mark.start]
    if within or (before and figure is not None):
        best = max(within, key=lambda one: one.end - one.start) if within else before[-1]
        return text[best.start : best.end]
    if figure is None:
        return text[mark.start : mark.end]
    words = text[mark.start : figure.start].strip(_AROUND)
    return words or text[figure.end : mark.end].strip(_AROUND) or text[mark.start : mark.end]
