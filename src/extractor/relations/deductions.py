"""Points that were lost: in prose (`分值10分，扣2分，得8分`), in the remarks of a row, and in prose of a form's row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, row_name
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.sheet import SCORES
from extractor.relations.words import BRACKETED, bare
from extractor.report import Report

WEIGHT = re.compile(r"(?:分值|权重|满分|标准分|总分值)(?:为|是|共)?[：:]?$")
SCORE = re.compile(r"(?<!应)(?:得分?|评分|计)(?:为|是)?[：:]?$")
_LOST = re.compile(r"(?<!不)(?<!未)(?:扣分?|扣减|扣除|失)(?:了|为|去)?[：:]?$")
_RULE = re.compile(r"每|则|酌情|以上|以下|扣完|若|如|少于|低于")
_CLAUSE = re.compile(r"[。；;\n]")
_NEXT = 4
"""So many characters behind a figure (`。`, a line end; 每低1个百分点扣) what follows still belongs to it."""
_SHORTEST = 3
_TAIL = re.compile(r"(?:率|度|数|情况)$")


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """得分 = 分值 − 扣分, for each weight and the points that follow it up to the next."""
    points = [m for m in mentions if m.dimension == "score"]
    rules = {
        m.start
        for before, m in zip([None, *mentions], mentions, strict=False)
        if _RULE.search(m.lead) or (before is not None and m.start - before.end <= _NEXT and _RULE.search(before.lead))
    }
    weights = [i for i, m in enumerate(points) if WEIGHT.search(m.lead) or is_headed(points, i)]
    for at, index in enumerate(weights):
        end = weights[at + 1] if at + 1 < len(weights) else len(points)
        if not any(m.start in rules for m in points[index + 1 : end]):
            yield from _told(points[index], points[index + 1 : end])


def is_headed(points: Sequence[FigureMention], index: int) -> bool:
    """`满意度指标（10分，得9.8分）`: points in brackets with those that were given right behind them."""
    weight = points[index]
    score = points[index + 1] if index + 1 < len(points) else weight
    near = weight.depth and score.depth == weight.depth and score.start - weight.end <= _NEXT
    return bool(near) and not weight.lead.strip() and SCORE.search(score.lead) is not None


def _told(weight: FigureMention, behind: Sequence[FigureMention]) -> Iterator[Relation]:
    scores: dict[object, FigureMention] = {}
    lost: list[FigureMention] = []
    last = weight
    for mention in behind:
        # What a heading says in brackets is explained by the line under it.
        headed = bool(weight.depth) and mention.line - weight.line <= 1
        near = mention.sentence == weight.sentence or mention.start - last.end <= _NEXT or headed
        if not near or mention.document != weight.document:
            break
        if SCORE.search(mention.lead):
            scores.setdefault(mention.figure.value, mention)
        elif _LOST.search(mention.lead):
            lost.append(mention)
        last = mention
    if len(scores) == 1 and lost:
        score = next(iter(scores.values()))
        relation = _lost(score.figure, weight.figure, [m.figure for m in lost], label_of(weight))
        if len(lost) == 1 or relation.verdict in HOLDING:
            yield relation


def _lost(score: Figure, weight: Figure, lost: Sequence[Figure], label: str) -> Relation:
    return equation.difference(score, weight, lost, label, "sentence")


def of_rows(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """Points that a row's remarks, or a sentence that names the row, say it lost."""
    told = [m for m in mentions if m.dimension == "score" and _LOST.search(m.lead) and not _RULE.search(m.clause)]
    by_name: dict[str, list[tuple[Figure, Figure]]] = {}
    for row in report.rows:
        score, weight = figures.cell(row, *SCORES), figures.cell(row, "分值")
        if score is None or weight is None:
            continue
        by_name.setdefault(_name(row_name(row)), []).append((score, weight))
        for heading, cell in row.cells.items():
            if heading not in (*POINTS, "评分标准"):
                lost = [
                    f for f in figures.cells.get((row.id, heading), ()) if _is_lost(report.text, cell.span.start, f)
                ]
                relation = _lost(score, weight, lost, row_name(row)) if lost else None
                if relation is not None and (len(lost) == 1 or relation.verdict in HOLDING):
                    yield relation
    for mention in told:
        said = bare(mention.clause)
        named = [name for name in by_name if len(name) >= _SHORTEST and name in said]
        rows = by_name[named[0]] if len(named) == 1 else []
        if len(rows) == 1 and sum(m.part == mention.part for m in told) == 1:
            score, weight = rows[0]
            yield _lost(score, weight, [mention.figure], named[0])


def _name(name: str) -> str:
    return _TAIL.sub("", BRACKETED.sub("", bare(name)))


def _is_lost(text: str, start: int, figure: Figure) -> bool:
    before = _CLAUSE.split(text[start : figure.span.start])[-1]
    return figure.unit == "分" and _LOST.search(before) is not None and not _RULE.search(before)
