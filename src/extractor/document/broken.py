"""Rows between bars whose cells go on over several lines: a row is what has as many bars as every other row.

A cell that holds two paragraphs is printed on two lines, so that a line's end lies between the bars of its row, and
the first or the last cell leaves lines without any bar. Where rows have no bar at their end, a line without one begins
the lower row if the upper one's last cell is empty or the line is the heading of a group, and else ends the upper row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.document.bars import LONE, PIPE, closed, count, opened
from extractor.document.lines import Line
from extractor.document.printed import FIGURE
from extractor.document.titles import is_title, is_year
from extractor.document.words import fold, names_column, words

_MOST = 12
"""Lines of one row, at most."""
_NEAR = 40
"""Lines above whose rows tell how many bars a row has."""
_LABEL = 16
"""Characters of a line that begins a row's first cell, at most."""
_SENTENCE = re.compile(r"[。；;，,：:]")
_OPEN = re.compile(r"[（(][^（）()]*$")
_ALIKE = 0.6
"""Share of the rows that have the usual number of bars."""


def begun(text: str, lines: Sequence[Line], region: Sequence[int], index: int) -> bool:
    """Whether the lines between the rows of `region` and the line `index`, none of them with a bar, are the first lines
    of a cell that begins a row there: few and short, and what follows has the bars of a row."""
    between = range(region[-1] + 1, index)
    if opened(text, lines[index]) or not all(_is_label(text, lines[at]) for at in between):
        return False
    near = region[-_NEAR:]
    known = {bars for bars in _sums(text, lines, near) if bars > LONE}
    known |= {bars for at in near if (bars := count(text, lines[at])) > LONE}
    bars = 0
    for at in range(index, min(index + _MOST, len(lines))):
        bars += count(text, lines[at])
        if lines[at].blank or bars >= max(known, default=0):
            break
    return bars in known


def broken_rows(text: str, lines: Sequence[Line], region: Sequence[int]) -> list[list[int]] | None:
    """The lines of each row of a region (indices of its lines with bars) where some rows take several; None where no
    row does, or where the lines do not add up to rows."""
    even = len({count(text, lines[index]) for index in region}) == 1 and region[-1] - region[0] < len(region)
    if even and not _above(text, lines, region[0]):
        return None
    single = Counter(count(text, lines[index]) for index in region)
    usual, times = single.most_common(1)[0]
    ended = [bars for bars, _ in Counter(_sums(text, lines, region)).most_common(1)]
    tried = [(bars, True) for bars in ended] + [(bars, False) for bars in sorted(single, reverse=True)]
    if usual > LONE and times >= _ALIKE * len(region):
        tried = [(bars, ends) for bars, ends in tried if bars == usual]
    for bars, ends in tried:
        if bars > LONE and (rows := _rows(text, lines, region, bars, ends=ends)):
            return rows
    return None


def _sums(text: str, lines: Sequence[Line], region: Sequence[int]) -> Iterator[int]:
    """The bars from one line that ends with a bar to the next."""
    bars = 0
    for index in region:
        bars += count(text, lines[index])
        if closed(text, lines[index]):
            yield bars
            bars = 0


def _rows(text: str, lines: Sequence[Line], region: Sequence[int], usual: int, *, ends: bool) -> list[list[int]] | None:
    """The rows of a region where each has `usual` bars, or where a bar `ends` each; None where they do not come out."""
    rows: list[list[int]] = []
    row = _above(text, lines, region[0])
    bars = 0
    for at, index in enumerate(region):
        between = list(range(region[at - 1] + 1, index)) if at and not row else []
        if between:
            begins = _begins(text, lines, region[at - 1], between)
            rows[-1] += between[:begins]
            row = between[begins:]
        row.append(index)
        bars += count(text, lines[index])
        if (closed(text, lines[index]) if ends else bars >= usual) or index == region[-1]:
            rows.append(row)
            row, bars = [], 0
    sums = [sum(count(text, lines[index]) for index in row) for row in rows]
    several = [found for row, found in zip(rows, sums, strict=True) if len(row) > 1]
    even = several and all(found == usual for found in several) and all(len(row) <= _MOST for row in rows)
    if any(closed(text, lines[index]) for row in rows for index in row[:-1] if count(text, lines[index])):
        return None
    return rows if even and sums.count(usual) >= _ALIKE * len(rows) else None


def _begins(text: str, lines: Sequence[Line], last: int, between: Sequence[int]) -> int:
    """How many of the lines between two rows go on with the last cell of the upper one: none where it is empty or a
    figure, one where a bracket is open or it makes a heading longer, else all above the heading of a group."""
    cell = PIPE.split(lines[last].body.of(text))[-1].strip()
    if not cell or FIGURE.fullmatch(cell):
        return 0
    longer = names_column(cell + lines[between[0]].body.of(text))
    if longer or _OPEN.search(cell) or names_column(cell):
        return int(longer or not names_column(cell))
    return next((at for at, index in enumerate(between) if _heads(text, lines[index])), len(between))


def _above(text: str, lines: Sequence[Line], first: int) -> list[int]:
    """The line of a region's first cell that stands above its bars: what stands beside them is a note in brackets or
    the rest of a heading."""
    if not first or not _is_label(text, lines[first - 1]) or opened(text, lines[first]):
        return []
    beside = PIPE.split(lines[first].body.of(text), maxsplit=1)[0].strip()
    joined = lines[first - 1].body.of(text) + beside
    return [first - 1] if beside[0] in "(（" or names_column(joined) else []


def _is_label(text: str, line: Line) -> bool:
    if line.blank or len(line.body) > _LABEL or is_title(text, line.body) or is_year(text, line.body):
        return False
    return not _SENTENCE.search(line.body.of(text))


def _heads(text: str, line: Line) -> bool:
    """Whether a line is the heading of a group of indicators (产出指标, 效益指标)."""
    return words().grouping.search(fold(line.body.of(text))) is not None
