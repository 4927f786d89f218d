"""The sheet of points that a form makes: leaves with weights, groups with stated points, and its total."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.document.model import Span
from extractor.relations.figures import Figures, row_name
from extractor.relations.model import Figure
from extractor.report import Report
from extractor.tables.model import Form, Group, Row

_TOTAL = re.compile(r"总\s*分|^合计|总计|总得分|综合得分|自评得分|自评分|得分合计|分值合计")
_TOTAL_POINTS = re.compile(r"总(?:得)?分|(?:综合|自评|合计)得分|得分合计|自评分")
SCORES = ("得分", "自评得分")
HUNDRED = Decimal(100)
_TIMES = 3
"""Times their points that weights seldom are."""
MOST_OF_RATE = 20
"""Points that the execution rate is given at most."""


@dataclass(slots=True)
class Leaf:
    """One weight and the rows that share it: a merged weight stands in the first of them alone."""

    weight: Figure | None
    rows: list[Row]
    scores: list[Figure] = field(default_factory=list)
    blank: bool = False
    """Some row has no points."""


@dataclass(slots=True)
class PointGroup:
    """A heading with stated points and what stands directly under it."""

    name: str
    weight: Figure | None
    score: Figure | None
    leaves: list[Leaf]
    level: int
    repeated: list[Figure] = field(default_factory=list)
    """The same points where a continued table prints the heading again."""


@dataclass(slots=True)
class Sheet:
    """The forms that one total closes: leaves (execution rate included), groups, and the total row."""

    leaves: list[Leaf]
    groups: list[PointGroup]
    execution: Leaf | None
    total_weight: Figure | None
    total_score: Figure | None
    name: str
    document: str
    broken: bool
    """Nothing stands behind it: an extract that ends here may have cut it off."""
    unread: bool
    """Some rows could not be read, so that no sum over its rows is sure."""

    outside: Leaf | None
    """The execution rate's points where the total does not hold them."""
    rows: tuple[Row, ...]
    """All rows of the form, those without weight or points too."""

    @property
    def room(self) -> Decimal:
        """What the total weight leaves of 100: the points of what stands outside the form (总分90)."""
        return HUNDRED - self.total_weight.number if self.total_weight is not None else Decimal(0)

    @property
    def head_scores(self) -> list[Figure]:
        """The points of all level-1 groups and of what stands under none; empty where some are not printed."""
        heads = heads_of(self)
        scores = [_scores_of(head) for head in heads]
        stated = [h for h in heads if isinstance(h, PointGroup) and h.score is not None]
        return [s for each in scores for s in each] if len(stated) >= 2 and all(scores) else []


def _scores_of(head: PointGroup | Leaf) -> list[Figure]:
    """A head's own points, or those of all that stands under it; empty where some are missing."""
    if isinstance(head, Leaf):
        return [] if head.blank else head.scores
    if head.score is not None:
        return [head.score]
    below = [_scores_of(leaf) for leaf in head.leaves]
    return [s for each in below for s in each] if all(below) else []


def oversized(printed: Decimal, given: Decimal, excess: Decimal) -> bool:
    """Whether a weight of which hardly any points were given is wrong by just what a sum of weights is too much: ten
    that became sixty, beside nine points."""
    return (
        _TIMES * given < printed
        and given <= printed - excess < printed
        and len(excess.normalize().as_tuple().digits) == 1
    )


def is_total(row: Row) -> bool:
    """Whether a row closes a form (总分, 合计, 综合得分), unlike the heading of a group."""
    return row.kind == "total" and _TOTAL.search("".join(row_name(row).split()) or _first(row)) is not None


def _first(row: Row) -> str:
    """A row of its own making names its score by its column."""
    return next((h for h in row.cells if h not in ("分值", *SCORES)), "") or "总分"


def sheets(report: Report, figures: Figures) -> list[Sheet]:
    """One sheet for each form with weights or points; a form of money alone goes with the form behind it."""
    found: list[Sheet] = []
    waiting: Leaf | None = None
    for form in report.forms:
        execution = _execution(form, figures)
        leaves = _leaves(form, figures)
        if not leaves:
            waiting = execution
            continue
        found.append(_sheet(report, form, figures, leaves, execution or waiting))
        waiting = None
    return found


def _execution(form: Form, figures: Figures) -> Leaf | None:
    """The budget row that carries points: the first one, since the rows of sources under it repeat them."""
    for row in form.rows:
        if row.kind == "budget":
            weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
            if weight is None and score is not None and score.number > MOST_OF_RATE:
                continue  # A project's score in a list of projects.
            if weight is not None or score is not None:
                return Leaf(weight, [row], [score] if score else [], score is None)
    return None


def _leaves(form: Form, figures: Figures) -> list[Leaf]:
    leaves: list[Leaf] = []
    under: tuple[str, str] | None = None
    for row in form.rows:
        if row.kind not in ("indicator", "rubric"):
            continue
        weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
        if weight is None and score is None:
            continue
        place = (row.text("一级指标"), row.text("二级指标"))
        merged = weight is None and leaves and leaves[-1].weight is not None and place == under and row.kind == "rubric"
        leaf = leaves[-1] if merged else Leaf(weight, [])
        if not merged:
            leaves.append(leaf)
        leaf.rows.append(row)
        leaf.blank = leaf.blank or score is None
        if score is not None:
            leaf.scores.append(score)
        under = place
    return leaves


def _sheet(report: Report, form: Form, figures: Figures, leaves: list[Leaf], execution: Leaf | None) -> Sheet:
    by_row = {row.id: leaf for leaf in leaves for row in leaf.rows}
    groups: list[PointGroup] = []
    for stated in form.groups:
        inside = {id(by_row[r]): by_row[r] for r in stated.rows if r in by_row}
        weight = _stated_points(report.text, stated, form.document)
        groups.append(PointGroup(stated.name, weight, None, list(inside.values()), stated.level))
    total_weight = total_score = None
    closing = None
    for row in form.rows:
        if row.kind == "total" and closing is None:
            closing = _beside_its_name(row, figures)
        if row.kind != "total" or _is_stray(row):
            continue
        weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
        name = _plain(row.text("一级指标"))
        under = [leaf for leaf in leaves if name and _plain(leaf.rows[0].text("一级指标")) == name]
        known = next((g for g in groups if g.level == 1 and _plain(g.name) == name), None)
        if known is not None:
            known.score = score
        elif under and weight is not None:
            groups.append(PointGroup(name, weight, score, under, 1))
        elif is_total(row) and total_weight is None and total_score is None:
            total_weight, total_score = weight, score
    if total_weight is None and total_score is None:
        total_score = closing
    broken = not report.text[form.span.end :].strip()
    if execution is not None and any(_repeats(leaf, execution) for leaf in leaves):
        execution = None
    outside = None
    weights = [w.number for w in (total_weight, execution.weight if execution else None) if w is not None]
    if len(weights) == 2 and sum(weights) == HUNDRED:
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
        tuple(form.rows),
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s（(].*", "", "".join(name.split()))


def _is_stray(row: Row) -> bool:
    """A grade or a remark: a closing row without weight or points."""
    return not any(row.text(h) for h in ("分值", *SCORES))


def _beside_its_name(row: Row, figures: Figures) -> Figure | None:
    """The points of a total that stands beside its name, wherever the form has room (`自评总分 97.68`)."""
    heading = next((h for h in row.cells if _TOTAL_POINTS.search(h)), None)
    found = figures.cell(row, heading) if heading else None
    return found and replace(found, base="分", factor=Decimal(1), exact=True)


def _repeats(leaf: Leaf, execution: Leaf) -> bool:
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


def _joined(groups: list[PointGroup]) -> list[PointGroup]:
    """Groups whose heading a continued table repeats, joined; `repeated` keeps the other headings' figures."""
    kept: dict[tuple[int, str], PointGroup] = {}
    last: tuple[int, str] | None = None
    for group in groups:
        key = (group.level, _plain(group.name))
        first = kept.get(key)
        if first is None or (group.level == 2 and last is not None and last[0] == 2 and last != key):
            kept[key if first is None else (group.level, f"{key[1]}#{len(kept)}")] = group
        else:
            known = {id(leaf) for leaf in first.leaves}
            first.leaves.extend(leaf for leaf in group.leaves if id(leaf) not in known)
            if group.weight is not None:
                first.repeated.append(group.weight)
        last = key
    return list(kept.values())


def heads_of(sheet: Sheet) -> list[PointGroup | Leaf]:
    """Level-1 groups with stated points, and the leaves that stand under none of them, execution rate included."""
    tops = [g for g in sheet.groups if g.level == 1 and g.weight is not None]
    covered = {id(leaf) for g in tops for leaf in g.leaves}
    loose = [leaf for leaf in sheet.leaves if id(leaf) not in covered]
    return [*([sheet.execution] if sheet.execution else []), *tops, *loose]
