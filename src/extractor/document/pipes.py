"""Tables whose cells stand between pipes: markdown, rows with or without a leading pipe, rows over several lines.

Converters drop merged cells, fill a row up with adjacent pipes (`a | b | ||||`), put an empty cell on a line of its own
or break a cell over lines; what a line means depends on the style of the whole region.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from extractor.document.bars import LONE, PIPE, PIPES, closed, count, opened
from extractor.document.broken import begun, broken_rows
from extractor.document.lines import Line, trim
from extractor.document.model import Span
from extractor.document.printed import PrintedCell, PrintedRow, PrintedTable
from extractor.document.titles import is_title, is_year
from extractor.document.words import names_column

RULE = re.compile(r"(?=.*(?:--|==|[─━═┼├┤┬┴┌┐└┘]))[\s|｜│┃║:：+\-—–=─━═┼├┤┬┴┌┐└┘╔╗╚╝╠╣╦╩╬]+")
_FILLED = re.compile(rf"[{PIPES}]{{2,}}$")
_WIDEST = 40
"""Pipes of a row, fewer than."""
_GAP = 12
"""Lines without a pipe that one cell may take."""

Chunk = list[int]
"""Indices of the lines of one row."""


def find_pipe_tables(text: str, lines: Sequence[Line], taken: set[int]) -> list[PrintedTable]:
    """Every table between pipes on lines that are not `taken`, in the order of the text."""
    tables: list[PrintedTable] = []
    for region in _regions(text, lines, taken):
        if _is_stream(text, lines, region):
            tables += _streams(text, lines, region)
            continue
        chunks = _chunks(text, lines, region)
        widths = _unopened_widths(text, lines, chunks)
        between = _between(text, lines, chunks)
        rows = [row for chunk in chunks if (row := _row(text, lines, chunk, widths, between)).cells]
        if rows:
            tables.append(PrintedTable("pipes", tuple(rows)))
    return tables


def _regions(text: str, lines: Sequence[Line], taken: set[int]) -> Iterator[list[int]]:
    """Runs of lines that belong to one table: lines with a pipe and the lines of a cell between them."""
    piped = [i for i, line in enumerate(lines) if i not in taken and PIPE.search(text, line.body.start, line.body.end)]
    region: list[int] = []
    for index in piped:
        if region and not _goes_on(text, lines, region, index, taken):
            if _is_table(text, lines, region):
                yield region
            region = []
        region.append(index)
    if region and _is_table(text, lines, region):
        yield region


def _goes_on(text: str, lines: Sequence[Line], region: Sequence[int], index: int, taken: set[int]) -> bool:
    """Whether the next line with a pipe belongs to the table of the region."""
    last = region[-1]
    if index - last > _GAP or any(between in taken for between in range(last + 1, index)):
        return False
    between = [lines[at] for at in range(last + 1, index)]
    ruled = [line for line in between if RULE.fullmatch(text, line.body.start, line.body.end)]
    if all(line.blank or line in ruled for line in between):
        return index - last - len(ruled) <= 2
    only_pipes = not PIPE.sub("", lines[index].body.of(text)).strip()
    return only_pipes or not closed(text, lines[last]) or begun(text, lines, region, index)


def _is_table(text: str, lines: Sequence[Line], region: Sequence[int]) -> bool:
    """Two lines at least, and pipes at their ends or several in a line, or lines that add up to rows: a lone pipe in
    prose is a separator."""
    edged = sum(closed(text, lines[i]) or opened(text, lines[i]) for i in region)
    several = sum(count(text, lines[i]) > 1 for i in region)
    if len(region) < 2:
        return False
    return 2 * max(edged, several) >= len(region) or broken_rows(text, lines, region) is not None


def _is_stream(text: str, lines: Sequence[Line], region: Sequence[int]) -> bool:
    """Whether every cell stands on a line of its own, so that the rows are lost."""
    lone = sum(count(text, lines[i]) == 1 and closed(text, lines[i]) for i in region)
    return len(region) > _GAP and lone * 5 >= len(region) * 4


def _streams(text: str, lines: Sequence[Line], region: Sequence[int]) -> Iterator[PrintedTable]:
    """The forms of such a region, each from its title on: in rows where every row has the same number of pipes, which
    the last line of a short one makes up for; else all cells in one row."""
    starts = [at for at, index in enumerate(region) if at and is_title(text, _without_pipes(text, lines[index]))]
    for start, stop in pairwise([0, *starts, len(region)]):
        part = region[start:stop]
        rows = _even_rows(text, lines, part)
        if rows:
            yield PrintedTable("pipes", tuple(rows))
        else:
            yield _stream(text, lines, part)


def _without_pipes(text: str, line: Line) -> Span:
    start, end = line.body.start, line.body.end
    while end > start and text[end - 1] in PIPES:
        end = trim(text, start, end - 1).end
    return Span(start, end)


def _even_rows(text: str, lines: Sequence[Line], region: Sequence[int]) -> list[PrintedRow]:
    """The rows of a region that all have the same number of pipes; empty where no number divides it. Lines of several
    pipes end rows, and no row ends between two headings; the last row can be cut off."""
    pipes = list(accumulate(count(text, lines[index]) for index in region))
    ends = {total for total, index in zip(pipes, region, strict=True) if count(text, lines[index]) > 1}
    heads = [names_column(_without_pipes(text, lines[index]).of(text)) for index in region]
    among = {total for total, head, below in zip(pipes, heads, heads[1:], strict=False) if head and below}
    short = {after - before for before, after in pairwise([0, *sorted(ends)])}
    # Where every row is filled up, rows are what stands between two such lines.
    widths = short if len(short) == 1 and pipes[-1] in ends else range(LONE + 1, _WIDEST)
    for width in widths if len(ends) > 1 else ():
        bounds = set(range(width, pipes[-1] + 1, width))
        if all(end % width == 0 for end in ends) and bounds <= set(pipes) and not bounds & among:
            break
    else:
        return []
    rows: list[PrintedRow] = []
    first = 0
    for at, total in enumerate(pipes):
        if total in bounds or at + 1 == len(pipes):
            rows.append(_even_row(text, lines, region[first], region[at]))
            first = at + 1
    return rows


def _even_row(text: str, lines: Sequence[Line], first: int, last: int) -> PrintedRow:
    """A row whose cells each have a pipe behind them, empty ones too."""
    cells, at = [], lines[first].body.start
    for pipe in PIPE.finditer(text, at, lines[last].body.end):
        cells.append(PrintedCell(trim(text, at, pipe.start())))
        at = pipe.end()
    return PrintedRow(tuple(cells), first, last + 1)


def _stream(text: str, lines: Sequence[Line], region: Sequence[int]) -> PrintedTable:
    """Cells without rows: one row for each form, a title a row of its own."""
    rows: list[PrintedRow] = []
    cells: list[PrintedCell] = []
    first = region[0]
    for index in [*region, None]:
        cell = None if index is None else _row(text, lines, [index], frozenset(), frozenset()).cells[0]
        names = cell is not None and is_title(text, cell.span)
        if index is None or names:
            if cells:
                rows.append(PrintedRow(tuple(cells), first, region[-1] + 1 if index is None else index))
            if index is not None and cell is not None:
                rows.append(PrintedRow((cell,), index, index + 1))
                first = index + 1
            cells = []
        elif cell is not None:
            cells.append(cell)
    return PrintedTable("run-on", tuple(rows))


def _chunks(text: str, lines: Sequence[Line], region: list[int]) -> list[Chunk]:
    """The lines of each row."""
    whole = [i for i in region if opened(text, lines[i]) and closed(text, lines[i]) and count(text, lines[i]) > 1]
    counts = Counter(count(text, lines[i]) for i in whole)
    filled = [i for i in region if _FILLED.search(lines[i].body.of(text)[-40:])]
    if any(RULE.fullmatch(lines[i].body.of(text)) for i in region):
        return _markdown(text, lines, region)
    alike = len(whole) * 2 >= len(region) and max(counts.values()) * 2 >= len(whole) and max(counts) > LONE
    begun = next((opened(text, lines[i]) for i in region if count(text, lines[i]) > 1), False)
    if (alike and begun) or len(whole) * 10 >= len(region) * 9:
        return _markdown(text, lines, region)
    broken = broken_rows(text, lines, region)
    if broken is not None:
        return broken
    if len(filled) > 1 and len(filled) * _GAP >= len(region):
        return _filled(text, lines, region)
    return _trailing(text, lines, region)


def _markdown(text: str, lines: Sequence[Line], region: list[int]) -> list[Chunk]:
    """A row begins with a line that begins with a pipe, and goes on until a line ends with one."""
    chunks: list[Chunk] = []
    for index in region:
        if chunks and not (opened(text, lines[index]) and closed(text, lines[chunks[-1][-1]])):
            if closed(text, lines[chunks[-1][-1]]):
                chunks.append([index])
            else:
                chunks[-1].append(index)
        else:
            chunks.append([index])
    return [chunk for chunk in chunks if not RULE.fullmatch(lines[chunk[0]].body.of(text)) or len(chunk) > 1]


def _filled(text: str, lines: Sequence[Line], region: list[int]) -> list[Chunk]:
    """A row ends with the pipes that fill it up to the same number as every other."""
    chunks: list[Chunk] = [[]]
    for index in region:
        chunks[-1].append(index)
        if _FILLED.search(lines[index].body.of(text)[-40:]):
            chunks.append([])
    chunks = [chunk for chunk in chunks if chunk]
    usual = Counter(sum(count(text, lines[i]) for i in chunk) for chunk in chunks).most_common(1)[0][0]
    split: list[Chunk] = []
    for chunk in chunks:
        start, pipes = len(chunk), 0
        while start and pipes < usual:
            start -= 1
            pipes += count(text, lines[chunk[start]])
        split.extend([i] for i in chunk[:start])
        split.append(chunk[start:])
    return split


def _trailing(text: str, lines: Sequence[Line], region: list[int]) -> list[Chunk]:
    """A line is a row, except that an empty cell breaks it: a label alone, then a line that begins with a pipe."""
    chunks: list[Chunk] = []
    for index in region:
        line = lines[index]
        if not PIPE.sub("", line.body.of(text)).strip():
            continue
        if chunks and opened(text, line) and len(chunks[-1]) == 1:
            above = lines[chunks[-1][0]]
            label = trim(text, above.body.start, above.body.end - 1)
            lone = count(text, above) == 1 and closed(text, above)
            if lone and not is_title(text, label) and not is_year(text, label):
                chunks[-1].append(index)
                continue
        chunks.append([index])
    return chunks


def _unopened_widths(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> frozenset[int]:
    """How many pipes the rows have that end in a pipe but do not begin with one."""
    rows = [chunk for chunk in chunks if closed(text, lines[chunk[-1]])]
    unopened = Counter(_pipes(text, lines, chunk) for chunk in rows if not opened(text, lines[chunk[0]]))
    whole = Counter(_pipes(text, lines, chunk) for chunk in rows if opened(text, lines[chunk[0]]))
    # A row of one pipe more with a pipe at both ends shows that the first one opens rows here.
    return frozenset(width for width in unopened if width > LONE and not whole[width + 1])


def _between(text: str, lines: Sequence[Line], chunks: Sequence[Chunk]) -> frozenset[int]:
    """How many pipes the rows have that have them between their cells alone: one that ends in a pipe has an empty last
    cell."""
    open_ended = {
        _pipes(text, lines, chunk)
        for chunk in chunks
        if not opened(text, lines[chunk[0]]) and not closed(text, lines[chunk[-1]])
    }
    ended = {_pipes(text, lines, chunk) for chunk in chunks if closed(text, lines[chunk[-1]])}
    return frozenset(width for width in open_ended if width > LONE and width + 1 not in ended)


def _pipes(text: str, lines: Sequence[Line], chunk: Chunk) -> int:
    return sum(count(text, lines[index]) for index in chunk)


def _row(text: str, lines: Sequence[Line], chunk: Chunk, widths: frozenset[int], between: frozenset[int]) -> PrintedRow:
    """The cells of a row: what stands between its pipes, without the pipes that open, close or fill it. `widths`: rows
    of so many pipes have none that opens them: one that does has an empty first cell; `between`: nor one that closes
    them."""
    first, last = chunk[0], chunk[-1]
    start, end = lines[first].body.start, lines[last].body.end
    pipes = _pipes(text, lines, chunk)
    if text[start] in PIPES and pipes not in widths:
        start += 1
    filled = _FILLED.search(text, max(start, end - 200), end)
    if pipes in between:
        filled = None
    elif filled and (filled.start() == start or text[filled.start() - 1] in " \t\n"):
        end = filled.start()
    else:
        filled = None
        end -= end > start and text[end - 1] in PIPES
    cells, at = [], start
    for pipe in [*PIPE.finditer(text, start, end), None]:
        stop = pipe.start() if pipe else end
        cells.append(PrintedCell(trim(text, at, stop)))
        at = stop + 1
    if filled and len(cells) > 1 and cells[-1].empty:
        cells.pop()
    return PrintedRow(tuple(cells), first, last + 1)
