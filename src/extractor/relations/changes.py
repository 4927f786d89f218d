"""Changes that the narrative states: from one amount to another, against an earlier amount, or by an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.relations import equation, savings, yearly
from extractor.relations.direction import is_delta, is_prior, is_required, transitions, way_of
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_surely_misread, sharp, telling_digits
from extractor.relations.judge import OPPOSITE
from extractor.relations.lists import label_of
from extractor.relations.model import Member, Relation
from extractor.relations.narrative import PLANNED, FigureMention, alike, main, named, same_sentence
from extractor.relations.operands import is_bound
from extractor.relations.steps import opposite, step_of
from extractor.relations.words import pattern, words

_FROM = re.compile(r"(?:由|从)[^由从]{0,14}$")
_AGAINST = re.compile(r"(?:相较于|相比于?|对比|比|较|与|同)(?P<what>[^比较]{0,16})$")
_ENDS_AS_CHANGE = re.compile(r"(?:[低高多少超了约]|超过|超出)$")
_DIFFERS = re.compile(r"^\s*(?:同比|环比|相比|[较比与](?=上|去|前|同|20))")
_ONLY_DIFFERS = re.compile(
    r"^\s*(?:同比|环比|相比|[较比与同])+(?:[上去前]?一?年度?|20\d\d年度?)?(?:同期)?相?比?[增减上下提降]"
)
"""Before a change, where the words name nothing but what it is against."""
_AGAIN = re.compile(r"[比较与同](?!比)")
"""Held against something else than the step before."""
_AVERAGE = re.compile(r"年均|平均|累计|占|幅度目标")
_ADJACENT = 12
_MOST_STEPS = 3
_TELLING = 2
"""Digits from which on it is no chance that a change is as large as the figures differ."""
_NEAR, _FAR = 30, 200
"""So many figures are looked through for the new amount, in the sentence and by its name."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What is said to have become of `old`: the mentions that may be the new amount, the likeliest first, whether that
    one is surely meant, and the figures behind that say by how much."""

    old: FigureMention
    new: list[FigureMention]
    sure: bool
    steps: list[FigureMention]
    beside: bool = False
    """Whether the likeliest new amount stands right before, in the same clause (支出61万元，比上年58万元多3万元)."""


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    seen: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.sentence in seen:
            continue
        seen.add(mention.sentence)
        inside = same_sentence(mentions, index)
        sentence = [*_spoken_of(mentions, inside), *(mentions[i] for i in inside)]
        explained: set[int] = set()
        for change in _stated(mentions, inside):
            found = list(_judged(change))
            if change.new or found:
                explained.update(step.start for step in change.steps)
            yield from found
        if len(sentence) >= 2:
            yield from _by_amounts(sentence, explained)
            yield from savings.relations(sentence, explained)
            yield from yearly.relations(sentence, explained)


def _spoken_of(mentions: Sequence[FigureMention], inside: range) -> list[FigureMention]:
    """The amount at the end of the sentence before, where this one begins with by how much it differs from another
    year's (收入792万元。同比增加189万元，增长31%)."""
    first = mentions[inside.start]
    if not inside.start or not _DIFFERS.match(first.lead) or not is_delta(first):
        return []
    last = mentions[inside.start - 1]
    return [last] if last.line == first.line and last.document == first.document and _comparable(last, first) else []


def _stated(mentions: Sequence[FigureMention], inside: range) -> Iterator[_Change]:
    """由A提高到B，提高… and B，比上年A增加…, in the sentence of these indices."""
    until, step = transitions()
    for i in inside:
        old, behind = mentions[i], i + 1
        new: list[FigureMention] = []
        sure, beside = True, False
        if behind in inside and _FROM.search(old.lead) and until.search(mentions[behind].lead):
            if alike(old.figure, mentions[behind].figure):
                new = [mentions[behind]]
            behind += 1
        elif (match := _AGAINST.search(old.lead)) is not None and (
            _names_prior(match["what"]) or old.tail.startswith("相比")
        ):
            new, sure = _compared(mentions, inside, i, old.lead[: match.start()])
            beside = not sure and i > inside.start and _stands_beside(mentions[i - 1], old, match.start())
            new = [mentions[i - 1], *(m for m in new if m is not mentions[i - 1])] if beside else new
        else:
            continue
        steps: list[FigureMention] = []
        while behind in inside and len(steps) < _MOST_STEPS and step.search(mentions[behind].lead):
            if not _AVERAGE.search(mentions[behind].lead):
                steps.append(mentions[behind])
            behind += 1
        if steps:
            yield _Change(old, new, sure, steps, beside)


def _stands_beside(new: FigureMention, old: FigureMention, named: int) -> bool:
    """Whether nothing stands between an amount and the one that it is held against, no name of another thing either."""
    return not named and new.part == old.part and main(new) and not new.tail.strip() and _comparable(new, old)


def _names_prior(what: str) -> bool:
    held = words().prior.search(what) or pattern("change", "held").search(what)
    return held is not None and not _ENDS_AS_CHANGE.search(what) and way_of(what) is None


def _compared(
    mentions: Sequence[FigureMention], inside: range, i: int, before: str
) -> tuple[list[FigureMention], bool]:
    """What stands to be compared with `mentions[i]`: amounts of its kind before it in the sentence, else the one at
    the end of the sentence before, else the one amount of that name in the document."""
    old = mentions[i]
    near = [m for m in mentions[max(inside.start, i - _NEAR) : i] if _comparable(m, old)]
    if near:
        first = [m for m in near if main(m)] or near
        same = [m for m in first if m.figure.unit == old.figure.unit] or first
        spent = [m for m in same if m.aspect not in PLANNED] or same
        # What the clause itself tells, where others of the sentence tell of other things (A 27元；B 58元，较上年57元…).
        spent = [m for m in spent if m.part == old.part] or spent
        likely = [*reversed(spent)]
        return [*likely, *(m for m in reversed(near) if m not in likely)], len(spent) == 1 and _goes_on(
            mentions, i, spent[0]
        )
    subject = named(before, words())[0]
    if not subject:
        return _told_before(mentions, inside, i, before)
    alone = {
        m.figure.value: m
        for m in mentions[max(0, i - _FAR) : i + _FAR]
        if m.document == old.document and _comparable(m, old) and m.subject.endswith(subject) and not m.carried
    }
    return list(alone.values()), len(alone) == 1


def _goes_on(mentions: Sequence[FigureMention], i: int, new: FigureMention) -> bool:
    """Whether `mentions[i]` is held against `new`: a plan told in passing is not meant once the clause is over, or the
    rate of what was spent of it stands between (支出7万元，预算9万元，控制率77.78%，比上年8万元减少1万元)."""
    between = (m for m in mentions[max(0, i - _NEAR) : i] if m.start > new.start)
    left = mentions[i].part != new.part or any(m.dimension == "percent" for m in between)
    return new.aspect not in PLANNED or not left


def _told_before(
    mentions: Sequence[FigureMention], inside: range, i: int, said: str
) -> tuple[list[FigureMention], bool]:
    """What the sentence before ends with, no part of a list; or the last amount there that the words name (支出比…)."""
    old = mentions[i]
    near = mentions[max(0, inside.start - _NEAR) : inside.start]
    last = [m for m in near if m.line == old.line and old.sentence - m.sentence == 1 and main(m)]
    if i != inside.start or not last:
        return [], False
    said = said.strip("，,、 ")
    last = [m for m in last if _comparable(m, old)]
    found = [m for m in reversed(last) if said in m.lead]
    found = [m for m in found if m.aspect not in PLANNED] or found
    return found, len(found) == 1


def _comparable(mention: FigureMention, old: FigureMention) -> bool:
    return (
        alike(mention.figure, old.figure)
        and mention.dimension == old.dimension
        and mention is not old
        and not is_delta(mention)
        and not is_prior(mention)
        and not is_required(mention)
    )


def _judged(change: _Change) -> Iterator[Relation]:
    """The new amount that most steps agree with; where none agrees, the likeliest one if it is sure."""
    tried = [[r for s in change.steps if (r := step_of(s, new, change.old)) is not None] for new in change.new]
    best = max(tried, key=lambda each: sum(r.verdict in HOLDING for r in each), default=[])
    if best and (change.sure or any(r.verdict in HOLDING for r in best)):
        yield from best
    elif slips := [*_slipped(change), *_turned(change)] if change.beside else []:
        yield from slips
    else:
        yield from _of_itself(change)


def _slipped(change: _Change) -> Iterator[Relation]:
    """The steps that a digit keeps from coming out for what stands right before, where that is no chance."""
    new, old = (replace(m, figure=sharp(m.figure)) for m in (change.new[0], change.old))
    for step in change.steps:
        relation = step_of(step, new, old)
        if relation is not None and is_surely_misread(relation):
            yield relation


def _turned(change: _Change) -> Iterator[Relation]:
    """The steps that are just as large as what stands right before differs, and go the other way (45万元，比上年50万元
    增长10%)."""
    new, old = change.new[0], change.old
    for step in change.steps:
        relation = step_of(step, new, old)
        if relation is None or relation.reason != OPPOSITE or telling_digits(step.figure) < _TELLING:
            continue
        gap = abs(new.figure.value - old.figure.value)
        rate = equation.change_of(step.figure, new.figure, old.figure, "none", "", "sentence")
        if rate.verdict in HOLDING if step.dimension == "percent" else gap == step.figure.value:
            yield relation


def _of_itself(change: _Change) -> Iterator[Relation]:
    """Where it is not sure what has changed: by how much is said twice (比上年40万元减少8万元，下降20%)."""
    amounts = [s for s in change.steps if s.dimension == change.old.dimension and alike(s.figure, change.old.figure)]
    rates = [s for s in change.steps if s.dimension == "percent" and not _AGAIN.search(s.lead)]
    if change.old.dimension != "percent" and len(amounts) == len(rates) == 1 and amounts[0].start < rates[0].start:
        amount, rate = amounts[0], rates[0]
        label = label_of(change.old)
        yield equation.rate_of(rate.figure, [amount.figure], [change.old.figure], label, "sentence", kind="change_rate")


def _by_amounts(sentence: Sequence[FigureMention], explained: set[int]) -> Iterator[Relation]:
    """Rates of change whose earlier amount is said in other words, or follows from the amount of the change."""
    for at, percent in enumerate(sentence):
        way = way_of(percent.lead)
        if percent.dimension not in ("percent", "points") or way is None or _AVERAGE.search(percent.lead):
            continue
        points = percent.dimension == "points"
        before = [
            m
            for m in sentence[max(0, at - _NEAR) : at]
            if (m.dimension == "percent") == points and m.dimension != "points"
        ]
        if not before or percent.start in explained:
            continue
        before = [m for m in before if m.figure.base == before[-1].figure.base]
        last = before[-1]
        near = percent.start - last.end <= _ADJACENT
        delta = last if near and not points and is_delta(last) else None
        if delta is not None:
            other = way_of(delta.lead)
            if other is not None and other != way:
                said = f"{delta.lead.strip()}{delta.figure.quote}{delta.figure.unit}"
                yield opposite(
                    f"{said} 与 {percent.lead.strip()}{percent.figure.quote}%",
                    [Member(percent.figure, "percent"), Member(delta.figure, "amount")],
                    label_of(last),
                )
                continue
        others = [m for m in before if m is not delta]
        prior = next((m for m in reversed(others) if is_prior(m)), None)
        now = [m for m in others if m is not prior and not (is_delta(m) or is_required(m) or is_bound(m.figure))]
        if prior is not None:
            tried = [
                equation.change_of(percent.figure, m.figure, prior.figure, way, label_of(m), "sentence", points=points)
                for m in now
            ]
            sure = len(now) == 1 and _one_subject(now[0], prior)
            yield from _sure(tried, sure)
            gap = step_of(delta, now[0], prior) if delta is not None and now else None
            if gap is not None and (sure or gap.verdict in HOLDING):
                yield gap
        elif delta is not None and now:
            # The first amount of a sentence is what it is about; the ones behind may be its parts.
            tried = [
                equation.change_by(percent.figure, delta.figure, m.figure, way, label_of(m), "sentence") for m in now
            ]
            yield from _sure(
                tried,
                not delta.subject
                or delta.subject == now[0].subject
                or delta.carried
                or (len(now) == 1 and _ONLY_DIFFERS.match(delta.lead) is not None),
            )


def _one_subject(now: FigureMention, prior: FigureMention) -> bool:
    return prior.carried or not prior.subject or now.subject == prior.subject


def _sure(tried: Sequence[Relation], sure: bool) -> Iterator[Relation]:
    """The reading that comes out; where none does, the contradiction of the first if it is sure what is meant."""
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif tried and sure:
        yield tried[0]
