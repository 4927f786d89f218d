"""How programs print one and the same form as text: each printer takes a grid and gives the lines of its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from tests.tables.logical import Row

Printer = Callable[[Sequence[Row]], str]


def cells(rows: Sequence[Row]) -> str:
    """A cell a line behind a tab, a blank line after each row: what older readers of .docx print."""
    return "\n\n".join("\n".join("\t" + cell.text for cell in row.cells) for row in rows) + "\n\n\n"


def cells_with_blank_lines(rows: Sequence[Row]) -> str:
    """The same from .doc files: a cell of several paragraphs ends in a blank line, in the middle of its row too."""
    printed = []
    for row in rows:
        lines = ["\t" + cell.text + ("\n" if "\n" in cell.text else "") for cell in row.cells]
        printed.append("\n".join(lines))
    return "\n\n".join(printed) + "\n\n\n"


def rows(rows: Sequence[Row]) -> str:
    """A row a line, each cell behind a tab: what newer readers print; a soft break goes on in the next line."""
    return "\n".join("".join("\t" + cell.text for cell in row.cells) for row in rows) + "\n\n"


def rows_with_paragraphs(rows: Sequence[Row]) -> str:
    """The same where a cell has paragraphs: each further one has a line end before and behind it, so that a third one
    stands below a blank line."""

    def printed(text: str) -> str:
        first, *more = text.split("\n")
        return first + "".join(f"\n{paragraph}\n" for paragraph in more)

    return "\n".join("".join("\t" + printed(cell.text) for cell in row.cells) for row in rows) + "\n\n"


def pasted(rows: Sequence[Row]) -> str:
    """Copied from a spreadsheet: tabs between cells, merged ones empty."""
    return "\n".join("\t".join(map(_flat, _spread(row))) for row in rows) + "\n\n"


def markdown(rows: Sequence[Row]) -> str:
    """A table of markdown, merged cells empty."""
    lines = ["| " + " | ".join(_flat(text) for text in _spread(row)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * _width(rows), *lines[1:]]) + "\n\n"


def markdown_repeated(rows: Sequence[Row]) -> str:
    """A table of markdown from a converter that repeats a merged cell's text in each of its places."""
    above = [""] * _width(rows)
    lines = []
    for row in rows:
        texts: list[str] = []
        for cell in row.cells:
            at = len(texts)
            texts += [above[at] if cell.below else _flat(cell.text)] * cell.wide
        above = texts
        lines.append("| " + " | ".join(texts) + " |")
    return "\n".join([lines[0], "|" + "---|" * len(above), *lines[1:]]) + "\n\n"


def bars(rows: Sequence[Row]) -> str:
    """Bars at both ends, each printed cell once, merged ones empty."""
    return "\n".join("|" + "|".join(_flat(cell.text) for cell in row.cells) + "|" for row in rows) + "\n\n"


def bars_between(rows: Sequence[Row]) -> str:
    """Bars between the cells alone."""
    return "\n".join(" | ".join(_flat(cell.text) for cell in row.cells) for row in rows) + "\n\n"


def bars_around_lines(rows: Sequence[Row]) -> str:
    """Bars at both ends, merged cells empty; a cell goes on in the next line where it has one."""
    return "\n".join("| " + " | ".join(_spread(row)) + " |" for row in rows) + "\n\n"


def bars_behind_lines(rows: Sequence[Row]) -> str:
    """A bar behind each cell, merged ones empty; a cell goes on in the next line where it has one."""
    return "\n".join("".join(f"{text} |" for text in _spread(row)) for row in rows) + "\n\n"


def bars_between_lines(rows: Sequence[Row]) -> str:
    """Bars between the cells alone, merged ones empty; a cell goes on in the next line where it has one."""
    return "\n".join(" | ".join(_spread(row)) for row in rows) + "\n\n"


def bars_without_merged(rows: Sequence[Row]) -> str:
    """Bars, from a converter that prints no cell for one that goes on from above."""
    return "\n".join("| " + " | ".join(_flat(c.text) for c in row.cells if not c.below) + " |" for row in rows) + "\n\n"


def bars_filled(rows: Sequence[Row]) -> str:
    """A cell a line and a bar behind each, short rows filled up with bars to the width of the widest."""
    width = _width(rows) + 2
    printed = []
    for row in rows:
        lines = [f"{_flat(cell.text)} |".strip() for cell in row.cells]
        printed += [*lines, "|" * (width - len(lines))]
    return "\n".join(printed) + "\n\n"


def bars_filled_without_merged(rows: Sequence[Row]) -> str:
    """The same from web pages: a row a line, except that a break in a cell breaks it too; no cell for a merged one."""
    width = _width(rows) + 2
    printed = []
    for row in rows:
        own = [cell for cell in row.cells if not cell.below]
        cells = [f"{_flat(cell.text)} |" + ("\n" if "\n" in cell.text else " ") for cell in own]
        printed.append("".join(cells) + "|" * (width - len(own)))
    return "\n".join(printed) + "\n\n"


def boxed(rows: Sequence[Row]) -> str:
    """Lines drawn around every cell."""
    wide = _widths(rows)
    rule = "+".join("-" * (w + 2) for w in wide)
    body = [f"+{rule}+"]
    for row in rows:
        texts = _spread(row)
        body.append("|" + "|".join(f" {_padded(_flat(t), w)} " for t, w in zip(texts, wide, strict=True)) + "|")
        body.append(f"+{rule}+")
    return "\n".join(body) + "\n\n"


def aligned(rows: Sequence[Row]) -> str:
    """Columns kept by blanks, as programs print a .pdf by its layout; an empty cell is a gap."""
    wide = _widths(rows)
    lines = []
    for row in rows:
        line, at = "", 0
        for cell in row.cells:
            line += _padded(_flat(cell.text), sum(wide[at : at + cell.wide]) + 2 * cell.wide)
            at += cell.wide
        lines.append(line.rstrip())
    return "\n".join(lines) + "\n\n"


def double_spaced(rows: Sequence[Row]) -> str:
    """Two blanks between cells; empty cells leave nothing."""
    return _filled(rows, "  ")


def single_spaced(rows: Sequence[Row]) -> str:
    """One blank between cells; empty cells leave nothing."""
    return _filled(rows, " ")


def full_spaced(rows: Sequence[Row]) -> str:
    """A full-width blank between cells; empty cells leave nothing."""
    return _filled(rows, "　")


def lines(rows: Sequence[Row]) -> str:
    """A cell a line and nothing else, as copied from a web page; empty cells leave nothing."""
    return "\n".join(_flat(cell.text) for row in rows for cell in row.cells if cell.text) + "\n\n"


def lines_in_rows(rows: Sequence[Row]) -> str:
    """A cell a line, a blank line between rows; empty cells leave nothing."""
    return "\n\n".join("\n".join(_flat(c.text) for c in row.cells if c.text) for row in rows) + "\n\n"


def lines_filled(rows: Sequence[Row]) -> str:
    """A cell a line, a blank line behind it and one for each empty cell; rows closed by many, as web pages come out
    that put each cell into a paragraph."""
    printed = []
    for row in rows:
        own = [cell for cell in row.cells if not cell.below]
        printed.append("".join(f"{cell.text}\n\n" if cell.text else "\n" for cell in own) + "\n" * 9)
    return "".join(printed) + "\n\n"


WHOLE: tuple[Printer, ...] = (
    cells, cells_with_blank_lines, rows, rows_with_paragraphs, pasted, markdown, markdown_repeated, bars, bars_between,
    bars_around_lines, bars_behind_lines, bars_between_lines, bars_without_merged, bars_filled,
    bars_filled_without_merged, boxed, aligned,
)  # fmt: skip
"""Printings that show where a cell is empty, or whose words show it."""
LOSSY: tuple[Printer, ...] = (double_spaced, single_spaced, full_spaced, lines, lines_in_rows, lines_filled)
"""Printings without empty cells: a row that fits its columns in more than one way may be left, but must be counted."""


def _filled(rows: Sequence[Row], gap: str) -> str:
    return "\n".join(gap.join(_flat(cell.text) for cell in row.cells if cell.text) for row in rows) + "\n\n"


def _flat(text: str) -> str:
    return text.replace("\n", "")


def _spread(row: Row) -> list[str]:
    return [text for cell in row.cells for text in (cell.text, *[""] * (cell.wide - 1))]


def _width(rows: Sequence[Row]) -> int:
    return max(sum(cell.wide for cell in row.cells) for row in rows)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _widths(rows: Sequence[Row]) -> list[int]:
    """The columns of print that each column needs, a cell over several columns counted in its last one."""
    wide = [2] * _width(rows)
    for row in rows:
        at = 0
        for cell in row.cells:
            at += cell.wide
            wide[at - 1] = max(wide[at - 1], _columns(cell.text) - sum(wide[at - cell.wide : at - 1]))
    return wide
