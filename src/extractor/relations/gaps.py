"""How far a result stands from its goal: 比目标6000亩少500亩, or 低于目标1.5个百分点 where only the form prints the
goal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.echoes import same_base
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, row_name
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, alike, same_sentence
from extractor.relations.operands import as_target, is_bound
from extractor.relations.words import bare
from extractor.report import Report
from extractor.tables.model import Row

_AIM = r"(?:目标|计划|任务|指标|预算|控制|要求|标准)"
_GOAL = re.compile(rf"(?:比|较|与|低于|高于|超过)[^，,]{{0,8}}{_AIM}[^，,]{{0,4}}$")
_GAP = re.compile(r"^(?:的)?(?:相差|多|少|差|低|高|超出?|短缺?|减少|增加|节约)(?:了|完成|发放|支出)*$")
_FROM_GOAL = re.compile(
    rf"(?:低于|高于|超过?|超出|比|较|与)[^，,]{{0,6}}{_AIM}[值数]?(?:[低高多少超差](?:了|出)?|相?差)?$"
    r"|^(?:[少差]|未?达到?目标[少差]|超额?)(?:了|完成)?$"
)
_COMPARED = re.compile(r"(?:比|较|同比)[^，,。；;]{0,12}$")
_SHORTEST = 3
_SHORT_BY = re.compile(r"(?:剩余|其余|余下|缺口|尚有|还有|未完成|未分配|未发放|少完成|[少差缺])(?:的|为|约)?$")
_VALUES = ("年度指标值", "实际完成值", "评分标准", *POINTS)
_LESS = re.compile(r"低|少|差|未达|短缺|减")
_MORE = re.compile(r"高|多|超|增")
_BY = re.compile(r"[低高多少差](?:了|出)?$")


def relations(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    rows = list(_rows(report, figures))
    yield from _remarked(report, figures)
    for index, mention in enumerate(mentions):
        missed = list(_missed_by(mentions, index)) if _GAP.search(mention.lead) and index >= 2 else []
        yield from missed
        if not missed and _FROM_GOAL.search(mention.lead) and not is_bound(mention.figure):
            yield from _from_the_form(mentions, index, rows)


def _rows(report: Report, figures: Figures) -> Iterator[tuple[Row, Figure, Figure]]:
    for row in report.rows:
        target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
        if target is not None and actual is not None and target.base == actual.base:
            yield row, target, actual


def _remarked(report: Report, figures: Figures) -> Iterator[Relation]:
    """`86套因申请人弃选未分配` beside a target of 860 套, 774 of them reached: the only such figure of the remarks."""
    for row, target, actual in _rows(report, figures):
        goal = as_target(target)
        gap = abs(goal.value - actual.value)
        for heading, cell in row.cells.items():
            alikes = [f for f in figures.cells.get((row.id, heading), ()) if alike(f, actual)]
            if heading in _VALUES or len(alikes) != 1 or not gap or is_bound(alikes[0]):
                continue
            before = report.text[cell.span.start : alikes[0].span.start]
            if alikes[0].value == gap or (_SHORT_BY.search(before) and not _COMPARED.search(before)):
                larger, smaller = sorted((goal, actual), key=lambda f: f.value, reverse=True)
                yield equation.difference(alikes[0], larger, [smaller], row_name(row), "row")


def _missed_by(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """`完成5500亩，比目标6000亩少500亩`: the goal stands directly before the gap, the result before the goal."""
    gap, goal = mentions[index], mentions[index - 1]
    if goal.sentence != gap.sentence or not _GOAL.search(goal.lead) or not _fits(gap, goal.figure):
        return
    reached = [
        mentions[i]
        for i in same_sentence(mentions, index)
        if i < index - 1 and alike(mentions[i].figure, goal.figure) and mentions[i].dimension == goal.dimension
        # What a bracket tells in passing (4辆，平均每辆2.88万元) is not what the goal is held against.
        if mentions[i].depth <= goal.depth
    ]
    if reached and not is_bound(goal.figure):
        yield _difference(gap, reached[-1].figure, goal.figure)


def _from_the_form(
    mentions: Sequence[FigureMention], index: int, rows: Sequence[tuple[Row, Figure, Figure]]
) -> Iterator[Relation]:
    """`满意度88.5%，低于目标1.5个百分点`: the result stands before the gap, and again in the row that has the goal; or
    the words before the gap name the one row that has both (更换管网长度未达到目标，少33.6公里)."""
    gap = mentions[index]
    reached = [mentions[i] for i in same_sentence(mentions, index) if i < index and _fits(gap, mentions[i].figure)]
    if not reached:
        said, told = bare(gap.clause), bare(_FROM_GOAL.sub("", gap.lead))
        named = [(t, a) for row, t, a in rows if _is_named(bare(row_name(row)), said, told)]
        if len(named) == 1 and _fits(gap, named[0][1]) and named[0][0].value != named[0][1].value:
            yield _difference(gap, named[0][1], as_target(named[0][0]))
        return
    result = reached[-1].figure
    same = [
        (target, actual)
        for _, target, actual in rows
        if same_base(actual, result) and equation.same([actual, result], "", "document").verdict in HOLDING
    ]
    exact = [(target, actual) for target, actual in same if actual.value == result.value]
    goals = [as_target(target) for target, _ in exact or same]
    goals = goals or _told_goals(mentions[:index], reached[-1])
    tried = [_difference(gap, result, goal) for goal in goals if goal.value != result.value]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    # 低于目标90亩 may print the goal itself; points, and what is so much 少, can only be the gap.
    sure = gap.dimension == "points" or _BY.search(gap.lead) is not None
    if fits is not None or (sure and len(tried) == 1):
        yield fits or tried[0]


def _told_goals(before: Sequence[FigureMention], result: FigureMention) -> list[Figure]:
    """What the text sets as the goal of what was reached (满意度90%以上), where it says so once."""
    same = [m for m in before if m.subject and m.subject == result.subject and same_base(m.figure, result.figure)]
    aims = {m.figure.value: as_target(m.figure) for m in same if is_bound(m.figure) or m.aspect == "target"}
    return list(aims.values()) if len(aims) == 1 else []


def _is_named(name: str, said: str, told: str) -> bool:
    """Whether the words hold a row's name, or all of them before the gap end it (截至年底完工率: 完工率低于目标…)."""
    return len(name) >= _SHORTEST and (name in said or (len(told) >= _SHORTEST and name.endswith(told)))


def _fits(gap: FigureMention, figure: Figure) -> bool:
    """Whether the gap is one of such figures: points of percentages, else the same unit."""
    if gap.dimension == "points":
        return figure.unit in ("%", "％")
    return gap.dimension != "percent" and alike(figure, gap.figure)


def _difference(gap: FigureMention, result: Figure, goal: Figure) -> Relation:
    less, more = _LESS.search(gap.lead) is not None, _MORE.search(gap.lead) is not None
    above = more if less != more else result.value > goal.value
    larger, smaller = (result, goal) if above else (goal, result)
    return equation.difference(gap.figure, larger, [smaller], label_of(gap), "sentence")
