"""Changes against an earlier amount, and differences between amounts, within one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.judge import Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Member, Relation
from extractor.relations.narrative import Mention, same_sentence
from extractor.relations.words import words

_PRIOR = re.compile(r"上年|去年|上一年|同期|上期|年初(?!预算)")
_REMAINDER = re.compile(r"节约|结余|剩余|节省|结转|余额")

_OLD_YEAR = re.compile(r"20\d\d年")
_AVERAGE = re.compile(r"年均|平均|累计|占|幅度目标")
_ADJACENT = 12

Way = Literal["up", "down"]


def relations(mentions: Sequence[Mention]) -> Iterator[Relation]:
    seen: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.sentence in seen:
            continue
        seen.add(mention.sentence)
        sentence = [mentions[i] for i in same_sentence(mentions, index)]
        if len(sentence) >= 2:
            yield from _changes(sentence)
            yield from _remainders(sentence)
            yield from _adjusted(sentence)


def _way(lead: str) -> Way | None:
    """The direction that the words say; None where they say none or both."""
    up = any(w in lead for w in words().up)
    down = any(w in lead for w in words().down)
    return None if up == down else "up" if up else "down"


def _changes(sentence: Sequence[Mention]) -> Iterator[Relation]:
    for at, percent in enumerate(sentence):
        way = _way(percent.lead)
        if percent.dimension not in ("percent", "points") or way is None or _AVERAGE.search(percent.lead):
            continue
        points = percent.dimension == "points"
        before = [m for m in sentence[:at] if (m.dimension == "percent") == points and m.dimension != "points"]
        if not before:
            continue
        before = [m for m in before if m.figure.base == before[-1].figure.base]
        last = before[-1]
        near = percent.start - last.end <= _ADJACENT
        delta = last if near and not points and _is_delta(last) else None
        if delta is not None:
            opposite = _opposite(delta, percent, way, label_of(last))
            if opposite is not None:
                yield opposite
                continue
        others = [m for m in before if m is not delta]
        prior = next((m for m in reversed(others) if _is_prior(m)), None)
        now = [m for m in others if m is not prior and not _is_delta(m)]
        if prior is not None:
            yield from _against_prior(percent, now, prior, way, points)
            if delta is not None and now:
                pairs = [(m, prior) if way == "up" else (prior, m) for m in now]
                tried = [
                    equation.difference(delta.figure, larger.figure, [smaller.figure], label_of(delta), "sentence")
                    for larger, smaller in pairs
                ]
                yield from _sure(tried, len(now) == 1 and _one_subject(now[0], prior))
        elif delta is not None and now:
            # The first amount of a sentence is what it is about; the ones behind may be its parts.
            tried = [
                equation.change_by(percent.figure, delta.figure, m.figure, way, label_of(m), "sentence") for m in now
            ]
            yield from _sure(tried, not delta.subject or delta.subject == now[0].subject or delta.carried)


def _against_prior(
    percent: Mention, now: Sequence[Mention], prior: Mention, way: Way, points: bool
) -> Iterator[Relation]:
    tried = [
        equation.change_of(percent.figure, m.figure, prior.figure, way, label_of(m), "sentence", points=points)
        for m in now
    ]
    yield from _sure(tried, len(now) == 1 and _one_subject(now[0], prior))


def _one_subject(now: Mention, prior: Mention) -> bool:
    return prior.carried or not prior.subject or now.subject == prior.subject


def _sure(tried: Sequence[Relation], sure: bool) -> Iterator[Relation]:
    """The reading that comes out; where none does, the contradiction of the first if it is sure what is meant."""
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif tried and sure:
        yield tried[0]


def _is_prior(mention: Mention) -> bool:
    """Whether the words say that this is the earlier amount; `比上年增加` before it says that it is the change."""
    return not _is_delta(mention) and (
        mention.aspect == "prior"
        or _PRIOR.search(mention.lead) is not None
        or (mention.lead.startswith(("比", "较", "与")) and bool(_OLD_YEAR.search(mention.lead)))
        or mention.tail.startswith("相比")
    )


def _is_delta(mention: Mention) -> bool:
    return any(re.search(rf"{w}(?:了|额|金额|支出|约|达到?)*$", mention.lead) for w in words().delta)


def _opposite(delta: Mention, percent: Mention, way: Way, label: str) -> Relation | None:
    """`减少12万元，增长3.1%`: amount and rate of one change go different ways."""
    other = _way(delta.lead)
    if other is None or other == way:
        return None
    return equation.relation(
        "change_rate",
        label,
        f"{delta.lead.strip()}{delta.figure.quote}{delta.figure.unit} 与 {percent.lead.strip()}{percent.figure.quote}%",
        [Member(percent.figure, "percent"), Member(delta.figure, "amount")],
        lambda _: Judgement("contradicted", "方向相反"),
        "sentence",
        flips=("增减方向",),
    )


def _remainders(sentence: Sequence[Mention]) -> Iterator[Relation]:
    """节约 = 预算 − 支出; 结余 = 收入 − 支出. Three amounts, each of its own kind, in this sentence."""
    money = [m for m in sentence if m.dimension == "money"]
    for rest in money:
        if not _REMAINDER.search(rest.lead):
            continue
        before = [m for m in money if m.start < rest.start and m.depth == rest.depth]
        spent = [m for m in before if m.aspect == "actual"]
        given = [m for m in before if m.aspect in ("adjusted", "initial", "received") and not _REMAINDER.search(m.lead)]
        if not spent or not given:
            continue
        tried = [
            equation.difference(rest.figure, g.figure, [spent[-1].figure], label_of(rest), "sentence") for g in given
        ]
        fits = next((r for r in tried if r.verdict in HOLDING), None)
        if fits is not None:
            yield fits
        elif len(given) == 1 and len(spent) == 1 and _one_subject(spent[0], given[0]) and len(before) == 2:
            yield tried[0]


def _adjusted(sentence: Sequence[Mention]) -> Iterator[Relation]:
    """调整后预算 = 年初预算 ± 追加."""
    money = [m for m in sentence if m.dimension == "money"]
    first = [m for m in money if m.aspect == "initial"]
    after = [m for m in money if m.aspect == "adjusted" and "调整" in m.lead]
    more = [m for m in money if re.search(r"追加|调增|增加", m.lead)]
    less = [m for m in money if re.search(r"追减|调减|核减|减少", m.lead)]
    if len(first) == 1 and len(after) == 1 and more + less:
        relation = equation.sum_of(
            after[0].figure,
            [first[0].figure, *(m.figure for m in more)],
            label_of(after[0]),
            "sentence",
            less=[m.figure for m in less],
        )
        yield relation
