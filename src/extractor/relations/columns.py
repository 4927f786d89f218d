"""Columns of a form that others explain: a rate (完成率), each row's share of the total (占比), a change against the
year before (增减%), a product (数量 × 单价), what is left of another, the sum of its neighbours (中央 | 省级 | 合计).
What a column means is learned from the rows that come out, and holds for the others; so is which row adds them up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, row_name
from extractor.relations.hints import is_digit_off
from extractor.relations.model import Figure, Relation
from extractor.relations.totals import is_total
from extractor.relations.words import bare, words
from extractor.report import Report
from extractor.tables.model import Row

_NAMES = ("序号", "行次", "项目", "机构名称", "三级指标", "备注", "单位", "计量单位")
_KINDS = ("budget", "asset", "staff")
_LEAST = 2
"""So many rows must come out before a column is understood."""
_MANY = 3
_CHANGE, _SHARE = re.compile(r"增减|增长|增幅|变动|同比"), re.compile(r"占比|比重|占.{0,8}比例")
_YEAR = re.compile(r"(20\d\d)年?度?")
_PERIOD = re.compile(
    r"(?:20\d\d年)?(?:第?[一二三四1-4]季度?|Q[1-4]|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|[上下]半年)"
)
_WHOLE_YEAR = re.compile(r"(?=.)(?:20\d\d年?|全年|年度|本年)?(?:全年|年度)?(?:累计|合计|总计|小计)?")
_LEAST_ADDED = 3
"""A whole and two parts that are not zero."""
_MOST_ROWS, _MOST_COLUMNS = 40, 8
_SCALES = (Decimal(1), Decimal(10000))
"""A product of pieces and 元 may be printed in 万元."""

Reading = list[Relation]


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for form in report.forms:
        rows = [row for row in form.rows if row.kind in _KINDS or _is_plain(row)][:_MOST_ROWS]
        if len(rows) >= _LEAST:
            yield from _Columns(rows, figures).explained()


def _is_plain(row: Row) -> bool:
    """A line of a table of figures (业务量对比表), no indicator with its target and points."""
    return row.kind in ("indicator", "total") and not any(h in row.cells for h in (*POINTS, "年度指标值", "实际完成值"))


class _Columns:
    """The figures of a form's rows by heading."""

    def __init__(self, rows: Sequence[Row], figures: Figures) -> None:
        self._rows = rows
        self._cells = [{h: f for h in r.cells if (f := figures.cell(r, h)) is not None} for r in rows]
        # In the order of the form: the first row may leave some blank.
        headings = dict.fromkeys(h for r in rows for h in r.cells if h not in (*POINTS, *_NAMES))
        filled = [h for h in headings if sum(h in cells for cells in self._cells) >= _LEAST]
        self._rates = [h for h in filled if self._are_rates(h)]
        self._amounts = [h for h in filled if h not in self._rates][:_MOST_COLUMNS]

    def _are_rates(self, heading: str) -> bool:
        """Whether most of a column's figures are percentages: one of its rows may count something else."""
        given = [_is_rate(cells[heading]) for cells in self._cells if heading in cells]
        return 2 * sum(given) > len(given)

    def explained(self) -> Iterator[Relation]:
        for heading in self._rates:
            pairs = list(permutations(self._amounts, 2))
            stated = next((p for p in pairs if _CHANGE.search(heading) and _is_year_before(*p)), None)
            if stated is not None and any(r.verdict in HOLDING for r in self._changed(heading, *stated)):
                yield from self._changed(heading, *stated)
                continue
            readings = [
                *(self._rated(heading, *pair) for pair in pairs),
                *(self._shared(heading, of) for of in self._amounts),
                *(self._changed(heading, *pair) for pair in pairs),
            ]
            meant = _best(readings, named=_SHARE.search(heading) is not None)
            yield from meant
            if meant and meant[0].kind == "share":
                yield from self._hundred(heading)
        for heading in self._amounts:
            others = [h for h in self._amounts if h != heading]
            pairs = list(permutations(others, 2))
            yield from _best([self._left(heading, *pair) for pair in pairs])
            yield from _best([self._multiplied(heading, *pair) for pair in pairs if pair[0] < pair[1]])
            yield from _best([self._added(heading, run) for run in self._neighbours(heading)])
        if _is_of_periods(self._rows):
            summed = self._summed_by(len(self._rows) - 1)
            # What is left at a quarter's end does not add up; what is counted alike in a column that does is to, too.
            added = {_unit(r) for r in summed if r.verdict in HOLDING and not _trivial(r)}
            yield from (r for r in summed if r.verdict in HOLDING or is_digit_off(r) or _unit(r) in added)
        elif _says_total(self._rows[-1]):
            yield from (r for r in self._summed_by(len(self._rows) - 1) if r.verdict in HOLDING or is_digit_off(r))
        elif not any(row_name(row) and is_total(row) for row in self._rows):
            yield from _best([self._summed_by(whole) for whole in (len(self._rows) - 1, 0)])

    def _neighbours(self, heading: str) -> Iterator[list[str]]:
        """The columns right before one and right behind it, the most first."""
        at = self._amounts.index(heading)
        for count in range(len(self._amounts), 1, -1):
            if count <= at:
                yield self._amounts[at - count : at]
            if at + count < len(self._amounts):
                yield self._amounts[at + 1 : at + 1 + count]

    def _added(self, whole: str, parts: Sequence[str]) -> Reading:
        """A blank cell adds nothing where the others come out."""
        found: Reading = []
        for row, cells in zip(self._rows, self._cells, strict=True):
            given = [cells[h] for h in parts if h in cells]
            if whole in cells and len(given) > 1 and all(f.base == cells[whole].base for f in given):
                found.append(equation.sum_of(cells[whole], given, f"{row_name(row)}·{whole}", "row"))
        return found

    def _summed_by(self, whole: int) -> Reading:
        """Every column of the first or the last row as the sum of the other rows."""
        found: Reading = []
        for heading in self._amounts:
            total = self._cells[whole].get(heading)
            parts = [cells.get(heading) for at, cells in enumerate(self._cells) if at != whole]
            given = [f for f in parts if f is not None and total is not None and f.base == total.base]
            if total is not None and len(given) == len(parts) > 1:
                label = "·".join(filter(None, (row_name(self._rows[whole]), heading)))
                found.append(equation.sum_of(total, given, label, "table"))
        return found

    def _lines(self, *headings: str) -> Iterator[tuple[str, list[Figure]]]:
        """Of each row that has all of them: its label and the figures."""
        for row, cells in zip(self._rows, self._cells, strict=True):
            if all(h in cells for h in headings):
                yield f"{row_name(row)}·{headings[0]}", [cells[h] for h in headings]

    def _rated(self, rate: str, above: str, below: str) -> Reading:
        return [
            equation.rate_of(percent, [top], [base], label, "row")
            for label, (percent, top, base) in self._lines(rate, above, below)
            if top.base == base.base and _is_rate(percent)
        ]

    def _changed(self, rate: str, new: str, old: str) -> Reading:
        return [
            equation.change_of(_unsigned(percent), now, before, "down" if percent.number < 0 else "up", label, "row")
            for label, (percent, now, before) in self._lines(rate, new, old)
            if now.base == before.base and _is_rate(percent) and not _is_rate(now)
        ]

    def _shared(self, rate: str, of: str) -> Reading:
        total = next((c[of] for r, c in zip(self._rows, self._cells, strict=True) if is_total(r) and of in c), None)
        if total is None:
            return []
        return [
            equation.rate_of(percent, [part], [total], label, "row", kind="share")
            for label, (percent, part) in self._lines(rate, of)
            if part is not total and part.base == total.base and _is_rate(percent)
        ]

    def _hundred(self, rate: str) -> Iterator[Relation]:
        """The shares of all rows make up that of the total."""
        cells = [(is_total(r), c[rate]) for r, c in zip(self._rows, self._cells, strict=True) if rate in c]
        total, parts = next((f for whole, f in cells if whole), None), [f for whole, f in cells if not whole]
        if total is not None and len(parts) >= _LEAST:
            relation = equation.sum_of(total, parts, f"{rate}合计", "table")
            if relation.verdict in HOLDING or is_digit_off(relation):
                yield relation

    def _left(self, rest: str, given: str, spent: str) -> Reading:
        return [
            equation.difference(left, whole, [gone], label, "row")
            for label, (left, whole, gone) in self._lines(rest, given, spent)
            if left.base == whole.base == gone.base
        ]

    def _multiplied(self, amount: str, one: str, other: str) -> Reading:
        """Units of a column are often not those of its figures: numbers alone are multiplied."""
        found: Reading = []
        for label, (result, *factors) in self._lines(amount, one, other):
            group = [[_bare(f) for f in factors]]
            made = [equation.product_of(_bare(result, scale), group, label, "row") for scale in _SCALES]
            found.append(next((r for r in made if r.verdict in HOLDING), made[0]))
        return found


def _says_total(row: Row) -> bool:
    """Whether a line of a table without a column of names says that it adds up the others."""
    return not row_name(row) and bare(_first(row)) in words().wholes


def _is_of_periods(rows: Sequence[Row]) -> bool:
    """Whether the lines are quarters, months or halves of a year, and the last is the year's."""
    *parts, whole = (row_name(row) or _first(row) for row in rows)
    return _WHOLE_YEAR.fullmatch(bare(whole)) is not None and all(_PERIOD.fullmatch(bare(part)) for part in parts)


def _unit(line: Relation) -> str:
    return line.members[0].figure.unit


def _first(row: Row) -> str:
    return next((cell.text for cell in row.cells.values() if cell.text), "")


def _is_rate(figure: Figure) -> bool:
    return figure.base == "1" and figure.unit in ("%", "％")


def _unsigned(figure: Figure) -> Figure:
    return replace(figure, number=abs(figure.number))


def _bare(figure: Figure, scale: Decimal = Decimal(1)) -> Figure:
    return replace(figure, factor=scale, base="1", exact=False)


def _best(readings: Sequence[Reading], *, named: bool = False) -> Reading:
    """The reading that most rows agree with; empty where none has enough that do. `named`: the column's heading says
    what it is."""
    understood = [r for r in readings if _agrees(r, named)]
    return max(understood, key=lambda r: sum(line.verdict in HOLDING for line in r), default=[])


def _agrees(reading: Reading, named: bool) -> bool:
    """Whether enough rows come out, not counting those that any reading would fit (100 %, 0, times 1): two of three, or
    more than half where they are many or the heading says as much."""
    telling = [line for line in reading if not _trivial(line)]
    held = sum(line.verdict in HOLDING for line in telling)
    most = held * 2 > len(telling) if held >= _MANY else named and held * 2 >= len(telling)
    return held >= _LEAST and (most or held * 3 >= len(telling) * 2)


def _is_year_before(new: str, old: str) -> bool:
    """Whether two headings are of one thing, this year's and the year's before (2024年决算, 2023年决算)."""
    this, last = _YEAR.search(new), _YEAR.search(old)
    one = this is not None and last is not None and int(this[1]) == int(last[1]) + 1
    return one and _YEAR.sub("", new) == _YEAR.sub("", old)


def _trivial(line: Relation) -> bool:
    figures = [m.figure for m in line.members]
    if line.kind == "sum":
        return sum(f.number != 0 for f in figures) < _LEAST_ADDED
    return any(f.number in (0, 1) for f in figures) or (line.kind == "rate" and figures[1].value == figures[2].value)
