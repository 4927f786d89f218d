"""Sums that a sentence or a list states: a whole and the parts behind it (其中, brackets, ①②③)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.relations import equation, judge
from extractor.relations.belonging import own_parts
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.hints import chance, is_digit_off
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.parts import is_open, lists_of, run_of
from extractor.relations.words import exclusive, words

_CLOSED = re.compile(r"分别[为是]|由[^。]{0,40}(?:构成|组成)")
_GOES_ON = re.compile(r"[，,；;]?(?:另|此外|还有|其余|同时)")
"""Behind a run of parts: there are more."""
_BY_CHANCE, _BY_CHANCE_OF_TWO = 0.5, 0.1
"""Parts that fall short by one digit are meant to be all where chance seldom makes them; two parts are often some."""
_REST = re.compile(r"其余|剩余部分|余下")
_OTHERS = ("其他", "其它")
"""What the last part of a complete list is called."""
_NEXT = re.compile(r"[。\s]{1,3}其中[^。]*$")
"""What opens the parts of a whole in the sentence behind it."""
_LEVEL = re.compile(r"[一二三四]级")
_NEAR_LINES = 12
_BEHIND = 12
"""So far behind the last part words may say that there are more."""


def relations(text: str, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """`text` is the report's, unwrapped."""
    lists = lists_of(text, mentions)
    # A list whose parts come out for one whole names all parts of the next whole, too (planned and spent).
    whole_lists = {
        _names(mentions, parts)
        for index, parts in lists
        if equation.sum_of(mentions[index].figure, [mentions[j].figure for j in parts], "", "sentence").verdict
        in HOLDING
    }
    for index, found in lists:
        parts = own_parts(text, mentions, index, _without_parts_of_parts(mentions, found))
        if len(parts) >= 2 and not _are_levels(mentions, index, parts):
            twin = len(parts) >= 3 and _names(mentions, parts) in whole_lists
            yield from _listed(text, mentions, index, parts, twin)
        elif parts:
            yield from _single(text, mentions[index], mentions[parts[0]])
    yield from _implied_shares(mentions)


def _are_levels(mentions: Sequence[FigureMention], index: int, parts: Sequence[int]) -> bool:
    """Whether each part divides the one before (指标15个，其中一级3个、二级7个、三级15个)."""
    graded = all(_LEVEL.search(mentions[j].lead) for j in parts)
    return graded and mentions[parts[-1]].figure.value == mentions[index].figure.value


def _names(mentions: Sequence[FigureMention], parts: Sequence[int]) -> frozenset[str]:
    return frozenset(mentions[j].subject for j in parts)


def _without_parts_of_parts(mentions: Sequence[FigureMention], parts: Sequence[int]) -> list[int]:
    """A list may name a part together with all that it is made of (基本支出…，人员经费…，公用经费…；项目支出…)."""
    names = [mentions[j].subject for j in parts]
    inner = {
        name
        for family in words().families
        if family.whole & set(names) and all(group & set(names) for group in family.parts)
        for group in family.parts
        for name in group
    }
    return [j for j, name in zip(parts, names, strict=True) if name not in inner]


def _listed(
    text: str, mentions: Sequence[FigureMention], index: int, parts: Sequence[int], twin: bool
) -> Iterator[Relation]:
    whole = mentions[index]
    run = _run(text, mentions, index, parts)
    every = equation.sum_of(whole.figure, [mentions[j].figure for j in parts], f"{label_of(whole)}的分项", "sentence")
    if run is not None and (run.verdict in HOLDING or every.verdict not in HOLDING):
        yield run
        return
    # A figure larger than the whole, behind others that are not, is no part: the sentence has gone on.
    larger = next((n for n, j in enumerate(parts) if mentions[j].figure.value > whole.figure.value), 0)
    parts = parts[:larger] if larger else parts
    figures = [mentions[j].figure for j in parts]
    label = f"{label_of(whole)}的分项"
    scope: Scope = "sentence" if mentions[parts[-1]].sentence == whole.sentence else "section"
    complete = twin or is_complete(text, mentions, index, parts)
    listing: judge.Listing = "complete" if complete else "open"
    full = equation.sum_of(whole.figure, figures, label, scope, listing=listing)
    if full.verdict in HOLDING:
        yield full
        return
    # A list may run on into figures that are no parts, or hold parts of parts: a reading that comes out is meant.
    for count in range(len(parts) - 1, 1, -1):
        if judge.total(whole.figure, figures[:count], listing=listing).verdict in HOLDING:
            yield equation.sum_of(whole.figure, figures[:count], label, scope, listing=listing)
            return
    before = _run_before(mentions, index)
    if len(before) > 1:
        joined = _several_wholes([mentions[j] for j in before], figures, label, scope)
        if joined.verdict in (*HOLDING, "contradicted"):
            yield joined
            return
    last = mentions[parts[-1]].end
    goes_on = _GOES_ON.search(text, last, last + _BEHIND) is not None
    if full.verdict == "unlikely" and (goes_on or any(f.unit != whole.figure.unit for f in figures)):
        return
    nested = not exclusive([mentions[j].lead for j in parts]) and _may_nest(whole.figure, figures, _misprinted(full))
    if full.verdict == "contradicted" and not complete and nested:
        return
    if full.verdict == "unchecked" and any(f.unit != whole.figure.unit for f in figures):
        # 省级120万元、市县80元 of 200万元: in the whole's unit the list would be complete.
        closed = equation.sum_of(whole.figure, figures, label, scope)
        full = closed if any(hint.startswith("unit-slip") for hint in closed.hints) else full
    yield full


def _run(text: str, mentions: Sequence[FigureMention], index: int, parts: Sequence[int]) -> Relation | None:
    """The run of parts alone, where it comes out or one digit keeps it from it."""
    whole, run = mentions[index], run_of(text, mentions, parts)
    if len(run) < 2:
        return None
    figures, last = [mentions[j].figure for j in run], mentions[run[-1]]
    scope: Scope = "sentence" if last.sentence == whole.sentence else "section"
    relation = equation.sum_of(whole.figure, figures, f"{label_of(whole)}的分项", scope)
    if relation.verdict in HOLDING or not is_digit_off(relation):
        return relation if relation.verdict in HOLDING else None
    short = relation.residual is not None and relation.residual > 0
    told = chance(relation) < (_BY_CHANCE_OF_TWO if len(run) < 3 else _BY_CHANCE)
    sure = not short or (told and _GOES_ON.match(text, last.end) is None)
    asked = equation.sum_of(whole.figure, figures, relation.label, scope, listing="open")
    if is_complete(text, mentions, index, run):
        return relation
    return asked if short and asked.verdict == "unlikely" else relation if sure else None


def _misprinted(relation: Relation) -> bool:
    """Whether one slip in a whole of four digits or more would explain it."""
    digits = relation.members[0].figure.quote.replace(".", "").replace(",", "")
    return len(digits) >= 4 and bool(relation.hints)


def _may_nest(whole: Figure, parts: Sequence[Figure], misprinted: bool) -> bool:
    """Whether an excess can come of parts that divide other parts anew (教师168人，高级52人): far more than the whole,
    though no part alone is."""
    excess = sum((p.value for p in parts), -whole.value)
    return excess * 10 > whole.value and not misprinted and all(p.value <= whole.value for p in parts)


def is_complete(text: str, mentions: Sequence[FigureMention], index: int, parts: Sequence[int]) -> bool:
    """Whether a list names all parts: it says so, its parts are a known breakdown, or their printed shares make 100. A
    rest that has no number (其余用于…) leaves it open."""
    start, end = mentions[index].end, mentions[parts[-1]].end
    if is_open(text[start : end + _BEHIND]):
        return False
    if _CLOSED.search(text, start, end + _BEHIND) or _REST.search(text, start, end):
        return True
    if len(parts) > 2 and mentions[parts[-1]].lead.strip().startswith(_OTHERS):
        return True
    names = {mentions[j].subject for j in parts}
    if any(all(names & group for group in family.parts) for family in words().families):
        return True
    shares = [m for j in parts for m in mentions[j + 1 : j + 2] if m.dimension == "percent" and "占" in m.lead]
    return len(shares) == len(parts) and abs(sum(float(s.figure.number) for s in shares) - 100) < 1


def _single(text: str, whole: FigureMention, part: FigureMention) -> Iterator[Relation]:
    """One part alone says nothing about the rest, but may not exceed its whole."""
    between = text[whole.end : part.start]
    if "其中" in between and (whole.sentence == part.sentence or _NEXT.match(between)):
        relation = equation.sum_of(whole.figure, [part.figure], f"{label_of(whole)}的分项", "sentence", listing="open")
        if relation.verdict == "contradicted":
            yield relation


def _run_before(mentions: Sequence[FigureMention], index: int) -> list[int]:
    """The figures of one unit joined by 、 that end at `index` (1个副科级、10个股级单位)."""
    run = [index]
    while run[0] > 0:
        before, after = mentions[run[0] - 1], mentions[run[0]]
        joined = before.sentence == after.sentence and after.start - before.end <= 12 and "、" in after.clause
        if not joined or before.figure.unit != after.figure.unit:
            break
        run.insert(0, run[0] - 1)
    return run


def _several_wholes(wholes: Sequence[FigureMention], parts: Sequence[Figure], label: str, scope: Scope) -> Relation:
    """Parts against several figures that together are the whole; as for any open list the parts may not exceed it."""
    count = len(wholes)
    members = [Member(w.figure, "whole") for w in wholes] + [Member(p, "addend") for p in parts]
    left, right = (" + ".join(map(equation.named, side)) for side in ([w.figure for w in wholes], parts))

    def judged(figures: Sequence[Figure]) -> Judgement:
        whole = sum((f.value for f in figures[:count]), start=figures[0].value * 0)
        return judge.total(whole, figures[count:], listing="open")

    return equation.relation("sum", label, f"{left} = {right}", members, judged, scope)


def label_of(mention: FigureMention) -> str:
    return mention.figure.label or mention.lead.strip() or mention.subject or "合计"


def _implied_shares(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    """Shares of one base, not far from each other, that make up 100 %."""
    runs: dict[tuple[str, str], list[FigureMention]] = {}
    for mention in mentions:
        if mention.dimension == "percent" and "占" in mention.lead:
            run = runs.setdefault((mention.document, mention.subject), [])
            if run and mention.line - run[-1].line > _NEAR_LINES:
                yield from _hundred(run)
                run.clear()
            run.append(mention)
    for run in runs.values():
        yield from _hundred(run)


def _hundred(run: Sequence[FigureMention]) -> Iterator[Relation]:
    if len(run) >= 2:
        relation = equation.sum_of(Decimal(1), [m.figure for m in run], f"{run[0].lead.strip()}合计", "section")
        if relation.verdict in (*HOLDING, "unlikely"):
            yield relation
