"""Facts: figures with what they measure, from rows and from the narrative, so that the same one can be met again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.relations.figures import POINTS, RATES, Figures, caption, row_name, side_of
from extractor.relations.model import Figure
from extractor.relations.narrative import FigureMention, main, named
from extractor.relations.words import NUMBERED, bare, canonical, stem, words
from extractor.report import Report
from extractor.tables.model import Row

_ASPECTS = {"年初预算数": "initial", "全年预算数": "adjusted", "全年执行数": "actual", "到位资金": "received"}
_OTHER_THAN_SPENT = ("initial", "adjusted", "left", "added", "target", "prior")
_PAID = re.compile(r"执行|实际|完成|使用|已|决算|支付|拨付|发放")
TOTAL = stem("支出合计")
_WHOLE = re.compile(r"^(?:年度)?(?:部门|整体|项目)?(?:预算|资金|支出)(?:预算)?执行情况")
"""The name of a form whose one line is all the money."""
_LOST = re.compile(r"(?:扣分?|扣减|扣除|失)[了为去]*[：:]?$")
"""Points that were lost are each an indicator's; what the sentence before is about does not name them."""
_YEAR = re.compile(r"(20\d\d)\s*年")
_BEHIND = 8
_SUMMARY = ("汇总", "合计", "总计", "总额")


@dataclass(frozen=True, slots=True)
class Fact:
    """`owner` is the project's name, empty for the department. `sure`: the words beside the figure name the subject; it
    is not carried over from another figure. `place` is the row's id or the sentence's number."""

    figure: Figure
    subject: str
    aspect: str
    year: str
    owner: str
    sure: bool
    in_row: bool
    place: str
    heading: str = ""
    plain: bool = False
    """Names the kind of amount alone (全年预算数): the whole budget's, where nothing else is spoken of."""
    said: str = ""
    """The narrative's words before it and right behind it."""


def collect(report: Report, figures: Figures, mentions: Sequence[FigureMention], of: dict[str, str]) -> list[Fact]:
    """All facts; `of` leads from documents to projects."""
    told = (replace(m, aspect="target") if _is_later(m, report.year) else m for m in mentions)
    return [*_row_facts(report, figures, of), *_told(told, of)]


def _is_later(mention: FigureMention, year: str) -> bool:
    """Whether the words before a figure say that it is of a year that was still to come (2023年年初预算安排)."""
    years = _YEAR.findall(mention.lead)
    return bool(years) and year.isdigit() and int(min(years)) > int(year)


def _told(mentions: Iterable[FigureMention], of: dict[str, str]) -> Iterator[Fact]:
    """The parts of what is left, added, planned or another year's are that, too (年初预算90万元，其中项目支出40万元):
    支出 at the end of a name does not say that it was spent."""
    whole: FigureMention | None = None
    for mention in mentions:
        if mention.dimension == "percent" or (mention.dimension == "score" and _LOST.search(mention.lead)):
            continue
        if main(mention):
            whole = mention
        elif whole is not None and _is_as(whole, mention):
            mention = replace(mention, aspect=whole.aspect)
        yield _fact(mention, of)


def _is_as(whole: FigureMention, part: FigureMention) -> bool:
    unsaid = not part.aspect or (part.aspect == "actual" and not _PAID.search(part.lead))
    return unsaid and whole.aspect in _OTHER_THAN_SPENT and whole.sentence == part.sentence


def _fact(mention: FigureMention, of: dict[str, str]) -> Fact:
    owner = of.get(mention.document, "")
    subject = mention.subject
    spent = mention.aspect in ("actual", "adjusted", "initial") and any(w in mention.lead for w in ("合计", "总", "共"))
    if not subject and spent:
        subject = TOTAL
    return Fact(
        figure=mention.figure,
        subject=subject,
        aspect=mention.aspect,
        year=mention.year,
        owner=owner,
        sure=bool(subject) and not mention.carried,
        in_row=False,
        place=str(mention.sentence),
        heading=mention.heading,
        plain=not subject and main(mention) and mention.aspect in ("initial", "adjusted", "actual"),
        said=f"{mention.lead}·{mention.tail[:_BEHIND]}",
    )


def _row_facts(report: Report, figures: Figures, of: dict[str, str]) -> Iterator[Fact]:
    for form in report.forms:
        owner = bare(form.project) or of.get(form.document, "")
        filled = [row for row in form.rows if row.kind == "budget" and _amounts(row, figures)]
        for row in form.rows:
            if row.kind == "staff":
                for heading in row.cells:
                    if (figure := figures.cell(row, heading)) is not None:
                        yield Fact(figure, canonical(heading), "", "", owner, True, True, row.id)
            elif row.kind == "budget":
                alone = len(filled) == 1 or any(word in row_name(row) for word in _SUMMARY)
                # The line that bears the form's own name stands first, and is all the money (年度预算执行情况).
                named = (alone or row in filled[:1]) and _WHOLE.search(bare(row_name(row))) is not None
                yield from _budget_facts(report, row, figures, owner, alone, named)


def _amounts(row: Row, figures: Figures) -> bool:
    return any(figures.cell(row, h) for h in row.cells if h not in (*POINTS, *RATES))


def _budget_facts(report: Report, row: Row, figures: Figures, owner: str, alone: bool, whole: bool) -> Iterator[Fact]:
    """`alone`: no other line of the form has amounts; `whole`: by its name it is all the money."""
    for heading, cell in row.cells.items():
        figure = figures.cell(row, heading)
        if figure is None or heading in (*POINTS, *RATES):
            continue
        name, side = bare(caption(row, heading)), side_of(row, heading)
        summed = whole or any(name.endswith(w) for w in words().wholes)
        subject = TOTAL if summed and not side else canonical(NUMBERED.sub("", name.removeprefix("其中")))
        before = report.text[cell.span.start : figure.span.start]
        if before.strip():
            inner, aspect = named(before.replace("：", ":").rstrip(": "), words())
            yield Fact(figure, inner, aspect, "", owner, True, True, row.id)
        elif heading in _ASPECTS:
            yield Fact(figure, subject, _ASPECTS[heading], "", owner, True, True, row.id)
        elif side:
            yield Fact(figure, subject, "actual" if "决算" in heading else "", "", owner, True, True, row.id)
        elif alone:
            yield Fact(figure, canonical(heading), "actual", "", owner, True, True, row.id)
