"""Printed cells as values: the text of a cell with the line breaks of its printing joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from extractor.document.model import Cell, Span, Table
from extractor.language.numbering import MARK
from extractor.tables.model import CellValue

PrintedCells = list[CellValue]


@dataclass(slots=True)
class Regained:
    """Rows given back to a form whose printing lost them, and the places where that would have been a guess."""

    rows: list[PrintedCells] = field(default_factory=list)
    unchecked: list[tuple[Span, str]] = field(default_factory=list)


_ENDS = "。；;，,：:、！？!?）)."
_STARTS = re.compile(rf"{MARK}|(?:指标|目标|任务|工作|项目)[一二三四五六七八九十\d]{{1,2}}[:：、.]")
_NUMBER = re.compile(r"\s*-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*分?\s*")
_AMOUNT = re.compile(rf"{_NUMBER.pattern}(?:(?:[百千万亿]{{0,2}}元)\s*)?")
_MANGLED = re.compile(r"\d[\d,.，．]*\d")
_PERCENT = re.compile(r"\s*-?\d+(?:\.\d+)?\s*[%％﹪]\s*")
_QUANTITY = re.compile(r"\s*[≥≤≧≦><=＝＞＜±约近超不]?[^\d]{0,4}\d[\d,.]*\s*[^\d\s]{1,8}\s*")
_COMPARED = re.compile(r"\s*[≥≤≧≦><=＝＞＜]")
_YEAR_HEADING = re.compile(r"\s*(?:19|20)\d\d年?度?[^\d\s]{2,12}\s*")
_TRIM = " \t\r\n　\u00a0"


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start:end]` without the blanks at its edges; an empty span at `start` where nothing else is there."""
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return Span(start, end)


def joined(raw: str) -> str:
    """One cell's lines joined: a broken word is mended, a new sentence or item keeps its line.

    Two digits that a line break parts stay apart: such a number is unreadable, not mended.
    """
    if "\n" not in raw:
        return raw.strip(_TRIM)
    lines = [line for line in (line.strip(_TRIM) for line in raw.split("\n")) if line]
    text = lines[0] if lines else ""
    for line in lines[1:]:
        parted = text[-1] in "0123456789." and line[0] in "0123456789."
        text += "\n" + line if text[-1] in _ENDS or parted or _STARTS.match(line) else line
    return text


def value_of(text: str, span: Span) -> CellValue:
    """The cell that stands at `span`, trimmed."""
    span = trimmed(text, span.start, span.end)
    return CellValue(joined(span.of(text)), span)


def cells_of(text: str, table: Table) -> list[PrintedCells]:
    """The rows of a table as printed, with empty cells."""
    return [[_cell(text, cell) for cell in row] for row in table.rows]


def _cell(text: str, cell: Cell) -> CellValue:
    value = value_of(text, cell.span)
    if not cell.more:
        return value
    lines = [span.of(text) for span in (value.span, *cell.more)]
    return replace(value, text=joined("\n".join(lines)), more=cell.more)


def cut(row: PrintedCells, width: int) -> PrintedCells:
    """The row without the empty cells at its end that go beyond `width`: they fill it up to the widest of its table."""
    end = len(row)
    while end > width and not row[end - 1].text:
        end -= 1
    return row[:end]


def empty_at(offset: int) -> CellValue:
    return CellValue("", Span(offset, offset))


def is_number(text: str) -> bool:
    """A number alone, with 分 at most."""
    return _NUMBER.fullmatch(text) is not None


def is_amount(text: str) -> bool:
    """A number alone or with a unit of money."""
    return _AMOUNT.fullmatch(text) is not None


def is_mangled(text: str) -> bool:
    """Digits and marks alone that may have been a number (`7,00.0,77`): one that cannot be read."""
    return _MANGLED.fullmatch(text) is not None and not is_number(text)


def is_percent(text: str) -> bool:
    return _PERCENT.fullmatch(text) is not None


def is_quantity(text: str) -> bool:
    """A figure with a unit or a comparison, short; `2021年决算数` is a heading."""
    if len(text) > 24 or _STARTS.match(text) or _YEAR_HEADING.fullmatch(text):
        return False
    return _QUANTITY.fullmatch(text) is not None or _COMPARED.match(text) is not None


def is_figure(text: str) -> bool:
    return is_number(text) or is_percent(text)


def number_of(text: str) -> Decimal | None:
    """The number in a cell (`1,200.50`, `10分`, `100%` → 100); None where it is not just that."""
    plain = "".join(text.split()).rstrip("分%％").replace(",", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
