"""Sums whose parts are told one by one without 其中 (按支出内容分：管网1980万元，占42%；水厂1365.5万元…), of a whole
that stands some sentences before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING
from extractor.relations.hints import chance, is_digit_off
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention, main, measures
from extractor.relations.operands import is_bound
from extractor.relations.parts import aside, compatible, is_change, is_open

_OPENED = re.compile(
    r"(?:具体|分别|依次)[为是]|[按从][^。；;]{2,12}(?:[分看]|划分)|(?:主要|全部|具体)?用于|明细|资金(?:来源|用途|投向)"
    r"|(?:支出|使用|分配)(?:方向|内容|去向|情况|如下|到)|分[两二三四五六]批|由[^。；;]{0,12}(?:构成|组成)"
)
"""Words by which a list says that it is about all of something."""
_DIVIDED = re.compile(
    r"[，,：:（(]\s*(?:[按从][^，,。；;]{2,10}?(?:[分为]|划分|分类)|具体[为是]|分别[为是]|分[为成])[^，,。；;\d]{0,4}?[：:，,]?"
)
"""Right behind a whole: it is divided into what follows."""
_SUMMED = re.compile(r"^\s*(?:以上)?[^，,]{0,6}?(?:合计|共计|总计|共)[\u4e00-\u9fff、]{0,16}$")
_SUM = re.compile(r"(?:合计|共计|总计)[为达]?$")
_FARTHEST = 40
_FIRST = 2
"""So many figures may stand before the words that open a list (分配到三个区，具体为：…)."""
_LEAST_DIVIDED = 3
_NEAR = 10
_MOST_WHOLES = 6
_MOST_PARTS = 20
_UNLIKELY = 0.02
"""What comes out, or comes as near as a digit, more often than this by chance tells nothing."""

Run = list[FigureMention]


def relations(text: str, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    at = 0
    for _, sentence in groupby(mentions, key=lambda m: (m.document, m.sentence)):
        inside = list(sentence)
        yield from _told(text, mentions[max(0, at - _FARTHEST) : at], inside)
        at += len(inside)
        if at < len(mentions) and mentions[at].line == inside[-1].line and _SUMMED.search(mentions[at].clause):
            yield from _summed_up(mentions[at], inside)


def _summed_up(whole: FigureMention, inside: Sequence[FigureMention]) -> Iterator[Relation]:
    """`A 40万元；B 25.85万元。共计下达65.85万元`: the sentence before tells the parts."""
    for run in _runs(inside):
        if compatible(whole, run[0]):
            relation = equation.sum_of(whole.figure, [m.figure for m in run], f"{label_of(whole)}的分项", "section")
            if relation.verdict in HOLDING or (chance(relation) < _UNLIKELY and is_digit_off(relation)):
                yield relation


def _told(text: str, before: Sequence[FigureMention], inside: Sequence[FigureMention]) -> Iterator[Relation]:
    """The runs of one sentence. Where clauses each tell several figures (柳溪区2410万元，18个3720户；…) and those of
    one unit come out, the clauses are all there are, and the others are meant to come out, too."""
    openings = _OPENED.finditer(text, max(0, inside[0].start - _FARTHEST), inside[: _FIRST + 1][-1].start)
    opened = next(iter([*openings][::-1]), None)
    listed = [m for m in inside if opened is None or m.start >= opened.end()]
    tried = [(run, _tried([*before, *inside], run)) for run in _runs(listed)]
    fits = [
        next((r for r in sums if r.verdict in HOLDING and (opened or _by_chance(r) * len(sums) < _UNLIKELY)), None)
        for _, sums in tried
    ]
    whole = {tuple(m.part for m in run) for (run, _), fit in zip(tried, fits, strict=True) if fit is not None}
    for (run, sums), fit in zip(tried, fits, strict=True):
        if fit is not None:
            yield fit
        elif (divided := _divided(text, [*before, *inside], run, sums)) is not None:
            yield divided
        elif len(run) > 2 and not run[0].among:
            meant = tuple(m.part for m in run) in whole
            # Which slips would explain a sum costs much to find: it is asked only where one would be told.
            slips = [r for r in sums if is_digit_off(r)] if meant or opened is not None else []
            if len(slips) == 1 and (meant or chance(slips[0]) * len(sums) < _UNLIKELY):
                yield slips[0]


def _divided(text: str, mentions: Sequence[FigureMention], run: Run, sums: Sequence[Relation]) -> Relation | None:
    """The sum of what the words right behind it divide into the run (救助941人，按类别分，A 218人、B 346人…) where the
    run comes near it and none of its beginnings comes out: a sentence may go on to something else."""
    at = next(i for i, m in enumerate(mentions) if m is run[0])
    whole = mentions[at - 1] if at else run[0]
    named = text.rfind("，", whole.end, run[0].start)
    opened = _DIVIDED.match(text, whole.end, run[0].start)
    if (
        len(run) < _LEAST_DIVIDED
        or opened is None
        or named > opened.end()
        or is_open(text[whole.end : run[-1].end + 2])
    ):
        return None
    figures = [m.figure for m in run]
    if any(judge.total(whole.figure, figures[:count]).verdict in HOLDING for count in range(2, len(figures))):
        return None
    found = next((r for r in sums if r.members[0].figure.span == whole.figure.span), None)
    near = found is not None and found.residual is not None and abs(found.residual) * _NEAR < whole.figure.value
    return found if near else None


def _by_chance(relation: Relation) -> float:
    """How likely a sum comes out by chance."""
    return chance(relation) / 9 if len(relation.members) > 2 else 1.0


def _runs(sentence: Sequence[FigureMention]) -> Iterator[Run]:
    """The figures of one unit that a sentence tells, no changes, remarks or bounds; of clauses that each tell several
    of them the first."""
    plain = [m for m in sentence if measures(m) and not (m.depth or aside(m) or is_change(m) or is_bound(m.figure))]
    for base in dict.fromkeys(m.figure.base for m in plain[:_MOST_PARTS]):
        run = [m for m in plain[:_MOST_PARTS] if m.figure.base == base]
        firsts = [next(clause) for _, clause in groupby(run, key=lambda m: m.part)]
        for each in (run, firsts) if 1 < len(firsts) < len(run) else (run,):
            if len(each) > 1:
                yield each


def _tried(before: Sequence[FigureMention], run: Run) -> list[Relation]:
    """The run against each amount before it that may be its whole, the nearest first."""
    largest = max(m.figure.value for m in run)
    wholes: dict[Fraction, FigureMention] = {}
    for other in reversed([m for m in before if m.start < run[0].start]):
        stands = (
            (main(other) or _SUM.search(other.lead))
            and compatible(other, run[0])
            and not (is_change(other) or aside(other))
        )
        if stands and other.document == run[0].document and other.figure.value > largest and len(wholes) < _MOST_WHOLES:
            wholes.setdefault(other.figure.value, other)
    figures = [m.figure for m in run]
    return [equation.sum_of(w.figure, figures, f"{label_of(w)}的分项", "section") for w in wholes.values()]
