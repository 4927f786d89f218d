"""What the embedded extractor has read before it is placed in the report's text."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.claims.model import Backing, ClaimComparator, Direction, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim whose offsets are those of its sentence; fields as in `Claim`. `made_by` names the reading that found it:
    a key of `confidence` in data/claims.toml."""

    start: int
    end: int
    kind: Kind
    indicator: str
    made_by: str
    value: tuple[int, int] | None = None
    """Where the value stands in the sentence."""
    number: str | None = None
    number_high: str | None = None
    unit: str | None = None
    comparator: ClaimComparator | None = None
    direction: Direction | None = None
    role: Role = "actual"
    period: str | None = None
    evidence: Backing | None = None
    confidence: float | None = None
    """Of a learned judgement; None where that of `made_by` holds."""
