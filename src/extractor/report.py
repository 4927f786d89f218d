"""What a review gives: everything that was read, linked and found."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.checks.finding import Finding
from extractor.checks.waiver import Waived
from extractor.claims.model import Claim, Failed, Rejected, Segment
from extractor.claims.question import Ruling
from extractor.document.model import Span, Submission
from extractor.language.quantity import Unreadable
from extractor.profile import Profile, national
from extractor.relations.model import Figure, Relation
from extractor.tables.model import Form, Row


@dataclass(slots=True)
class Coverage:
    """How much was looked at, so that silence can be told from not looking."""

    characters: int = 0
    segments: int = 0
    segments_failed: int = 0
    figures_read: int = 0
    figures_unreadable: int = 0
    figures_linked: int = 0
    figures_checked: int = 0
    tables: int = 0
    cells: int = 0
    places_unread: int = 0
    """Cells, rows and whole tables whose figures are in no row, because their columns or rows could not be told."""
    relations_checked: int = 0
    relations_unchecked: int = 0
    rejected: int = 0
    """Proposals of the extractor that are no claims."""


@dataclass(slots=True)
class Report:
    """One reviewed submission. The pipeline fills it from left to right; a rule sees all but `findings`."""

    submission: Submission
    forms: tuple[Form, ...] = ()
    segments: tuple[Segment, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    failed: tuple[Failed, ...] = ()
    figures: tuple[Figure, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    relations: tuple[Relation, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """What a judge said, where one was asked."""
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    """Findings that a waiver or a baseline covers; they are not among `findings`."""
    coverage: Coverage = field(default_factory=Coverage)
    title: str = ""
    unit: str = ""
    year: str = ""
    profile: Profile = field(default_factory=national)
    versions: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """How long each room took, in the order in which they were walked through."""
    _rows: tuple[tuple[Form, ...], tuple[Row, ...]] = field(default=((), ()), init=False, repr=False, compare=False)
    """The forms whose rows have been asked for, and these: rules ask for each row again."""

    @property
    def text(self) -> str:
        return self.submission.text

    @property
    def rows(self) -> tuple[Row, ...]:
        if self._rows[0] is not self.forms:
            self._rows = (self.forms, tuple(row for form in self.forms for row in form.rows))
        return self._rows[1]

    @property
    def unjudged(self) -> tuple[Ruling, ...]:
        """Claims that a judge was asked about and gave no answer to."""
        return tuple(one for one in self.rulings if one.failed)

    def quote(self, span: Span) -> str:
        return span.of(self.submission.text)
