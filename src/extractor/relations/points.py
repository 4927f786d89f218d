"""Weights and points of a form: each row, groups with stated points, and the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from extractor.document.model import Span
from extractor.relations import equation, judge
from extractor.relations.figures import Figures, row_name
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Form, Group, Row

_TOTAL = re.compile(r"总\s*分|^合计|总计|总得分|综合得分|自评得分|自评分|得分合计|分值合计")
SCORES = ("得分", "自评得分")
_HUNDRED = Decimal(100)


@dataclass(slots=True)
class _Leaf:
    """One weight and the rows that share it: a merged weight stands in the first of them alone."""

    weight: Figure | None
    rows: list[Row]
    scores: list[Figure] = field(default_factory=list)
    blank: bool = False
    """Some row has no points."""


@dataclass(slots=True)
class _Group:
    """A heading with stated points and what stands directly under it."""

    name: str
    weight: Figure | None
    score: Figure | None
    leaves: list[_Leaf]
    level: int
    repeated: list[Figure] = field(default_factory=list)
    """The same points where a continued table prints the heading again."""


@dataclass(slots=True)
class Sheet:
    """The forms that one total closes: leaves (execution rate included), groups, and the total row."""

    leaves: list[_Leaf]
    groups: list[_Group]
    execution: _Leaf | None
    total_weight: Figure | None
    total_score: Figure | None
    name: str
    document: str
    broken: bool
    """Nothing stands behind it: an extract that ends here may have cut it off."""
    unread: bool
    """Some rows could not be read, so that no sum over its rows is sure."""

    outside: _Leaf | None
    """The execution rate's points where the total does not hold them."""

    @property
    def room(self) -> Decimal:
        """What the total weight leaves of 100: the points of what stands outside the form (总分90)."""
        return _HUNDRED - self.total_weight.number if self.total_weight is not None else Decimal(0)

    @property
    def head_scores(self) -> list[Figure]:
        """The points of all level-1 groups and of what stands under none; empty where some are not printed."""
        heads = _heads(self)
        scores = [_scores_of(head) for head in heads]
        stated = [h for h in heads if isinstance(h, _Group) and h.score is not None]
        return [s for each in scores for s in each] if len(stated) >= 2 and all(scores) else []


def _scores_of(head: _Group | _Leaf) -> list[Figure]:
    """A head's own points, or those of all that stands under it; empty where some are missing."""
    if isinstance(head, _Leaf):
        return [] if head.blank else head.scores
    if head.score is not None:
        return [head.score]
    below = [_scores_of(leaf) for leaf in head.leaves]
    return [s for each in below for s in each] if all(below) else []


def is_total(row: Row) -> bool:
    """Whether a row closes a form (总分, 合计, 综合得分), unlike the heading of a group."""
    return row.kind == "total" and _TOTAL.search("".join(row_name(row).split()) or _first(row)) is not None


def _first(row: Row) -> str:
    """A row of its own making names its score by its column."""
    return next((h for h in row.cells if h not in ("分值", *SCORES)), "") or "总分"


def sheets(report: Report, figures: Figures) -> list[Sheet]:
    """One sheet for each form with weights or points; a form of money alone goes with the form behind it."""
    found: list[Sheet] = []
    waiting: _Leaf | None = None
    for form in report.forms:
        execution = _execution(form, figures)
        leaves = _leaves(form, figures)
        if not leaves:
            waiting = execution
            continue
        found.append(_sheet(report, form, figures, leaves, execution or waiting))
        waiting = None
    return found


def _execution(form: Form, figures: Figures) -> _Leaf | None:
    """The budget row that carries points: the first one, since the rows of sources under it repeat them."""
    for row in form.rows:
        if row.kind == "budget":
            weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
            if weight is not None or score is not None:
                return _Leaf(weight, [row], [score] if score else [], score is None)
    return None


def _leaves(form: Form, figures: Figures) -> list[_Leaf]:
    leaves: list[_Leaf] = []
    under: tuple[str, str] | None = None
    for row in form.rows:
        if row.kind not in ("indicator", "rubric"):
            continue
        weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
        if weight is None and score is None:
            continue
        place = (row.text("一级指标"), row.text("二级指标"))
        merged = weight is None and leaves and leaves[-1].weight is not None and place == under and row.kind == "rubric"
        leaf = leaves[-1] if merged else _Leaf(weight, [])
        if not merged:
            leaves.append(leaf)
        leaf.rows.append(row)
        leaf.blank = leaf.blank or score is None
        if score is not None:
            leaf.scores.append(score)
        under = place
    return leaves


def _sheet(report: Report, form: Form, figures: Figures, leaves: list[_Leaf], execution: _Leaf | None) -> Sheet:
    by_row = {row.id: leaf for leaf in leaves for row in leaf.rows}
    groups: list[_Group] = []
    for stated in form.groups:
        inside = {id(by_row[r]): by_row[r] for r in stated.rows if r in by_row}
        weight = _stated_points(report.text, stated, form.document)
        groups.append(_Group(stated.name, weight, None, list(inside.values()), stated.level))
    total_weight = total_score = None
    for row in form.rows:
        if row.kind != "total" or _is_stray(row, leaves):
            continue
        weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
        name = _plain(row.text("一级指标"))
        under = [leaf for leaf in leaves if name and _plain(leaf.rows[0].text("一级指标")) == name]
        known = next((g for g in groups if g.level == 1 and _plain(g.name) == name), None)
        if known is not None:
            known.score = score
        elif under and weight is not None:
            groups.append(_Group(name, weight, score, under, 1))
        elif is_total(row) and total_weight is None and total_score is None:
            total_weight, total_score = weight, score
    broken = not report.text[form.span.end :].strip()
    if execution is not None and any(_repeats(leaf, execution) for leaf in leaves):
        execution = None
    outside = None
    weights = [w.number for w in (total_weight, execution.weight if execution else None) if w is not None]
    if len(weights) == 2 and sum(weights) == _HUNDRED:
        # 总分90 beside 预算执行10: the total is that of the indicators alone.
        outside, execution = execution, None
    return Sheet(
        leaves,
        _joined(groups),
        execution,
        total_weight,
        total_score,
        form.title,
        form.document,
        broken,
        bool(form.unchecked),
        outside,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s（(].*", "", "".join(name.split()))


def _is_stray(row: Row, leaves: list[_Leaf]) -> bool:
    """A grade or a remark: a closing row without weight or points."""
    return not any(row.text(h) for h in ("分值", *SCORES))


def _repeats(leaf: _Leaf, execution: _Leaf) -> bool:
    """Whether an indicator row repeats the budget row's points for the execution rate."""
    same = leaf.weight is not None and execution.weight is not None and leaf.weight.value == execution.weight.value
    return same and "执行率" in row_name(leaf.rows[0])


def _stated_points(text: str, group: Group, document: str) -> Figure | None:
    digits = re.search(r"\d+(?:\.\d+)?", group.points_span.of(text))
    if digits is None:
        return None
    start = group.points_span.start + digits.start()
    number = Decimal(digits[0])
    return Figure(
        span=Span(start, start + len(digits[0])),
        quote=digits[0],
        number=number,
        factor=Decimal(1),
        base="分",
        decimals=max(0, -int(number.as_tuple().exponent)),
        comparator="eq",
        label=f"{_plain(group.name)}·分值",
        document=document,
        source="text",
        exact=True,
    )


def _joined(groups: list[_Group]) -> list[_Group]:
    """Groups whose heading a continued table repeats, joined; `repeated` keeps the other headings' figures."""
    kept: dict[tuple[int, str], _Group] = {}
    last: tuple[int, str] | None = None
    for group in groups:
        key = (group.level, _plain(group.name))
        first = kept.get(key)
        if first is None or (group.level == 2 and last is not None and last[0] == 2 and last != key):
            kept[key if first is None else (group.level, f"{key[1]}#{len(kept)}")] = group
        else:
            first.leaves.extend(leaf for leaf in group.leaves if leaf not in first.leaves)
            if group.weight is not None:
                first.repeated.append(group.weight)
        last = key
    return list(kept.values())


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    """Points against weights, and every sum of weights and of points that the forms state."""
    for sheet in sheets(report, figures):
        yield from _limits(sheet)
        yield from _deductions(report, figures, sheet)
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


def _deductions(report: Report, figures: Figures, sheet: Sheet) -> Iterator[Relation]:
    """得分 = 分值 − 扣分, where the form prints all three."""
    for form in report.forms:
        if form.title != sheet.name:
            continue
        for row in form.rows:
            score, weight, lost = (figures.cell(row, *names) for names in (SCORES, ("分值",), ("扣分",)))
            if score is not None and weight is not None and lost is not None:
                yield equation.difference(score, weight, [lost], row_name(row), "row")


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


def _sums_of(sheet: Sheet, group: _Group, listing: judge.Listing) -> Iterator[Relation]:
    inner = _inner(sheet, group)
    if group.weight is not None:
        parts = [g.weight for g in inner] if inner else [leaf.weight for leaf in group.leaves]
        weights = [p for p in parts if p is not None]
        if weights and len(weights) == len(parts):
            label = f"{group.name}分值"
            yield equation.sum_of(
                group.weight, weights, label, "table", kind="weight_sum", part="weight", listing=listing
            )
    if group.score is not None and group.leaves and not any(leaf.blank for leaf in group.leaves):
        scores = [s for leaf in group.leaves for s in leaf.scores]
        label = f"{group.name}得分"
        yield equation.sum_of(group.score, scores, label, "table", kind="score_sum", part="score", listing=listing)


def _inner(sheet: Sheet, group: _Group) -> list[_Group]:
    """The level-2 groups that together hold just what `group` holds."""
    if group.level != 1:
        return []
    own = {id(leaf) for leaf in group.leaves}
    inner = [g for g in sheet.groups if g.level == 2 and g.leaves and {id(leaf) for leaf in g.leaves} <= own]
    return inner if {id(leaf) for g in inner for leaf in g.leaves} == own else []


def _heads(sheet: Sheet) -> list[_Group | _Leaf]:
    """Level-1 groups with stated points, and the leaves that stand under none of them, execution rate included."""
    tops = [g for g in sheet.groups if g.level == 1 and g.weight is not None]
    covered = {id(leaf) for g in tops for leaf in g.leaves}
    loose = [leaf for leaf in sheet.leaves if id(leaf) not in covered]
    return [*([sheet.execution] if sheet.execution else []), *tops, *loose]


def _total_weight(sheet: Sheet) -> Iterator[Relation]:
    heads = _heads(sheet)
    weights = [head.weight for head in heads if head.weight is not None]
    tops = [head for head in heads if isinstance(head, _Group)]
    complete = len(weights) == len(heads) and len(weights) >= 2
    listing: judge.Listing = "unsure" if sheet.unread else "complete"
    if sheet.total_weight is None:
        # 100 is implied where every block is there; an extract that ends early is not a wrong form.
        whole = sum((w.number for w in weights), Decimal(0)) == _HUNDRED
        closed = any("满意" in g.name for g in tops) and len(tops) < len(heads) and not sheet.unread
        if complete and len(tops) >= 3 and (whole or closed):
            yield equation.sum_of(_HUNDRED, weights, "分值合计（应为100）", "table", kind="weight_sum", part="weight")
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
    yield equation.sum_of(
        sheet.total_score, scores, "总分得分", "table", kind="score_sum", part="score", listing=listing
    )


def _is_whole(sheet: Sheet, leaves: list[_Leaf]) -> bool:
    """Whether the weights come out, so that no row is missing from the sum of points."""
    weights = [leaf.weight for leaf in leaves if leaf.weight is not None]
    whole = sheet.total_weight.number if sheet.total_weight is not None else _HUNDRED
    return sum((w.number for w in weights), Decimal(0)) == whole


def _room(leaf: _Leaf) -> bool:
    """Whether a blank row could still hold points."""
    given = sum((s.value for s in leaf.scores), Fraction(0))
    return leaf.blank and (leaf.weight is None or given < leaf.weight.value)
