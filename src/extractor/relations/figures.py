"""Every figure of a report: of cells, with the unit of cell, heading or form, and of the narrative."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.document.model import Span
from extractor.language import units
from extractor.language.quantities import quantities
from extractor.language.quantity import Quantity
from extractor.language.units import Unit, meaning
from extractor.relations.model import Figure
from extractor.report import Report
from extractor.tables.model import Form, Row

POINTS = ("分值", "得分", "自评得分", "审核得分", "扣分")
"""Columns of weights and points."""
MEASURES = ("度量单位", "计量单位", "单位")
"""Columns that give an indicator's unit."""
RATES = ("执行率", "到位率", "控制率")
"""Columns of percentages, where a bare number may stand for a share of one (`1` for 100 %)."""

_SCORE = Unit("score", Decimal(1), "分")
_PERCENT = Unit("percent", Decimal("0.01"), "1")
_WHOLE = Unit("percent", Decimal(1), "1")
_MONEY = "万元"
NAMES = "项目"
"""What the headings of names end with."""
_IN_BRACKETS = re.compile(r"[（(](?:(?:金额)?单位[：:])?\s*([万亿千百]{0,2}元)\s*[）)]")
_OF_THINGS = re.compile(r"[（(]([十百千万]{0,2}([\u4e00-\u9fff]{1,4}))[）)]$")
"""A column's own unit: 床位任务（张）."""
_IN_PERCENT = re.compile(r"[（(]\s*[%％]\s*[）)]$")
_TABULAR = re.compile(r"[\t|]| {3}")
_CLAUSES = re.compile(
    r"[\u4e00-\u9fff]{2}[^，,；;。、（(]*[，,；;。、（(][^，,；;。、（(]*[\u4e00-\u9fff]{2}|\d[\u4e00-\u9fff]{1,3}[，,]\s*每"
)
"""Words on both sides of a mark, or a price behind a number (1200套，每套80元): a cell that tells something."""
_OVERLAPPING = 12
"""So many claims may begin before a figure and still hold it."""
_APPROXIMATE = re.compile(r"约|大约|近|左右|上下|余|多|超过?|逾|突破|不足|以上|以下")


@dataclass(slots=True)
class Figures:
    """Figures by place, in the order of the text, and those of cells by row and heading."""

    text: str
    cells: dict[tuple[str, str], tuple[Figure, ...]] = field(default_factory=dict)
    narrative: list[tuple[Figure, Quantity]] = field(default_factory=list)
    told: list[tuple[Span, list[tuple[Figure, Quantity]]]] = field(default_factory=list)
    """Cells that tell of several figures in words (办结412件，其中按期398件), with their places."""

    def cell(self, row: Row, *headings: str) -> Figure | None:
        """The one figure under the first of `headings` that holds any; None where the cell holds several or none."""
        for heading in headings:
            found = self.cells.get((row.id, heading), ())
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def all(self) -> tuple[Figure, ...]:
        every = [f for figures in self.cells.values() for f in figures] + [f for f, _ in self.narrative]
        return tuple(sorted(every, key=lambda f: (f.span.start, f.span.end)))


def collect(report: Report) -> Figures:
    """All figures of `report`. What stands in a row's cell is not read again as narrative."""
    figures = Figures(report.text)
    taken: list[Span] = []
    for form in report.forms:
        for row in form.rows:
            taken.append(row.span)
            for heading, cell in row.cells.items():
                if cell.text and not cell.carried and len(cell.span):
                    found = list(_cell_figures(report.text, form, row, heading))
                    if found:
                        figures.cells[row.id, heading] = tuple(f for f, _ in found)
                    if len(found) > 1 and heading not in (*POINTS, "评分标准") and _CLAUSES.search(cell.text):
                        figures.told.append((cell.span, found))
            figures.told += _told_beside(report.text, row)
    rows = _Spans(taken)
    claims = sorted((c for c in report.claims if c.number is not None), key=lambda c: c.start)
    starts = [c.start for c in claims]
    for segment in report.segments:
        for quantity in quantities(report.text, segment.span.start, segment.span.end):
            start, end = quantity.digits_start, quantity.digits_end
            if rows.covers(start, end):
                continue
            last = bisect_right(starts, start)
            around = [c for c in claims[max(0, last - _OVERLAPPING) : last] if end <= c.end]
            claim = min(around, key=lambda c: c.end - c.start, default=None)
            figures.narrative.append(
                (
                    figure(
                        report.text,
                        quantity,
                        label=claim.indicator if claim else "",
                        document=segment.document,
                        source=claim.id if claim else "text",
                    ),
                    quantity,
                )
            )
    return figures


def _told_beside(text: str, row: Row) -> Iterator[tuple[Span, list[tuple[Figure, Quantity]]]]:
    """A row of a form written as prose that tells more than its cells hold (目标值≥50公斤，…由462公斤提高到518公斤，
    得10分): all its figures."""
    if not is_prose(text, row) or not _CLAUSES.search(row.span.of(text)):
        return
    cells = _Spans(cell.span for cell in row.cells.values())
    read = list(quantities(text, row.span.start, row.span.end))
    if len(read) > 1 and not all(cells.covers(q.digits_start, q.digits_end) for q in read):
        name = row_name(row)
        yield row.span, [(figure(text, q, label=name, document=row.document, source=row.id), q) for q in read]


def is_prose(text: str, row: Row) -> bool:
    """Whether a row is a sentence of a form without columns."""
    return _TABULAR.search(row.span.of(text)) is None


class _Spans:
    """Disjoint or nested spans, for the question whether a place lies in one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def covers(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start)
        return any(s.end >= end for s in self._spans[max(0, index - 3) : index])


def figure(text: str, quantity: Quantity, *, label: str, document: str, source: str) -> Figure:
    """The figure of `quantity`, whose offsets are those of `text`."""
    span = Span(quantity.digits_start, quantity.digits_end)
    around = text[quantity.start : span.start] + text[span.end : quantity.end]
    word = _APPROXIMATE.search(around) if quantity.comparator != "eq" else None
    return Figure(
        span=span,
        quote=span.of(text),
        number=quantity.number,
        factor=quantity.factor,
        base=quantity.base or "1",
        decimals=quantity.decimals,
        comparator=quantity.comparator,
        label=label,
        document=document,
        source=source,
        exact=_is_exact(quantity.dimension, quantity.factor, quantity.decimals),
        unit=quantity.unit or "",
        word=word[0] if word else "",
    )


def _is_exact(dimension: str, factor: Decimal, decimals: int) -> bool:
    """Printed down to what cannot be divided: a point, a thing, a fen (0.01 元)."""
    resolution = factor.scaleb(-decimals)
    if dimension == "money":
        return resolution <= Decimal("0.01")
    return dimension in ("score", "points") or (dimension in ("count", "bare", "duration") and resolution <= 1)


def _cell_figures(text: str, form: Form, row: Row, heading: str) -> Iterable[tuple[Figure, Quantity]]:
    cell = row.cells[heading]
    for quantity in quantities(text, cell.span.start, cell.span.end):
        label = "·".join(filter(None, (caption(row, heading), heading)))
        found = figure(text, quantity, label=label, document=row.document, source=row.id)
        printed = quantity.unit and heading not in POINTS
        yield (found if printed else _with_unit(found, form, row, heading)), quantity


def row_name(row: Row) -> str:
    """What a row is about, in the form's words."""
    for heading in ("三级指标", "项目", "机构名称", "二级指标", "一级指标"):
        if row.text(heading):
            return "".join(row.text(heading).split())
    if row.kind in ("budget", "asset") and not any(heading in row.cells for heading in ("项目", "机构名称")):
        # A table of the form's own headings: its words, not its figures, say what a row is about.
        return next(("".join(c.text.split()) for c in row.cells.values() if c.text and not c.text[:1].isdigit()), "")
    return ""


def side_of(row: Row, heading: str) -> str:
    """In a table of two sides (收入项目 决算数 | 支出项目 决算数) the heading of the names that `heading` goes with;
    empty in others."""
    names = (h for h in row.cells if h.endswith(NAMES) and h not in (NAMES, heading))
    return next((h for h in names if heading.startswith(h.removesuffix(NAMES))), "")


def caption(row: Row, heading: str) -> str:
    """What the figures of one of a row's cells are about, in the form's words."""
    side = side_of(row, heading)
    return "".join(row.text(side).split()) if side else row_name(row)


def _with_unit(found: Figure, form: Form, row: Row, heading: str) -> Figure:
    """A bare number with the unit that its column, its row or its form gives it."""
    unit, printed = _unit(found, form, row, heading)
    # `1` for 100 % is no coarse figure: it stands for 1.00.
    decimals = max(found.decimals, 2) if unit is _WHOLE else found.decimals
    exact = _is_exact(unit.dimension, unit.factor, found.decimals)
    return replace(found, factor=unit.factor, base=unit.base, decimals=decimals, exact=exact, unit=printed)


def _unit(found: Figure, form: Form, row: Row, heading: str) -> tuple[Unit, str]:
    if heading in POINTS:
        return _SCORE, ""
    if heading in RATES:
        # A rate printed without a sign: 1 and 0.98 are shares of one, 98 is a percentage.
        return (_WHOLE if found.number <= 2 else _PERCENT), ""
    if _IN_PERCENT.search(heading):
        return _PERCENT, "%"
    thing = _OF_THINGS.search(heading)
    if thing is not None and re.fullmatch(units.pattern(), thing[2]):
        return meaning(thing[1]), thing[1]
    printed = _IN_BRACKETS.search(heading) or _IN_BRACKETS.search(form.unit) or _IN_BRACKETS.search(row.table)
    if row.kind in ("budget", "asset"):
        name = printed[1] if printed else form.unit or _MONEY
        return meaning(name), name
    if row.kind == "staff":
        return Unit("count", Decimal(1), "人"), ""
    own = next((unit for name in MEASURES if (unit := "".join(row.text(name).split()))), "")
    own = own or _sibling_unit(row, heading)
    if own:
        return meaning(own), own
    return Unit("bare", Decimal(1), "1"), ""


def _sibling_unit(row: Row, heading: str) -> str:
    """A target and its actual value share a unit where only one of them prints it."""
    other = {"年度指标值": "实际完成值", "实际完成值": "年度指标值"}.get(heading)
    units = {q.unit for q in quantities(row.text(other)) if q.unit} if other else set()
    return next(iter(units)) if len(units) == 1 else ""
