"""Scoring standards that take off points for each thing that is missing of so many (完成8场得6分，每少1场扣1分), in
sheets that tell how many there were in a column of words (自查情况)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from extractor.relations import equation
from extractor.relations.figures import Figures, row_name
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.sheet import SCORES
from extractor.relations.standards import REMARKS
from extractor.report import Report
from extractor.tables.model import Row

_N = r"\d+(?:\.\d+)?"
_STANDARD = re.compile(
    rf"(?<![\d.前第])(?P<all>{_N})(?P<unit>[\u4e00-\u9fff]{{1,3}}?)(?:及?以上)?[，,]?(?:得|计)(?P<full>{_N}|满)分[，,；;。]"
    rf"每(?:减少|少完成|少|缺|低|差)(?P<per>{_N})(?P=unit)[，,]?扣(?P<off>{_N})分"
)


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for row in report.rows:
        weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
        standard = _STANDARD.search("".join(row.text("评分标准").split()))
        told = _told(row, figures, standard["unit"]) if standard is not None else None
        if weight is None or score is None or standard is None or told is None:
            continue
        due = _due(standard, told.number, weight.number)

        def judged(parts: object, due: Decimal = due, given: Decimal = score.number) -> Judgement:
            if given == due:
                return Judgement("exact")
            return Judgement("contradicted", f"按评分标准应得{due.normalize():f}分", residual=given - due)

        yield equation.relation(
            "rubric",
            row_name(row),
            f"{equation.named(told)}，{equation.named(score)}/{weight.quote}",
            [Member(told, "actual"), Member(score, "score"), Member(weight, "weight")],
            judged,
            "row",
            flips=("得分",),
        )


def _told(row: Row, figures: Figures, unit: str) -> Figure | None:
    """How many of what the standard counts the row tells, where it tells one number of them."""
    for heading in ("实际完成值", *REMARKS):
        found = [f for f in figures.cells.get((row.id, heading), ()) if f.unit == unit]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _due(standard: re.Match[str], told: Decimal, weight: Decimal) -> Decimal:
    full = weight if standard["full"] == "满" else Decimal(standard["full"])
    steps = ((Decimal(standard["all"]) - told) / Decimal(standard["per"])).to_integral_value(ROUND_CEILING)
    return max(Decimal(0), full - max(Decimal(0), steps) * Decimal(standard["off"]))
