"""Figures of the narrative with the words around them: what each says it measures, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.claims.model import Segment
from extractor.language.normalise import fold
from extractor.language.quantity import Dimension, Quantity
from extractor.relations.figures import Figures
from extractor.relations.model import Figure
from extractor.relations.words import BRACKETED, Words, canonical, words
from extractor.report import Report

_SENTENCE = re.compile(
    r"[。！？!?]|\n\s*\n|\n(?=\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、]))|\n"
)
_ITEM = re.compile(r"\n\s*(?:[①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[.、．](?!\d))")
_LEAD = re.compile(r"[。！？!?；;：:，,、（()）\n]")
_CLAUSE = re.compile(r"[。！？!?；;\n]")
_AMONG = re.compile(r"其中|包括|包含")
_GOALS = re.compile(
    r"[\s#*]*[（(]?[一二三四五六七八九十\d]{0,3}[）)、.．]?\s*(?:20\d\d年)?(?:年度|项目|总体|绩效|阶段性|工作|重点|预期)*"
    r"(?:目标|任务)(?:任务|计划)?(?:情况|设定情况)?[。：:*]"
)
_WRAPPED = re.compile(
    r"(?<=[^\n\t|]{30}[\u4e00-\u9fff\d、，,（“])\n(?=[\u4e00-\u9fff\d.，。、；）”%％])(?![一二三四五六七八九十]{1,3}[、是]|\d{1,2}[、.．）)](?!\d))"
)
_YEAR = re.compile(r"(?P<against>[比较与同])?(20\d\d)\s*年")
_PER = ("/", "／")
_LONGEST_LEAD = 60


@dataclass(frozen=True, slots=True)
class FigureMention:
    """One figure of the narrative. `lead` is what stands between the last mark or figure and it, `clause` the same
    back to the last full stop or semicolon, `tail` what follows up to the next mark. `sentence` and `line` count from
    the beginning; `depth` counts open brackets. `subject` is the stem of what it measures (`基本`), `aspect` which
    amount of it (`initial`, `adjusted`, `received`, `actual`, `prior`, …; empty where it does not say)."""

    figure: Figure
    dimension: Dimension
    start: int
    end: int
    lead: str
    clause: str
    tail: str
    sentence: int
    line: int
    item: bool
    """Stands first in a list item (①, （1）)."""
    depth: int
    among: bool
    """Stands in a list of parts (behind 其中, 包括), up to the end of the clause."""
    part: int
    """Number of the clause, counted by full stops, semicolons and line ends."""
    heading: str
    subject: str
    aspect: str
    carried: bool
    """The subject is that of the figure before it in the same sentence."""
    year: str
    document: str


def unwrapped(text: str) -> str:
    """`text` with line breaks inside a sentence as `\\r`, so that every place stays: a line that is cut at its width
    ends without a mark, and the next begins without one."""
    return _WRAPPED.sub("\r", text)


def mentions(report: Report, text: str, figures: Figures) -> list[FigureMention]:
    """The narrative's figures in the order of the text, which is the report's, unwrapped."""
    return _mentions(text, figures.narrative, 0, sorted(report.segments, key=lambda s: s.span))


def in_cells(text: str, figures: Figures) -> Iterator[list[FigureMention]]:
    """The figures of each cell that tells of several."""
    for span, inside in figures.told:
        yield _mentions(text, inside, span.start, ())


def _mentions(
    text: str, told: Sequence[tuple[Figure, Quantity]], at: int, segments: Sequence[Segment]
) -> list[FigureMention]:
    lexicon = words()
    found: list[FigureMention] = []
    sentence = line = depth = segment = part = 0
    year, among = "", False
    ordered = sorted(told, key=lambda pair: pair[0].span)
    for index, (figure, quantity) in enumerate(ordered):
        gap = text[at : quantity.start]
        if found and gap.strip() in _PER:
            # What another figure is for each of: 0.06次/10万公顷.
            at = quantity.end
            continue
        if re.search(r"\n\s*\n", gap):
            depth = 0
        opened = sum(gap.count(c) for c in "（(") - sum(gap.count(c) for c in "）)")
        fresh = bool(_SENTENCE.search(gap)) or not found
        sentence += fresh
        ends = len(_CLAUSE.findall(gap))
        part += ends
        among = bool(_AMONG.search(_CLAUSE.split(gap)[-1])) or (among and not ends)
        line += gap.count("\n")
        depth = max(0, (0 if "。" in gap else depth) + opened)
        while segment + 1 < len(segments) and segments[segment].span.end <= figure.span.start:
            segment += 1
        titles = segments[segment].headings if segments else ()
        clause = _CLAUSE.split(fold(gap[-2 * _LONGEST_LEAD :], punctuation=False).text)[-1][-_LONGEST_LEAD:]
        clause = clause.replace("\r", "")
        lead = _LEAD.split(clause)[-1]
        following = ordered[index + 1][1].start if index + 1 < len(ordered) else len(text)
        tail = _LEAD.split(
            fold(text[quantity.end : min(following, quantity.end + _LONGEST_LEAD)], punctuation=False).text
        )[0]
        years = _YEAR.findall(gap[-200:])
        own = [said for against, said in years if not against]
        year = own[-1] if own else ("" if fresh and "\n" in gap else year)
        previous = found[-1] if found and not fresh else None
        subject, aspect = named(lead or _before(clause), lexicon)
        planned = bool(segments) and (_is_planned(segments[segment]) or _in_goals(text, figure.span.start))
        if planned and aspect in ("", "actual"):
            aspect = "target"
        carried = not subject and previous is not None
        if carried and previous is not None:
            subject = _carried_from(found, aspect).subject
        found.append(
            FigureMention(
                figure=figure,
                dimension=quantity.dimension,
                start=quantity.start,
                end=quantity.end,
                lead=lead,
                clause=clause,
                tail=tail,
                sentence=sentence,
                line=line,
                item=bool(_ITEM.search("\n" + gap.rpartition("\n")[2]))
                if "\n" in gap or not found
                else _starts_item(gap),
                depth=depth,
                among=among,
                part=part,
                heading=titles[-1] if titles else "",
                subject=subject,
                aspect=aspect,
                carried=carried,
                # What something is held against (比2018年的28万元) is of that year alone.
                year=years[-1][1] if years else year,
                document=figure.document,
            )
        )
        at = quantity.end
    return found


def _carried_from(found: Sequence[FigureMention], aspect: str) -> FigureMention:
    """The mention whose subject the next one has: the last; but what a budget was made is of what it was at first, not
    of what was added (年初预算8000万元，追加泵站资金200万元，全年预算8200万元)."""
    for mention in reversed(found) if aspect == "adjusted" else ():
        if mention.sentence != found[-1].sentence:
            break
        if mention.aspect == "initial":
            return mention
    return found[-1]


def _is_planned(segment: Segment) -> bool:
    """Whether a figure stands among goals: what is planned there is not what was done elsewhere."""
    return segment.section == "goals" or re.search(r"目标(?!.*完成)|预期", segment.cell_label) is not None


def _in_goals(text: str, at: int) -> bool:
    """Whether the line begins with a title that says so (（三）年度目标。…)."""
    return _GOALS.match(text, text.rfind("\n", 0, at) + 1, at) is not None


def _starts_item(gap: str) -> bool:
    return bool(re.search(r"[①-⑳]", gap))


def _before(clause: str) -> str:
    """Where no word stands directly before a figure: the words before the last mark (`支出为：`, `预算（`)."""
    parts = [p for p in _LEAD.split(clause) if p.strip()]
    return parts[-1] if parts else ""


def named(lead: str, lexicon: Words) -> tuple[str, str]:
    """Subject and aspect of the words before a figure: `2023年基本支出年初预算数` → (`基本`, `initial`)."""
    rest = lexicon.noise.sub("", lead)
    aspect = ""
    for name, pattern in lexicon.aspects:
        match = pattern.search(rest)
        if match:
            aspect = name
            rest = rest[: match.start()] + rest[match.end() :]
            break
    return canonical(lexicon.noise.sub("", rest)), aspect


COUNTED = ("count", "area", "length", "volume", "weight")
"""Dimensions of what a price or a rate may be for."""
PLANNED = ("initial", "adjusted", "target")
"""Aspects of what was to be."""
PEOPLE = ("人", "名", "位")


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same kind of thing, so that one may be a share of the other: 人 and 名 do."""
    return kind_of(one) == kind_of(other)


def kind_of(figure: Figure) -> str:
    """What a figure counts, so that figures of one kind are comparable: all people are one."""
    base = _plain(figure.base)
    return PEOPLE[0] if base in PEOPLE else base


@cache
def _plain(base: str) -> str:
    return BRACKETED.sub("", base)


def measures(mention: FigureMention) -> bool:
    """Whether a figure is an amount or a number of things, no rate, no points."""
    return mention.dimension not in ("percent", "points", "score")


def main(mention: FigureMention) -> bool:
    """Whether a mention is what its clause is about, no part in a list or remark in brackets."""
    return not mention.among and not mention.depth


def same_sentence(found: Sequence[FigureMention], index: int) -> range:
    """Indices of the mentions in the sentence of `found[index]`."""
    low = high = index
    while low > 0 and found[low - 1].sentence == found[index].sentence:
        low -= 1
    while high + 1 < len(found) and found[high + 1].sentence == found[index].sentence:
        high += 1
    return range(low, high + 1)
