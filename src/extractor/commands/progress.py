"""Which report is being worked on: on a terminal's stderr, and only where the work is long."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_One = TypeVar("_One")
_LONG = 500_000
"""Bytes of one report from which its reader would wonder whether anything happens."""
_CLEAR = "\r\x1b[2K"


class Progress:
    """A line that is overwritten and leaves nothing behind."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._at = total, 0
        self._wanted = not quiet and sys.stderr.isatty()
        self._shown = False

    def begin(self, name: str) -> None:
        self._at += 1
        if self._wanted and (self._total > 1 or _size(name) > _LONG):
            from extractor.output.escape import one_line, printable

            counted = f"{self._at}/{self._total} " if self._total > 1 else ""
            print(f"{_CLEAR}正在审核 {counted}{one_line(printable(name))}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def each(self, work: Iterable[_One], name: Callable[[_One], str]) -> Iterator[_One]:
        """Each of `work` in turn, shown by its name while its taker is at it."""
        for one in work:
            self.begin(name(one))
            yield one
            self.end()

    def step(self, done: int, total: int) -> None:
        """How much of the report a model has answered."""
        if self._wanted:
            print(f"{_CLEAR}模型已答 {done}/{total}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def end(self) -> None:
        """Take the line away, so that what is printed next stands alone."""
        if self._shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
            self._shown = False


def _size(name: str) -> int:
    try:
        return os.path.getsize(name)
    except OSError:
        return 0
