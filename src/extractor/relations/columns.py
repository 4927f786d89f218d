"""Columns of percentages that other columns of their form explain: a rate of two columns (完成率), or each row's share
of the total (占比). What a column means is learned from the rows that come out, and holds for the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, row_name
from extractor.relations.hints import is_digit_off
from extractor.relations.model import Figure, Relation, RelationKind
from extractor.relations.totals import is_total
from extractor.report import Report
from extractor.tables.model import Row

_KINDS = ("budget", "asset", "staff")
_LEAST = 2
"""So many rows must come out before a column is understood."""
_MOST_ROWS, _MOST_COLUMNS = 60, 8


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its one percentage of a column, and the amount above and below the line."""

    row: Row
    percent: Figure
    above: Figure
    below: Figure

    @property
    def holds(self) -> bool:
        return judge.ratio(self.percent, [self.above], [self.below]).verdict in HOLDING


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for form in report.forms:
        rows = [row for row in form.rows if row.kind in _KINDS][:_MOST_ROWS]
        for heading in dict.fromkeys(h for row in rows for h in row.cells):
            if heading not in POINTS and sum(_percent(row, figures, heading) is not None for row in rows) >= _LEAST:
                yield from _explained(rows, figures, heading)


def _percent(row: Row, figures: Figures, heading: str) -> Figure | None:
    found = figures.cell(row, heading) if heading in row.cells else None
    return found if found is not None and found.base == "1" and found.unit in ("%", "％") else None


def _explained(rows: Sequence[Row], figures: Figures, heading: str) -> Iterator[Relation]:
    """The reading of a column that most rows agree with, for every row."""
    amounts = [h for h in dict.fromkeys(h for r in rows for h in r.cells) if h != heading][:_MOST_COLUMNS]
    rates = [_rated(rows, figures, heading, above, below) for above in amounts for below in amounts if above != below]
    shares = [_shared(rows, figures, heading, of) for of in amounts]
    readings = [reading for reading in (*rates, *shares) if _agrees(reading)]
    if not readings:
        return
    meant = max(readings, key=lambda lines: sum(line.holds for line in lines))
    kind: RelationKind = "share" if meant in shares else "rate"
    for line in meant:
        label = f"{row_name(line.row)}·{heading}"
        yield equation.rate_of(line.percent, [line.above], [line.below], label, "row", kind=kind)
    if kind == "share":
        yield from _hundred(rows, figures, heading)


def _rated(rows: Sequence[Row], figures: Figures, heading: str, above: str, below: str) -> list[_Line]:
    lines = []
    for row in rows:
        percent, top, base = (_percent(row, figures, heading), figures.cell(row, above), figures.cell(row, below))
        if percent is not None and top is not None and base is not None and top.base == base.base != "1":
            lines.append(_Line(row, percent, top, base))
    return lines


def _shared(rows: Sequence[Row], figures: Figures, heading: str, of: str) -> list[_Line]:
    whole = next((f for row in rows if is_total(row) and (f := figures.cell(row, of)) is not None), None)
    if whole is None:
        return []
    return [
        _Line(row, percent, part, whole)
        for row in rows
        if not is_total(row)
        and (percent := _percent(row, figures, heading)) is not None
        and (part := figures.cell(row, of)) is not None
        and part.base == whole.base
    ]


def _agrees(lines: Sequence[_Line]) -> bool:
    """Whether enough rows come out, not counting those that any reading would fit (100 %, 0 %)."""
    telling = [line for line in lines if line.above.value != line.below.value and line.above.number]
    held = sum(line.holds for line in telling)
    return held >= _LEAST and held * 3 >= len(telling) * 2


def _hundred(rows: Sequence[Row], figures: Figures, heading: str) -> Iterator[Relation]:
    """The shares of all rows make up that of the total."""
    total = next((f for row in rows if is_total(row) and (f := _percent(row, figures, heading)) is not None), None)
    parts = [f for row in rows if not is_total(row) and (f := _percent(row, figures, heading)) is not None]
    if total is not None and len(parts) >= _LEAST:
        relation = equation.sum_of(total, parts, f"{heading}合计", "table")
        if relation.verdict in HOLDING or is_digit_off(relation):
            yield relation
