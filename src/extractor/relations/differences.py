"""Differences between amounts within one sentence: what is left of money, and budgets after their adjustment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING
from extractor.relations.lists import label_of
from extractor.relations.model import Relation
from extractor.relations.narrative import Mention, same_sentence

_REMAINDER = re.compile(r"节约|结余|剩余|节省|结转|余额")


def relations(mentions: Sequence[Mention]) -> Iterator[Relation]:
    seen: set[int] = set()
    for index, mention in enumerate(mentions):
        if mention.sentence not in seen:
            seen.add(mention.sentence)
            money = [mentions[i] for i in same_sentence(mentions, index) if mentions[i].dimension == "money"]
            yield from _remainders(money)
            yield from _adjusted(money)


def _remainders(money: Sequence[Mention]) -> Iterator[Relation]:
    """节约 = 预算 − 支出; 结余 = 收入 − 支出. Three amounts, each of its own kind."""
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


def _one_subject(spent: Mention, given: Mention) -> bool:
    return given.carried or not given.subject or spent.subject == given.subject


def _adjusted(money: Sequence[Mention]) -> Iterator[Relation]:
    """调整后预算 = 年初预算 ± 追加."""
    first = [m for m in money if m.aspect == "initial"]
    after = [m for m in money if m.aspect == "adjusted" and "调整" in m.lead]
    more = [m for m in money if re.search(r"追加|调增|增加", m.lead)]
    less = [m for m in money if re.search(r"追减|调减|核减|减少", m.lead)]
    if len(first) == 1 and len(after) == 1 and more + less:
        yield equation.sum_of(
            after[0].figure,
            [first[0].figure, *(m.figure for m in more)],
            label_of(after[0]),
            "sentence",
            less=[m.figure for m in less],
        )
