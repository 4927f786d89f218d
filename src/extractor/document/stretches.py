"""Which lines of a text dump one reader printed: rows to a line (S), or one cell to a line (D, H)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.document.lines import Line

_PARAGRAPH = 60
"""Characters of a line without a tab from which on what stands behind it may be another reader's print."""
_FEW_ROWS, _FEW_CELLS = 3, 24
"""Lines of rows, and lines of single cells, that are no chance in a print of the other kind."""
_ROWS_SHARE = 4
"""A dump prints rows (S) when at least one in so many of its tab lines opens several cells."""


def stretches(text: str, lines: Sequence[Line], opens: Sequence[bool]) -> list[tuple[range, bool]]:
    """Lines that one reader printed, and whether it printed rows (S). A text is mostly of one reader; put together from
    several, it has prose between them."""
    wide = [cell and text.count("\t", line.start, line.end) > 1 for line, cell in zip(lines, opens, strict=True)]
    usual = bool(sum(wide)) and sum(wide) * _ROWS_SHARE >= sum(opens)
    cuts = [0]
    for index, line in enumerate(lines):
        if not opens[index] and len(line.body) > _PARAGRAPH:
            cuts += [index, index + 1]
    found: list[tuple[range, bool]] = []
    for first, stop in pairwise([*cuts, len(lines)]):
        cells, rows = sum(opens[first:stop]), sum(wide[first:stop])
        if rows >= _FEW_ROWS and rows * 2 >= cells:
            in_rows = True
        elif not rows and cells >= _FEW_CELLS:
            in_rows = False
        else:
            in_rows = found[-1][1] if found and cells == 0 else usual
        if found and found[-1][1] == in_rows:
            found[-1] = (range(found[-1][0].start, stop), in_rows)
        else:
            found.append((range(first, stop), in_rows))
    return found
