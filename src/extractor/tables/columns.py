"""Columns: what a header row names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from extractor.tables.lexicon import Lexicon, bare
from extractor.tables.model import CellValue

_EXECUTION = {"执行率权重": "分值", "执行率分值": "分值", "执行率得分": "得分"}
"""Points of the execution rate with its name before them. Only as a whole cell: in a line of headings apart by blanks,
执行率 and 得分 stand side by side."""
_WHOLES = frozenset(("总金额", "金额", "合计", "小计", "总额", "总计"))
_SIDE = re.compile(r"(?:项目|科目|类别|名称|内容)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One grid column. `name` is the canonical heading or the form's own word; `""` for a block label's column."""

    name: str
    type: str
    printed: str = ""
    """The form's word for it."""
    shown: bool = False
    """Whether that is shown in place of `name`."""


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header: `kind` as in forms.toml, columns from left to right."""

    kind: str
    columns: tuple[Column, ...]
    own: bool = False
    """Whether no form has these headings, so that the words of this one are shown."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def words(self) -> dict[str, str]:
        """The form's words by heading, where they are shown."""
        return {c.name: c.printed for c in self.columns if c.printed and c.printed != c.name and (self.own or c.shown)}

    def has(self, *names: str) -> bool:
        return any(column.name in names for column in self.columns)


def merge_headers(upper: Sequence[CellValue], lower: Sequence[CellValue]) -> list[CellValue]:
    """The columns of a header in two rows: an empty lower cell continues the upper one (a vertical merge), a run of
    filled ones stands under one or more spanning cells. Equal names get the spanning cell's words before them."""
    blanks = sum(not cell.text for cell in lower)
    spare = max(len(upper) - blanks, 0)
    merged: list[CellValue] = []
    over: list[CellValue | None] = []
    at = 0
    for index, cell in enumerate(lower):
        if not cell.text:
            merged.append(upper[at] if at < len(upper) else cell)
            over.append(None)
            at += 1
            continue
        starts_run = index == 0 or not lower[index - 1].text
        if starts_run:
            over.append(upper[at] if at < len(upper) else None)
            last_run = not any(lower[i].text and not lower[i - 1].text for i in range(index + 1, len(lower)))
            taken = spare if last_run else 1
            at += taken
            spare -= taken
        else:
            over.append(over[-1])
        merged.append(cell)
    names = [bare(cell.text) for cell in merged]
    # 总金额 under 预算金额 is that.
    merged = [
        CellValue(head.text, cell.span) if head is not None and name in _WHOLES and names.count(name) == 1 else cell
        for cell, head, name in zip(merged, over, names, strict=True)
    ]
    return [
        CellValue(head.text + cell.text, cell.span) if head is not None and names.count(name) > 1 else cell
        for cell, head, name in zip(merged, over, names, strict=True)
    ]


def stack_headers(upper: Sequence[CellValue], lower: Sequence[CellValue], lexicon: Lexicon) -> list[CellValue] | None:
    """The columns of two lines of headings of which the lower one has no cell for those that continue from above: the
    levels stand under the block's label, sign, value and unit under the heading that names the value too. None where
    the lower line is none."""
    lower = [cell for cell in lower if cell.text]
    names = [lexicon.column(cell.text) for cell in lower]
    if len(lower) < 2 or not all(names) or lexicon.type(names[0] or "") != "level1":
        return None
    heads = [cell for cell in upper if cell.text]
    spanning = [cell for cell in heads if spans_names(cell, names, lexicon)]
    if not spanning or not all(lexicon.column(cell.text) for cell in heads if cell not in spanning):
        return None
    is_level = [lexicon.type(name or "") in ("level1", "level2", "name") for name in names]
    levels = [cell for cell, level in zip(lower, is_level, strict=True) if level]
    values = [cell for cell, level in zip(lower, is_level, strict=True) if not level]
    block = lexicon.among("blocks", spanning[0].text)
    if (
        len(heads) - len(spanning) < 2
        or len(spanning) > 2
        or (len(spanning) == 2 and not block)
        or (values and len(spanning) == 1 and block)
    ):
        return None
    parts = {spanning[0].span: levels if len(spanning) == 2 else lower, spanning[-1].span: values}
    parts = parts if len(spanning) == 2 else {spanning[0].span: lower}
    return [cell for head in heads for cell in parts.get(head.span, [head])]


def spans_names(head: CellValue, below: Collection[str | None], lexicon: Lexicon) -> bool:
    """Whether a heading spans some of those in the line `below`: the label of a block, or what one of them names."""
    return lexicon.among("blocks", head.text) or lexicon.column(head.text) in below


def build_header(
    cells: Sequence[CellValue], kind: str, lexicon: Lexicon, *, own: bool = False, beside: bool = False
) -> Header:
    """A header from its row of cells; `own`: in the form's own words; `beside`: its first cell labels the rows. A first
    cell that is no heading labels the whole block; in a budget the column before the first amount names the fund
    (`项目`)."""
    if kind not in ("indicator", "rubric") or own:
        cells = _two_sided(cells)
    columns: list[Column] = []
    for cell in cells:
        name = lexicon.column(cell.text) or _EXECUTION.get(bare(cell.text), "")
        if name in ("分值", "得分") and columns and columns[-1].name in _divided(cells[len(columns) :], lexicon):
            name = columns[-1].name + "分值"
        holds = "points" if name.endswith("指标分值") else lexicon.type(name)
        if holds in ("measure", "index"):
            name = bare(cell.text)  # 计量单位 or 度量单位, 序号 or 行次: each form keeps its own word
        if name and columns and cell.text == cells[len(columns) - 1].text:
            columns.append(columns[-1])  # a converter repeats the text of a merged cell
            continue
        taken = next((i for i, column in enumerate(columns) if column.name == name), None) if name else None
        if taken is not None and holds == "target" and bare(cell.text).startswith("调整"):
            # 年初指标值 beside 调整指标值: the adjusted target is the one that counts.
            printed = bare(cells[taken].text)
            columns[taken] = Column(printed, columns[taken].type)
        elif taken is not None:
            name = bare(cell.text)
        if kind == "indicator" and not name and columns and bare(cell.text) == "绩效指标":
            name, holds = "三级指标", "name"
        if kind not in ("indicator", "rubric") and lexicon.among("notes", cell.text):
            name = bare(cell.text)  # 备注 beside amounts explains no deviation
        columns.append(Column(name, holds if name or columns else "block"))
    if kind == "budget":
        worded = [bool(cell.text) and not lexicon.among("blocks", cell.text) for cell in cells]
        worded[0] = worded[0] and not beside
        columns = _with_label(columns, worded)
    columns = _renamed(columns, kind)
    for index, cell in enumerate(cells[: len(columns)]):
        shift = len(columns) - len(cells)
        column = columns[index + shift]
        if not column.name and cell.text and (index > 0 or not lexicon.among("blocks", cell.text)):
            name = bare(cell.text)
            if index > 0 or own or kind not in ("indicator", "rubric", "budget"):
                columns[index + shift] = Column(name, lexicon.type(name))
    shift = len(columns) - len(cells)
    for index, cell in enumerate(cells):
        column, printed = columns[index + shift], bare(cell.text)
        # 地区 or 标段 in place of 项目: rows that are named by what they are.
        named = column.type == "label" and lexicon.column(printed) is None and not lexicon.among("blocks", printed)
        kept = printed in lexicon.words["shown"] and not (kind == "rubric" and lexicon.among("notes", printed))
        shown = kept or (named and "元)" not in printed)
        columns[index + shift] = replace(column, printed=printed, shown=shown)
    # Without a rate a table of money is a list of its own, not the execution of a budget.
    listed = kind == "budget" and columns[0].type != "block" and all(column.type != "rate" for column in columns)
    return Header(kind, tuple(columns), own or listed)


def _renamed(columns: list[Column], kind: str) -> list[Column]:
    """The columns with the names that their kind of form has: the reason beside a standard is why points were taken
    off; one kind of points beside targets is what was scored."""
    names = {column.name for column in columns}
    if kind == "rubric" and "扣分原因" not in names:
        return [replace(column, name="扣分原因") if column.name == "偏差原因" else column for column in columns]
    scored = {c.name for c in columns if c.type == "points" and not c.name.endswith("分值")}
    if kind == "indicator" and scored == {"自评得分"} and not names & {"扣分原因", "评分标准"}:
        return [replace(column, name="得分") if column.name == "自评得分" else column for column in columns]
    return columns


def _divided(below: Sequence[CellValue], lexicon: Lexicon) -> tuple[str, ...]:
    """The levels that headings further right divide: points beside them are the group's, not the row's."""
    names = {lexicon.column(cell.text) for cell in below}
    return ("一级指标", "二级指标") if names & {"二级指标", "三级指标"} else ()


def _two_sided(cells: Sequence[CellValue]) -> list[CellValue]:
    """Headings that stand twice, of income and of expenditure, with the side's name before them: `收入项目 决算数
    支出项目 决算数` has `收入决算数` and `支出决算数`."""
    names = [bare(cell.text) for cell in cells]
    sides: list[str] = []
    for name in names:
        alone = names.count(name) == 1
        sides.append(_SIDE.sub("", name) if alone and name else sides[-1] if sides else "")
    twice = {name for name in names if name and len({s for n, s in zip(names, sides, strict=True) if n == name}) > 1}
    return [
        CellValue(side + name, cell.span) if name in twice else cell
        for cell, name, side in zip(cells, names, sides, strict=True)
    ]


def _with_label(columns: list[Column], worded: Sequence[bool]) -> list[Column]:
    """`worded`: which cells of the header are headings in words, not blocks and not empty."""
    if columns and columns[0].type == "measure" and worded[0]:
        return [replace(columns[0], type="label"), *columns[1:]]  # 单位 before amounts names who spent them
    first = next((i for i, c in enumerate(columns) if c.type in ("money", "points", "rate") or c.name), len(columns))
    label = next((i for i, column in enumerate(columns) if column.type == "label"), None)
    if label is not None:
        wide = next((i for i in range(label + 1, len(columns)) if columns[i].name or worded[i]), len(columns))
        return [*columns[:label], *[columns[label]] * (wide - label), *columns[wide:]]
    if columns and columns[0].type == "index":
        # `行次` stands after the fund's name, which has no heading, unless the next column is in words (学校).
        named = len(columns) > 1 and columns[1].type not in ("money", "points", "rate") and worded[1]
        return columns if named else [Column("项目", "label"), *columns]
    if first == len(columns):
        return [Column("项目", "label"), *columns[1:]]
    while first > 1 and worded[first - 1] and worded[first - 2]:
        first -= 1  # an amount under a heading of the form's own
    if first and not columns[first - 1].name:
        # The name's cell can be several columns wide, of which 其中 takes the first: the last that is filled counts.
        start = first - 1
        while start > 1 and not columns[start - 1].name and not worded[start - 1]:
            start -= 1
        return [*columns[:start], *[Column("项目", "label")] * (first - start), *columns[first:]]
    if not first and columns and columns[0].type != "value":
        return [Column("项目", "label"), *columns]
    return columns


def widen(header: Header, width: int) -> Header:
    """The header for rows of `width` cells where one heading (`评价内容`, `绩效指标`) spans the level columns."""
    missing = width - len(header.columns)
    levels = ("一级指标", "二级指标", "三级指标")
    if header.kind != "indicator" or not 0 < missing <= 2 or header.has(*levels):
        return header
    target = next((i for i, c in enumerate(header.columns) if c.type in ("target", "actual")), 0)
    if not target:
        return header
    names = levels[: missing + 1]
    types = ("level1", "level2", "name")
    spread = tuple(Column(name, kind) for name, kind in zip(names, types, strict=False))
    return Header(header.kind, (*header.columns[: target - 1], *spread, *header.columns[target:]))
