"""Forms printed without any line: their cells stand apart by blanks, or run together.

Three labels side by side give such a form away. Where its rows keep their lines, each line is a row of cells apart by
blanks. Where it all stands in one long line, the table has a single cell: only figures and words can part that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document.apart import apart_table, is_empty_cell
from extractor.document.lines import Line, trim
from extractor.document.model import Span
from extractor.document.outline import numbered
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title, is_year
from extractor.document.words import fold, names_column, words

_BLANK = r" \t\u3000\xa0"
_TOKEN = re.compile(rf"[^{_BLANK}\r\n]+")
_LONG_LINE = 150
"""Characters of a line that holds several rows."""
_PROSE = 80
"""Characters of a line from which a full stop makes it prose."""
_BLANKS = re.compile(rf"[{_BLANK}]")
_BLANK_LINES = 5
_MOST_BLANKS = 20
"""Blank lines that close a row, at most."""
_GAP_LOOK = 200
"""Lines of a form that show how many close its rows."""
_CLOSING = 3
"""Lines below the last label of a form in which its total stands."""
_TEXTS = 2
"""Lines below the labels of goal and result that are their texts."""
_STREAM = 12
"""Lines of a form that has a line for each cell, more than."""
_LOOK = 400
"""Characters of a line that are looked at to tell form from prose."""


def find_spaced_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every form without lines on lines that are not `taken`, in the order of the text."""
    tables: list[PrintedTable] = []
    index, done = 0, 0
    for run in words().label_run.finditer(text):
        if run.start() < done:
            continue
        while index + 1 < len(lines) and lines[index + 1].start <= run.start():
            index += 1
        last = index
        while last + 1 < len(lines) and lines[last + 1].start < run.end():
            last += 1
        if any(i in taken for i in range(index, last + 1)) or _in_sentence(text, lines[index], run.span()):
            continue
        lowest = tables[-1].stop if tables else 0
        first, stop = _extent(text, lines, taken, index, last + 1, lowest)
        tables.append(_table(text, lines[first:stop], first))
        done = lines[stop - 1].end
    return tables


def _in_sentence(text: str, line: Line, run: tuple[int, int]) -> bool:
    """Whether labels stand in a sentence that goes on behind them (`…包括分值、得分…。`)."""
    before = text[max(line.start, run[0] - 1) : run[0]]
    after = text[run[1] : run[1] + 1]
    return before in ("，", "、", "“", "《") or after in ("，", "。", "；", "、", "”", "》")


def _extent(text: str, lines: Sequence[Line], taken: set[int], first: int, stop: int, lowest: int) -> tuple[int, int]:
    """The lines around a run of labels that belong to the form."""
    blanks, at = 0, first - 1
    while at >= lowest and at not in taken and blanks <= _BLANK_LINES:
        line = lines[at]
        if line.blank:
            blanks += 1
        elif len(line.body) > _PROSE or _leaves(text, line) or is_year(text, line.body):
            break
        else:
            blanks = 0
            if _is_row(text, line):
                first = at
        at -= 1
    last, blanks, at = stop, 0, stop
    texts = 0
    most = max([_BLANK_LINES, *_row_gaps(lines, stop)])
    while at < len(lines) and at not in taken and blanks <= most:
        line = lines[at]
        if line.blank and not is_empty_cell(text, line):
            blanks += 1
        elif not line.blank and not texts and _leaves(text, line) and not _closes_below(text, lines, at):
            break
        else:
            if not line.blank:
                told = words().goals.search(fold(line.body.of(text)[:_LOOK]))
                texts = _TEXTS if told else max(texts - 1, 0)
            blanks = 0
            last = at + 1 if not line.blank else last
        at += 1
    return first, last


def _row_gaps(lines: Sequence[Line], start: int) -> list[int]:
    """How many blank lines close each row, where cells stand a line each and rows are filled up with blank lines; none
    where rows are not."""
    gaps: list[int] = []
    blanks = 0
    for line in lines[start : start + _GAP_LOOK]:
        if line.blank:
            blanks += 1
        elif len(line.body) > _PROSE or blanks > _MOST_BLANKS:
            break
        else:
            gaps += [blanks] if blanks > _BLANK_LINES else []
            blanks = 0
    return gaps if len(gaps) > 2 else []


def _is_row(text: str, line: Line) -> bool:
    """Whether a line above the labels looks like a row: it begins with a label, or is cells apart by blanks."""
    body = line.body.of(text)
    cells = len(_TOKEN.findall(body)) > 2 and any(char.isdigit() for char in body)
    return cells or names_column(body) or bool(words().label.match(fold(body)))


def _leaves(text: str, line: Line) -> bool:
    """Whether a line below the labels is no row of the form: a heading, a title, a paragraph."""
    number = numbered(text, line.body)
    if number is not None and number.kind in ("han", "part", "bracket"):
        return True
    body = text[line.body.start : min(line.body.end, line.body.start + _LOOK)]
    if is_title(text, line.body) or words().chapter.match(fold(body)):
        return True
    if words().label_run.search(body):
        return False
    return len(body) > _PROSE and "。" in body and len(_TOKEN.findall(body)) < 3


def _closes_below(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the words of a chapter without a number (`其他需要说明的事项`) are a label inside the form, whose total
    stands right below."""
    line = lines[at]
    if numbered(text, line.body) is not None or not words().chapter.match(fold(line.body.of(text)[:_LOOK])):
        return False
    below = [one.body for one in lines[at + 1 : at + 1 + _CLOSING * _MOST_BLANKS] if not one.blank][:_CLOSING]
    return any(words().closing.match(fold(body.of(text)[:_LOOK])) for body in below)


def _table(text: str, lines: Sequence[Line], first: int) -> PrintedTable:
    filled = [line for line in lines if not line.blank]
    if _is_stream(text, filled):
        return _stream(text, lines, first)
    if max(len(line.body) for line in lines) <= _LONG_LINE:
        rows = [
            PrintedRow(
                tuple(
                    PrintedCell(Span(*token.span())) for token in _TOKEN.finditer(text, line.body.start, line.body.end)
                ),
                first + offset,
                first + offset + 1,
            )
            for offset, line in enumerate(lines)
            if not line.blank
        ]
        return PrintedTable("spaced", tuple(rows))
    start, end = lines[0].body.start, lines[-1].body.end
    title = year = None
    if named := words().named.match(text, start, min(end, start + _LOOK)):
        title = Span(*named.span("title"))
        year = Span(*named.span("year")) if named["year"] else None
        start = named.end()
    whole = trim(text, start, end)
    sample = text[whole.start : min(whole.end, whole.start + 4 * _LOOK)]
    blanks, labels = len(re.findall(rf"[{_BLANK}]+", sample)), len(words().label.findall(sample))
    row = PrintedRow((PrintedCell(whole, len(lines)),), first, first + len(lines))
    return PrintedTable("spaced" if blanks >= labels else "run-on", (row,), title, year)


def _is_stream(text: str, filled: Sequence[Line]) -> bool:
    """Whether every cell has a line of its own."""
    lone = sum(_BLANKS.search(text, line.body.start, line.body.end) is None for line in filled)
    return len(filled) > _STREAM and lone * 10 >= len(filled) * 9


def _stream(text: str, lines: Sequence[Line], first: int) -> PrintedTable:
    """Cells a line each: rows where blank lines part them, else one row that holds them all."""
    groups: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if not line.blank:
            groups[-1].append(index)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    if len(groups) * 5 >= sum(map(len, groups)) * 4:
        return apart_table(text, lines, first, min(_row_gaps(lines, 0), default=0))
    several = sum(len(group) > 2 for group in groups)
    head = max(groups, key=lambda group: sum(names_column(lines[i].body.of(text)) for i in group))
    if several * 2 < len(groups) or max(map(len, groups)) > len(head) + 1:
        groups = [[index for group in groups for index in group]]
    rows = tuple(
        PrintedRow(tuple(PrintedCell(lines[i].body) for i in group), first + group[0], first + group[-1] + 1)
        for group in groups
    )
    return PrintedTable("run-on" if len(rows) == 1 else "aligned", rows)
