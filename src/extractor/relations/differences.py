"""Differences between amounts: what is left of money or of a number, budgets after their adjustment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.hints import UNLIKELY, chance, is_digit_off, is_misread, telling_digits
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import FigureMention, alike, main, same_sentence
from extractor.relations.operands import is_bound
from extractor.relations.words import pattern, words

_FEWER, _AGAINST = re.compile(r"[差少]$"), re.compile(r"[比较距]")
_APART = re.compile(r"^[，,\s]*(?:二者|两者|前后)?相差(?:了|达|为)?$")
"""By how much the two figures right before are apart."""
_LONG = 4
_MOST_BEFORE = 4
_MANY = 100
_FARTHEST = 24
_NEAREST = 3


def relations(mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    seen: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.dimension == "money" and tells(mention, "left"):
            yield from _left_over(mentions, index)
        if tells(mention, "rest"):
            yield from _the_rest(mentions, index)
        if tells(mention, "net"):
            yield from _net(mentions, index)
        if mention.dimension == "money" and tells(mention, "against_budget"):
            yield from _off_budget(mentions, index)
        if mention.sentence not in seen:
            seen.add(mention.sentence)
            money = [mentions[i] for i in same_sentence(mentions, index) if mentions[i].dimension == "money"]
            yield from _remainders(money)
            yield from _adjusted(money)
            yield from _audited(money)


def tells(mention: FigureMention, what: str) -> bool:
    """Whether the words before a figure say that it is `what`, a list of the data file's table `difference`."""
    return pattern("difference", what).search(mention.lead) is not None


def _remainders(money: Sequence[FigureMention]) -> Iterator[Relation]:
    """节约 = 预算 − 支出; 结余 = 收入 − 支出. Three amounts, each of its own kind."""
    for rest in money:
        if not tells(rest, "remainder"):
            continue
        before = [m for m in money if m.start < rest.start and m.depth == rest.depth]
        spent = [m for m in before if m.aspect == "actual"]
        given = [m for m in before if m.aspect in ("adjusted", "initial", "received") and not tells(m, "remainder")]
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


def _left_over(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """What is left, with what was given and spent some sentences before. Which amounts are meant is open: only a triple
    that comes out, or that one digit keeps from it, says anything."""
    rest = mentions[index]
    if tells(rest, "earlier") or rest.depth:
        return
    before = [
        m
        for m in mentions[max(0, index - _FARTHEST) : index]
        if m.dimension == "money" and m.document == rest.document and main(m) and m.aspect != "prior"
    ]
    spent = [m for m in before if m.aspect == "actual"][-_NEAREST:]
    given = [m for m in before if m.aspect in ("adjusted", "initial", "received") or "收入" in m.lead][-_NEAREST:]
    tried = [
        equation.difference(rest.figure, g.figure, [s.figure], label_of(rest), "section")
        for g in reversed(given)
        for s in reversed(spent)
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    told = [m for m in (*given, *spent) if m.line == rest.line]
    # What is left of income may hold what was left of the year before.
    alone = len(given) == len(spent) == 1 and len(told) == 2 and given[0].aspect and _one_subject(spent[0], given[0])
    found = fits or next((r for r in tried if _one_digit_off(r) or (alone and is_digit_off(r))), None)
    if found is not None:
        yield found


def _one_digit_off(relation: Relation) -> bool:
    """Whether one other digit would make it come out, where figures are too long for that to be chance."""
    return max(telling_digits(m.figure) for m in relation.members) >= _LONG and is_misread(relation)


def _the_rest(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """`受理246件，办结237件，其余9件…`: a whole and the part done stand before the rest. Surely meant are the only two
    of the clause."""
    rest = mentions[index]
    alikes = [
        mentions[i]
        for i in same_sentence(mentions, index)
        if i < index and alike(mentions[i].figure, rest.figure) and not is_bound(mentions[i].figure)
    ][-_MOST_BEFORE:]
    clause = [m for m in alikes if m.part == rest.part]
    pairs = list(combinations(clause if len(clause) > 1 else alikes, 2))
    if _FEWER.search(rest.lead):
        # 核定5500亩，比目标6000亩少500亩: what was aimed at stands behind what was done.
        pairs = [(other, one) if _AGAINST.match(other.lead) else (one, other) for one, other in pairs]
    if not pairs or rest.figure.comparator != "eq":
        return
    if _APART.search(rest.lead) and len(clause) == 2 and clause[1] is mentions[index - 1]:
        larger, smaller = sorted(clause, key=lambda m: m.figure.value, reverse=True)
        yield equation.difference(rest.figure, larger.figure, [smaller.figure], label_of(rest), "sentence")
        return
    tried = [equation.difference(rest.figure, w.figure, [d.figure], label_of(rest), "sentence") for w, d in pairs]
    if len(alikes) > 2 and len(pairs) > 1 and not _FEWER.search(rest.lead):
        # 未支出718万元，A 420万元、B 144万元，其余154万元: all that stands between is no part of the rest.
        every = equation.difference(
            rest.figure, alikes[0].figure, [m.figure for m in alikes[1:]], label_of(rest), "sentence"
        )
        if every.verdict in HOLDING or (chance(every) < UNLIKELY and is_digit_off(every)):
            yield every
            return
    whole, done = pairs[0]
    is_done = any(word in done.lead for word in words().done) and not any(word in whole.lead for word in words().done)
    sure = len(clause) == 2 and is_done and main(done) and main(whole)
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None or sure or (len(pairs) == 1 and is_digit_off(tried[0]) and whole.figure.number >= _MANY):
        yield fits or tried[0]


def _net(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """`新增纳入965人、退出718人，净增247人`: what came and what went stand right before."""
    net = mentions[index]
    pair = [m for m in mentions[max(0, index - 2) : index] if m.part == net.part and alike(m.figure, net.figure)]
    if len(pair) == 2 and tells(pair[0], "came") and tells(pair[1], "went"):
        larger, smaller = sorted(pair, key=lambda m: m.figure.value, reverse=True)
        yield equation.difference(net.figure, larger.figure, [smaller.figure], label_of(net), "sentence")


def _off_budget(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """`年初预算42万元，实际支出36.54万元，比预算少5.46万元`: the only budget and the only amount spent before it."""
    gap = mentions[index]
    before = [mentions[i] for i in same_sentence(mentions, index) if i < index and main(mentions[i])]
    given = [m for m in before if m.dimension == "money" and m.aspect in ("initial", "adjusted")]
    spent = [m for m in before if m.dimension == "money" and m.aspect == "actual"]
    if len(given) == len(spent) == 1 and _one_subject(spent[0], given[0]):
        larger, smaller = sorted((given[0], spent[0]), key=lambda m: m.figure.value, reverse=True)
        yield equation.difference(gap.figure, larger.figure, [smaller.figure], label_of(gap), "sentence")


def _one_subject(spent: FigureMention, given: FigureMention) -> bool:
    return given.carried or not given.subject or spent.subject == given.subject


def _adjusted(money: Sequence[FigureMention]) -> Iterator[Relation]:
    """全年预算 = 年初预算 ± 追加. What else went into it may be left unsaid: only 调整后 says that nothing did."""
    first = [m for m in money if m.aspect == "initial"] or [m for m in money if tells(m, "first")]
    after = [m for m in money if tells(m, "after") and m not in first]
    if len(first) != 1 or len(after) != 1:
        return
    end = max(first[0].start, after[0].start)
    spent = next((m.start for m in money if m.start > end and m.aspect == "actual"), None)
    # What is told behind the spending, of the year before or of the next is not how the budget came about.
    told = [m for m in money if (spent is None or m.start < spent) and not tells(m, "apart") and m not in after]
    less = [m for m in told if tells(m, "less")]
    more = [m for m in told if tells(m, "more") and m not in (*first, *less) and not m.depth]
    if more + less:
        relation = equation.sum_of(
            after[0].figure,
            [first[0].figure, *(m.figure for m in more)],
            label_of(after[0]),
            "sentence",
            less=[m.figure for m in less],
        )
        sure = "调整" in after[0].lead
        if relation.verdict in HOLDING or sure or is_digit_off(relation):
            yield relation


def _audited(money: Sequence[FigureMention]) -> Iterator[Relation]:
    """核减 = 送审 − 审定."""
    sent, settled, cut = (
        [m for m in money if tells(m, what)] for what in ("sent_for_audit", "settled", "cut_by_audit")
    )
    if len(sent) == len(settled) == len(cut) == 1:
        yield equation.difference(cut[0].figure, sent[0].figure, [settled[0].figure], label_of(cut[0]), "sentence")
