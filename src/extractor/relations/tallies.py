"""Points that the narrative adds up (自评得分98.68分，其中预算执行19.69分、产出39.14分…), and a group's points in text
and form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures
from extractor.relations.hints import is_digit_off
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.sheet import Sheet, sheets
from extractor.report import Report

_WEIGHT = re.compile(r"权重|分值|满分|标准分|总分值|^其余|共计?$|扣|占$")
_POSSIBLE = re.compile(r"(?:权重|满分)?[，,]?(?:实?得|自评(?=得|实得|计|为|\d))")
_CLOSES = tuple("）)，,")
_BESIDE = re.compile(r"分\s*[（(]$")
_TOTAL = re.compile(r"合计|总分|共计|总计|得分|评分|总得|自评得")
_GROUP = re.compile(r"产出|效益|效果|满意度|成本|过程|投入|决策")
_LEAST = 20
_MOST_PARTS = 8


def relations(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    given = [m for m in mentions if m.dimension == "score" and not _is_weight(report.text, m)]
    for _, line in groupby(given, key=lambda m: m.line):
        yield from _added_up(list(line))
    forms = sheets(report, figures)
    if len(forms) == 1:
        yield from _of_groups(forms[0], given)


def _is_weight(text: str, mention: FigureMention) -> bool:
    """The points that can be had, or that were lost: 权重10分, 50分得49分, （产出50分，得48分）, 48分（50分）."""
    if (
        _BESIDE.search(text, max(0, mention.start - 4), mention.start)
        and text[mention.end : mention.end + 1] in _CLOSES
    ):
        return True
    behind = _POSSIBLE.match(text, mention.end, mention.end + 8) is not None
    return behind or _WEIGHT.search(mention.lead) is not None


def _added_up(scores: Sequence[FigureMention]) -> Iterator[Relation]:
    """A total before its parts or behind them: the longest run of parts that comes out, or that a digit keeps from
    it."""
    for at, total in enumerate(scores):
        if total.figure.number < _LEAST or not _TOTAL.search(total.lead):
            continue
        behind, before = scores[at + 1 : at + 1 + _MOST_PARTS], scores[max(0, at - _MOST_PARTS) : at]
        listed = [s for s in behind if s.sentence - total.sentence <= 1]
        runs = [behind[:n] for n in range(len(behind), 1, -1)] + [before[-n:] for n in range(len(before), 1, -1)]
        tried = [_sum(total.figure, [p.figure for p in run], "自评得分") for run in runs]
        # Only a whole run may be one digit off: some part of a run is so by chance.
        slips = [r for r, run in zip(tried, runs, strict=True) if run in (behind, before, listed) and is_digit_off(r)]
        found = next((r for r in tried if r.verdict in HOLDING), next(iter(slips), None))
        if found is not None:
            yield found
            return


def _sum(total: Figure, parts: Sequence[Figure], label: str) -> Relation:
    return equation.sum_of(total, parts, label, "document", kind="score_sum", part="score")


def _of_groups(sheet: Sheet, scores: Sequence[FigureMention]) -> Iterator[Relation]:
    """产出49.77分 in the text against the points of the rows under 产出指标."""
    for mention in scores:
        name = _GROUP.search(mention.lead)
        if name is None or mention.lead.count("指标") > 1:
            continue
        leaves = [leaf for leaf in sheet.leaves if leaf.rows[0].text("一级指标").lstrip().startswith(name[0])]
        if len(leaves) < 2 or any(leaf.blank for leaf in leaves):
            continue
        relation = _sum(mention.figure, [s for leaf in leaves for s in leaf.scores], f"{name[0]}指标得分")
        if relation.verdict in HOLDING or is_digit_off(relation):
            yield relation
