"""A claim and the interface of whatever proposes claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.document.model import Span

Kind = Literal["amount", "count", "ratio", "change", "score", "status", "honour", "problem", "measure"]
Role = Literal["actual", "target", "budget", "prior"]
ClaimComparator = Literal["eq", "ge", "le", "gt", "lt", "approx"]
Direction = Literal["up", "down", "none"]
SectionName = Literal[
    "profile", "duties", "goals", "spending", "management", "performance", "problems", "improvements", "other"
]
Backing = Literal["number", "named", "none"]
Grounding = Literal["exact", "normalised", "ambiguous"]
Verdict = Literal["backed", "contradicted", "unbacked", "unchecked"]


class Support(BaseModel):
    """Which rows, claims or findings decide a claim (其他数据能否印证)."""

    model_config = ConfigDict(frozen=True)
    verdict: Verdict = "unchecked"
    ids: tuple[str, ...] = ()
    by: Literal["code", "model"] = "code"


class Claim(BaseModel):
    """One thing that the narrative asserts about one indicator; fields as in the annotation codebook."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    quote: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int
    kind: Kind
    indicator: str
    value: str | None = None
    number: str | None = None
    number_high: str | None = None
    unit: str | None = None
    comparator: ClaimComparator | None = None
    direction: Direction | None = None
    role: Role = "actual"
    period: str | None = None
    section: SectionName = "other"
    evidence: Backing | None = None
    line: int = 0
    document: str = ""
    extractor: str = "embedded"
    confidence: float = Field(default=1.0, ge=0, le=1)
    grounding: Grounding = "exact"
    support: Support = Support()

    @model_validator(mode="after")
    def _consistent(self) -> Claim:
        if self.end - self.start != len(self.quote):
            raise ValueError("start and end do not span the quote")
        if (self.direction is not None) != (self.kind == "change"):
            raise ValueError("direction belongs to a change, and a change has one")
        if self.number is None and self.comparator is not None:
            raise ValueError("a comparator needs a number")
        return self


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence or list item of narrative (also in a form's free-text cell): what an extractor is shown."""

    id: str
    span: Span
    document: str
    section: SectionName
    headings: tuple[str, ...] = ()
    """Titles of the headings it stands under, outermost first."""
    period: str | None = None
    """The year that the nearest heading or the document's title gives (`2021年度`)."""
    cell_label: str = ""
    """For a form's free-text cell, the form's own label (`预期目标`)."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A proposal that is not grounded or not valid."""

    quote: str
    segment: str
    reason: str
    extractor: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A segment that an extractor could not do, so that nothing can be said about it."""

    segment: str
    span: Span
    reason: str
    extractor: str


class Extractor(Protocol):
    """Proposes claims for segments; every one must be grounded: `text[start:end] == quote`. What it could not do, it
    says; where it has `versions` (name → version), they stand in the output."""

    name: str

    def extract(self, text: str, segments: Sequence[Segment]) -> Iterable[Claim | Rejected | Failed]: ...
