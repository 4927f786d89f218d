"""One printed table can hold several forms, their titles as one-cell rows, and chapters of prose: cut apart here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.document.lines import Line
from extractor.document.outline import numbered
from extractor.document.printed import FIGURE, PrintedRow, PrintedTable
from extractor.document.words import fold, words

_LONG_CELL = 150
"""Characters from which a cell that is alone in its row is prose."""
_PARAGRAPH = 40
"""Characters of a cell that is no label."""
_POINTS = re.compile(r"[（(]\d{1,3}(?:\.\d+)?分[）)]$")
_ENDINGS = "。；;，,：:"


def logical_tables(text: str, lines: Sequence[Line], printed: PrintedTable) -> list[PrintedTable]:
    """The forms in a printed table. What is left out (title rows, chapters in one cell) is prose again."""
    if printed.dialect in ("spaced", "run-on") and len(printed.rows) == 1:
        return [printed]
    if printed.dialect == "cells" and _is_indented(text, printed):
        return []
    return [PrintedTable(printed.dialect, tuple(group)) for group in _groups(text, lines, printed) if group]


def _is_indented(text: str, printed: PrintedTable) -> bool:
    """Whether the tabs only indent paragraphs: every cell is a sentence or a numbered heading, none a label."""
    filled = [cell.span for row in printed.rows for cell in row.cells if not cell.empty]
    return bool(filled) and all(
        len(span) > _PARAGRAPH or text[span.end - 1] in "。；;！" or numbered(text, span) is not None for span in filled
    )


def _groups(text: str, lines: Sequence[Line], printed: PrintedTable) -> Iterator[list[PrintedRow]]:
    rows: list[PrintedRow] = []
    openers: set[tuple[str, ...]] = set()
    for index, row in enumerate(printed.rows):
        below = printed.rows[index + 1] if index + 1 < len(printed.rows) else None
        alone = row.width == 1 and _is_prose(text, lines, row, below, dump=printed.dialect in ("cells", "rows"))
        alone = alone and not _heads_a_group(text, row, rows, below)
        if alone or (printed.dialect == "pipes" and _is_title_row(text, row)):
            yield rows
            rows = []
            continue
        apart = bool(rows) and not all(line.blank for line in lines[rows[-1].stop : row.first])
        if rows and (apart or row.words(text) in openers or _opens_form(text, rows[0], row, below)):
            yield rows
            rows = []
        if not rows:
            openers.add(row.words(text))
        rows.append(row)
    yield rows


def _heads_a_group(text: str, row: PrintedRow, above: Sequence[PrintedRow], below: PrintedRow | None) -> bool:
    """Whether a heading with points (二、项目管理（27分）) is alone in its row between the rows of one sheet: the heads
    of the columns are not printed again below it."""
    if not above or below is None or not _POINTS.search(fold(row.cells[0].span.of(text))):
        return False
    return above[-1].width == below.width > 2 and any(FIGURE.search(word) for word in below.words(text))


def _is_prose(text: str, lines: Sequence[Line], row: PrintedRow, below: PrintedRow | None, *, dump: bool) -> bool:
    """Whether a cell that is alone in its row is a title for what follows, or a chapter. Only a dump keeps every cell,
    so elsewhere a lone cell is often what was left of a row."""
    span = row.cells[0].span
    if len(span) > _LONG_CELL:
        return True
    if not len(span):
        return False
    bodies = [line.body for line in lines[row.first : row.stop] if not line.blank]
    if len(bodies) > 1:
        return any(numbered(text, body) for body in bodies)
    folded = fold(span.of(text))
    if folded[-1] in _ENDINGS or below is None:
        return bool(words().year.match(folded))
    if words().year.match(folded) or words().title.match(folded):
        return True
    number = numbered(text, span)
    if number is not None:
        return dump or number.kind in ("han", "part")
    return dump and bool(words().title_row.search(folded))


def _is_title_row(text: str, row: PrintedRow) -> bool:
    """Whether a title or a year is followed by empty cells alone: converters fill its row up to the table's width."""
    folded = fold(row.cells[0].span.of(text)) if len(row.cells[0].span) <= words().title_length else ""
    named = words().year.match(folded) or (words().title.match(folded) and words().about.search(folded))
    return row.width > 1 and bool(folded and named) and all(cell.empty for cell in row.cells[1:])


def _opens_form(text: str, top: PrintedRow, row: PrintedRow, below: PrintedRow | None) -> bool:
    """Whether a row begins another form of the kind that the first row began: the same label at its head, and it is a
    project's name or a heading that spans the sub-headings below it."""
    label, head = fold(row.cells[0].span.of(text)), fold(top.cells[0].span.of(text))
    if not label or label != head or row.width < 2:
        return False
    if label in words().opening:
        return True
    spanning = below is not None and row.width < below.width and below.cells[0].empty
    return spanning and not any(cell.span.of(text)[:1].isdigit() for cell in row.cells)
