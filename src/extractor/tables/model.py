"""Typed rows of forms. Canonical headings are those of the annotation guidelines (一级指标, 年度指标值, 得分…)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from extractor.document.model import Span

RowKind = Literal["indicator", "budget", "rubric", "staff", "asset", "total"]
FormKind = Literal["indicators", "budget", "rubric", "staff", "assets", "goals", "basic", "prose", "other"]


@dataclass(frozen=True, slots=True)
class CellValue:
    """The text of a cell under one heading, line breaks inside it joined; an empty cell is `""` with an empty span.
    `carried` marks a merged level cell's text taken from a row above."""

    text: str
    span: Span
    carried: bool = False
    more: tuple[Span, ...] = ()
    """Where the text goes on beyond `span`, which is then its first line alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: canonical heading → value. `span` runs from its first to its last non-empty cell."""

    id: str
    table: str
    table_id: str
    document: str
    span: Span
    cells: dict[str, CellValue]
    words: Mapping[str, str] = field(default_factory=dict)
    """The form's own words for headings, where it is no form of the canonical ones."""
    kind: ClassVar[RowKind]
    """What the row is read and checked as."""

    @property
    def printed_kind(self) -> RowKind:
        """What the codebook calls the row."""
        return self.kind

    def heading(self, name: str) -> str:
        """The heading `name` as it is shown."""
        return self.words.get(name, name)

    def cell(self, *headings: str) -> CellValue | None:
        """The first of `headings` that this row has."""
        return next((self.cells[h] for h in headings if h in self.cells), None)

    def text(self, *headings: str) -> str:
        found = self.cell(*headings)
        return found.text if found else ""


class IndicatorRow(Row):
    """A line with target, actual, weight or points (绩效指标)."""

    kind: ClassVar[RowKind] = "indicator"

    @property
    def printed_kind(self) -> RowKind:
        """A line with a standard belongs to a scoring sheet, also where it has a target and an actual value."""
        return "rubric" if "评分标准" in self.cells else self.kind


@dataclass(frozen=True, slots=True)
class BudgetRow(Row):
    """A line of money: budget execution, income, expenditure, 三公 (预算执行、收支)."""

    kind: ClassVar[RowKind] = "budget"
    closes: bool = False
    """Whether it is the sum line below other rows: a total to the reader, an amount like any other to the checks."""

    @property
    def printed_kind(self) -> RowKind:
        return "total" if self.closes else self.kind


class RubricRow(Row):
    """A line of a scoring sheet with a standard (评分标准)."""

    kind: ClassVar[RowKind] = "rubric"


class StaffRow(Row):
    """Posts and people (编制、人员)."""

    kind: ClassVar[RowKind] = "staff"


class AssetRow(Row):
    """Assets (资产)."""

    kind: ClassVar[RowKind] = "asset"


class TotalRow(Row):
    """总分, a group's heading with its points, 评价等次."""

    kind: ClassVar[RowKind] = "total"


@dataclass(frozen=True, slots=True)
class FreeText:
    """Narrative inside a form: a goal, a summary, a reason. `label` is the form's own (`预期目标`, `实际完成情况`)."""

    span: Span
    label: str
    table_id: str
    document: str


@dataclass(frozen=True, slots=True)
class Group:
    """A level-1 or level-2 heading with stated points (`产出指标（50分）`) and the rows under it (by id)."""

    name: str
    span: Span
    points: str
    points_span: Span
    level: Literal[1, 2]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One recognised form. `project` is the project's name where the form gives it; `unit` is the money unit of its
    header."""

    id: str
    kind: FormKind
    title: str
    document: str
    table_ids: tuple[str, ...]
    span: Span
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    free_texts: tuple[FreeText, ...] = ()
    identity: dict[str, CellValue] = field(default_factory=dict)
    """项目名称, 主管部门, 实施单位… as written."""
    project: str = ""
    unit: str = ""
    unchecked: tuple[tuple[Span, str], ...] = ()
    """Rows or cells that could not be split or read without guessing, with the reason (Chinese)."""
