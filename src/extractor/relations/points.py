"""Weights and points: each row against its weight, groups and the whole against their sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extractor.document.model import Span
from extractor.relations import equation, judge
from extractor.relations.figures import Figures, row_name
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.sheet import HUNDRED, SCORES, Leaf, PointGroup, Sheet, heads_of, oversized, sheets
from extractor.report import Report

_COEFFICIENT = re.compile(r"(?:得分|计分|完成|评分)系数")
_OF_RATE = (Decimal(10), Decimal(20))
"""Points of the execution rate."""
_PERCENT = Decimal("0.01")
_LARGEST_SHARE = 2
"""A coefficient up to this is a share of one; above it a percentage."""


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    """Points against weights, and every sum of weights and of points that the forms state."""
    for sheet in sheets(report, figures):
        yield from _limits(sheet)
        yield from _deductions(figures, sheet)
        yield from _by_coefficient(figures, sheet)
        yield from _group_sums(sheet)
        yield from _total_weight(sheet)
        yield from _total_score(sheet)


def _limits(sheet: Sheet) -> Iterator[Relation]:
    for leaf in [*sheet.leaves, *([sheet.execution] if sheet.execution else [])]:
        if leaf.weight is not None and leaf.scores:
            yield equation.at_most(leaf.scores, leaf.weight, row_name(leaf.rows[0]), "row")
    for group in sheet.groups:
        if group.weight is not None and group.score is not None:
            yield equation.at_most([group.score], group.weight, group.name, "row")
    if sheet.total_weight is not None and sheet.total_score is not None:
        yield equation.at_most([sheet.total_score], sheet.total_weight, "总分", "row")


def _deductions(figures: Figures, sheet: Sheet) -> Iterator[Relation]:
    """得分 = 分值 − 扣分, where the form prints all three."""
    for row in sheet.rows:
        score, weight, lost = (figures.cell(row, *names) for names in (SCORES, ("分值",), ("扣分",)))
        if score is not None and weight is not None and lost is not None:
            yield equation.difference(score, weight, [lost], row_name(row), "row")


def _by_coefficient(figures: Figures, sheet: Sheet) -> Iterator[Relation]:
    """得分 = 分值 × 得分系数, where the form has a column for it."""
    for row in sheet.rows:
        heading = next((h for h in row.cells if _COEFFICIENT.search(h)), None)
        score, weight = figures.cell(row, *SCORES), figures.cell(row, "分值")
        factor = figures.cell(row, heading) if heading else None
        if score is None or weight is None or factor is None:
            continue
        rate = replace(factor, factor=_PERCENT if factor.number > _LARGEST_SHARE else factor.factor, exact=True)
        rounded = replace(score, exact=False)

        def judged(parts: Sequence[Figure]) -> Judgement:
            return judge.product(parts[2], [parts[:2]])

        yield equation.relation(
            "rate_score",
            row_name(row),
            f"{equation.named(rate)} × {equation.named(weight)} = {equation.named(score)}",
            [Member(rate, "rate"), Member(weight, "weight"), Member(rounded, "score")],
            judged,
            "row",
        )


def _group_sums(sheet: Sheet) -> Iterator[Relation]:
    last = max(sheet.groups, key=lambda g: g.weight.span if g.weight else Span(0, 0), default=None)
    for group in sheet.groups:
        if group.repeated and group.weight is not None:
            yield equation.same([group.weight, *group.repeated], f"{group.name}分值（续表重复）", "table")
        # A table that breaks off leaves the last group short; only a closing row shows that it is whole.
        closed = sheet.total_weight is not None or sheet.total_score is not None
        open_end = sheet.broken and not closed and group is last
        listing: judge.Listing = "unsure" if sheet.unread else "open" if open_end else "complete"
        sums = list(_sums_of(sheet, group, listing))
        if len(sums) > 1 and all(r.verdict == "contradicted" for r in sums):
            # Weights and points that both fail to come out: a row under this heading was not read as one.
            sums = list(_sums_of(sheet, group, "unsure"))
        yield from sums


def _sums_of(sheet: Sheet, group: PointGroup, listing: judge.Listing) -> Iterator[Relation]:
    inner = _inner(sheet, group)
    if group.weight is not None:
        parts = [g.weight for g in inner] if inner else [leaf.weight for leaf in group.leaves]
        weights = [p for p in parts if p is not None]
        # The same points on every row: a heading that each of several forms has (预算执行率 10分).
        if len(weights) > 1 and all(w.value == group.weight.value for w in weights):
            return
        if weights and len(weights) == len(parts):
            label = f"{group.name}分值"
            yield equation.sum_of(
                group.weight, weights, label, "table", kind="weight_sum", part="weight", listing=listing
            )
    if group.score is not None and group.leaves and not any(leaf.blank for leaf in group.leaves):
        scores = [s for leaf in group.leaves for s in leaf.scores]
        label = f"{group.name}得分"
        yield equation.sum_of(group.score, scores, label, "table", kind="score_sum", part="score", listing=listing)


def _inner(sheet: Sheet, group: PointGroup) -> list[PointGroup]:
    """The level-2 groups that together hold just what `group` holds."""
    if group.level != 1:
        return []
    own = {id(leaf) for leaf in group.leaves}
    inner = [g for g in sheet.groups if g.level == 2 and g.leaves and {id(leaf) for leaf in g.leaves} <= own]
    return inner if {id(leaf) for g in inner for leaf in g.leaves} == own else []


def _total_weight(sheet: Sheet) -> Iterator[Relation]:
    heads = heads_of(sheet)
    weights = [head.weight for head in heads if head.weight is not None]
    tops = [head for head in heads if isinstance(head, PointGroup)]
    complete = len(weights) == len(heads) and len(weights) >= 2
    listing: judge.Listing = "unsure" if sheet.unread else "complete"
    if sheet.total_weight is None:
        # 100 is implied where every block is there; an extract that ends early is not a wrong form. A form without
        # groups is whole where its total score or its execution rate stands beside it.
        whole = sum((w.number for w in weights), Decimal(0)) == HUNDRED
        closed = any("满意" in g.name for g in tops) and len(tops) < len(heads) and not sheet.unread
        flat = not tops and sheet.total_score is not None and sheet.execution is not None and not sheet.unread
        # Neither are weights that one of them alone, of which hardly any points were given, takes beyond 100.
        excess = sum((w.number for w in weights), Decimal(0)) - HUNDRED
        large = [leaf for leaf in sheet.leaves if not tops and excess > 0 and _is_oversized(leaf, excess)]
        if complete and ((len(tops) >= 3 and (whole or closed)) or flat or len(large) == 1):
            yield equation.sum_of(HUNDRED, weights, "分值合计（应为100）", "table", kind="weight_sum", part="weight")
        return
    if complete:
        yield equation.sum_of(
            sheet.total_weight, weights, "总分分值", "table", kind="weight_sum", part="weight", listing=listing
        )
    leaves = [leaf.weight for leaf in [*([sheet.execution] if sheet.execution else []), *sheet.leaves]]
    every = [w for w in leaves if w is not None]
    if tops and len(every) == len(leaves):
        label = "总分分值（各三级指标）"
        yield equation.sum_of(
            sheet.total_weight, every, label, "table", kind="weight_sum", part="weight", listing=listing
        )


def _is_oversized(leaf: Leaf, excess: Decimal) -> bool:
    given = sum((s.number for s in leaf.scores), Decimal(0))
    return leaf.weight is not None and not leaf.blank and given > 0 and oversized(leaf.weight.number, given, excess)


def _total_score(sheet: Sheet) -> Iterator[Relation]:
    """总分 = all points. A blank row leaves the sum open, unless its weight is used up by the rows that share it."""
    leaves = [*([sheet.execution] if sheet.execution else []), *sheet.leaves]
    if sheet.total_score is None:
        return
    listing: judge.Listing = "complete" if _is_whole(sheet, leaves) and not sheet.unread else "unsure"
    scores = sheet.head_scores
    if scores:
        yield equation.sum_of(
            sheet.total_score, scores, "总分得分", "table", kind="score_sum", part="score", listing=listing
        )
        return
    if len(leaves) < 2 or any(_room(leaf) for leaf in leaves):
        return
    scores = [s for leaf in leaves for s in leaf.scores]
    if _beyond(sheet.total_score, leaves, scores):
        listing = "complete"
    yield equation.sum_of(
        sheet.total_score, scores, "总分得分", "table", kind="score_sum", part="score", listing=listing
    )


def _is_whole(sheet: Sheet, leaves: list[Leaf]) -> bool:
    """Whether the weights come out, so that no row is missing from the sum of points."""
    weights = [leaf.weight for leaf in leaves if leaf.weight is not None]
    whole = sheet.total_weight.number if sheet.total_weight is not None else HUNDRED
    rest = whole - sum((w.number for w in weights), Decimal(0))
    # The execution rate's points alone may stand without their weight: what the others leave of 100.
    rate = sheet.execution
    if rest == 0 or rate is None or rate.weight is not None or len(weights) != len(leaves) - 1:
        return rest == 0
    return rest in _OF_RATE and all(points.number <= rest for points in rate.scores)


def _beyond(total: Figure, leaves: Sequence[Leaf], scores: Sequence[Figure]) -> bool:
    """Whether a total is out of reach whatever the rows that were not read may hold: less than the points of those that
    were, or more than these and all weight that is left."""
    weights = [leaf.weight.number for leaf in leaves if leaf.weight is not None]
    left = HUNDRED - sum(weights, Decimal(0))
    gap = total.number - sum((s.number for s in scores), Decimal(0))
    return len(weights) == len(leaves) and left >= 0 and not 0 <= gap <= left


def _room(leaf: Leaf) -> bool:
    """Whether a blank row could still hold points."""
    given = sum((s.value for s in leaf.scores), Fraction(0))
    return leaf.blank and (leaf.weight is None or given < leaf.weight.value)
