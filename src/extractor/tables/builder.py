"""A form while it is read: rows, groups and free texts are added in printed order, then it becomes a `Form`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from extractor.document.model import Span
from extractor.tables.lexicon import bare, lexicon, points_of, stated_points, stem
from extractor.tables.model import (
    AssetRow,
    BudgetRow,
    CellValue,
    Form,
    FormKind,
    FreeText,
    Group,
    IndicatorRow,
    Row,
    RowKind,
    RubricRow,
    StaffRow,
    TotalRow,
)

_CLASSES: dict[RowKind, type[Row]] = {
    row.kind: row for row in (IndicatorRow, BudgetRow, RubricRow, StaffRow, AssetRow, TotalRow)
}
_LEVELS: dict[str, Literal[1, 2]] = {"一级指标": 1, "二级指标": 2}
_FORM_KINDS: dict[RowKind, FormKind] = {
    "indicator": "indicators", "rubric": "rubric", "budget": "budget", "staff": "staff", "asset": "assets",
    "total": "indicators",
}  # fmt: skip


_CODE = re.compile(r"\s*(?:[\[【［]\w{2,}[\]】］]|(?=\w*\d{3})[\dA-Z]{3,}\s*[-—－_])\s*(?=[^\d\s])")
"""The code of a unit or project before its name: `219001-某局`, `[155]某局`."""


def _without_code(cell: CellValue) -> CellValue:
    code = _CODE.match(cell.text)
    if code is None or cell.more:
        return cell
    return CellValue(cell.text[code.end() :], Span(cell.span.start + code.end(), cell.span.end))


@dataclass(slots=True)
class _OpenGroup:
    """A group while its rows are read. `places`: where its heading is printed, again on each page or in each row."""

    head: CellValue
    points: CellValue
    level: Literal[1, 2]
    places: set[Span]
    rows: list[str] = field(default_factory=list)


class FormBuilder:
    """Collects what one form holds. Ids are `<form>-<row number>`."""

    def __init__(self, id: str, title: str, document: str, *, prose: bool = False) -> None:
        self.id = id
        self.title = title
        self.document = document
        self.prose = prose
        self.table_ids: list[str] = []
        self.rows: list[Row] = []
        self.free_texts: list[FreeText] = []
        self.identity: dict[str, CellValue] = {}
        self.unchecked: list[tuple[Span, str]] = []
        self.unit = ""
        self._spans: list[Span] = []
        self._groups: list[_OpenGroup] = []
        self._open: dict[int, _OpenGroup] = {}
        """The groups that the rows before belong to: of a block (0), of level 1 and 2."""
        self._block: CellValue | None = None

    def cover(self, span: Span) -> None:
        """Count `span` as part of the form."""
        self._spans.append(span)

    def add_row(
        self,
        kind: RowKind,
        cells: Mapping[str, CellValue],
        *,
        span: Span | None = None,
        table: str = "",
        words: Mapping[str, str] | None = None,
    ) -> Row | None:
        """Add a row; its span runs over its own (not carried) cells unless given. None where every cell is empty."""
        own = [span for c in cells.values() if c.text and not c.carried for span in (c.span, *c.more)]
        if not own:
            return None
        place = span or Span(min(s.start for s in own), max(s.end for s in own))
        row = _CLASSES[kind](
            id=f"{self.id}-{len(self.rows) + 1}",
            table=table or self.title,
            table_id=self.table_ids[-1] if self.table_ids else self.id,
            document=self.document,
            span=place,
            cells=dict(cells),
            words=dict(words or {}),
        )
        if isinstance(row, BudgetRow) and self._closes(row):
            row = replace(row, closes=True)
        self.rows.append(row)
        if kind == "total":
            self._close(0)
        if kind in ("indicator", "rubric"):
            self._join_groups(row)
        return row

    def _closes(self, row: Row) -> bool:
        """Whether a row of money is the sum of the rows above it."""
        first = next(cell.text for cell in row.cells.values() if cell.text and not cell.carried)
        above = self.rows[-1] if self.rows else None
        summed = bare(first) in lexicon().words["sums"]
        return summed and above is not None and above.kind == "budget" and above.table_id == row.table_id

    def open_group(self, head: CellValue, points: CellValue, level: Literal[1, 2]) -> None:
        """A level-1 or level-2 heading with stated points; rows that carry `head` belong to it."""
        self._open_at(level, head, points, level)

    def _open_at(self, depth: int, head: CellValue, points: CellValue, level: Literal[1, 2]) -> None:
        if not self._goes_on(depth, head, points.text):
            self._close(depth)
            self._open[depth] = _OpenGroup(head, points, level, {head.span})
            self._groups.append(self._open[depth])

    def _close(self, depth: int) -> None:
        """No group of `depth`, nor one inside it, goes on."""
        self._open = {above: group for above, group in self._open.items() if above < depth}

    def _goes_on(self, depth: int, head: CellValue, points: str) -> bool:
        """Whether `head` is that of a known group, or prints it once more; without points of its own (`""`) too."""
        if any(head.span in group.places for group in self._groups):
            return True
        group = self._open.get(depth)
        if group is None or stem(group.head.text) != stem(head.text) or points not in ("", group.points.text):
            return False
        group.places.add(head.span)
        return True

    def enter_block(self, head: CellValue | None) -> None:
        """From here on rows also belong to the block `head`, a label that states points; None ends it."""
        self._block = head
        if head is not None:
            self._open_stated(0, head, 1)

    def add_free_text(self, label: str, cell: CellValue) -> None:
        """A text in words; one in lines between those of other cells is no text to read on in."""
        if cell.more:
            return
        self.free_texts.append(
            FreeText(cell.span, label, self.table_ids[-1] if self.table_ids else self.id, self.document)
        )

    def _join_groups(self, row: Row) -> None:
        heads = [self._block] if self._block is not None else []
        for heading, level in _LEVELS.items():
            cell = row.cells.get(heading)
            if cell is None or not cell.text:
                continue
            heads.append(cell)
            points = row.cells.get(f"{heading}分值")
            if points is not None and points.text and not cell.carried:
                self.open_group(cell, points, level)
            else:
                self._open_stated(level, cell, level)
        for group in self._groups:
            if any(own.span in group.places for own in heads):
                group.rows.append(row.id)

    def _open_stated(self, depth: int, cell: CellValue, level: Literal[1, 2]) -> None:
        """A group for a heading that states its points in brackets."""
        if (found := stated_points(cell.text)) is not None:
            self._open_at(depth, cell, points_of(cell, found), level)
        elif not self._goes_on(depth, cell, ""):
            self._close(depth)

    def build(self) -> Form:
        kinds = Counter(row.kind for row in self.rows)
        kind: FormKind = "other"
        if self.prose:
            kind = "prose"
        elif kinds:
            kind = _FORM_KINDS[max(kinds, key=lambda name: (name in ("indicator", "rubric"), kinds[name]))]
        elif self.free_texts:
            kind = "goals"
        elif self.identity:
            kind = "basic"
        spans = self._spans or [row.span for row in self.rows]
        identity = {name: _without_code(cell) for name, cell in self.identity.items()}
        project = identity.get("项目名称")
        return Form(
            id=self.id,
            kind=kind,
            title=self.title,
            document=self.document,
            table_ids=tuple(self.table_ids),
            span=Span(min(s.start for s in spans), max(s.end for s in spans)),
            rows=tuple(self.rows),
            groups=tuple(
                Group(one.head.text, one.head.span, one.points.text, one.points.span, one.level, tuple(one.rows))
                for one in self._groups
            ),
            free_texts=tuple(self.free_texts),
            identity=identity,
            project=project.text if project is not None and not lexicon().is_blank(project.text) else "",
            unit=self.unit,
            unchecked=tuple(self.unchecked),
        )
