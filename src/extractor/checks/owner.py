"""Whose a place of the report is: the department's own, or one project's."""

from __future__ import annotations

from extractor.checks.places import Places
from extractor.checks.values import TARGET, WEIGHT, blank
from extractor.document.model import Span
from extractor.relations.owners import owners
from extractor.report import Report
from extractor.tables.model import Row


class Owner:
    """Looks up whose places of one report are."""

    def __init__(self, report: Report) -> None:
        self._places, self._owners = Places(report), owners(report).of
        self.with_rows = {self.of(row.span) for row in report.rows if _is_assessed(row)}
        """Those of whom a form has indicators."""

    def of(self, span: Span) -> str:
        """The project's name, empty for the department's."""
        document = self._places.document(span)
        return self._owners.get(document.id, "") if document else ""

    def same(self, one: Span, other: Span) -> bool:
        """Whether both are of one project or of the department; where only one has indicators, all is told of it."""
        return len(self.with_rows) == 1 or self.of(one) == self.of(other)


def _is_assessed(row: Row) -> bool:
    """Whether a row has a target or points, and is no line of a table of figures."""
    return row.kind in ("indicator", "rubric") and not (blank(row.cell(*TARGET)) and blank(row.cell(*WEIGHT)))
