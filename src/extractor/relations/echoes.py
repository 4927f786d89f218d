"""An indicator's target and actual value met again in the narrative, wherever it stands, by the indicator's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.relations import equation
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import is_slip
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.operands import as_target, is_same
from extractor.relations.words import BRACKETED, bare, words
from extractor.report import Report

Likeness = Literal["same", "alike"]

_NUMBERED = re.compile(r"^(?:指标)?\d+[：:.、．]?|^指标")
_TAIL = re.compile(r"(?:数量|个数|户数|人数|数|情况|规模|值|为|是|达到?|达|共|共计|完成|约)+$")
_MARKS = re.compile(r"[\s、，,“”\"'：:·]+")
_OTHER = re.compile(r"每|均|比|较|标准|以前|至今|历年|累计|应|未|不|拟|明年|下一?年|原|预计|控制在|超|低于|高于")
OTHER_TIME = re.compile(r"上年|去年|同期|上一年|季度|上半年|下半年|\d月份")
_APART = re.compile(r"其中|目标|计划")
PLANNED = re.compile(r"目标|计划|任务|预期|不[低少超]|控制在|拟|应|力争|达到.{0,6}以上")
NARROWED = re.compile(r"[（(][^）)]*含")
_OF_A_PART = re.compile(r"(?:项目|基本)(?:支出)?(?:预算)?(?:执行|完成)率$")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A value of an indicator row: its name without brackets and tail, and whose form it stands in."""

    name: str
    figure: Figure
    other: Figure | None
    """The row's target where `figure` is its actual value, and the reverse."""
    planned: bool
    owner: str


def relations(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: dict[str, str]
) -> Iterator[Relation]:
    rows = _rows(report, figures, owners)
    ends = {row.name[-2:] for row in rows}
    told = [
        (m, _plain(m.lead)) for m in mentions if m.figure.base != "分" and m.lead and any(e in m.lead for e in ends)
    ]
    told = [(m, lead) for m, lead in told if not is_of_a_part(report, m)]
    for row in rows:
        found: dict[Likeness, list[FigureMention]] = {"same": [], "alike": []}
        for mention, lead in told:
            if same_base(row.figure, mention.figure) and owners.get(mention.document, "") == row.owner:
                kind = _likeness(row.name, lead)
                if kind is not None and _is_planned(mention) == row.planned:
                    found[kind].append(mention)
        yield from _met(row, found, rows)


def is_of_a_part(report: Report, mention: FigureMention) -> bool:
    """Whether a rate of execution is of one of the two parts of a whole unit's spending (项目预算执行率)."""
    whole = _OF_A_PART.search(mention.lead) and mention.dimension == "percent"
    return bool(whole) and any("基本支出" in row_name(row) for row in report.rows if row.kind == "budget")


def _met(row: _Row, found: dict[Likeness, list[FigureMention]], rows: Sequence[_Row]) -> Iterator[Relation]:
    """One relation of all places that agree; one for each place that surely means the same and does not."""
    every = [*found["same"], *found["alike"]]
    agreeing = [as_target(m.figure) for m in every if is_same(row.figure, m.figure)]
    if agreeing:
        yield equation.same([as_target(row.figure), *sorted(agreeing, key=lambda f: f.span)], row.name, "submission")
    for mention in every:
        if is_same(row.figure, mention.figure) or not _comparable(row, mention):
            continue
        relation = equation.same([as_target(row.figure), as_target(mention.figure)], row.name, "submission")
        sure = mention in found["same"] and len(row.name) > _SHORTEST
        lone = mention in found["same"] or not _named_elsewhere(row, mention, rows)
        if sure or (lone and is_slip(relation)):
            yield relation


def _rows(report: Report, figures: Figures, owners: dict[str, str]) -> list[_Row]:
    """Values of rows whose name stands once in a form; forms of several projects or years may each have it."""
    found: list[_Row] = []
    for form in report.forms:
        owner = bare(form.project) or owners.get(form.document, "")
        for row in form.rows:
            if row.kind != "indicator":
                continue
            name = _plain(row_name(row))
            target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
            if len(name) >= _SHORTEST and not NARROWED.search(row_name(row)):
                if actual is not None and actual.comparator == "eq":
                    found.append(_Row(name, actual, target, False, owner))
                if target is not None:
                    found.append(_Row(name, target, actual, True, owner))
    often = Counter((row.name, row.planned, row.figure.base) for row in found)
    return [row for row in found if often[row.name, row.planned, row.figure.base] == 1]


def _plain(name: str) -> str:
    return _TAIL.sub("", _NUMBERED.sub("", BRACKETED.sub("", _MARKS.sub("", name))))


def _likeness(name: str, lead: str) -> Likeness | None:
    """`same`: the words before the figure are the indicator's name, but for what every report may say before it
    (全年完成); `alike`: one holds the other, character by character in order."""
    if lead.endswith(name):
        rest = words().noise.sub("", lead.removesuffix(name))
        return "same" if not rest or rest in words().done else "alike"
    short, long = sorted((name, lead), key=len)
    rest_of = iter(long)
    return "alike" if len(short) >= _SHORTEST and all(character in rest_of for character in short) else None


def same_base(one: Figure, other: Figure) -> bool:
    """Whether both count the same; a price by the piece may be printed as money alone (6714元/户, 户均6714元)."""
    return one.base == other.base or (other.base == "元" and one.base.startswith("元/"))


def _is_planned(mention: FigureMention) -> bool:
    return mention.aspect in ("target", "initial") or PLANNED.search(mention.lead) is not None


def _comparable(row: _Row, mention: FigureMention) -> bool:
    """Whether nothing says that the narrative means another amount: a part, another time, the target."""
    if mention.among or mention.depth or mention.aspect == "prior":
        return False
    if row.other is not None and row.other.value == mention.figure.value:
        return False
    if row.planned:
        return True
    said = _plain(mention.lead).replace(row.name, "")
    apart = _OTHER.search(said) or OTHER_TIME.search(mention.clause) or _APART.search(mention.clause)
    return mention.figure.comparator == "eq" and not apart


def _named_elsewhere(row: _Row, mention: FigureMention, rows: Sequence[_Row]) -> bool:
    """Whether the words before the figure may as well mean another indicator."""
    lead = _plain(mention.lead)
    return any(
        other.name != row.name and other.planned == row.planned and _likeness(other.name, lead) for other in rows
    )
