"""Sums that a sentence or a list states: a whole and the parts behind it (其中, brackets, ①②③)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.relations import equation, judge
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import Mention
from extractor.relations.words import canonical, words
from extractor.report import Report

_AMONG = re.compile(r"其中|分别[为是]|包括|包含|由|构成|组成")
_OPENED = re.compile(
    r"(?:^|[，,。；;：:])\s*(?:其中[：:，,]?|(?:[一二三四五六七八九十两]+[个项类])?"
    r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?:中[，,：:]|分别[为是][：:]?))[^，,]*$"
)
"""What opens a list behind its whole: 其中, 项目支出中, 四个项目支出分别为."""
_OPENS = re.compile(r"[（(]\s*(?:其中)?[：:]?[^（()）]{0,20}$")
_COLON = re.compile(r"[^。；;]*[：:][^。；;]{0,24}$")
"""A colon that opens a list; behind a semicolon it names the next item (`目标1：…400万元；目标2：设备550万元`)."""
_CLOSED = re.compile(r"分别[为是]|由[^。]{0,40}(?:构成|组成)")
_ET_CETERA = re.compile(r"等(?!级|次|额|值|候|待)|主要")
_REST = re.compile(r"其余|剩余部分|余下")
_CHANGE = re.compile(
    r"(?:增加|减少|增长|下降|降低|上升|压减|节约?|结余|少|多|超|超过|比|较)(?:了|为|约)*$|(?:比|较)(?:上|去|预算|年初|调整|计划|目标|20)"
)
_FARTHEST = 260
_FARTHEST_SUBJECT = 30
_MOST_PARTS = 40
_NEAR_LINES = 12


def relations(report: Report, mentions: Sequence[Mention]) -> Iterator[Relation]:
    lists = _lists(report.text, mentions)
    # A list whose parts come out for one whole names all parts of the next whole, too (planned and spent).
    whole_lists = {
        _names(mentions, parts)
        for index, parts in lists
        if equation.sum_of(mentions[index].figure, [mentions[j].figure for j in parts], "", "sentence").verdict
        in HOLDING
    }
    for index, parts in lists:
        if len(parts) >= 2:
            twin = len(parts) >= 3 and _names(mentions, parts) in whole_lists
            yield from _listed(report.text, mentions, index, parts, twin)
        else:
            yield from _single(report.text, mentions[index], mentions[parts[0]])
    yield from _implied_shares(mentions)


def measures(mention: Mention) -> bool:
    return mention.dimension not in ("percent", "points", "score")


def _names(mentions: Sequence[Mention], parts: Sequence[int]) -> frozenset[str]:
    return frozenset(mentions[j].subject for j in parts)


def _lists(text: str, mentions: Sequence[Mention]) -> list[tuple[int, list[int]]]:
    """Index of each whole and of its parts; a part is no whole of its neighbours."""
    found: list[tuple[int, list[int]]] = []
    used: set[int] = set()
    for index, whole in enumerate(mentions):
        if measures(whole) and index not in used:
            parts = _parts_behind(text, mentions, index)
            if parts:
                found.append((index, parts))
            if len(parts) >= 2:
                used.update(parts)
    for first in range(len(mentions)):
        subject = _subject_of(mentions, first) if first not in used else None
        if subject is not None:
            parts = _parts_from(text, mentions, subject, first)
            if len(parts) >= 2 and used.isdisjoint(parts):
                found.append((subject, parts))
                used.update(parts)
    return found


def _subject_of(mentions: Sequence[Mention], first: int) -> int | None:
    """What a list is of whose 其中 does not stand right behind its whole: the last amount of the parts' kind that is no
    change, no earlier year's and no part (三公经费46万元，比预算节约5万元。其中…); or the amount that `X中，` names."""
    part = mentions[first]
    opened = _OPENED.search(part.clause)
    if opened is None or part.depth or not measures(part):
        return None
    name = canonical(opened["name"]) if opened["name"] else ""
    for j in range(first - 1, max(-1, first - _FARTHEST_SUBJECT), -1):
        other = mentions[j]
        if other.document != part.document:
            return None
        if name:
            if other.subject == name and compatible(other, part) and other.aspect in ("", "actual"):
                return j
            continue
        if part.sentence - other.sentence > 1 or part.line - other.line > 1:
            return None
        change = _CHANGE.search(other.lead) or words().prior.search(other.lead) or beside(other)
        if compatible(other, part) and not other.depth and not change and not other.among:
            same = other.figure.unit == part.figure.unit
            return j if same and "每" not in other.lead else None
    return None


def _parts_behind(text: str, mentions: Sequence[Mention], index: int) -> list[int]:
    """Indices of the figures that the words behind `mentions[index]` list as its parts."""
    whole = mentions[index]
    if _CHANGE.search(whole.lead) or _CHANGE.search(text[max(0, whole.start - 6) : whole.figure.span.start]):
        return []
    first = next((j for j in range(index + 1, len(mentions)) if mentions[j].dimension != "percent"), None)
    if first is None or mentions[first].document != whole.document:
        return []
    between = text[whole.end : mentions[first].start]
    behind = text[whole.end : mentions[index + 1].start] + between
    if len(between) > _FARTHEST or not compatible(whole, mentions[first]):
        return []
    bracketed = mentions[first].depth > whole.depth and _OPENS.search(between) is not None
    stopped = "。" in between[: between.find("其中")] if "其中" in between else "。" in between
    listed = _AMONG.search(behind) is not None and (not stopped or "其中" in between)
    if not (bracketed or listed or _COLON.match(between)):
        return []
    return _parts_from(text, mentions, index, first, bracketed)


def _parts_from(text: str, mentions: Sequence[Mention], index: int, first: int, bracketed: bool = False) -> list[int]:
    """Indices of the parts of `mentions[index]`, from `first` to the end of the list."""
    whole = mentions[index]
    parts: list[int] = []
    items = mentions[first].item
    for j in range(first, min(len(mentions), first + _MOST_PARTS)):
        part = mentions[j]
        if part.document != whole.document or not _continues(text, mentions, j, first, bracketed, items):
            break
        if part.dimension in ("percent", "points") or part.depth > mentions[first].depth:
            continue
        if items and not part.item:
            continue
        if not compatible(whole, part) or beside(part):
            if part.dimension == whole.dimension and beside(part):
                break
            continue
        parts.append(j)
    return parts


def _continues(text: str, mentions: Sequence[Mention], j: int, first: int, bracketed: bool, items: bool) -> bool:
    """Whether the list that began at `first` goes on to `mentions[j]`."""
    if j == first:
        return True
    gap = text[mentions[j - 1].end : mentions[j].start]
    if bracketed:
        return mentions[j].depth >= mentions[first].depth and not _closes(gap)
    if items:
        return (
            "\n\n" not in gap.replace(" ", "")
            and mentions[j].line - mentions[j - 1].line <= 1
            and (mentions[j].item or mentions[j].line == mentions[j - 1].line)
        )
    return mentions[j].sentence == mentions[first].sentence


def _closes(gap: str) -> bool:
    depth = 0
    for character in gap:
        depth += (character in "（(") - (character in "）)")
        if depth < 0:
            return True
    return False


def compatible(whole: Mention, part: Mention) -> bool:
    return whole.dimension == part.dimension and whole.figure.base == part.figure.base


def beside(part: Mention) -> bool:
    """A figure that stands beside a whole, not in it: another amount of the same thing, or a change."""
    return (part.carried and bool(part.aspect)) or any(word in part.lead for word in words().not_parts)


def _listed(text: str, mentions: Sequence[Mention], index: int, parts: Sequence[int], twin: bool) -> Iterator[Relation]:
    whole = mentions[index]
    # A figure larger than the whole, behind others that are not, is no part: the sentence has gone on.
    larger = next((n for n, j in enumerate(parts) if mentions[j].figure.value > whole.figure.value), 0)
    parts = parts[:larger] if larger else parts
    figures = [mentions[j].figure for j in parts]
    stretch = text[whole.end : mentions[parts[-1]].end + 12]
    label = f"{label_of(whole)}的分项"
    scope: Scope = "sentence" if mentions[parts[-1]].sentence == whole.sentence else "section"
    complete = twin or is_complete(mentions, parts, stretch)
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
    run = _run_before(mentions, index)
    if len(run) > 1:
        joined = _several_wholes([mentions[j] for j in run], figures, label, scope)
        if joined.verdict in (*HOLDING, "contradicted"):
            yield joined
            return
    if full.verdict == "contradicted" and not complete and _may_nest(whole.figure, figures, _misprinted(full)):
        return
    yield full


def _misprinted(relation: Relation) -> bool:
    """Whether one slip in a whole of four digits or more would explain it."""
    digits = relation.members[0].figure.quote.replace(".", "").replace(",", "")
    return len(digits) >= 4 and bool(relation.hints)


def _may_nest(whole: Figure, parts: Sequence[Figure], misprinted: bool) -> bool:
    """Whether an excess can come of parts that divide other parts anew (教师168人，高级52人): far more than the whole,
    though no part alone is."""
    excess = sum((p.value for p in parts), -whole.value)
    return excess * 10 > whole.value and not misprinted and all(p.value <= whole.value for p in parts)


def is_complete(mentions: Sequence[Mention], parts: Sequence[int], stretch: str) -> bool:
    """Whether a list names all parts: it says so, its parts are a known breakdown, or their printed shares make 100."""
    if _ET_CETERA.search(stretch):
        return False
    if _CLOSED.search(stretch) or _REST.search(stretch):
        return True
    names = {mentions[j].subject for j in parts}
    if any(all(names & group for group in family.parts) for family in words().families):
        return True
    shares = [m for j in parts for m in mentions[j + 1 : j + 2] if m.dimension == "percent" and "占" in m.lead]
    return len(shares) == len(parts) and abs(sum(float(s.figure.number) for s in shares) - 100) < 1


def _single(text: str, whole: Mention, part: Mention) -> Iterator[Relation]:
    """One part alone says nothing about the rest, but may not exceed its whole."""
    if "其中" in text[whole.end : part.start] and whole.sentence == part.sentence:
        relation = equation.sum_of(whole.figure, [part.figure], f"{label_of(whole)}的分项", "sentence", listing="open")
        if relation.verdict == "contradicted":
            yield relation


def _run_before(mentions: Sequence[Mention], index: int) -> list[int]:
    """The figures of one unit joined by 、 that end at `index` (1个副科级、10个股级单位)."""
    run = [index]
    while run[0] > 0:
        before, after = mentions[run[0] - 1], mentions[run[0]]
        joined = before.sentence == after.sentence and after.start - before.end <= 12 and "、" in after.clause
        if not joined or before.figure.unit != after.figure.unit:
            break
        run.insert(0, run[0] - 1)
    return run


def _several_wholes(wholes: Sequence[Mention], parts: Sequence[Figure], label: str, scope: Scope) -> Relation:
    """Parts against several figures that together are the whole; as for any open list the parts may not exceed it."""
    count = len(wholes)
    members = [Member(w.figure, "whole") for w in wholes] + [Member(p, "addend") for p in parts]
    left, right = (" + ".join(map(equation.named, side)) for side in ([w.figure for w in wholes], parts))

    def judged(figures: Sequence[Figure]) -> Judgement:
        whole = sum((f.value for f in figures[:count]), start=figures[0].value * 0)
        return judge.total(whole, figures[count:], listing="open")

    return equation.relation("sum", label, f"{left} = {right}", members, judged, scope)


def label_of(mention: Mention) -> str:
    return mention.figure.label or mention.lead.strip() or mention.subject or "合计"


def _implied_shares(mentions: Sequence[Mention]) -> Iterator[Relation]:
    """Shares of one base, not far from each other, that make up 100 %."""
    runs: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.dimension == "percent" and "占" in mention.lead:
            run = runs.setdefault((mention.document, mention.subject), [])
            if run and mention.line - run[-1].line > _NEAR_LINES:
                yield from _hundred(run)
                run.clear()
            run.append(mention)
    for run in runs.values():
        yield from _hundred(run)


def _hundred(run: Sequence[Mention]) -> Iterator[Relation]:
    if len(run) >= 2:
        relation = equation.sum_of(Decimal(1), [m.figure for m in run], f"{run[0].lead.strip()}合计", "section")
        if relation.verdict in (*HOLDING, "unlikely"):
            yield relation
