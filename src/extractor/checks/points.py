"""Whether a sum of points that fails comes out another way: its rows were grouped wrongly by the reader, not by the
clerk."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from extractor.checks.values import SCORE, WEIGHT, bare, number, score, weight
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Row

_STATED = re.compile(r"\d")
_MEASURED = ("indicator", "rubric")


def comes_out(report: Report, relation: Relation, whole: Figure) -> bool:
    """Whether the points of the form's rows, each counted once, make up what is stated after all."""
    rows = _around(report, whole)
    total = next((row for row in rows if row.kind == "total" and row.span.covers(whole.span)), None)
    if total is None:
        return relation.kind == "weight_sum" and _group_comes_out(rows, relation, whole)
    return _beside(total, whole, relation) or _total_comes_out(rows, relation, whole)


def _around(report: Report, whole: Figure) -> list[Row]:
    """The rows of the form that `whole` stands in, pages that the form was cut into taken together: from the total
    before it to its own."""
    rows: list[Row] = []
    for row in sorted(report.rows, key=lambda row: row.span):
        rows.append(row)
        if row.kind == "total" and number(row.text(*WEIGHT)) is not None:
            if whole.span.start < row.span.end:
                return rows
            rows = []
    return rows


def _beside(total: Row, whole: Figure, relation: Relation) -> bool:
    """Whether what the parts come to stands in a cell of the total's row where no points belong: it was shifted."""
    if relation.residual is None:
        return False
    computed = whole.number - relation.residual
    return any(number(cell.text) == computed for h, cell in total.cells.items() if h not in WEIGHT + SCORE)


def _total_comes_out(rows: Sequence[Row], relation: Relation, whole: Figure) -> bool:
    """Not where just the headings of all rows were added up: one of them is wrong."""
    read, column = (weight, WEIGHT) if relation.kind == "weight_sum" else (score, SCORE)
    leaves = [row for row in rows if row.kind in _MEASURED]
    cells = [cell.span for row in leaves if (cell := row.cell(*column))]
    own = {any(cell.covers(m.figure.span) for cell in cells) for m in relation.members if m.figure is not whole}
    headings = {head for row in leaves if (head := bare(row.text("一级指标")))}
    complete = own == {False} and len(relation.members) > len(headings)
    return not complete and whole.number in _sums(rows, leaves, read)


def _sums(rows: Sequence[Row], leaves: Sequence[Row], read: Callable[[Row], Decimal | None]) -> tuple[Decimal, Decimal]:
    """What the rows come to, without and with the points of the execution rate."""
    listed = sum((read(row) or Decimal(0) for row in leaves), Decimal(0))
    funds = next((points for row in rows if row.kind == "budget" and (points := read(row))), Decimal(0))
    return listed, listed + funds


def _group_comes_out(rows: Sequence[Row], relation: Relation, whole: Figure) -> bool:
    """Whether all rows of the heading's name, or those together with rows of headings that state no points in a form
    whose total comes out, have just the heading's points."""
    leaves = [row for row in rows if row.kind in _MEASURED]
    group = [row for row in leaves if (head := bare(row.text("一级指标"))) and bare(relation.label).startswith(head)]
    if not group or relation.residual is None:
        return False
    if sum((weight(row) or Decimal(0) for row in group), Decimal(0)) == whole.number:
        return True
    loose = [row for row in leaves if not _STATED.search(row.text("一级指标"))]
    rest = sum((weight(row) or Decimal(0) for row in loose), Decimal(0))
    total = next((found for row in rows if row.kind == "total" and (found := weight(row))), None)
    return rest == relation.residual and total in _sums(rows, leaves, weight)
