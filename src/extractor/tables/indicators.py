"""Rows of indicators and scoring standards: merged level headings carried down, cells that list several indicators."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.columns import Header
from extractor.tables.lexicon import Lexicon, points_of, stated_points
from extractor.tables.model import CellValue, RowKind
from extractor.tables.printed import empty_at, is_number, value_of

_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_LISTED = re.compile(r"(?:^|(?<=\n))\s*(?:指标|目标)\s*[\d一二三四五六七八九十]+\s*[:：.、]")
_ITEM = re.compile(r"(?:指标|目标)\s*[\d一二三四五六七八九十]+\s*[:：.、]")
_FIRST_ROW_ONLY = ("分值", "得分", "自评得分", "评分标准", "扣分原因", "偏差原因")
LEVELS = ("一级指标", "二级指标")


class IndicatorReader:
    """Adds rows under indicator and rubric headers to a form."""

    def __init__(self, text: str, form: FormBuilder, lexicon: Lexicon) -> None:
        self._text = text
        self._form = form
        self._lexicon = lexicon
        self._levels: dict[str, CellValue] = {}
        self._alone: CellValue | None = None

    def forget(self) -> None:
        """Carry no level heading into the next block."""
        self._levels, self._alone = {}, None

    def enter(self, heading: str, cell: CellValue) -> None:
        """A level heading from here on."""
        self._levels[heading] = cell
        if heading == "一级指标":
            self._levels.pop("二级指标", None)

    def enter_alone(self, cell: CellValue) -> None:
        """A heading with points that is alone in its row, in a sheet without a column for it: it is the group of the
        rows below, and a row itself."""
        self._alone = cell
        self._form.add_row("total", {"一级指标": cell})

    def add(self, values: dict[str, CellValue], header: Header) -> bool:
        """Add the row `values` (heading → cell); False where it says nothing of its own."""
        values = self._carried(values)
        own = [name for name, cell in values.items() if cell.text and not cell.carried]
        beyond = [name for name in own if name not in LEVELS]
        if not beyond:
            return bool(own)
        if all(name.endswith(("分值", "得分")) for name in beyond) and self._opens_group(values, own, header):
            self._form.add_row("total", values)
            return True
        for reason in ("偏差原因", "扣分原因"):
            cell = values.get(reason)
            if cell is not None and cell.text and not self._lexicon.is_blank(cell.text):
                self._form.add_free_text(reason, cell)
        items = self._listed(values, header)
        if not header.has("分值"):
            values = _with_stated_weight(values)
        kind: RowKind = "rubric" if header.kind == "rubric" else "indicator"
        if not items:
            self._form.add_row(kind, values, words=header.words)
        for item, span in items:
            self._form.add_row(kind, item, span=span, words=header.words)
        return True

    def _opens_group(self, values: dict[str, CellValue], own: list[str], header: Header) -> bool:
        """Whether a row gives a level heading its points: nothing stands under name, target and standard."""
        level = next((name for name in reversed(LEVELS) if name in own), None)
        points = values.get("分值")
        if level is None or points is None or not is_number(points.text) or not header.has("三级指标"):
            return False
        self._form.open_group(values[level], points, 1 if level == "一级指标" else 2)
        return True

    def _carried(self, values: dict[str, CellValue]) -> dict[str, CellValue]:
        """Level headings taken down from the row in which their merged cell begins."""
        values = dict(values)
        for heading in LEVELS:
            cell = values.get(heading)
            if cell is None:
                continue
            if cell.text:
                values[heading] = replace(cell, text=_without_note(cell.text))
                self.enter(heading, values[heading])
            elif heading in self._levels:
                values[heading] = replace(self._levels[heading], carried=True)
        if self._alone is not None and not any(heading in values for heading in LEVELS):
            values = {"一级指标": replace(self._alone, carried=True), **values}
        return values

    def _listed(self, values: dict[str, CellValue], header: Header) -> list[tuple[dict[str, CellValue], Span]]:
        """`指标1：…指标2：…` in one cell: a row for each, with the other cells' own items where they have as many."""
        column = next((n for n in ("年度指标值", "三级指标") if n in values and _LISTED.search(values[n].text)), None)
        if column is None:
            return []
        items = self._items(values[column])
        if len(items) < 2 and (column == "三级指标" or header.has("三级指标")):
            return []
        own = {name: self._parts(cell, len(items)) for name, cell in values.items() if name not in (column, *LEVELS)}
        rows = []
        for index, item in enumerate(items):
            cells = dict(values)
            cells[column] = item
            for name, parts in own.items():
                if parts:
                    cells[name] = parts[index]
                elif index and name in _FIRST_ROW_ONLY:
                    cells[name] = empty_at(item.span.end)
            rows.append((cells, item.span))
        return rows

    def _parts(self, cell: CellValue, count: int) -> list[CellValue]:
        """The cell's own items or lines if there are `count` of them, else nothing."""
        parts = self._items(cell) if _LISTED.search(cell.text) else self._lines(cell)
        return parts if len(parts) == count > 1 else []

    def _items(self, cell: CellValue) -> list[CellValue]:
        raw, base = cell.span.of(self._text), cell.span.start
        starts = [match.start() for match in _ITEM.finditer(raw)] or [0]
        ends = [*starts[1:], len(raw)]
        return [value_of(self._text, Span(base + a, base + b)) for a, b in zip(starts, ends, strict=True)]

    def _lines(self, cell: CellValue) -> list[CellValue]:
        lines, at = [], cell.span.start
        for line in cell.span.of(self._text).split("\n"):
            if line.strip():
                lines.append(value_of(self._text, Span(at, at + len(line))))
            at += len(line) + 1
        return lines


def _with_stated_weight(values: dict[str, CellValue]) -> dict[str, CellValue]:
    """A form without a column of weights prints them behind the names: `耕地保有量（8分）`."""
    name = values.get("三级指标")
    found = stated_points(name.text) if name is not None else None
    if name is None or found is None or not found["written"]:
        return values
    return values | {"分值": points_of(name, found)}


def _without_note(text: str) -> str:
    """A level heading without a note in brackets that is an instruction, not its points."""
    return _NOTE.sub(lambda note: note[0] if any(c.isdigit() for c in note[0]) else "", text).strip() or text
