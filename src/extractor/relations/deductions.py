"""Points that were lost: in prose (`分值10分，扣2分，得8分`), in the remarks of a row, and in prose of a form's row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import POINTS, Figures, is_prose, row_name
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.sheet import SCORES
from extractor.relations.words import BRACKETED, bare
from extractor.report import Report

WEIGHT = re.compile(r"(?:分值|权重|满分|标准分|总分值)(?:为|是|共)?[：:]?$")
SCORE = re.compile(r"(?<!应)(?:得分?|评分|计)(?:为|是)?[：:]?$")
_LOST = re.compile(r"(?<!不)(?<!未)(?:扣分?|扣减|扣除|失)(?:了|为|去)?[：:]?$")
_OF_SEVERAL = re.compile(r"(?:共|合计|累计|总共|各|分别)(?:被|计)?扣")
_RULE = re.compile(r"每|则|酌情|以上|以下|扣完|若|如|少于|低于")
_CLAUSE = re.compile(r"[。；;\n]")
_NEXT = 4
"""So many characters behind a figure (`。`, a line end; 每低1个百分点扣) what follows still belongs to it."""
_SHORTEST = 3
_NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,12}?)(?:率|度)")
_FAR = 400
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
    left: set[int] = set()
    last = weight
    for mention in behind:
        # What a heading says in brackets is explained by the line under it.
        headed = bool(weight.depth) and mention.line - weight.line <= 1
        near = mention.sentence == weight.sentence or mention.start - last.end <= _NEXT or headed
        if not near or mention.document != weight.document:
            break
        if SCORE.search(mention.lead):
            scores.setdefault(mention.figure.value, mention)
            left.add(mention.sentence)
        elif _LOST.search(mention.lead):
            lost.append(mention)
        last = mention
    if len(scores) == 1 and lost:
        score = next(iter(scores.values()))
        relation = _lost(score.figure, weight.figure, [m.figure for m in lost], label_of(weight))
        # Under a heading more may be lost further down: the same sentence says what is left.
        said = not weight.depth or lost[0].sentence in (weight.sentence, *left)
        if (len(lost) == 1 and said) or relation.verdict in HOLDING:
            yield relation


def _lost(score: Figure, weight: Figure, lost: Sequence[Figure], label: str) -> Relation:
    return equation.difference(score, weight, lost, label, "sentence")


def of_rows(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """Points that a row's remarks, the text right behind it, or a sentence that names it say it lost."""
    told = [m for m in mentions if m.dimension == "score" and _LOST.search(m.lead) and not _RULE.search(m.clause)]
    by_name: dict[str, list[tuple[Figure, Figure]]] = {}
    for row, following in zip(report.rows, [*report.rows[1:], None], strict=False):
        score, weight = figures.cell(row, *SCORES), figures.cell(row, "分值")
        if score is None or weight is None:
            continue
        name = "执行率" if row.kind == "budget" else _name(row_name(row))
        by_name.setdefault(name, []).append((score, weight))
        end = min(row.span.end + _FAR, following.span.start if following is not None else len(report.text))
        behind = [m.figure for m in told if row.span.end <= m.start < end and m.document == row.document]
        remarks = [
            [f for f in figures.cells.get((row.id, heading), ()) if _is_lost(report.text, cell.span.start, f)]
            for heading, cell in row.cells.items()
            if heading not in (*POINTS, "评分标准")
        ]
        prose = behind if following is not None and is_prose(report.text, row) else []
        for lost in filter(None, (*remarks, prose)):
            relation = _lost(score, weight, lost, row_name(row))
            # Of a group of indicators more may be lost further down.
            alone = len(lost) == 1 and not (lost is prose and row.kind == "total")
            if alone or relation.verdict in HOLDING:
                yield relation
    clauses: dict[int, str] = {}
    for mention in mentions:
        clauses[mention.part] = clauses.get(mention.part, "") + bare(mention.clause)
    for mention in told:
        if _OF_SEVERAL.search(mention.lead):
            continue
        rows = _named_in(clauses[mention.part], by_name)
        if len(rows) == 1 and sum(m.part == mention.part for m in told) == 1:
            yield _lost(*rows[0], [mention.figure], label_of(mention))


def _named_in(said: str, by_name: dict[str, list[tuple[Figure, Figure]]]) -> list[tuple[Figure, Figure]]:
    """Points and weight of the rows whose name the words hold, or end with the name that the words begin with."""
    named = [rows for name, rows in by_name.items() if len(name) >= _SHORTEST and name in said]
    begun = _NAMED.match(said)
    if not named and begun is not None:
        named = [rows for name, rows in by_name.items() if name.endswith(begun["name"])]
    return named[0] if len(named) == 1 else []


def _name(name: str) -> str:
    return _TAIL.sub("", BRACKETED.sub("", bare(name)))


def _is_lost(text: str, start: int, figure: Figure) -> bool:
    before = _CLAUSE.split(text[start : figure.span.start])[-1]
    return figure.unit == "分" and _LOST.search(before) is not None and not _RULE.search(before)
