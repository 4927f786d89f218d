"""Rates of things counted in the narrative: done of due, satisfied of asked (办结率, 满意度, 收缴率)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractor.relations import equation
from extractor.relations.direction import is_delta
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_misread
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import COUNTED, PEOPLE, FigureMention, alike, main, measures, same_sentence
from extractor.relations.operands import as_target, before, best, is_bound, is_misprint, of_them
from extractor.relations.words import Ratio, bare, pattern, words

_PLACED = (*COUNTED, "duration")
_DUE, _REAL = re.compile(r"应[\u4e00-\u9fff]{1,3}$"), re.compile(r"[实已][\u4e00-\u9fff]{1,3}$")
"""应收 and 实收: what was due and what was done of it, whatever their numbers say."""
_UNDONE = re.compile(r"^(?:尚?未|没有?)")
_MOST_PAIRED, _MOST_DUE = 2, 8
_FAR = 200
"""So many figures are looked through for an operand that stands further off."""
_CLOSE = 40
_GOAL = re.compile(r"(?:比|较|与|距)[^，,]{0,6}(?:目标|计划|任务)[^，,]{0,3}$")
_DENIED = re.compile(r"[不未无非]$|基本$|较为?$|比较$|非常$|一般$")
_NEVER_TARGETS = "完成"
_CALLED = re.compile(r"[率度](?:约|为|是|达到?|仅|高达|均)*$")
_SHORTEST_CORE = 2
_MOST = 8
_MOST_BEHIND = 4


def relations(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """What decides the rate at `index`: a count in another one, counts that its name asks for, or those before it."""
    percent = mentions[index]
    name = bare(percent.lead)
    label = percent.lead.strip()
    pair = of_them(mentions, index)
    if pair is not None:
        part, whole = pair
        own = any(c in part.lead + part.tail for c in essence(label)) or "率" not in label
        yield from best(percent.figure, [part.figure], [(whole.figure, "")], label, "sentence", sure=own)
        return
    behind = list(_counted_behind(mentions, index, label))
    if behind:
        yield from behind
        return
    ratio = ratio_of(name)
    found = list(_by_words(mentions, index, ratio, label)) if ratio is not None else []
    # A bound (95%以上) is true of many figures: only those that its name asks for are taken.
    if not any(r.verdict in HOLDING for r in found) and not is_bound(percent.figure):
        near = list(_by_place(mentions, index, label))
        found = [r for r in near if r.verdict in HOLDING] or found or near
    yield from (r for r in found if r.verdict in HOLDING or not _taken(mentions, index, r))


def _taken(mentions: Sequence[FigureMention], index: int, relation: Relation) -> bool:
    """Whether a rate before this one in the sentence comes out of the same counts (满意481份，满意度92.5%；安全感满意度
    94.1%): the second is then of others, told elsewhere."""
    percent = mentions[index]
    sides = {part: [m.figure for m in relation.members if m.part == part] for part in ("numerator", "denominator")}
    earlier = (mentions[i] for i in same_sentence(mentions, index) if i < index)
    return any(
        equation.rate_of(m.figure, sides["numerator"], sides["denominator"], "", "sentence").verdict in HOLDING
        for m in earlier
        if m.dimension == "percent" and m.part != percent.part and m.figure.value != percent.figure.value
    )


def _counted_behind(mentions: Sequence[FigureMention], index: int, label: str) -> Iterator[Relation]:
    """`满意度93.5%（回访200人，满意187人）`, `批复率92.6%，申请337次、批准312次`: two counts right behind a rate."""
    percent = mentions[index]
    counts = [m for m in mentions[index + 1 : index + 1 + _MOST_BEHIND] if m.part == percent.part]
    bracketed = bool(counts) and counts[0].depth > percent.depth
    if bracketed:
        counts = [m for m in counts if m.depth == counts[0].depth]
    pairs = [(a, b) for a, b in combinations(counts, 2) if alike(a.figure, b.figure) and measures(a)]
    tried = []
    for one, other in pairs:
        top, base = sorted((one, other), key=lambda m: m.figure.value)
        tried.append(equation.rate_of(percent.figure, [top.figure], [base.figure], label, "sentence"))
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    slips = (r for r in tried if bracketed and len(pairs) == 1 and is_misprint(r, 3))
    found = fits or next(slips, None)
    if found is not None:
        yield found


def ratio_of(name: str) -> Ratio | None:
    """What stands above and below the line of a rate of things; None where its name is not known."""
    return next((r for r in words().ratios if any(_ends(name, rate) for rate in r.names)), None)


def _ends(name: str, rate: str) -> bool:
    return re.search(rf"{rate}(?:约|为|是|达到?|仅|高达|均)*$", name) is not None


def essence(name: str) -> str:
    """The characters of a rate's name that say what was done (办结率 → 办结)."""
    return re.sub(r"[率均达到为的和及，、]", "", name)[-6:]


def says(mention: FigureMention, wanted: Sequence[str]) -> bool:
    """Whether the words before a count, or right behind it (145人满意), hold one of `wanted`, not denied."""
    for word in wanted:
        places = (match.start() for match in re.finditer(re.escape(word), mention.lead))
        if any(not _DENIED.search(mention.lead[:at]) for at in places):
            return True
        if mention.tail.startswith(word):
            return True
    return False


def _by_words(mentions: Sequence[FigureMention], index: int, ratio: Ratio, label: str) -> Iterator[Relation]:
    """Counts in this sentence (or right before it) that stand with the words that the rate's name asks for."""
    percent = mentions[index]
    behind = [m for m in mentions[index + 1 : index + 4] if m.part == percent.part]
    every = [*before(mentions, index, 1), *behind]
    near = [m for m in every if m.dimension in (*COUNTED, "money") and m.aspect != "prior"]
    aims = any(_NEVER_TARGETS in n for n in ratio.names)
    taken = [m for m in near if m.sentence == percent.sentence and not is_bound(m.figure)]
    above = [m for m in taken if says(m, ratio.above) and not says(m, ratio.below)] or [
        m for m in taken if says(m, ratio.above)
    ]
    if not above:
        return
    tops: list[list[FigureMention]] = [[m] for m in above[:3]]
    if len(above) > 1 and len({m.part for m in above}) == 1:
        tops.append(above)
    below = [m for m in near if m not in above and (aims if is_bound(m.figure) else says(m, ratio.below))]
    tried = [
        equation.rate_of(
            percent.figure, [t.figure for t in top], [as_target(m.figure) if aims else m.figure], label, "sentence"
        )
        for top in tops
        for m in below[:_MOST]
        if all(_asked(m, t) and m is not t for t in top)
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
        return
    # Sure where one count is meant: 优良率 asks for two, and 非常满意 may belong to the satisfied or not.
    own = [m for m in above if m.part == percent.part]
    bases = [m for m in below if own and _asked(m, own[0]) and m.sentence == percent.sentence]
    shaded = any(_shade(m) for m in near if m.sentence == percent.sentence and (m not in above or len(above) > 1))
    if not bases or not own or not in_manner(bare(label), own[0]):
        return
    top = own if len(ratio.above) > 1 and len(own) > 1 and "优良率" in ratio.names else own[:1]
    if len(own) == len(top):
        base = as_target(bases[0].figure) if aims else bases[0].figure
        relation = equation.rate_of(percent.figure, [t.figure for t in top], [base], label, "sentence")
        # More done than due: another count is meant, unless one slip explains it (100% has no digits to tell by).
        beside = [bases[0], *top, percent] == list(mentions[index - 2 : index + 1])
        alike_long = len(bases[0].figure.quote) == len(top[0].figure.quote) and percent.figure.value == 1
        sure = all(t.figure.value <= base.value for t in top) or is_misprint(relation, 3) or (beside and alike_long)
        # Who else was counted among the satisfied is open: then four digits must tell.
        if is_misprint(relation) if shaded else sure:
            yield relation


def _asked(base: FigureMention, part: FigureMention) -> bool:
    """Whether a count may be one of those that a base counts: of its kind, or of the answers of a survey."""
    answers = base.dimension == part.dimension == "count" and pattern("survey", "answers").search(base.lead) is not None
    return alike(base.figure, part.figure) or answers


def _shade(mention: FigureMention) -> bool:
    """比较满意, 非常满意, 较满意: grades that some reports count among the satisfied."""
    return re.search(r"(?:比较|非常|较|很|基本)满意", mention.lead + mention.tail) is not None


def _by_place(mentions: Sequence[FigureMention], index: int, label: str) -> Iterator[Relation]:
    """Done of due, in one sentence, by where they stand. A due count further off can only show that it holds."""
    percent = mentions[index]
    near = [m for m in before(mentions, index, 0) if m.dimension in _PLACED and not is_bound(m.figure)]
    counts = [m for m in near if not (_UNDONE.search(m.lead) or is_delta(m))]
    if not counts:
        return
    if len(counts) > 1 and _GOAL.search(counts[0].lead) and alike(counts[0].figure, counts[1].figure):
        # 核定5500亩，比目标6000亩少500亩: the goal stands behind what was done.
        counts[:2] = counts[1::-1]
    above = counts[0]
    same = [m for m in counts[1:] if alike(m.figure, above.figure)]
    called = _taken_after(above, label)
    if called and not same:
        same = _counted_in_times(mentions, index, counts)
    # A rate of 100 % fits whatever is told twice: what the clause itself tells is meant.
    here = [m for m in same if m.part == percent.part]
    same = here if here and percent.figure.value == 1 else same
    counts = [m for m in counts if m is above or m in same] if here and percent.figure.value == 1 else counts
    done = any(w in above.lead for w in words().done)
    due = len(same) == 1 and _DUE.search(same[0].lead) is not None and _REAL.search(above.lead) is not None
    sure = due or (
        done
        and len(same) == 1
        and above.start - same[0].end < _CLOSE
        and above.figure.value <= same[0].figure.value
        and not any(w in same[0].lead for w in words().done)
        and any(c in above.lead for c in essence(label))
        and in_manner(bare(label), above)
    )
    lone = here if len(here) == 1 else same
    if called and len(lone) == 1 and not _taken_after(lone[0], label):
        # 检测2460名，贫血167人，贫血率6.8%: the rate takes its name from the one, and nothing else can be the other.
        relation = equation.rate_of(percent.figure, [above.figure], [lone[0].figure], label, "sentence")
        if relation.verdict in HOLDING or above.figure.value <= lone[0].figure.value or is_misread(relation):
            yield relation
            return
    meant = [m for m in counts[:4] if main(m) and m is not above and any(c in m.lead for c in essence(label))]
    found: list[Relation] = []
    for top in [above, *meant]:
        others = [m.figure for m in counts if m is not top and alike(m.figure, top.figure)]
        bases: Sequence[tuple[Figure, str]] = [(f, "") for f in others]
        found = list(best(percent.figure, [top.figure], bases, label, "sentence", sure=sure and top is above))
        if any(r.verdict in HOLDING for r in found):
            yield from found
            return
    bases = [(m.figure, "") for m in same]
    first = list(best(percent.figure, [above.figure], bases, label, "sentence", sure=sure, named=called))
    first = first or list(_misprints(percent, counts, label))
    yield from first or _from_afar(mentions, index, above, label)


def _taken_after(part: FigureMention, label: str) -> bool:
    """Whether a rate takes its name from what is counted (贫血167人，贫血率6.8%), done in the same manner."""
    name = _CALLED.sub("", bare(label))
    core, said = name[-_SHORTEST_CORE:], bare(part.lead)
    told = said.endswith(core) and not _DENIED.search(said.removesuffix(core))
    return len(core) == _SHORTEST_CORE and name != bare(label) and told and in_manner(name, part)


def in_manner(name: str, part: FigureMention) -> bool:
    """Whether a rate of what was done in some manner (按时完成率) is of a count that says so."""
    manner = pattern("manner", "done").search(name)
    return manner is None or manner[0] in part.lead + part.tail


def _counted_in_times(
    mentions: Sequence[FigureMention], index: int, counts: Sequence[FigureMention]
) -> list[FigureMention]:
    """People counted each time they came, right before those of them that a rate takes (学员860人次，结业840人)."""
    if len(counts) < 2 or counts[1].part != mentions[index].part or counts[0].start - counts[1].end > _CLOSE:
        return []
    return [counts[1]] if counts[1].figure.base == "人次" and counts[0].figure.base in PEOPLE else []


def _misprints(percent: FigureMention, counts: Sequence[FigureMention], label: str) -> Iterator[Relation]:
    """Two counts of the sentence that fit a rate of four digits but for one slip: the only two that do."""
    done = [c for c in counts[:_MOST_PAIRED] if main(c)]
    pairs = [(t, b) for t in done for b in counts[:_MOST_DUE] if t is not b and alike(t.figure, b.figure)]
    found = [
        relation
        for top, base in pairs
        for relation in best(percent.figure, [top.figure], [(base.figure, "")], label, "sentence")
    ]
    if len(found) == 1:
        yield found[0]


def _from_afar(mentions: Sequence[FigureMention], index: int, above: FigureMention, label: str) -> Iterator[Relation]:
    percent = mentions[index]
    far = [
        (m.figure, "")
        for m in mentions[max(0, index - _FAR) : index]
        if alike(m.figure, above.figure)
        and m.document == percent.document
        and m.sentence != percent.sentence
        and any(w in m.lead + m.tail for w in words().goal)
    ]
    yield from best(percent.figure, [above.figure], far[-4:], label, "document")
