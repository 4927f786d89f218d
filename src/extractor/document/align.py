"""A heading of few cells spread over the wider row below it."""

from __future__ import annotations

from collections.abc import Sequence


def spread(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int]]:
    """For each cell of `upper` the first and last index of the cells of `lower` that stand under it.

    Every cell below is covered, in order. A cell that is empty below continues the one above (a vertical merge), so it
    wants a cell of its own; sub-headings that repeat the heading's words belong under it; where nothing else decides, the
    cells further left span more.
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
