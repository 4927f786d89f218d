"""Header rows: which row of a form names the columns of those below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.tables.columns import Column, Header, build_header, merge_headers, spans_names, stack_headers, widen
from extractor.tables.lexicon import Lexicon, bare, look_up
from extractor.tables.model import CellValue
from extractor.tables.placing import WIDEST
from extractor.tables.printed import PrintedCells, cut, is_figure, is_quantity

_LONGEST_HEADING = 24
_BELOW = 12
"""Rows below a header that show what its first column holds."""
_SHOWN = 3
"""Rows below a header in the form's own words that are looked at."""
_MEASURED = re.compile(r".*(?:数|额|率|计|费|入|出|款|量|年|比|值|算|金|积|度|模|资)(?:[（(][^（()）]*[）)])?")
_MONEY = re.compile(r"[(（](?:金额)?(?:单位)?:?[百千万亿]{0,2}元[)）]")
"""A heading in money (`全年金额(万元)`): such a table is of money also where it counts people."""
_COMPARED = 3
"""Columns of a table that only counts, or whose rows are filled up to the width of others, at least."""
_YEAR = re.compile(r"\D{0,4}(?:19|20)\d\d年度?\D{0,16}")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_ASSUMED = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")


def find_header(
    rows: Sequence[PrintedCells], at: int, lexicon: Lexicon, *, under: Header | None, title: str, exact: bool
) -> tuple[Header, int] | None:
    """The header that begins at row `at`, and how many rows it takes; `under` is the one in force, `title` the form's.

    `exact`: the printing keeps empty cells.
    """
    row = rows[at]
    names = _names(row, lexicon) if len(row) <= WIDEST else None
    if names is None:
        return None
    kind = lexicon.header_kind(names)
    cells, taken = list(row), 1
    while at + taken < len(rows):
        below = rows[at + taken + 1] if at + taken + 1 < len(rows) else None
        if (sides := _sides(cells, rows[at + taken])) is not None:
            cells, taken = sides, taken + 1
            break
        if (stacked := stack_headers(cells, rows[at + taken], lexicon)) is not None:
            cells, taken = stacked, taken + 1
            break
        if (upper := _above(cells, rows[at + taken], below, lexicon)) is None:
            break
        cells, taken = merge_headers(upper, rows[at + taken]), taken + 1
    if taken > 1:
        kind = lexicon.header_kind(_names(cells, lexicon) or set()) or kind
    if kind == "signature" and sum(bool(cell.text) for cell in cells) < 3:
        kind = None
    own = kind is None
    if not exact:
        cells = cut(cells, 0)
    # A label and its value rather than headings.
    alone = len(cells) < len(row) and sum(bool(cell.text) for cell in cells) < _COMPARED
    if own and not alone and (under is None or under.own or under.kind not in ("indicator", "rubric")):
        shown = rows[at + taken : at + taken + _SHOWN]
        kind = _own_kind(cells, shown if exact else [cut(row, len(cells)) for row in shown], lexicon, title)
    if kind is None:
        return None
    heads = [row[0] for row in rows[at + taken : at + taken + _BELOW] if len(row) == len(cells)]
    own = own and not {"实际完成值", "得分", "自评得分"} & (_names(cells, lexicon) or set())
    beside = exact and len(heads) > 1 and not any(head.text for head in heads)
    header = _with_groups(build_header(cells, kind, lexicon, own=own, beside=beside), cells[0], heads, lexicon)
    width = max((len(r) for r in rows[at + taken : at + taken + 3]), default=0)
    return (widen(header, width) if exact else header), taken


def _with_groups(header: Header, first: CellValue, heads: Sequence[CellValue], lexicon: Lexicon) -> Header:
    """The header with a name for its first column where the form's own word stands over the names of groups."""
    texts = [head.text for head in heads if head.text and head.text != first.text]
    texts = [text for text in texts if not lexicon.among("blocks", text)]
    if header.columns[0].type != "block" or header.columns[0].name or not texts:
        return header
    if header.kind == "indicator" and not header.has("一级指标") and any(lexicon.among("level1", t) for t in texts):
        return replace(header, columns=(Column("一级指标", "level1"), *header.columns[1:]))
    if not first.text or lexicon.among("blocks", first.text) or sum(map(lexicon.is_total, texts)) == len(texts):
        return header
    return replace(header, columns=(Column(bare(first.text), "group"), *header.columns[1:]))


def assumed_header(row: PrintedCells, lexicon: Lexicon) -> Header | None:
    """The national order of columns for a row whose header was cut off: it begins with a level-1 and level-2 word."""
    filled = [cell.text for cell in row if cell.text]
    if len(filled) not in (5, 7, 8) or not lexicon.among("level1", filled[0]) or not lexicon.among("level2", filled[1]):
        return None
    return Header("indicator", tuple(Column(name, lexicon.type(name)) for name in _ASSUMED[: len(filled)]))


def _names(row: Sequence[CellValue], lexicon: Lexicon) -> set[str] | None:
    """The canonical headings in a row; None where a figure in it shows that it is no header."""
    for cell in row:
        if is_figure(cell.text) or (cell.text[:1] in tuple("≥≤≧≦=><") and is_quantity(cell.text)):
            return None
    return {name for cell in row if cell.text and (name := lexicon.column(cell.text))}


def _above(
    upper: Sequence[CellValue], lower: PrintedCells, below: PrintedCells | None, lexicon: Lexicon
) -> list[CellValue] | None:
    """The cells of `upper` that `lower`, a second line of headings, divides or continues; None where it is none.

    A second line has no figure, and the line `below` it has some. It begins with an empty cell that continues the one
    above, or with the names of the columns that the first cells above span.
    """
    filled = [cell for cell in lower if cell.text]
    names = _names(lower, lexicon)
    if names is None or not filled or any(len(cell.text) > _LONGEST_HEADING for cell in filled):
        return None
    known = len(names) == len(filled)
    if lower[0].text:
        spanned = [bool(cell.text) and not over.text for over, cell in zip(upper, lower, strict=False)]
        heads = [cell for cell, gone in zip(upper, [*spanned, *[False] * len(upper)], strict=False) if not gone]
        spanning = len(heads) - sum(not cell.text for cell in lower)
        fits = 0 < spanning < len(filled) and all(cell.text for cell in heads) and len(lower) >= len(upper)
        span = spanning == 1 or all(spans_names(cell, names, lexicon) for cell in heads[:spanning])
        return heads if known and fits and span else None
    if len(lower) <= len(upper):
        return None
    divided = below is not None and len(below) == len(lower) and any(is_figure(cell.text) for cell in below)
    return list(upper) if known or divided or any(bare(cell.text) == "其中" for cell in upper) else None


def _sides(upper: Sequence[CellValue], lower: PrintedCells) -> list[CellValue] | None:
    """The columns of a table with two sides alike, 收入 and 支出 above the same headings; None where it is none."""
    heads = [cell for cell in upper if cell.text]
    if len(heads) != 2 or len(lower) % 2 or len(upper) not in (2, len(lower)) or len(lower) < 4:
        return None
    half = len(lower) // 2
    names = [bare(cell.text) for cell in lower]
    if not all(names) or names[:half] != names[half:] or any(is_figure(cell.text) for cell in lower):
        return None
    sides = [heads[index >= half] for index in range(len(lower))]
    return [CellValue(bare(side.text) + bare(cell.text), cell.span) for side, cell in zip(sides, lower, strict=True)]


def _own_kind(cells: Sequence[CellValue], below: Sequence[PrintedCells], lexicon: Lexicon, title: str) -> str | None:
    """The kind of a header in the form's own words: short labels over rows of figures; of indicators where nothing says
    that it is of money, people or assets."""
    filled = [cell for cell in cells if cell.text]
    if not below or len(below[0]) != len(cells) or not len(cells) - 1 <= len(filled) >= 2:
        return None
    if any(len(cell.text) > _LONGEST_HEADING or not _is_heading(cell.text) for cell in filled):
        return None
    # What names the rows is the first column, or the one behind their number.
    named = 2 if lexicon.type(lexicon.column(filled[0].text) or "") == "index" else 1
    labels = [cell.text for cell in filled[named:] if lexicon.column(cell.text) is None]
    if any(look_up(lexicon.identity, text) or look_up(lexicon.goals, text) for text in labels):
        return None
    figures = [is_figure(cell.text) or is_quantity(cell.text) for cell in below[0][named:] if cell.text]
    measured = all(_is_measured(cell, lexicon) for cell in filled[named:])
    listed = _is_list(cells, below, lexicon)
    if not any(figures) or not (measured or all(figures) or listed):
        return None
    words = "".join(bare(cell.text) for cell in filled) + bare(title)
    if _MONEY.search(words):
        return "budget"
    for name, kind in (("assets", "asset"), ("people", "staff"), ("money", "budget")):
        if any(word in words for word in lexicon.words[name]):
            return kind
    return "indicator" if listed and len(filled) >= _COMPARED else None


def _is_heading(text: str) -> bool:
    """Whether a cell can head a column: words, no quantity but a year's."""
    return _WORD.search(text) is not None and (_YEAR.fullmatch(text) is not None or not is_quantity(text))


def _is_measured(cell: CellValue, lexicon: Lexicon) -> bool:
    return (_MEASURED.fullmatch(bare(cell.text)) or lexicon.column(cell.text)) is not None


def _is_list(cells: Sequence[CellValue], below: Sequence[PrintedCells], lexicon: Lexicon) -> bool:
    """Whether rows list places, purchases or schools: words beside words, and two columns of figures at least;
    where only one row shows it, most are under what is measured, and the last (remarks aside) is one."""
    rows = [row for row in below if len(row) == len(cells)]
    columns = [index for index, cell in enumerate(cells) if not lexicon.among("notes", cell.text)]
    texts = {index: [row[index].text for row in rows if not lexicon.is_blank(row[index].text)] for index in columns}
    figures = [index for index in columns if texts[index] and all(is_figure(t) or is_quantity(t) for t in texts[index])]
    measured = [index for index in figures if _is_measured(cells[index], lexicon)]
    few = len(columns) - len(figures) <= 3 and len(measured) * 2 >= len(figures) and figures[-1:] == columns[-1:]
    return len(figures) >= 2 and (len(rows) > 1 or few)
