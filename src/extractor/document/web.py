"""Pages (.html) as the text that this program reads, in the print of a text dump: a block a line, a cell a line behind
a tab, a blank line after each row and one more after each table. What a browser does not show, and what stands around
the text of a page (navigation, head and foot), is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain, islice, takewhile

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSHOWN = {
    "script", "style", "head", "noscript", "template", "select", "button", "svg", "iframe", "object", "textarea",
    "nav", "header", "footer", "aside",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main",
    "blockquote", "center", "form", "fieldset", "pre", "hr", "table", "tr", "td", "th", "caption", "body", "address",
}  # fmt: skip
_CELLS = ("td", "th")
_ENDS = {"td": _CELLS, "th": _CELLS, "tr": ("tr",), "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""What an element ends that nobody closed."""
_KEEPS = {"td": "tr", "th": "tr", "tr": "table", "li": "ul ol", "dt": "dl", "dd": "dl"}
"""Beyond which nothing is ended so."""
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")
"""A line break of the file between Chinese characters, which is no blank."""
_WIDEST = 1000
"""Cells that one may reach over; browsers know no more."""
_DEEPEST = 250
"""Elements inside each other; what is deeper stands beside the last of them, as browsers have it too."""


@dataclass(slots=True)
class _Node:
    tag: str
    given: dict[str, str] = field(default_factory=dict)
    inside: list[_Node | str] = field(default_factory=list)
    block: bool = False
    """Whether a line ends before it: for its kind, or for what stands in it (a link around a paragraph)."""

    def nodes(self, *tags: str) -> Iterator[_Node]:
        """Elements of these kinds below this one, none that stands in a further table."""
        for one in self.inside:
            if isinstance(one, _Node):
                if one.tag in tags:
                    yield one
                elif one.tag != "table":
                    yield from one.nodes(*tags)

    def number(self, name: str, least: int) -> int:
        said = self.given.get(name, "").strip()
        if not (said.isdecimal() and said.isascii()):
            return 1
        return max(int(said), least) if len(said) < len(str(_WIDEST)) else _WIDEST


class _Tree(HTMLParser):
    """Elements inside each other, as a browser would see them where their ends are missing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end(("p",), "table td th")
        if tag in _ENDS:
            self._end(_ENDS[tag], _KEEPS[tag] + " table")
        node = _Node(tag, {name: said or "" for name, said in attrs})
        self._open[-1].inside.append(node)
        if tag in _BLOCKS:
            for outer in takewhile(lambda one: not one.block, chain([node], reversed(self._open))):
                outer.block = True
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._end((tag,), "" if tag == "table" else "table")

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def _end(self, tags: tuple[str, ...], keep: str) -> None:
        """Close the innermost open element of `tags`, and what is open in it; nothing beyond one of `keep`."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in tags:
                del self._open[at:]
                return
            if self._open[at].tag in keep.split():
                return


def read(page: str, most: int) -> str:
    """The text of a page, of which no more than `most` lines are made: cells that go on below make many of few."""
    tree = _Tree()
    tree.feed(page)
    tree.close()
    return "\n".join(islice(_lines(tree.root), most)) + "\n"


def _lines(node: _Node) -> Iterator[str]:
    """The lines of everything in `node`: its blocks, and between them what stands in none."""
    said = ""
    count = node.number("start", 0)
    for one in node.inside:
        if isinstance(one, str):
            said += one if node.tag == "pre" else _BREAK.sub("", one).replace("\n", " ")
        elif one.tag == "br":
            said += "\n"
        elif _shown(one) and not one.block:
            # What is no block goes on in the line.
            said += "\n".join(_lines(one))
        elif _shown(one):
            yield from _split(said)
            said = ""
            lines = _table(one) if one.tag == "table" and not _nests(one) else _lines(one)
            if node.tag == "ol" and one.tag == "li":
                lines = _numbered(count, lines)
                count += 1
            yield from lines
    yield from _split(said)


def _split(said: str) -> Iterator[str]:
    for line in said.split("\n"):
        if shown := " ".join(line.split()):
            yield shown


def _shown(node: _Node) -> bool:
    style = "".join(node.given.get("style", "").lower().split())
    return node.tag not in _UNSHOWN and "hidden" not in node.given and "display:none" not in style


def _numbered(number: int, lines: Iterator[str]) -> Iterator[str]:
    """Items of a list with the number that a browser prints before them."""
    first = next(lines, None)
    if first is not None:
        yield f"{number}. {first}"
    yield from lines


def _nests(table: _Node) -> bool:
    """A table around another one only lays out the page."""
    return any(one.tag == "table" or _nests(one) for one in table.inside if isinstance(one, _Node))


def _table(table: _Node) -> Iterator[str]:
    for caption in table.nodes("caption"):
        yield from _lines(caption)
    above: dict[int, tuple[int, int]] = {}
    for row in filter(_shown, table.nodes("tr")):
        at, below = 0, {}
        cells = list(row.nodes(*_CELLS))
        while cells or at in above:
            if at in above:
                # A cell that continues the one above is empty.
                width, left = above[at]
                yield "\t"
            else:
                cell = cells.pop(0)
                width, left = cell.number("colspan", 1), cell.number("rowspan", 1)
                first, *rest = list(_lines(cell)) or [""]
                yield f"\t{first}"
                yield from rest
            if left > 1:
                below[at] = width, left - 1
            at += width
        above = below
        yield ""
    yield ""
