"""Announced counts against the items listed behind them: 内设股室4个：综合室、文电室、督查室、信息室."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from extractor.relations import equation
from extractor.relations.judge import Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import Mention
from extractor.report import Report

_UNITS = ("个", "家", "所", "项", "名", "类", "种", "大类", "处", "支", "座", "只", "条", "场", "次", "期", "件", "套")
_LIST = re.compile(
    r"[^：:，,。；;\n（()）]{0,14}(?:[：:]|[，,]?(?:分别[为是]|即|依次为)[：:]?|[（(](?=[^）)]*、))(?P<items>[^。；;\n]{2,400})"
)
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_ENDS = re.compile(r"[。；;\n]|[，,](?=[^、]*$)")
_LAST = re.compile(r"(?<=[\u4e00-\u9fff])(?:以及|及|和|与)(?=[\u4e00-\u9fff])")
_OPEN = re.compile(r"等(?:\d|[一二三四五六七八九十]|$|[，,）)])")
_NUMBERED = re.compile(r"\d|[一二三四五六七八九十]是|[①-⑳（(]")
_LONGEST_ITEM = 30


def relations(report: Report, mentions: Sequence[Mention]) -> Iterator[Relation]:
    for index, mention in enumerate(mentions):
        number = mention.figure.number
        if mention.dimension != "count" or mention.figure.unit not in _UNITS or not 1 <= number <= 60:
            continue
        if number != number.to_integral_value() or mention.figure.comparator != "eq":
            continue
        end = mentions[index + 1].start if index + 1 < len(mentions) else len(report.text)
        found = _LIST.match(report.text[mention.end : min(end, mention.end + 440)])
        if found is None:
            continue
        items = found["items"]
        cut = (
            mention.end + found.end() >= end and end < len(report.text) and report.text[end - 1 : end] not in "。；;\n"
        )
        if (
            found[0].lstrip()[:1] in "（("
            or "（" in found[0].removesuffix(items)
            or "(" in found[0].removesuffix(items)
        ):
            items = re.split(r"[）)]", items)[0]
        elif cut:
            # Another figure stands inside the list: its items are not just names.
            continue
        counted = _count(items)
        if counted is not None:
            yield _relation(mention, counted, items)


def _count(items: str) -> tuple[set[int], bool] | None:
    """How many names are listed (a last 和 may join two or belong to a name), and whether the list is open."""
    plain = _BRACKETED.sub("", items).strip().rstrip("。；;，,")
    if "、" not in plain and re.search(r"[，,]", plain):
        if len(re.split(r"[，,]", plain)) < 2 or any(len(p) > 12 for p in re.split(r"[，,]", plain)):
            return None
        names = re.split(r"[，,]", plain)
    else:
        names = re.split(r"[，,]", plain)[0].split("、")
        if re.search(r"[，,]", plain):
            return None if len(names) == 1 else ({len(names), *_joined(names)}, True)
    names = [n.strip() for n in names if n.strip()]
    if not names or any(len(n) > _LONGEST_ITEM or _NUMBERED.match(n) for n in names):
        return None
    return {len(names), *_joined(names)}, _OPEN.search(plain) is not None


def _joined(names: Sequence[str]) -> set[int]:
    return {len(names) + sum(bool(_LAST.search(n)) for n in names)} if _LAST.search(names[-1]) else set()


def _relation(mention: Mention, counted: tuple[set[int], bool], items: str) -> Relation:
    numbers, is_open = counted

    def judged(figures: Sequence[Figure]) -> Judgement:
        printed = figures[0].value
        if any(printed == n for n in numbers):
            return Judgement("exact")
        if is_open and printed > max(numbers):
            return Judgement("unchecked", "列举不完全")
        return Judgement("contradicted", residual=Decimal(int(printed - Fraction(max(numbers)))))

    count = mention.figure.number
    shown = next((n for n in numbers if n == count), min(numbers))
    return equation.relation(
        "count_list",
        label_of(mention),
        f"{label_of(mention)}{count}{mention.figure.unit}，列出{shown}{mention.figure.unit}：{items.strip()[:80]}",
        [Member(mention.figure, "count")],
        judged,
        "sentence",
        flips=(),
    )
