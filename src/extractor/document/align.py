"""Columns for rows of fewer cells than their grid: headings that span, and rows whose merged cells were dropped."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document.printed import PrintedRow
from extractor.document.words import fold, words

Place = tuple[int, int]
"""First column and columns spanned."""


def spread(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int]]:
    """For each cell of `upper` the first and last index of the cells of `lower` that stand under it.

    Every cell below is covered, in order. A cell that is empty below continues the one above (a vertical merge), so it
    wants a cell of its own; sub-headings that repeat the heading's words belong under it; where nothing else decides,
    the cells further left span more.
    """
    tall, wide = len(upper), len(lower)
    best: list[list[float | None]] = [[None] * (wide + 1) for _ in range(tall + 1)]
    cut = [[0] * (wide + 1) for _ in range(tall + 1)]
    best[0][0] = 0.0
    for row in range(1, tall + 1):
        for end in range(row, wide - (tall - row) + 1):
            for start in range(row - 1, end):
                before = best[row - 1][start]
                if before is None:
                    continue
                score = before + _fit(upper[row - 1], lower[start:end]) + (end - start - 1) * 0.01 * (tall - row)
                now = best[row][end]
                if now is None or score > now:
                    best[row][end], cut[row][end] = score, start
    spans: list[tuple[int, int]] = []
    end = wide
    for row in range(tall, 0, -1):
        start = cut[row][end]
        spans.append((start, end - 1))
        end = start
    return spans[::-1]


def _fit(head: str, below: Sequence[str]) -> float:
    """How well sub-headings fit under a heading."""
    head = "".join(head.split())
    bodies = ["".join(text.split()) for text in below]
    if len(bodies) == 1:
        return 1.0 if not bodies[0] else 0.0
    repeated = sum(bool(head) and head in body for body in bodies)
    return repeated - 2.0 * sum(not body for body in bodies) + (0.5 if head.rstrip(":：") in ("其中", "其 中") else 0.0)


def dropped_places(text: str, rows: Sequence[PrintedRow], grid: int) -> list[list[Place]]:
    """Columns of rows from a converter that prints no cell for a merged one (and often none for an empty one).

    Below a row of labels the first row still has every group's name, so its left edge is known, and with it the right
    edge of all rows of that part; shorter rows lack cells on the left.
    """
    places: list[list[Place]] = []
    heading: list[str] | None = None
    right = 0
    for row in rows:
        labels = [fold(cell.span.of(text)) for cell in row.cells]
        width = row.width
        if _is_heading(labels):
            heading, right = labels, 0
            places.append(_full(width, grid))
            continue
        if heading is None or width < 3 or width > len(heading):
            places.append(_full(width, len(heading) if heading else grid))
            continue
        if not right:
            right = width + (words().block.match(heading[0]) is not None and width < len(heading))
        start = max(0, right - width)
        if words().grouping.search(heading[0]) or (right == len(heading) and start == 1):
            places.append([(start + column, 1) for column in range(width)])
        else:
            first = (0, start + 1) if start else (0, 1)
            places.append([first, *((start + column, 1) for column in range(1, width))])
    return places


def _full(width: int, grid: int) -> list[Place]:
    """Cells from the first column on; one or two cells fill the row."""
    last = max(1, grid - width + 1) if width < 3 else 1
    return [(column, 1) for column in range(width - 1)] + [(width - 1, last)]


def _is_heading(labels: Sequence[str]) -> bool:
    """Whether at least three cells, and most of all, are labels of columns."""
    known = sum(bool(words().label.match(label)) and not label[-1:].isdigit() for label in labels)
    return known >= 3 and known * 5 >= len(labels) * 3
