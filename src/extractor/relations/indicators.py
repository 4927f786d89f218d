"""Figures of a row's actual value met again in the narrative, and total scores met in text and form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.document.model import Span
from extractor.relations import equation
from extractor.relations.echoes import is_of_a_part
from extractor.relations.equation import HOLDING
from extractor.relations.figures import Figures, row_name
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.sheet import SCORES, Sheet, is_total, sheets
from extractor.relations.words import bare, stem
from extractor.report import Report
from extractor.tables.model import Row

_SCORE = re.compile(
    r"(?:(?:自评|自我评价|综合|整体|绩效)\S{0,10}(?:得分|评分|分数|总分)|总(?:得)?分|自评分)(?:为|是|共|合计|共计|达到?)*$"
)
_GOT = re.compile(r"(?:项目|单位|部门|支出|整体|绩效|我[\u4e00-\u9fff]{1,4})(?:自评|综合|最终|共|合计)*得$")
"""`经自评，管护项目得97分`."""
_LEAST_TOTAL = 50
"""Points that one item hardly has."""
_SUMMED = re.compile(r"合计(?:得分|自评得分|评分)(?:为|是)?$")
"""How the points of one project are summed up behind them."""
_BESIDE = 200
"""Characters between a form in prose and its total."""
_PROJECT = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]{1,2}\s*)?(?:20\d\d年度?)?"
    r"(?P<name>[\u4e00-\u9fff“”]{2,24}?(?:项目|专项|资金|补助|补贴|经费|工程))"
)
_PARTIAL = re.compile(r"指标|执行|项得分|权重|满分|分值|扣|产出|效益|满意度|过程|投入|管理|决策|专项|考核|部分")
_NOISE = re.compile(r"[（(][^（()）]*[）)]|[\s、，,]")
_FAR = 400
_MOST_POINTS = 200
"""No report is scored out of more: a larger total of an unnamed column is no score."""


def relations(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: dict[str, str]
) -> Iterator[Relation]:
    yield from _explained(report, figures, mentions)
    yield from _total_scores(report, figures, mentions, owners)


def _explained(report: Report, figures: Figures, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """A form written as prose: the text behind a row repeats its figures.

    Only figures whose own words are those of the row are taken to be the same; unequal ones say nothing, since a
    sentence may count something else.
    """
    rows = [row for row in report.rows if row.kind == "indicator"]
    for at, row in enumerate(rows):
        end = row.span.end + _FAR
        if at + 1 < len(rows):
            end = min(end, rows[at + 1].span.start)
        behind = [m for m in mentions if row.span.end <= m.start < end and m.document == row.document]
        for figure in figures.cells.get((row.id, "实际完成值"), ()):
            name = _words_before(report.text, row, figure) or row_name(row)
            for mention in behind:
                if is_of_a_part(report, mention):
                    continue
                if mention.figure.base == figure.base and _alike(name, mention.lead):
                    relation = equation.same([figure, mention.figure], name, "section")
                    if relation.verdict in HOLDING or _alone(name, mention.lead):
                        yield relation
                    break


def _words_before(text: str, row: Row, figure: Figure) -> str:
    cell = row.cells["实际完成值"].span
    return bare(re.split(r"[，,；;。\d%]", text[cell.start : figure.span.start])[-1])


def _alike(name: str, lead: str) -> bool:
    """Whether the shorter of the two is contained in the other, character by character in order."""
    one, other = sorted((_NOISE.sub("", name), _NOISE.sub("", bare(lead))), key=len)
    rest = iter(other)
    return len(one) >= 3 and all(character in rest for character in one)


def _alone(name: str, lead: str) -> bool:
    """Whether the words before the two figures are the same (公用经费控制率)."""
    return _NOISE.sub("", name) in _NOISE.sub("", bare(lead)) and len(_NOISE.sub("", name)) >= 4


def _total_scores(
    report: Report, figures: Figures, mentions: Sequence[FigureMention], owners: dict[str, str]
) -> Iterator[Relation]:
    """自评得分 in the text, 总分 of the form, 综合得分 of its head: one score of one owner."""
    outside = {sheet.total_score.span: sheet for sheet in sheets(report, figures) if sheet.total_score and sheet.room}
    by_owner: dict[str, list[Figure]] = {}
    stated: dict[str, Figure] = {}
    stated_for: set[str] = set()
    for form in report.forms:
        owner = bare(form.project) or owners.get(form.document, "")
        for row in form.rows:
            if is_total(row):
                score = figures.cell(row, *SCORES) or _only(figures, row)
                if score is not None and score.base in ("分", "1") and score.number <= _MOST_POINTS:
                    by_owner.setdefault(owner, []).append(score)
    told = [m for m in mentions if m.dimension == "score" and is_total_score(m)]
    scored = _scored(told)
    for mention in told:
        owner = owners.get(mention.document, "")
        if mention.start in scored:
            name = scored[mention.start]
            owner = next((o for o in by_owner if o and (name in o or o in name)), name)
        elif "项目" in mention.lead and owner in stated_for:
            # The department's score has been told: this is one of its projects'.
            continue
        stated_for.add(owner)
        by_owner.setdefault(owner, []).append(mention.figure)
        stated.setdefault(mention.document, mention.figure)
    for scores in by_owner.values():
        points = [s for s in scores if s.base == "分"]
        if len(points) > 1:
            yield _one_total(points, outside)
    yield from _untotalled(report, figures, [m for m in mentions if m.dimension == "score"], stated)


def _untotalled(
    report: Report, figures: Figures, told: Sequence[FigureMention], stated: Mapping[str, Figure]
) -> Iterator[Relation]:
    """The points of a sheet without a total against the one that the text tells: of several sheets in a document, the
    one beside each."""
    every = sheets(report, figures)
    for sheet in every:
        if sheet.total_score is not None or sheet.total_weight is not None or not sheet.head_scores:
            continue
        others = [other for other in every if other is not sheet and other.document == sheet.document]
        beside = [
            m.figure
            for m in told
            if (is_total_score(m) or _SUMMED.search(m.lead))
            and _apart(sheet, m) < min([_BESIDE, *(_apart(other, m) for other in others)])
        ]
        total = (beside[0] if beside else None) if others else stated.get(sheet.document)
        if total is not None:
            yield equation.sum_of(total, sheet.head_scores, "总分得分", "document", kind="score_sum", part="score")


def _apart(sheet: Sheet, mention: FigureMention) -> int:
    """Characters between a sheet and a mention; 0 inside it."""
    return max(sheet.rows[0].span.start - mention.end, mention.start - sheet.rows[-1].span.end, 0)


def _scored(told: Sequence[FigureMention]) -> dict[int, str]:
    """Start of each score → the project that its clause begins with, or its heading names, where scores of several are
    told (（一）渠道清淤项目。自评得分98分。（二）泵站更新项目。自评得分96分。)."""
    names: dict[int, str] = {}
    for mention in told:
        match = _PROJECT.match(mention.clause) or _PROJECT.fullmatch(mention.heading)
        if match is not None:
            names[mention.start] = stem(match["name"].strip("“”")).removesuffix("项目")
    each = {name for name in names.values() if name}
    several = any(one not in other and other not in one for one in each for other in each)
    return names if several else {}


def _one_total(points: list[Figure], outside: dict[Span, Sheet]) -> Relation:
    """One score everywhere; or, where the form's total (of 90) leaves out the execution rate's points, with these."""
    form = next((p for p in points if p.span in outside), None)
    rest = [p for p in points if p is not form]
    if form is None:
        return equation.same(points, "自评总分", "submission")
    sheet = outside[form.span]
    parts = [form, *(sheet.outside.scores if sheet.outside else [])]
    known = len(parts) > 1 and rest[0].number - form.number >= 0
    return equation.sum_of(
        rest[0],
        parts,
        "自评总分",
        "submission",
        kind="score_sum",
        part="score",
        listing="complete" if known else "unsure",
    )


def _only(figures: Figures, row: Row) -> Figure | None:
    """A total row may print its score in a column of its own making (绩效自评综合得分 | 97分)."""
    found = [f for h in row.cells for f in figures.cells.get((row.id, h), ()) if h != "分值"]
    return found[0] if len(found) == 1 and found[0].unit == "分" else None


def is_total_score(mention: FigureMention) -> bool:
    """Whether the words before a score say that it is the whole report's."""
    got = _GOT.search(mention.lead) and "自评" in mention.clause and mention.figure.number >= _LEAST_TOTAL
    return bool(got or _SCORE.search(mention.lead)) and not _PARTIAL.search(mention.lead)
