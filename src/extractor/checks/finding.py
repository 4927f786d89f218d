"""A finding: one inconsistency or unsupported assertion, one root cause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.document.model import Span

Family = Literal[
    "arithmetic", "text_table", "text_text", "table_table", "evidence", "scoring", "unit", "contradiction", "template",
    "structure",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`spans` holds one place for each figure or phrase that takes part, as short as possible, in order of the text."""

    code: str
    family: Family
    severity: Severity
    message: str
    """One Chinese sentence that a reviewer could send back to the unit."""
    message_en: str
    spans: tuple[Span, ...]
    computed: str | None = None
    """The arithmetic: `10+704.47+… = 811.04 ≠ 843.61`."""
    satisfied_by: str = ""
    """What would satisfy it, Chinese."""
    certainty: Literal["sure", "arguable"] = "sure"
    basis: tuple[str, ...] = ()
    relation: str | None = None
    verdict: str | None = None
    flips: tuple[str, ...] = ()
    support: Literal["code", "model"] = "code"
    labels: tuple[str, ...] = field(default=())
    """Row, column and kind of parts: what the identity is made of, beside code, document and table title."""
    stating: Span | None = None
    """The one of `spans` that says what the others give, where there is a relation; filled in by the engine."""
    where: str = ""
    """Chapter, table, row and column in a person's words; filled in by the engine."""
    id: str = ""
    document: str = ""
    section: str = ""
    line: int = 0
    identity: str = ""
    evidence_hash: str = ""

    @property
    def place(self) -> Span | None:
        """Where `where` and `line` point."""
        return self.stating or next(iter(self.spans), None)
