"""Rows that close a form: 总分, 合计, 评价等次."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.columns import Column, Header
from extractor.tables.lexicon import Lexicon, bare
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, cut, empty_at, is_number


def read_total(row: PrintedCells, header: Header | None, form: FormBuilder, lexicon: Lexicon, *, exact: bool) -> bool:
    """Add `row` to `form` if it is a total; under a budget's header 合计 is a fund, and not one."""
    head = next(cell for cell in row if cell.text)
    # Some converters repeat a merged cell's text in each of its places.
    row = [empty_at(cell.span.start) if cell.text == head.text and cell is not head else cell for cell in row]
    filled = [cell for cell in row if cell.text]
    if lexicon.among("grades", head.text) and len(filled) <= 4:
        return _pairs(filled, form)
    own = header is not None and header.own
    if not (lexicon.is_total(head.text) if own else lexicon.among("totals", head.text)):
        return False
    if header is not None and header.kind not in ("indicator", "rubric"):
        return False
    if header is not None and header.own and len(row) == len(header.columns):
        cells = {column.name: cell for column, cell in zip(header.columns, row, strict=True) if column.name}
        return form.add_row("total", cells, words=header.words) is not None
    labelled = any(lexicon.among(words, cell.text) for words in ("grades", "totals") for cell in filled[1:])
    if labelled or header is None or not any(column.type == "points" for column in header.columns):
        return _pairs(filled, form)
    _columns(row, header, form, exact=exact)
    return True


def _pairs(filled: list[CellValue], form: FormBuilder) -> bool:
    """`绩效自评综合得分 97分`: a label and its value, also two of them side by side."""
    if len(filled) == 3 and all(is_number(cell.text) for cell in filled[1:]):
        values = {"一级指标": filled[0], "分值": filled[1], "得分": filled[2]}
        return form.add_row("total", values) is not None
    values = {bare(a.text): b for a, b in zip(filled[::2], filled[1::2], strict=False)}
    values = values or {bare(filled[0].text): empty_at(filled[0].span.end)}
    return form.add_row("total", values, span=Span(filled[0].span.start, filled[-1].span.end)) is not None


def _stands_straight(row: PrintedCells, columns: Sequence[Column]) -> bool:
    """Whether a row as wide as its header has its figures under points, and none under names."""
    if len(row) != len(columns):
        return False
    types = [column.type for column, cell in zip(columns, row, strict=True) if is_number(cell.text)]
    return "points" in types and not {"block", "level1", "level2", "name", "standard", "target", "actual"} & set(types)


def _columns(row: PrintedCells, header: Header, form: FormBuilder, *, exact: bool) -> None:
    """A total under its columns: where its label spans those before the points, the rest is aligned to the right."""
    columns = header.columns
    row = row if exact else cut(row, len(columns))
    start = next(i for i, column in enumerate(columns) if column.name and column.type != "index")
    printed = row[next(i for i, cell in enumerate(row) if cell.text) :]
    head, rest = printed[0], printed[1:]
    points = [i for i, c in enumerate(columns) if c.type == "points" and not c.name.endswith("指标分值")]
    straight = exact or _stands_straight(row, columns)
    while rest and not rest[-1].text and not straight:
        rest.pop()
    if straight and len(rest) >= len(columns) - points[0]:
        shift = len(columns) - len(rest)
        placed = {i + shift: cell for i, cell in enumerate(rest)}
    else:
        figures = [cell for cell in rest if cell.text]
        # A single figure is what was scored, unless it is the 100 that the weights make.
        scored = len(rest) == 1 and len(points) > 1 and ("得分" in head.text or not figures[0].text.startswith("100"))
        places = points[1:] if scored else points
        placed = dict(zip(places, rest if len(rest) <= len(points) else figures, strict=False))
        if len(figures) > len(places) and not is_number(figures[-1].text) and places[-1] + 1 < len(columns):
            placed[places[-1] + 1] = figures[-1]  # the grade behind the points
    cells = {column.name: empty_at(printed[-1].span.end) for column in columns if column.name}
    cells[columns[start].name] = head
    cells |= {columns[i].name: cell for i, cell in placed.items() if columns[i].name and i > start}
    form.add_row("total", cells)
