"""Indicator rows that miss their target, and what else stands against claims of success."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches, plain
from extractor.checks.values import label_span, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Row

_ADMITTED = ("performance", "problems", "spending", "management", "other")
_LONGEST = 40
_ROWS, _CLAUSES = 3, 2


@dataclass(slots=True)
class Against:
    """What stands against claims of success: rows that miss their target, and what the text admits."""

    rows: list[Row] = field(default_factory=list)
    admitted: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.admitted)

    def places(self, report: Report) -> list[Span]:
        """The first clauses, and the first rows' names with what was reached: more would bury the claim."""
        short = missed(report)
        spans = self.admitted[:_CLAUSES]
        for row in self.rows[:_ROWS]:
            actual = figure(short[row.id], "actual")
            spans += [*label_span(row), *([actual.span] if actual is not None else [])]
        return spans

    def told(self, report: Report) -> list[str]:
        """How a message tells of them."""
        short, said = missed(report), [f"“{report.quote(span)}”" for span in self.admitted[:_CLAUSES]]
        for row in self.rows[:_ROWS]:
            target, actual = figure(short[row.id], "target"), figure(short[row.id], "actual")
            if target is not None and actual is not None:
                said.append(f"“{name(row)}”目标{target.quote}{target.unit}、实际{actual.quote}{actual.unit}")
        return list(dict.fromkeys(said))


def against_success(report: Report) -> dict[str, Against]:
    """By whose it is: the department's (empty) or a project's."""
    owner, short = Owner(report), missed(report)
    guards = (pattern("stances", "earlier"), pattern("shortfall", "instruction"))
    found: dict[str, Against] = {}
    for row in report.rows:
        if row.id in short:
            found.setdefault(owner.of(row.span), Against()).rows.append(row)
    for _, span in matches(report, pattern("shortfall", "unfinished"), *_ADMITTED):
        place = clause(report, span)
        if any(guard.search(plain(report), place.start, place.end) for guard in guards):
            continue
        place = place if len(place) <= _LONGEST else span
        admitted = found.setdefault(owner.of(span), Against()).admitted
        if place not in admitted:
            admitted.append(place)
    return found


def missed(report: Report) -> dict[str, Relation]:
    """Id of a row → the relation that shows its target missed, whatever points it has."""
    rows = {row.id for row in report.rows}
    found: dict[str, Relation] = {}
    for relation in report.relations:
        if relation.kind != "target_met":
            continue
        source = next((m.figure.source for m in relation.members if m.figure.source in rows), None)
        if source is not None and _short(relation):
            found[source] = relation
    return found


def _short(relation: Relation) -> bool:
    if relation.verdict == "contradicted":
        return True
    parts = {m.part: m.figure for m in relation.members}
    target, actual = parts.get("target"), parts.get("actual")
    if target is None or actual is None or (relation.verdict == "unchecked" and "未达标" not in relation.reason):
        return False
    return actual.value > target.value if "≤" in relation.formula else actual.value < target.value


def figure(relation: Relation, part: str) -> Figure | None:
    return next((m.figure for m in relation.members if m.part == part), None)
