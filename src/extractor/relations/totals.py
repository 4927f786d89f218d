"""Totals of budget, staff and asset forms: across the columns of a row, and down the rows of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractor.relations import equation, judge, sides
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, RATES, Figures, row_name
from extractor.relations.hints import is_digit_off
from extractor.relations.model import Figure, Relation
from extractor.relations.words import NUMBERED, bare, stem, words
from extractor.report import Report
from extractor.tables.model import Form, Row

_KINDS = ("budget", "asset", "staff")
_SPLITS = ("按收入", "按支出", "按资金来源", "按来源")
_STAGES = ("年初预算数", "全年预算数", "全年执行数", "到位资金")
"""Columns of what became of the same money: no parts of a 合计 before them."""
_MOST_ROWS = 60
_BOUGHT, _RUN = "购置", ("运行", "运维", "维护")
"""What cars cost: one column, or one for each."""


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for form in report.forms:
        layouts: list[Relation] = []
        for row in form.rows:
            if row.kind in _KINDS:
                yield from _across(row, figures, layouts)
        yield from _trusted(layouts)
        money = [row for row in form.rows if row.kind in ("budget", "asset")]
        if sides.is_sided(money):
            yield from sides.relations(money, figures)
            continue
        yield from _down(money, figures, unread=bool(form.unchecked))
        yield from _splits(money, figures)
        yield from _branches(money, figures)
        yield from _children(form, figures)


def _across(row: Row, figures: Figures, layouts: list[Relation]) -> Iterator[Relation]:
    """收入合计 = its columns; 支出合计 = 基本 + 项目; 基本 = 人员 + 公用. What the order of the columns alone says goes
    to `layouts`."""
    columns = {
        h: f
        for h in row.cells
        if h not in (*POINTS, *RATES) and (f := figures.cell(row, h)) is not None and f.base != "1"
    }
    by_stem = {stem(h): h for h in columns}
    explained: set[str] = set()
    children: set[str] = set()
    for family in words().families:
        whole = next((by_stem[s] for s in family.whole if s in by_stem), None)
        found = [next((by_stem[s] for s in group if s in by_stem), None) for group in family.parts]
        if whole is None or any(part is None for part in found):
            continue
        more = [next((by_stem[s] for s in group if s in by_stem), None) for group in family.optional]
        parts = [columns[p] for p in [*found, *more] if p is not None and p != whole]
        children.update(p for p in [*found, *more] if p is not None and whole != p and not _is_whole(whole))
        explained.add(whole)
        yield equation.sum_of(columns[whole], parts, f"{row_name(row)}·{whole}", "row")
    for heading in columns:
        parts = _official(row, heading, columns) if heading not in explained else []
        if parts:
            explained.add(heading)
            yield _nested(columns[heading], parts, f"{row_name(row)}·{heading}", "complete")
    layouts += _by_layout(row, columns, explained, children)


def _official(row: Row, heading: str, columns: dict[str, Figure]) -> list[Figure]:
    """The columns behind 三公经费 that name its kinds: there are no others, so that an empty one is none."""
    if "三公" not in heading:
        return []
    behind = [
        other for other in list(row.cells)[list(row.cells).index(heading) + 1 :] if other not in (*POINTS, *RATES)
    ]
    kinds = list(takewhile(lambda other: any(word in other for word in words().official), behind))
    if any(_BOUGHT in kind and any(word in kind for word in _RUN) for kind in kinds):
        # The columns behind are what that of cars is made of.
        kinds = [k for k in kinds if (_BOUGHT in k) == any(word in k for word in _RUN)]
    parts = [columns[other] for other in kinds if other in columns and columns[other].base == columns[heading].base]
    return parts if len(kinds) > 1 and len(parts) > 1 else []


def _trusted(layouts: Sequence[Relation]) -> Iterator[Relation]:
    """Sums that the order of columns suggests: in rows that come out, and in the others where most of a form do."""
    held = [r for r in layouts if r.verdict in HOLDING]
    yield from layouts if 2 * len(held) >= len(layouts) else held


def _is_whole(name: str) -> bool:
    plain = bare(name)
    return any(plain.endswith(word) or plain.startswith(word) for word in words().wholes)


def _by_layout(row: Row, columns: dict[str, Figure], explained: set[str], children: set[str]) -> Iterator[Relation]:
    """A column whose heading says 合计 and the columns behind it up to the next such column."""
    headings = [h for h in row.cells if h not in (*POINTS, *RATES, "项目", "机构名称")]
    for at, heading in enumerate(headings):
        if heading not in columns or heading in explained or not _is_whole(heading):
            continue
        behind: list[str] = []
        for other in headings[at + 1 :]:
            if _is_whole(other) or other in _STAGES:
                break
            carried = "收入" in heading and "上年" in other
            if other not in children and (carried or not any(word in other for word in words().beside)):
                behind.append(other)
        parts = [columns[h] for h in behind if h in columns and columns[h].base == columns[heading].base]
        if parts and len(behind) > 1:
            listing: judge.Listing = "complete" if len(parts) == len(behind) else "unfilled"
            yield equation.sum_of(columns[heading], parts, f"{row_name(row)}·{heading}", "row", listing=listing)


def _down(rows: Sequence[Row], figures: Figures, *, unread: bool) -> Iterator[Relation]:
    """A total row and the rows under it (or, where it closes the table, above it), column by column."""
    totals = [i for i, row in enumerate(rows) if is_total(row)]
    for number, at in enumerate(totals):
        following = totals[number + 1] if number + 1 < len(totals) else len(rows)
        previous = totals[number - 1] + 1 if number else 0
        behind, above = list(rows[at + 1 : following]), list(rows[previous:at])
        parts = behind or above
        if not parts or len(parts) > _MOST_ROWS:
            continue
        for heading in rows[at].cells:
            whole = figures.cell(rows[at], heading)
            if heading in (*POINTS, *RATES) or whole is None or whole.base == "1" or any(s in heading for s in _SPLITS):
                continue
            inside = [row for row in parts if heading in row.cells]
            cells = [figures.cell(row, heading) for row in inside]
            printed = [f for f in cells if f is not None and f.base == whole.base]
            numbered = [f for row, f in zip(inside, cells, strict=True) if _is_numbered(row) and f in printed]
            if 1 < len(numbered) < len(printed) and inside and _is_numbered(inside[0]):
                # What stands between numbered rows (其中：药品费) is of the one before it.
                plain = _nested(whole, printed, f"{row_name(rows[at])}·{heading}", "complete")
                printed = printed if plain.verdict in HOLDING else numbered
            last = figures.cell(rows[totals[number - 1]], heading) if number and not behind else None
            lone = last is not None and judge.total(whole, printed).verdict not in HOLDING
            if lone and last is not None and judge.total(whole, [last, *printed]).verdict in HOLDING:
                # 总计 adds what stands between to the 合计 before it.
                printed, lone = [last, *printed], False
            if printed:
                label = f"{row_name(rows[at])}·{heading}"
                blank = len(printed) < len(inside)
                # Rows on both sides leave open which of them the total adds up.
                unsure = (
                    (lone and len(printed) == 1)
                    or unread
                    or not row_name(rows[at])
                    or (bool(behind) and bool(above) and not _leads(rows[at + 1]))
                )
                yield _nested(whole, printed, label, "unsure" if unsure else "unfilled" if blank else "complete")


def _branches(rows: Sequence[Row], figures: Figures) -> Iterator[Relation]:
    """A numbered row and the rows from 其中 on up to the next number."""
    for at, row in enumerate(rows[:-1]):
        if not _is_numbered(row) or not _leads(rows[at + 1]):
            continue
        rest = rows[at + 1 :]
        end = next((i for i, other in enumerate(rest) if _is_numbered(other) or is_total(other)), len(rest))
        for heading in row.cells:
            whole = figures.cell(row, heading)
            parts = [f for other in rest[:end] if (f := figures.cell(other, heading)) is not None]
            if (
                heading in (*POINTS, *RATES)
                or whole is None
                or len(parts) < 2
                or any(p.base != whole.base for p in parts)
            ):
                continue
            relation = equation.sum_of(whole, parts, f"{row_name(row)}·{heading}", "table", listing="open")
            # A table of two sides has another side's figures in the row.
            if relation.verdict in (*HOLDING, "unlikely") or is_digit_off(relation):
                yield relation


def _is_numbered(row: Row) -> bool:
    return NUMBERED.match(row_name(row)) is not None


def _leads(row: Row) -> bool:
    return bare(row_name(row)).startswith("其中")


def is_total(row: Row) -> bool:
    """Whether a row of money says that it adds up others."""
    name = bare(row_name(row))
    return not name or (not name.startswith("其中") and any(name.endswith(word) for word in words().wholes))


def _nested(whole: Figure, parts: Sequence[Figure], label: str, listing: judge.Listing) -> Relation:
    """The sum of all parts, or of those that are left when the parts of a part (其中) are taken out."""
    plain = equation.sum_of(whole, parts, label, "table", listing=listing)
    if plain.verdict in HOLDING:
        return plain
    for top in _without_children(list(parts)):
        nested = equation.sum_of(whole, top, label, "table", listing=listing)
        if nested.verdict in HOLDING:
            return nested
    return plain


def _without_children(parts: list[Figure]) -> Iterator[list[Figure]]:
    """The part lists in which one row is followed by rows that add up to it, those taken out."""
    for at, parent in enumerate(parts):
        for end in range(at + 2, len(parts) + 1):
            if judge.total(parent, parts[at + 1 : end]).verdict in HOLDING:
                rest = [*parts[: at + 1], *parts[end:]]
                yield rest
                yield from _without_children(rest)


def _splits(rows: Sequence[Row], figures: Figures) -> Iterator[Relation]:
    """按收入性质分 and 按支出性质分: cells of `label：amount` that add up to the year's money."""
    total = next((row for row in rows if is_total(row)), None)
    if total is None:
        return
    for word in _SPLITS:
        heading = next((h for row in rows for h in row.cells if word in h), None)
        cells = [row.cells[heading] for row in rows if heading in row.cells] if heading else []
        parts = [f for row in rows if heading and (f := figures.cell(row, heading)) is not None]
        order = ("全年执行数", "全年预算数") if word == "按支出" else ("全年预算数", "全年执行数")
        wholes = [w for h in order if (w := figures.cell(total, h)) is not None]
        if heading and parts and wholes:
            listing: judge.Listing = "complete" if len(parts) == len([c for c in cells if c.text]) else "unfilled"
            tried = [
                equation.sum_of(w, parts, f"{row_name(total)}·{heading}", "table", listing=listing) for w in wholes
            ]
            yield next((r for r in tried if r.verdict in HOLDING), tried[0])


def _children(form: Form, figures: Figures) -> Iterator[Relation]:
    """An indicator row and the 其中 rows behind it."""
    rows = [row for row in form.rows if row.kind == "indicator"]
    for at, row in enumerate(rows):
        if bare(row_name(row)).startswith("其中"):
            continue
        inside: list[Row] = []
        for other in rows[at + 1 :]:
            if not bare(row_name(other)).startswith("其中"):
                break
            inside.append(other)
        for heading in ("年度指标值", "实际完成值"):
            whole = figures.cell(row, heading)
            parts = [f for other in inside if (f := figures.cell(other, heading)) is not None]
            if whole is None or len(parts) < 2:
                continue
            relation = equation.sum_of(whole, parts, f"{row_name(row)}·{heading}", "table", listing="open")
            if relation.verdict in HOLDING or all(p.base == whole.base for p in parts):
                yield relation
