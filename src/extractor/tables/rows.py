"""Rows under a header: which column each printed cell stands in, and what kind of row it makes."""

from __future__ import annotations

from dataclasses import replace

from extractor.document.model import Span
from extractor.tables.budget import WIDEST_BUDGET, place_budget
from extractor.tables.builder import FormBuilder
from extractor.tables.columns import Header
from extractor.tables.indicators import IndicatorReader
from extractor.tables.lexicon import Lexicon
from extractor.tables.model import CellValue, RowKind
from extractor.tables.placing import Placed, place
from extractor.tables.printed import PrintedCells, cut, empty_at, is_figure

_SENTENCE = 16
"""Characters of the shortest text that is no label."""
_KINDS: dict[str, RowKind] = {"asset": "asset", "staff": "staff"}
_MISFIT = "本行的单元格与表头对不上，无法确定各数所在的列"


class RowReader:
    """Adds the rows under the headers of one form to it."""

    def __init__(self, text: str, form: FormBuilder, lexicon: Lexicon) -> None:
        self.indicators = IndicatorReader(text, form, lexicon)
        self.label: CellValue | None = None
        """A fund that stood alone on the line above its amounts."""
        self._form = form
        self._lexicon = lexicon
        self._beside: CellValue | None = None
        """The label of a block in the header's first cell, which stands beside all the rows below it."""
        self._group: CellValue | None = None

    def enter(self, header: Header, first: CellValue) -> None:
        """The rows of `header` follow, whose first cell is `first`."""
        column = header.columns[0]
        labels = bool(first.text) and (column.type == "block" or (column.type == "label" and not column.shown))
        self._beside = first if labels else None
        self.label = self._group = None
        if header.kind not in ("indicator", "rubric"):
            self.indicators.forget()

    def without_label(self, row: PrintedCells) -> PrintedCells:
        """The row without the label of its block, which converters repeat beside each row."""
        if row and self._beside is not None and row[0].text == self._beside.text:
            return [empty_at(row[0].span.start), *row[1:]]
        return row

    def read(self, row: PrintedCells, header: Header, *, exact: bool) -> bool:
        """A row under `header`; False where it does not belong there."""
        if header.kind == "signature":
            return self._signature(row, header)
        cells = self._trimmed(row, header, exact=exact)
        filled = [cell for cell in cells if cell.text]
        if header.kind == "budget" and len(filled) == 2 and self._is_text(filled[1]):
            self._form.add_free_text("情况说明", filled[1])
            return True
        placed = self._placed(cells, header, exact=exact)
        if placed is None:
            if sum(is_figure(cell.text) for cell in filled) < 2:
                return False
            self._form.unchecked.append((Span(filled[0].span.start, filled[-1].span.end), _MISFIT))
            return True
        for cell in placed.unsure:
            self._form.unchecked.append((cell.span, f"“{cell.text[:20]}”可能属于不止一列，未归入任何一列"))
        values: dict[str, CellValue] = {}
        for index, column in enumerate(header.columns):
            cell = placed.cells.get(index, empty_at(cells[0].span.start))
            if column.type == "group":
                cell = self._group_of(cell, filled[0])
            if column.name and (cell.text or column.name not in values):
                values[column.name] = cell
        if header.kind in ("indicator", "rubric"):
            return self.indicators.add(_with_initial_target(values, header), header)
        if not exact and len(filled) == 1 and not self._lexicon.among("funds", filled[0].text):
            return False
        if header.kind == "budget" and not values.get("项目", filled[0]).text and self._beside:
            values["项目"] = replace(self._beside, carried=True)  # amounts without a name go by their block's
        return self._form.add_row(_KINDS.get(header.kind, "budget"), values, words=header.words) is not None

    def _group_of(self, cell: CellValue, first: CellValue) -> CellValue:
        """The name of a row's group, which its first row has."""
        if cell.text:
            self._group = None if self._lexicon.is_total(cell.text) else cell
            return cell
        return replace(self._group, carried=True) if self._group is not None and first is not cell else cell

    def _is_text(self, cell: CellValue) -> bool:
        """Whether a cell among amounts says something in words: `厉行节约保障措施 制定…办法，严格…`."""
        return len(cell.text) > _SENTENCE and not is_figure(cell.text) and any(mark in cell.text for mark in "，。；、")

    def _trimmed(self, row: PrintedCells, header: Header, *, exact: bool) -> PrintedCells:
        """The cells of a row without the label of its block, and with the fund that stood on the line above."""
        if self.label is not None:
            label, self.label = self.label, None
            return [label, *[cell for cell in row if cell.text]]
        if exact:
            return self._within_label(row, header) if header.kind == "budget" else row
        row = cut(row, len(header.columns))
        if len(row) == len(header.columns) and not row[0].text:
            return row
        spans = header.kind == "budget" and len(row) > 2 and self._lexicon.among("funds", row[1].text)
        block = header.columns[0].type == "block" or not self._lexicon.among("level2", row[0].text)
        if len(row) > 2 and row[0].text and (spans or (block and self._lexicon.among("blocks", row[0].text))):
            row = row[1:]
        return row[1:] if len(row) > 1 and not row[0].text else row

    def _within_label(self, row: PrintedCells, header: Header) -> PrintedCells:
        """The row without the first of two cells that one heading spans, `按支出性质分：` before `基本支出`; the first
        cell of a sum line takes the columns that the row is short of."""
        if len(row) < len(header.columns) and row[0].text and self._lexicon.is_total(row[0].text):
            spanned = [row[0], *[empty_at(row[0].span.end)] * (len(header.columns) - len(row))]
            if header.columns[0].type == "index":
                spanned[0], spanned[1] = empty_at(row[0].span.start), row[0]
            return [*spanned, *row[1:]]
        label = next((index for index, column in enumerate(header.columns) if column.type == "label"), None)
        if label is None or len(row) != len(header.columns) + 1 or is_figure(row[label + 1].text):
            return row
        inner = row[label + 1] if row[label + 1].text else row[label]
        return [*row[:label], inner, *row[label + 2 :]]

    def _placed(self, cells: PrintedCells, header: Header, *, exact: bool) -> Placed | None:
        if header.kind != "budget" or len(cells) == len(header.columns) or len(header.columns) > WIDEST_BUDGET:
            return place(cells, header, self._lexicon, exact=exact)
        filled = list(cells)
        while filled and not filled[-1].text and (not exact or len(filled) > len(header.columns)):
            filled.pop()
        return place_budget(filled, header.columns, self._lexicon)

    def _signature(self, row: PrintedCells, header: Header) -> bool:
        """People who signed: their posts and units; names are nobody's business here."""
        if len(row) != len(header.columns):
            return False
        values = {
            column.name: cell
            for column, cell in zip(header.columns, row, strict=True)
            if column.name and column.name not in ("姓名", "联系电话")
        }
        self._form.add_row("staff", values)
        return True


def _with_initial_target(values: dict[str, CellValue], header: Header) -> dict[str, CellValue]:
    """A target that was not adjusted: beside an empty 调整指标值 the one set at the beginning of the year counts."""
    target = values.get("年度指标值")
    first = next((c.name for c in header.columns if c.type == "target" and c.name != "年度指标值"), "")
    if target is None or target.text or first not in values or not values[first].text:
        return values
    return values | {"年度指标值": values[first], first: replace(values[first], carried=True)}
