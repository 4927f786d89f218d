"""Lines with bars between their cells: what one line tells of its row."""

from __future__ import annotations

import re

from extractor.document.lines import Line

PIPES = "|｜│┃║"
PIPE = re.compile(rf"[{PIPES}]")
LONE = 2
"""Bars of a line that may hold one cell between them."""


def closed(text: str, line: Line) -> bool:
    return text[line.body.end - 1] in PIPES


def opened(text: str, line: Line) -> bool:
    return text[line.body.start] in PIPES


def count(text: str, line: Line) -> int:
    return len(PIPE.findall(text, line.body.start, line.body.end))
