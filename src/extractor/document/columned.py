"""Forms whose columns stand under each other, as programs print a .pdf by its layout: a gap is an empty cell.

Lines of headings give such a form away; each says which columns the lines below it have, until the next one. Where the
lines do not keep to their columns, the form is left to the readers that go by words alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.outline import numbered
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_attachment, is_furniture, is_title, is_year
from extractor.document.words import fold, names_column, words
from extractor.document.zones import GAP, MEASURES, Measure, Piece, pieces, zones_of

_COLUMNS = 3
"""Headings of a line of headings, at least."""
_LONGEST_HEADING = 24
_LONGEST_LINE = 400
_FIGURE = re.compile(r"[-－+＋≥≤≧≦><=＝]?\d[\d,]*(?:\.\d+)?[%％]?|[-—－/]+")
_WORD = re.compile(r"[\u4e00-\u9fff“（(]|(?:19|20)\d\d年")
_LOOK = 12
"""Lines below a line of headings that show what it heads."""
_ROWS = 2
_RAGGED = 4
"""Columns of print by which a full line of a cell may fall short of the next column."""
_PROSE = 60
"""Characters of a lone piece that is a paragraph."""


def find_columned_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every such form on lines that are not `taken`, in the order of the text."""
    tables: list[PrintedTable] = []
    at = lowest = 0
    while at < len(lines):
        listed = at not in taken and _opens_list(text, lines, at)
        if at in taken or not (listed or _is_header(text, lines[at])):
            at += 1
            continue
        body = list(_body(text, lines, at, taken))
        if not _gaps_differ(text, [lines[index] for index in body]):
            even = _even(text, lines, body) if listed and not _is_header(text, lines[at]) else []
            if even:
                tables.append(PrintedTable("rows", tuple(even)))
            at = lowest = even[-1].stop if even else body[-1] + 1
            continue
        rows = next((rows for measure in MEASURES if (rows := _rows(text, lines, body, measure))), None)
        if rows is None:
            at += 1
            continue
        above = [_plain(text, lines, index) for index in _above(text, lines, at, taken, lowest)]
        tables.append(PrintedTable("rows", (*above, *rows)))
        at = lowest = body[-1] + 1
    return tables


def _is_header(text: str, line: Line) -> bool:
    """Whether a line is headings of columns: short words far apart, most of them known."""
    if not 0 < len(line.body) <= _LONGEST_LINE:
        return False
    cells = [fold(cell) for cell in GAP.split(line.body.of(text))]
    if len(cells) < _COLUMNS or any(not cell or len(cell) > _LONGEST_HEADING or "。" in cell for cell in cells):
        return False
    return sum(map(names_column, cells)) * 2 >= len(cells) and not cells[-1][-1].isdigit()


def _opens_list(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether words nobody knows head a list: the lines below have as many cells, of which most are figures."""
    head = _cells(text, lines[at])
    if len(head) < _COLUMNS or any(len(cell) > _LONGEST_HEADING or not _WORD.match(cell) for cell in head):
        return False
    alike = 0
    for line in lines[at + 1 : at + _LOOK]:
        cells = _cells(text, line)
        figures = sum(_FIGURE.fullmatch(cell) is not None for cell in cells)
        alike += len(cells) == len(head) and figures >= 2 and figures * 2 >= len(cells) - 1
    return alike >= _ROWS


def _cells(text: str, line: Line) -> list[str]:
    return GAP.split(line.body.of(text)) if 0 < len(line.body) <= _LONGEST_LINE else []


def _even(text: str, lines: Sequence[Line], body: Sequence[int]) -> list[PrintedRow]:
    """The lines of a list as rows, as long as each has a cell for every heading."""
    wide = len(_cells(text, lines[body[0]]))
    rows = takewhile(lambda row: row.width == wide, (_plain(text, lines, index) for index in body))
    return list(rows)


def _body(text: str, lines: Sequence[Line], header: int, taken: set[int]) -> Iterator[int]:
    """The lines of the form from its first line of headings on, blank ones and a page's own left out."""
    blanks = 0
    yield header
    for at in range(header + 1, len(lines)):
        line = lines[at]
        if at in taken or blanks > 1:
            return
        if line.blank:
            blanks += 1
        elif not is_furniture(text, line.body):
            if _leaves(text, line) or is_attachment(text, line.body):
                return
            blanks = 0
            yield at


def _gaps_differ(text: str, body: Sequence[Line]) -> bool:
    """Whether gaps are as wide as columns need: where most are alike, they part cells and mean no more."""
    gaps = Counter(gap[0] for line in body for gap in GAP.finditer(text, line.body.start, line.body.end))
    return max(gaps.values()) * 3 < gaps.total() * 2


def _leaves(text: str, line: Line) -> bool:
    """Whether a line below the headings is no row: a heading, a title, a paragraph."""
    number = numbered(text, line.body)
    if number is not None and number.kind in ("han", "part", "bracket"):
        return True
    if len(line.body) > _LONGEST_LINE or is_title(text, line.body) or is_year(text, line.body):
        return True
    lone = GAP.search(text, line.body.start, line.body.end) is None
    return lone and (len(line.body) > _PROSE or text[line.body.end - 1] in "。：:" or number is not None)


def _above(text: str, lines: Sequence[Line], header: int, taken: set[int], lowest: int) -> list[int]:
    """The lines of labels and their values right above the first line of headings."""
    found: list[int] = []
    for at in range(header - 1, lowest - 1, -1):
        line = lines[at]
        if line.blank or at in taken or len(line.body) > _LONGEST_LINE or is_title(text, line.body):
            break
        first = fold(GAP.split(line.body.of(text), maxsplit=1)[0])
        if GAP.search(text, line.body.start, line.body.end) is None or not words().label.match(first):
            break
        found.append(at)
    return found[::-1]


def _rows(text: str, lines: Sequence[Line], body: Sequence[int], measure: Measure) -> list[PrintedRow] | None:
    """The rows of a form, each as wide as the headings above it; None where its lines do not keep to their columns."""
    rows: list[PrintedRow] = []
    heads = [body[0], *(index for index in body[1:] if _is_header(text, lines[index]))]
    for head, after in zip(heads, [*heads[1:], len(lines)], strict=True):
        header = pieces(text, lines[head], measure)
        below = [index for index in body if head < index < after]
        printed = [pieces(text, lines[index], measure) for index in below]
        rows.append(_plain(text, lines, head))
        if not below:
            continue
        if sum(row[0].right <= header[0].left for row in printed) * 2 >= len(printed):
            # The names of the rows have no heading.
            header = [Piece(Span(lines[head].body.start, lines[head].body.start), 0, 0), *header]
            rows[-1] = PrintedRow((PrintedCell(header[0].span), *rows[-1].cells), head, head + 1)
        zones = zones_of(header, [row for row in printed if len(row) > 1])
        if zones is None:
            return None
        rights = [*zones.bounds, max(piece.right for row in [header, *printed] for piece in row)]
        last: list[list[list[Piece]]] = [[[piece]] for piece in header]
        rows.pop()
        for index, row in [(head, header), *zip(below, printed, strict=True)]:
            placed = zones.place(row)
            adjacent = index - 1 in below or index - 1 == head
            if adjacent and _goes_on(text, last, placed, rights):
                rows[-1] = _row(last, rows[-1].first, index)
                continue
            last = [[[piece] for piece in cell] for cell in placed]
            rows.append(_plain(text, lines, index) if len(row) == 1 else _row(last, index, index))
    return rows if len(rows) > len(heads) else None


def _goes_on(
    text: str, above: Sequence[list[list[Piece]]], placed: Sequence[list[Piece]], rights: Sequence[int]
) -> bool:
    """Whether a line only goes on with cells of the line above it, which are full; then `above` takes it in."""
    zones = [zone for zone, cell in enumerate(placed) if cell]
    if len(zones) * 2 > len(placed) or len(zones) >= sum(map(bool, above)):
        return False
    for zone in zones:
        if len(placed[zone]) != 1 or len(above[zone]) != 1:
            return False
        piece, over = placed[zone][0], above[zone][0][-1]
        if over.right < rights[zone] - _RAGGED or _FIGURE.fullmatch(piece.span.of(text)):
            return False
    for zone in zones:
        above[zone][0].append(placed[zone][0])
    return True


def _row(cells: Sequence[list[list[Piece]]], first: int, last: int) -> PrintedRow:
    """A row of so many cells as there are columns, with one more where two stand in one."""
    at = next(cell[0][0].span.start for cell in cells if cell)
    printed: list[PrintedCell] = []
    for cell in cells:
        printed += [PrintedCell(own[0].span, len(own), tuple(p.span for p in own[1:])) for own in cell] or [
            PrintedCell(Span(at, at))
        ]
        at = printed[-1].span.end
    return PrintedRow(tuple(printed), first, last + 1)


def _plain(text: str, lines: Sequence[Line], index: int) -> PrintedRow:
    """The cells of a line as they come."""
    return PrintedRow(tuple(PrintedCell(piece.span) for piece in pieces(text, lines[index], len)), index, index + 1)
