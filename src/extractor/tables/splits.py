"""Every way to cut run-together cells that keeps to what must hold; the caller takes a split only where it is the one.

A split gives start and end of each column's cell in the text that was cut; an empty cell has start = end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extractor.language.units import pattern as unit_pattern
from extractor.tables.budget import rate_fits
from extractor.tables.columns import Column
from extractor.tables.lexicon import stated_points

_LONGEST_VALUE = 16
"""Characters of a figure with its unit, at most."""
MOST_SPLITS = 3
"""Splits beyond which no further one is looked for: more than one already settles nothing."""

_NUMBER = r"(?:0|[1-9]\d*)(?:\.\d+)?"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_COUNTED = re.compile(r"(?:0|[1-9]\d?|20\d\d)(?:[-~至—]\d+)?(?:周?岁|[型类级年月日GD])(?!\d)")
"""How a name begins that begins with a figure: 2型糖尿病…, 0-6岁儿童…."""
_REST = re.compile(rf"周?岁|型|以[上下]|(?:{unit_pattern()})\d")
"""What no name begins with: what the figure before it counts."""
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_FIGURE = re.compile(_NUMBER)
_LONGEST_FIGURE = 5
"""Characters of the one figure that a name may have (PM2.5, 0-6岁)."""
_FIGURES = re.compile(r"\d+(?:[-~至—.]\d+)?")
_SIGN_AND_FIGURE = re.compile(r"[≥≤><=\d.]")
_TWICE = re.compile(r"(?P<word>[^\d≥≤<>=%.·…]{2,16}?)(?P=word)")

Split = tuple[tuple[int, int], ...]


def _ends(gap: str, at: int, pattern: re.Pattern[str]) -> Iterator[int]:
    """Every end of a number that begins at `at`: a run of digits can be cut anywhere."""
    match = pattern.match(gap, at)
    if match is None:
        return
    for end in range(min(match.end(), at + _LONGEST_VALUE), at, -1):
        if pattern.fullmatch(gap, at, end):
            yield end


_PLAIN = re.compile(_NUMBER)
_POINTS = re.compile(r"(?:0|100|[1-9]\d?)(?:\.\d{1,2})?")
_RATE = re.compile(rf"{_NUMBER}%|[01]")
_DASH = re.compile(r"——|[-—/]")
"""What a cell without a figure prints."""
_DATE = r"(?:20\d\d年)?(?:1[0-2]|[1-9])月(?:[1-3]?\d[日号]|[初底末]|[上中下]旬)?(?:以前|之前|前)?"
"""When something was to be done: 2023年11月底前, 4月20日."""


def budget_splits(gap: str, columns: Sequence[Column], whole: dict[str, Decimal]) -> list[Split]:
    """Splits over all columns, or, in a row of parts, over the amounts alone."""
    full = [s for s in _fill(gap, columns) if _budget_holds(gap, s, columns, whole, full=True)]
    if full:
        # Points that are weight × rate settle what the amounts alone leave open.
        exact = [s for s in full if _points_follow(gap, s, columns)]
        return (exact or full)[:MOST_SPLITS]
    amounts = [column for column in columns if column.type == "money"]
    parts = [s for s in _fill(gap, amounts) if _budget_holds(gap, s, amounts, whole, full=False)]
    blank = (len(gap), len(gap))
    wide = []
    for split in parts[:MOST_SPLITS]:
        cells = iter(split)
        wide.append(tuple(next(cells) if column.type == "money" else blank for column in columns))
    return wide


def _fill(gap: str, columns: Sequence[Column], at: int = 0) -> Iterator[Split]:
    """Every way to cut `gap[at:]` into one number for each column; a column of reasons stays empty."""
    while at < len(gap) and gap[at].isspace():
        at += 1
    if not columns:
        if at == len(gap):
            yield ()
        return
    first, rest = columns[0], columns[1:]
    if first.type in ("reason", "value"):
        for more in _fill(gap, rest, at):
            yield ((at, at), *more)
        return
    pattern = {"points": _POINTS, "rate": _RATE}.get(first.type, _PLAIN)
    dash = _DASH.match(gap, at)
    for end in (dash.end(),) if dash else _ends(gap, at, pattern):
        for more in _fill(gap, rest, end):
            yield ((at, end), *more)


def _budget_holds(gap: str, split: Split, columns: Sequence[Column], whole: dict[str, Decimal], *, full: bool) -> bool:
    texts = {column.name: gap[a:b] for column, (a, b) in zip(columns, split, strict=True) if a < b}
    figures = {name: Decimal(text.rstrip("%")) for name, text in texts.items() if not _DASH.match(text)}
    budget, spent, rate = figures.get("全年预算数"), figures.get("全年执行数"), figures.get("执行率")
    told = "执行率" in texts and rate is None
    if full and not told and not (budget and spent is not None and rate is not None and rate_fits(spent, budget, rate)):
        return False
    if budget is not None and spent is not None and spent > budget:
        return False
    if any(value > whole[name] for name, value in figures.items() if name in whole):
        return False
    weight, score = figures.get("分值"), figures.get("得分")
    return weight is None or score is None or score <= weight


def _points_follow(gap: str, split: Split, columns: Sequence[Column]) -> bool:
    text = {column.name: gap[a:b] for column, (a, b) in zip(columns, split, strict=True) if a < b}
    text = {name: cell for name, cell in text.items() if not _DASH.match(cell)}
    if not {"执行率", "得分"} <= text.keys():
        return False
    rate, points = Decimal(text["执行率"].rstrip("%")), Decimal(text["得分"])
    share = rate / 100 if "%" in text["执行率"] else rate
    weight = Decimal(text["分值"]) if "分值" in text else None
    return points > 0 < share if weight is None else abs(weight * min(share, Decimal(1)) - points) <= Decimal("0.05")


def points_splits(gap: str, count: int) -> list[Split]:
    columns = [Column("分值", "points"), Column("得分", "points")][-count:] if 0 < count <= 2 else []
    if not columns:
        return []
    found = []
    for split in _fill(gap, columns):
        figures = [Decimal(gap[a:b]) for a, b in split]
        if len(figures) < 2 or figures[1] <= figures[0]:
            found.append(split)
    return found[:MOST_SPLITS]


def indicator_splits(gap: str, columns: Sequence[Column]) -> list[Split]:
    """Every way to cut a gap into whole rows of name, target, actual value and points; at most three are looked for.
    Points that are their weight, or its share that was reached, settle what is open otherwise."""
    if not columns or columns[0].type != "name":
        return []
    found = _indicator_splits(gap, columns, exact=False)
    exact = _indicator_splits(gap, columns, exact=True) if len(found) > 1 else []
    return exact if len(exact) == 1 else found


def _indicator_splits(gap: str, columns: Sequence[Column], *, exact: bool) -> list[Split]:
    value = re.compile(rf"{_DATE}|[≥≤><=]{{0,2}}{_NUMBER}(?:%|万?(?:{unit_pattern()}))?")

    @cache
    def rows_from(at: int) -> tuple[Split, ...]:
        while at < len(gap) and gap[at].isspace():
            at += 1
        if at == len(gap):
            return ((),)
        found: list[Split] = []
        for row in row_at(at):
            for more in rows_from(row[-1][1]):
                found.append((*row, *more))
                if len(found) >= MOST_SPLITS:
                    return tuple(found)
        return tuple(found)

    def row_at(at: int) -> Iterator[Split]:
        if not (gap[at].isalpha() or gap[at] in '★☆“《"(①' or _COUNTED.match(gap, at)) or _REST.match(gap, at):
            return
        for end in range(at + 2, min(len(gap), at + 40)):
            name = gap[at:end]
            if gap[end - 1] in "≥≤><=%":
                return
            if gap[end - 1].isdigit() or gap[end - 1] in "≥≤><=%." or not _HAN.search(name):
                continue
            figures = _FIGURES.findall(_NOTE.sub("", name))
            if len(figures) > 1 or any(len(figure) > _LONGEST_FIGURE for figure in figures):
                return  # other cells stand in it
            if not (gap[end].isdigit() or gap[end] in "≥≤><=" or _TWICE.match(gap, end)):
                continue
            for values in values_at(end, columns[1:], name):
                row = ((at, end), *values)
                if _indicator_holds(gap, row, columns, exact=exact):
                    yield row

    def values_at(at: int, rest: Sequence[Column], name: str) -> Iterator[Split]:
        if not rest:
            yield ()
            return
        kind = rest[0].type
        if kind == "target" and len(rest) > 1 and rest[1].type == "actual":
            for match in [m for m in (_TWICE.match(gap, at),) if m is not None and at and gap[at - 1].isdigit()]:
                middle = at + len(match["word"])
                for more in values_at(match.end(), rest[2:], name):
                    yield ((at, middle), (middle, match.end()), *more)
        pattern = _POINTS if kind == "points" else value
        for end in _ends(gap, at, pattern):
            for more in values_at(end, rest[1:], name):
                yield ((at, end), *more)

    return list(rows_from(0))


def _indicator_holds(gap: str, split: Split, columns: Sequence[Column], *, exact: bool) -> bool:
    """Whether the points of a row stay within their weight (`exact`: follow from it), and target and actual value have
    the same unit."""
    row = {c.name: gap[a:b] for c, (a, b) in zip(columns, split, strict=True)}
    stated = stated_points(row[columns[0].name])
    weight = row.get("分值") or (stated["points"] if stated is not None else None)
    score = row.get("得分", row.get("自评得分"))
    target, actual = row.get("年度指标值", ""), row.get("实际完成值", "")
    if weight and score and Decimal(score) > Decimal(weight):
        return False
    if exact and not (weight and score and _follows(Decimal(score), Decimal(weight), target, actual)):
        return False
    dated = re.fullmatch(_DATE, target) and re.fullmatch(_DATE, actual)
    return bool(dated) or _SIGN_AND_FIGURE.sub("", target) == _SIGN_AND_FIGURE.sub("", actual)


def _follows(score: Decimal, weight: Decimal, target: str, actual: str) -> bool:
    """Whether points are the whole weight, or the share of it that `actual` is of `target`, one half at least."""
    aimed, reached = (_FIGURE.search(text) for text in (target, actual))
    if aimed is None or reached is None:
        return score == weight
    low, high = sorted((Decimal(aimed[0]), Decimal(reached[0])))
    return 0 < high <= low * 2 and (score == weight or abs(weight * low / high - score) <= Decimal("0.05"))
