"""Word files (.docx) as the text that this program reads, in the print of a text dump: a paragraph a line, a cell a
line behind a tab, a blank line after each row and one more after each table.

Numbers that Word prints by itself are written out, insertions are text, deletions and hidden text are none. What stands
outside the body (notes, headers, comments) is not read.

python-docx would hand out the same tree of elements, with insertions, controls, merged cells and automatic numbers left
to its caller just so; the standard library does it without lxml.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from extractor.document.autonumber import Numbering
from extractor.document.markup import attribute, child, children, local, value

_MAIN = "/officeDocument"
_SAID = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""Elements of a run that stand for a character. A tab is no cell."""
_UNSAID = {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "Fallback", "softHyphen"}
"""What is not printed, and the second form of what was read in its first."""
_OFF = {"0", "false", "off"}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ElementTree.ParseError,
    LookupError, ValueError, RuntimeError,
)  # fmt: skip
"""What damaged packages raise, encrypted ones, encodings that nobody knows, and elements without end inside each other
(RecursionError)."""


class NotWord(ValueError):
    """A file that is no Word file, or a broken one."""


class Read(NamedTuple):
    """`pictures` are counted: their text is not read."""

    text: str
    pictures: int
    notes: bool
    """Whether there are footnotes or endnotes, which are not read."""


def read(data: bytes, most: int) -> Read:
    """The text of a Word file of at most `most` bytes of XML. Raises `NotWord`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = _main(package, most)
            folder = posixpath.dirname(main)
            body = _part(package, main, most)
            numbering, styles = (
                _part(package, name, most) if name in package.namelist() else None
                for name in (posixpath.join(folder, "numbering.xml"), posixpath.join(folder, "styles.xml"))
            )
        writer = _Writer(Numbering.read(numbering, styles))
        inside = child(body, "body")
        lines = list(writer.lines(inside)) if inside is not None else []
    except _BROKEN as error:
        raise NotWord(str(error)) from None
    return Read("\n".join(lines) + "\n", writer.pictures, writer.notes)


def names(data: bytes) -> list[str]:
    """The parts of a package; none of a broken one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.namelist()
    except _BROKEN:
        return []


def _main(package: zipfile.ZipFile, most: int) -> str:
    """The part that holds the text. Raises `NotWord`."""
    links = _part(package, "_rels/.rels", most)
    for link in children(links, "Relationship"):
        if attribute(link, "Type").endswith(_MAIN):
            target = attribute(link, "Target").lstrip("/")
            if posixpath.dirname(target) == "word" or target.endswith("document.xml"):
                return target
    raise NotWord("no text")


def _part(package: zipfile.ZipFile, name: str, most: int) -> Element:
    with package.open(name) as file:
        data = file.read(most + 1)
    # Word declares no document type; one could only make a small file expand to a large text. With NULs, as UTF-16 has
    # them, it would go unseen.
    if len(data) > most or b"\0" in data or b"<!DOCTYPE" in data:
        raise NotWord(name)
    return ElementTree.fromstring(data)


class _Writer:
    """Writes the blocks of a body, counting as Word does."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self.pictures = 0
        self.notes = False

    def lines(self, parent: Element) -> Iterator[str]:
        """The lines of everything in `parent`."""
        for block in _blocks(parent):
            if local(block.tag) == "tbl":
                yield from self._table(block)
                yield ""
            else:
                yield from (line.strip() for line in self._paragraph(block))

    def _table(self, table: Element) -> Iterator[str]:
        for row in _inside(table, "tr"):
            properties = child(row, "trPr")
            if properties is not None and child(properties, "del") is not None:
                continue
            for cell in _inside(row, "tc"):
                given = child(cell, "tcPr")
                if given is not None and value(child(given, "hMerge")) == "continue":
                    continue
                first, *rest = self._cell(cell) or [""]
                yield f"\t{first}"
                yield from rest
            yield ""

    def _cell(self, cell: Element) -> list[str]:
        """The lines of a cell, none of them blank: a blank line would end the row. A cell that continues the one above
        is empty; a table inside it becomes lines."""
        given = child(cell, "tcPr")
        merged = child(given, "vMerge") if given is not None else None
        if merged is not None and value(merged) != "restart":
            return []
        return [said for line in self.lines(cell) if (said := line.strip())]

    def _paragraph(self, paragraph: Element) -> list[str]:
        """The lines of a paragraph, then those of the boxes that are anchored in it."""
        boxes: list[Element] = []
        said = "".join(self._said(paragraph, boxes))
        number = self._numbering.of(child(paragraph, "pPr")) if said.strip() else ""
        lines = f"{number}{said}".split("\n")
        return [*lines, *(line for box in boxes for line in self.lines(box))]

    def _said(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        for one in element:
            name = local(one.tag)
            if name == "t":
                # A tab or line break here is a blank of the file's own layout.
                yield " ".join((one.text or "").split("\n")).replace("\t", " ")
            elif name in _SAID:
                yield _SAID[name]
            elif name == "sym":
                yield _symbol(one)
            elif name == "txbxContent":
                boxes.append(one)
            elif name in _UNSAID or (name == "r" and _hidden(one)):
                continue
            else:
                self.pictures += name in ("blip", "imagedata")
                self.notes |= name in ("footnoteReference", "endnoteReference")
                yield from self._said(one, boxes)


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside controls and insertions."""
    for one in parent:
        name = local(one.tag)
        if name in ("p", "tbl"):
            yield one
        elif name not in _UNSAID:
            yield from _blocks(one)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside controls; not those of a table further inside."""
    for one in parent:
        if local(one.tag) == name:
            yield one
        elif local(one.tag) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _inside(one, name)


def _hidden(run: Element) -> bool:
    properties = child(run, "rPr")
    hidden = child(properties, "vanish") if properties is not None else None
    return hidden is not None and value(hidden) not in _OFF


def _symbol(symbol: Element) -> str:
    """A sign of a font of signs; those of the private area mean nothing without their font."""
    try:
        sign = chr(int(attribute(symbol, "char"), 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= sign <= "\uf8ff" else sign
