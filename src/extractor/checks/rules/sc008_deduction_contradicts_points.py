from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import paragraph, plain
from extractor.checks.relational import RelationRule
from extractor.checks.values import NAME, SCORE, WEIGHT, bare, figure_spans, score, unnoted, weight
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report
from extractor.tables.model import Row

_TOLD = re.compile(
    r"(?:自评|得)分?(?:为|：)?(?P<score>\d+(?:\.\d+)?)分?[，,、（(]?扣(?:了|除|减)?(?P<lost>\d+(?:\.\d+)?)分"
)
_ROUNDED = Decimal("0.01")
"""Points that the rounding of a proportion, once to the points and once to what is taken off them, may give."""

_OPENING = 16
"""Characters of a paragraph that name what it is about."""


class DeductionContradictsPoints(RelationRule):
    """分值减扣分不等于得分。

    是什么：同一项写明了分值、扣分和得分，三者算不到一起。
    为什么：三个数只要两个就能算出第三个，不符必有一错。
    依据：得分=分值−扣分，自评表基本勾稽。
    错误示例：分值10分，扣2分，得9分。
    正确示例：分值10分，扣1分，得9分。
    何时不报：没有写扣分；写“未扣分”而得满分；三者相符；只差0.01分（按比例计分的四舍五入）。
    怎样满足：请更正分值、扣分或得分。
    """

    code, name, title = "SC008", "deduction-contradicts-points", "分值、扣分与得分不符"
    family, severity = "scoring", "error"
    kinds = (
        "points_difference",
        "difference",
    )

    def concerns(self, report: Report, relation: Relation) -> bool:
        points = relation.kind == "points_difference" or any(m.figure.base == "分" for m in relation.members)
        return points and (relation.residual is None or abs(relation.residual) > _ROUNDED)

    def check(self, report: Report) -> Iterable[Finding]:
        yield from super().check(report)
        scored: dict[Decimal | None, list[Row]] = {}
        for row in report.rows:
            scored.setdefault(score(row), []).append(row)
        for found in _TOLD.finditer(plain(report)):
            given, lost = Decimal(found["score"]), Decimal(found["lost"])
            around = paragraph(report, Span(*found.span()))
            rows = [row for row in scored.get(given, ()) if not row.span.overlaps(around)]
            opening = bare(report.quote(Span(around.start, min(found.start(), around.start + _OPENING))))
            rows = [row for row in rows if any(_opens(bare(row.text(heading)), opening) for heading in NAME)]
            possible = {weight(row) for row in rows}
            whole = possible.pop() if len(possible) == 1 else None
            if whole is not None and abs(whole - given - lost) > _ROUNDED:
                cells = (cell for row in rows for cell in (row.cell(*WEIGHT), row.cell(*SCORE)))
                yield self.finding(
                    [Span(*found.span()), *figure_spans(report, *cells)],
                    f"正文写得{given}分、扣{lost}分，而表中该项分值{whole}分，应扣{whole - given}分，请核对更正。",
                    f"{given} points and {lost} lost do not make the weight of {whole}.",
                    computed=f"{whole}-{lost}={whole - lost}≠{given}",
                    labels=[bare(rows[0].text(*NAME)), "扣分"],
                )


def _opens(name: str, opening: str) -> bool:
    """Whether a paragraph opens with the name of an indicator or of its kind (社会效益 for 社会效益指标)."""
    said = unnoted(name).removesuffix("指标")
    return len(said) > 1 and said in opening
