"""Scoring standards against their rows: the marks that they state, and the points that they give for a known value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.document.model import Span
from extractor.relations import equation
from extractor.relations.figures import Figures, row_name
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Row
from extractor.tables.rubric import Rubric
from extractor.tables.standard import parse_standard


def rubric_of(report: Report, row: Row) -> Rubric | None:
    """The row's standard; spans in it are places in the report."""
    cell = row.cell("评分标准")
    if cell is None or not cell.text or cell.carried:
        return None
    return parse_standard(cell.span.of(report.text))


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    """The full marks that a standard states, or the sum of its items, against the row's weight."""
    for row in report.rows:
        weight = figures.cell(row, "分值")
        rubric = rubric_of(report, row) if weight is not None else None
        if weight is None or rubric is None or not rubric.full_spans:
            continue
        offset = row.cells["评分标准"].span.start
        stated = [_points(report.text, replace_span(span, offset), weight) for span in rubric.full_spans]
        if len(stated) > 1:
            yield equation.sum_of(
                weight, stated, f"{row_name(row)}：评分标准各项", "row", kind="weight_sum", part="weight"
            )
        else:
            yield equation.same([*stated, weight], f"{row_name(row)}：评分标准满分与分值", "row")


def replace_span(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _points(text: str, span: Span, weight: Figure) -> Figure:
    number = Decimal(span.of(text))
    decimals = max(0, -int(number.as_tuple().exponent))
    return replace(weight, span=span, quote=span.of(text), number=number, decimals=decimals, label="评分标准")
