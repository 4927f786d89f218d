"""Chinese text in columns of a terminal: widths in cells, lines broken where a reader would break them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

# A number with its sign and unit mark, a Latin word or path, bare or in quotes, stays whole; every other character may
# end a line.
_ATOM = re.compile(r"[≥≤≧≦<>=+\-±]?\d[\d.,:/%％‰]*|-{0,2}[A-Za-z_/][A-Za-z0-9_.:/\-]*|\"[!#-~]+\"|.", re.DOTALL)
_NEVER_FIRST = set("，。、；：！？）】》”’%％,.;:!?)]}…·")
_NEVER_LAST = set("（【《“‘([{")


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells. Numbers are never broken unless one alone is wider; closing
    punctuation does not begin a line, opening does not end one."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for atom in _atoms(text, width):
        size = cell_len(atom)
        if used + size > width and line:
            carried = _carried(line, atom, width - size)
            kept = line[: len(line) - len(carried)]
            lines.append("".join(kept).rstrip())
            line = carried
            used = sum(map(cell_len, line))
            if not line and atom == " ":
                continue
        line.append(atom)
        used += size
    if line or not lines:
        lines.append("".join(line).rstrip())
    return lines


def _atoms(text: str, width: int) -> list[str]:
    atoms = []
    for atom in _ATOM.findall(text):
        atoms += [atom] if cell_len(atom) <= width else list(atom)
    return atoms


def _carried(line: list[str], following: str, room: int) -> list[str]:
    """The end of `line` that goes to the next line with `following`, which leaves `room` cells there."""
    taken = 0
    if following in _NEVER_FIRST:
        taken = 1
        while taken < len(line) and (line[-taken] == " " or line[-taken] in _NEVER_FIRST):
            taken += 1
    while taken < len(line) and line[-1 - taken] in _NEVER_LAST:
        taken += 1
    carried = line[len(line) - taken :]
    # Where everything would move on, or not fit there, breaking the custom is better.
    return carried if taken < len(line) and sum(map(cell_len, carried)) <= room else []


@dataclass(frozen=True, slots=True)
class Box:
    """Lines that stand in `width` cells."""

    lines: Sequence[Text]
    width: int
    right: bool = False

    @classmethod
    def of(cls, text: str, width: int, style: str = "", *, right: bool = False) -> Box:
        return cls([Text(line, style) for line in wrap(text, width)], width, right)


def beside(boxes: Sequence[Box], gap: str = "  ") -> Iterator[Text]:
    """The lines of `boxes` next to each other with `gap` between them; nothing is cut."""
    for line in zip_longest(*(box.lines for box in boxes), fillvalue=Text()):
        drawn = Text(no_wrap=True, overflow="ignore")
        for number, (box, said) in enumerate(zip(boxes, line, strict=True)):
            drawn.append(gap if number else "", style="dim")
            blank = " " * (box.width - said.cell_len)
            drawn.append(blank if box.right else "").append_text(said).append("" if box.right else blank)
        drawn.rstrip()
        yield drawn


def indented(text: str, width: int, indent: int) -> str:
    """`text` wrapped to `width` cells, every line but the first after `indent` blanks."""
    return f"\n{' ' * indent}".join(wrap(text, max(width - indent, 8)))
