"""Columns: what a header row names, and which printed cell of a row stands under which heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.tables.lexicon import Lexicon, bare
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, is_figure, is_number, is_percent, is_quantity

IMPOSSIBLE = 100.0
_DIRECT = 4.0
"""Misfit from which a row as wide as its header is not read straight under it."""
_EXECUTION = {"执行率权重": "分值", "执行率分值": "分值", "执行率得分": "得分"}
"""Points of the execution rate with its name before them. Only as a whole cell: in a line of headings apart by blanks,
执行率 and 得分 stand side by side."""
_WHOLES = frozenset(("总金额", "金额", "合计", "小计", "总额", "总计"))
_SIDE = re.compile(r"(?:项目|科目|类别|名称|内容)$")
WIDEST = 60
"""Columns beyond which no row is read as a form's: fitting cells to columns is quadratic in them."""


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
        if name in ("分值", "得分") and columns and columns[-1].name in ("一级指标", "二级指标"):
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
        shown = printed in lexicon.words["shown"] or (named and "元)" not in printed)
        columns[index + shift] = replace(column, printed=printed, shown=shown)
    # Without a rate a table of money is a list of its own, not the execution of a budget.
    listed = kind == "budget" and columns[0].type != "block" and all(column.type != "rate" for column in columns)
    return Header(kind, tuple(columns), own or listed)


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


@dataclass(frozen=True, slots=True)
class Placed:
    """Cells by column index; `unsure` are printed cells that two columns fit equally well."""

    cells: dict[int, CellValue]
    unsure: tuple[CellValue, ...] = ()


def place(cells: PrintedCells, header: Header, lexicon: Lexicon, *, exact: bool) -> Placed | None:
    """Which column each printed cell of a row stands in, None where no order-keeping placement fits.

    `exact`: the printing keeps empty cells, so a row as wide as the header needs no fitting.
    """
    columns = header.columns
    if len(cells) == len(columns) and (exact or _cost(cells, columns, lexicon) < _DIRECT):
        return Placed(dict(enumerate(cells)))
    filled = list(cells)
    while filled and not filled[-1].text and (not exact or len(filled) > len(columns)):
        filled.pop()
    if not filled or len(filled) > WIDEST:
        return None
    left = _fit(filled, columns, lexicon, leftmost=True)
    right = _fit(filled, columns, lexicon, leftmost=False)
    if left is None or right is None:
        return None
    unsure = tuple(filled[i] for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b and filled[i].text)
    return Placed(
        {a: filled[i] for i, (a, b) in enumerate(zip(left, right, strict=True)) if a is not None and a == b},
        tuple(cell for cell in unsure if not lexicon.is_blank(cell.text)),
    )


def _cost(cells: PrintedCells, columns: Sequence[Column], lexicon: Lexicon) -> float:
    return max(
        (misfit(cell.text, column.type, lexicon) for cell, column in zip(cells, columns, strict=False)), default=0
    )


def _fit(
    cells: PrintedCells, columns: Sequence[Column], lexicon: Lexicon, *, leftmost: bool
) -> list[int | None] | None:
    """Cheapest order-keeping placement: column index for each cell, None for an empty cell that is dropped."""
    tall, wide = len(cells), len(columns)
    costs = [[misfit(cell.text, column.type, lexicon) for column in columns] for cell in cells]
    best = [[IMPOSSIBLE * tall * 2] * (wide + 1) for _ in range(tall + 1)]
    move = [[""] * (wide + 1) for _ in range(tall + 1)]
    best[0][0] = 0.0
    for i in range(tall + 1):
        for j in range(wide + 1):
            options: list[tuple[float, str]] = []
            if j and best[i][j - 1] < IMPOSSIBLE:
                options.append((best[i][j - 1] + SKIP.get(columns[j - 1].type, 0.8), "skip"))
            if i and j and best[i - 1][j - 1] < IMPOSSIBLE:
                options.append((best[i - 1][j - 1] + costs[i - 1][j - 1], "put"))
            if i and not cells[i - 1].text and best[i - 1][j] < IMPOSSIBLE:
                options.append((best[i - 1][j] + 0.4, "drop"))
            if not options:
                continue
            # Equal costs: read from the end, "put" first keeps cells to the right, "skip" first to the left.
            order = {"put": 1, "drop": 2, "skip": 0} if leftmost else {"put": 0, "drop": 2, "skip": 1}
            best[i][j], move[i][j] = min(options, key=lambda option: (round(option[0], 6), order[option[1]]))
    if best[tall][wide] >= IMPOSSIBLE:
        return None
    placed: list[int | None] = [None] * tall
    i, j = tall, wide
    while i or j:
        step = move[i][j]
        if step == "put":
            i, j = i - 1, j - 1
            placed[i] = j
        elif step == "drop":
            i -= 1
        else:
            j -= 1
    return placed


SKIP = {
    "block": 0.0, "level1": 0.3, "level2": 0.3, "name": 1.5, "target": 0.9, "actual": 0.9, "points": 1.2, "reason": 0.1,
    "rate": 0.4, "money": 0.7, "spare": 0.4, "label": 1.0, "sign": 0.3, "measure": 0.3, "standard": 0.4, "index": 0.2,
    "value": 0.6, "group": 0.3,
}  # fmt: skip
"""What it costs to leave a column without a cell."""


def misfit(text: str, kind: str, lexicon: Lexicon) -> float:
    """How badly `text` fits a column: 0 as expected, above 4 hardly, `IMPOSSIBLE` never."""
    if not text:
        return {"name": 1.0, "label": 1.0, "block": 0.0}.get(kind, 0.1)
    if len(text) < 8 and lexicon.is_blank(text):
        return {"points": 0.1, "money": 0.1, "rate": 0.1, "reason": 0.0, "target": 0.6, "actual": 0.6}.get(kind, 1.0)
    number, percent = is_number(text), is_percent(text)
    figure = number or percent
    level1, level2 = lexicon.among("level1", text), lexicon.among("level2", text)
    match kind:
        case "block":
            return 0.0 if lexicon.among("blocks", text) else 20.0
        case "level1":
            # 成本指标 and 满意度指标 head either level; alone they are rather the second.
            # 预算执行率 is rather an indicator than the name of its group.
            return (1.6 if text.endswith("率") else 0.2 if level2 else 0.0) if level1 else IMPOSSIBLE if figure else 2.0
        case "level2":
            return 0.0 if level2 else IMPOSSIBLE if figure else 1.8
        case "name":
            # 经济效益 and 财务管理 head a group in one form and are what is scored in another.
            level = level1 or level2
            return 6.0 if figure else 3.0 if level and "指标" in text else 1.0 if level or is_quantity(text) else 0.0
        case "target" | "actual":
            return 0.0 if percent or is_quantity(text) else 0.3 if number else 6.0 if level2 else 0.8
        case "points":
            return 0.0 if number else 5.0 if percent or is_quantity(text) else 8.0
        case "rate":
            return 0.0 if percent else 1.0 if number else 8.0
        case "money" | "spare":
            return 0.0 if number else 6.0 if percent else 1.0 if is_quantity(text) else 6.0
        case "label" | "standard":
            return IMPOSSIBLE if figure else 0.0
        case "group":
            return IMPOSSIBLE if figure else 1.5
        case "reason":
            return 5.0 if figure else 0.2
        case "sign":
            return 0.0 if bare(text) in lexicon.words["signs"] else 4.0
        case "measure":
            return 3.0 if number or len(text) > 8 else 0.5 if is_figure(text) else 0.2
        case "index":
            return 0.0 if number else 4.0
        case _:
            return 0.5
