"""Shares that the narrative prints (占总支出的75%), against the whole that they name or that their list is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.relations import equation, judge
from extractor.relations.bases import MOST_FACTS, Facts, Share, distinct, earlier, named_bases, whole_of_list, wholes
from extractor.relations.equation import HOLDING
from extractor.relations.facts import Fact
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import FigureMention, alike, main, named
from extractor.relations.operands import before, best, is_bound, of_them
from extractor.relations.words import words

_OF = re.compile(r"(?P<what>[^，,]*)占(?P<base>.*)$")
_OF_END = re.compile(r"(?:的?(?:比重|比例|百分比|份额|比率?))?(?:约|仅|达到?|高达|只|为|是|的|近|比)*$")
_EACH = re.compile(r"分别占")
_COUNTED_BASE = re.compile(r"^[^，,]{0,8}的(?:比例为?)?$")
_BASE_LEAD = re.compile(r"占[^，,]{0,16}$|完成[^，,]{0,12}$|覆盖[^，,]{0,10}$|^[^，,]{0,3}[是为][^，,]{0,6}$")
_OWN_SUBJECT = re.compile(r"[\u4e00-\u9fff]{2}(?<!其中)(?<!大约)(?<!比重)(?<!仅仅)")
"""Between the part and 占: another thing than the part has this share."""
_GENERIC = ("任务", "目标", "总", "全部", "计划", "全年", "合计", "全体")
_SPENDING = ("支出", "投入", "资金")
_SHORTEST = 3
_NEAR = 6
_SAME_LIST = 9
"""Shares of one list stand at most so many lines from each other, blank ones and those of items below them counted."""


def is_share(mentions: Sequence[FigureMention], index: int) -> bool:
    percent = mentions[index]
    return percent.dimension == "percent" and (
        "占" in percent.lead
        or _base_before(mentions, index)
        or _bracketed(mentions, index)
        or _run(mentions, index) is not None
    )


def relations(mentions: Sequence[FigureMention], facts: Sequence[Fact], owners: dict[str, str]) -> Iterator[Relation]:
    by_name: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_name[fact.owner, fact.subject].append(fact)
    shares: list[Share] = []
    for index in range(len(mentions)):
        if not is_share(mentions, index):
            continue
        if _base_before(mentions, index):
            yield from _of_count(mentions, index)
        elif (pair := of_them(mentions, index)) is not None:
            part, whole = pair
            label = f"{label_of(part)}占比"
            yield from best(
                mentions[index].figure,
                [part.figure],
                [(whole.figure, "")],
                label,
                "sentence",
                kind="share",
                sure=not mentions[index].lead.strip("占约为的"),
            )
        elif (both := _by_names(mentions, index)) is not None:
            yield from both
        elif (share := _share(mentions, index)) is not None:
            shares.append(share)
        else:
            yield from _of_subjects(mentions[index], by_name, owners.get(mentions[index].document, ""))
    for siblings in _lists(shares):
        agreed = _agreed(mentions, siblings)
        for share in siblings:
            yield from _judged(mentions, share, by_name, owners.get(share.percent.document, ""), agreed)


def _base_before(mentions: Sequence[FigureMention], index: int) -> bool:
    """`占核定编制143人的95.10%`: the base is the figure before, and the words before it say so."""
    percent, base = mentions[index], mentions[index - 1] if index else mentions[index]
    return (
        index > 0
        and percent.sentence == base.sentence
        and base.dimension != "percent"
        and percent.start - base.end == len(percent.lead)
        and _COUNTED_BASE.search(percent.lead) is not None
        and _BASE_LEAD.search(base.lead) is not None
    )


def _bracketed(mentions: Sequence[FigureMention], index: int) -> bool:
    """`农民工317人（44.9%）` in a list of parts."""
    percent, part = mentions[index], mentions[index - 1] if index else mentions[index]
    return not percent.lead.strip() and percent.depth > part.depth and part.among and percent.start - part.end <= 1


def _of_count(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    percent, base = mentions[index], mentions[index - 1]
    parts = [m for m in before(mentions, index, 0)[1:] if alike(m.figure, base.figure) and not is_bound(m.figure)]
    likely = [m for m in parts if main(m)] or parts
    tried = [
        equation.rate_of(percent.figure, [p.figure], [base.figure], f"{label_of(p)}占比", "sentence", kind="share")
        for p in [*likely, *(m for m in parts if m not in likely)]
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif tried and len(likely) == 1 and not is_bound(base.figure):
        yield tried[0]


def _by_names(mentions: Sequence[FigureMention], index: int) -> list[Relation] | None:
    """`年中追加占年初预算的7.31%`: both amounts stand elsewhere, each the only one of its kind. None where the words
    before 占 name no such amount."""
    percent = mentions[index]
    match = _OF.search(percent.lead)
    if match is None or len(match["what"].strip()) < 2:
        return None
    above, below = named(match["what"], words())[1], named(_OF_END.sub("", match["base"]), words())[1]
    if not above or not below or above == below:
        return None

    def amounts(aspect: str) -> list[Figure]:
        said = (m for m in mentions[:index] if m.document == percent.document and m.dimension == "money")
        return list({m.figure.value: m.figure for m in said if m.aspect == aspect}.values())

    parts, bases = amounts(above), amounts(below)
    label = f"{match['what'].strip()}占{match['base']}"
    sure = len(parts) == 1 and len(bases) == 1
    tried = [r for p in parts for r in best(percent.figure, [p], [(b, "") for b in bases], label, "document",
                                            kind="share", sure=sure)]  # fmt: skip
    return tried[:1]


def _of_subjects(percent: FigureMention, facts: Facts, owner: str) -> list[Relation]:
    """`持证保育员占全体保育员的62.5%`: no amount stands near, but each name is that of one figure of the report."""
    match = _OF.search(percent.lead)
    if match is None:
        return []
    names = (named(match["what"], words())[0], named(_OF_END.sub("", match["base"]), words())[0])
    found = [list({f.figure.value: f.figure for f in facts.get((owner, name), ())}.values()) for name in names if name]
    if [len(each) for each in found] != [1, 1] or not alike(found[0][0], found[1][0]):
        return []
    (part,), (whole,) = found
    label = f"{match['what'].strip()}占{match['base']}"
    return list(best(percent.figure, [part], [(whole, "")], label, "document", kind="share", named=True))


def _share(mentions: Sequence[FigureMention], index: int) -> Share | None:
    percent = mentions[index]
    near = [m for m in before(mentions, index, 0) if m.depth <= percent.depth and m.dimension != "duration"]
    if not near:
        return None
    match = _OF.search(percent.lead)
    name = _OF_END.sub("", match["base"]).strip() if match else ""
    part = near[0]
    run = _run(mentions, index)
    if run is not None:
        first, count = run
        alikes = [m for m in near if alike(m.figure, near[0].figure)][:count]
        if len(alikes) == count:
            part = alikes[count - 1 - (index - first)]
    return Share(index, percent, part, name)


def _run(mentions: Sequence[FigureMention], index: int) -> tuple[int, int] | None:
    """`分别占50%、30%、20%`: where the run that holds `index` begins, and how many percentages it has."""
    first = index
    while first > 0 and mentions[first - 1].dimension == "percent" and mentions[first].part == mentions[first - 1].part:
        first -= 1
    if not _EACH.search(mentions[first].lead):
        return None
    last = first
    while last + 1 < len(mentions) and mentions[last + 1].dimension == "percent":
        if mentions[last + 1].part != mentions[first].part:
            break
        last += 1
    return first, last - first + 1


def _lists(shares: Sequence[Share]) -> Iterator[list[Share]]:
    """Shares of one whole that follow each other: the same kind of amount, not far from each other."""
    group: list[Share] = []
    for share in shares:
        last = group[-1] if group else None
        if last is not None and not (
            share.percent.document == last.percent.document
            and share.name == last.name
            and alike(share.part.figure, last.part.figure)
            and share.percent.line - last.percent.line <= _SAME_LIST
        ):
            yield group
            group = []
        group.append(share)
    if group:
        yield group


def _agreed(mentions: Sequence[FigureMention], siblings: Sequence[Share]) -> Figure | None:
    """The whole that two of the shares come out for, or that all their parts add up to."""
    if len(siblings) < 2:
        return None
    for whole in wholes(mentions, siblings[0], siblings):
        fitting = sum(_holds(s, whole.figure) for s in siblings)
        units = {whole.figure.unit, *(s.part.figure.unit for s in siblings)}
        almost = 0 < fitting == len(siblings) - 1 and main(whole) and len(units) == 1
        if fitting >= 2 or almost or judge.total(whole.figure, [s.part.figure for s in siblings]).verdict in HOLDING:
            return whole.figure
    return None


def _holds(share: Share, whole: Figure) -> bool:
    return judge.ratio(share.percent.figure, [share.part.figure], [whole]).verdict in HOLDING


def _relation(share: Share, whole: Figure) -> Relation:
    label = f"{label_of(share.part)}占{share.name}"
    return equation.rate_of(share.percent.figure, [share.part.figure], [whole], label, "document", kind="share")


def _of_its_kind(subject: str, facts: Facts, owner: str) -> list[Fact]:
    """What is known of a subject, and of what its name ends with (抽查普查小区 of 普查小区)."""
    names = [subject[at:] for at in range(max(1, len(subject) - _SHORTEST + 1))]
    return [fact for name in names for fact in facts.get((owner, name), ())][:MOST_FACTS]


def _right_before(mentions: Sequence[FigureMention], share: Share) -> Figure | None:
    """`工单2180项，当天办1962项，占90%`: the one amount of the part's kind before it in its clause, no part itself."""
    behind = mentions[share.index + 1] if share.index + 1 < len(mentions) else None
    goes_on = behind is not None and behind.part == share.percent.part and alike(behind.figure, share.part.figure)
    inside = [m for m in mentions[max(0, share.index - _NEAR) : share.index] if m.part == share.percent.part]
    alikes = [m for m in inside if alike(m.figure, share.part.figure)]
    if goes_on or len(alikes) != 2 or alikes[1] is not share.part or any(m.dimension == "percent" for m in inside):
        return None
    whole = alikes[0]
    return whole.figure if main(whole) and not is_bound(whole.figure) else None


def _may_be_whole(mention: FigureMention, share: Share) -> bool:
    return mention.start < share.part.start and main(mention) and alike(mention.figure, share.part.figure)


def _judged(
    mentions: Sequence[FigureMention], share: Share, facts: Facts, owner: str, agreed: Figure | None
) -> Iterator[Relation]:
    bases, sure = named_bases(mentions, share, facts, owner)
    if not bases:
        near = wholes(mentions, share, [share])
        generic = not share.name or any(w in share.name for w in _GENERIC) or share.name in _SPENDING
        whole = whole_of_list(share, near)
        closest = next((m for m in before(mentions, share.index, 0) if _may_be_whole(m, share)), whole)
        # What stands nearest is meant; where that is less than its part, one of the two is a misprint.
        whole = whole if closest is whole else None
        bases = [m.figure for m in near] if generic else []
        if generic and agreed is not None:
            # Of shares told in one breath (分别占50%、30%、20%) none is of another whole.
            bases, sure = [agreed, *([] if _run(mentions, share.index) else bases)], True
        elif generic and whole is not None:
            bases, sure = [whole.figure, *bases], True
        elif generic and share.part.subject:
            same = _of_its_kind(share.part.subject, facts, owner)
            bases += distinct([f.figure for f in same if f.figure.value >= share.part.figure.value], share.part.figure)
    if not share.name and not sure and (beside := _right_before(mentions, share)) is not None:
        bases, sure = [beside, *bases], True
    sure = sure and not _OWN_SUBJECT.search(share.percent.clause.rpartition("占")[0])
    fits = next((base for base in bases if _holds(share, base)), None)
    if fits is not None:
        yield _relation(share, fits)
        return
    label = f"{label_of(share.part)}占{share.name}"
    said = share.percent.figure
    bases = bases[:1] if sure else [*bases[:1], *earlier(mentions, share)]
    tried = (best(said, [share.part.figure], [(b, "")], label, "document", kind="share", sure=sure) for b in bases)
    yield from next((r for found in tried if (r := list(found))), [])
