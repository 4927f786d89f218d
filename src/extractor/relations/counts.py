"""Announced counts against the items listed: behind them (内设股室3个：综合股、业务股、财务股), numbered
(存在3个问题：一是…), or before them (内设综合股、业务股、财务股3个股室)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from extractor.relations import equation
from extractor.relations.items import ordinal
from extractor.relations.judge import Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import FigureMention
from extractor.relations.words import BRACKETED
from extractor.report import Report

_UNITS = ("个", "家", "所", "项", "名", "类", "种", "大类", "处", "支", "座", "只", "条", "场", "次", "期", "件", "套")
_LIST = re.compile(
    r"[^：:，,。；;\n（()）]{0,14}(?:[：:]|[，,]?(?:分别[为是]|即|依次为)[：:]?|[（(](?=[^）)]*、))(?P<items>[^。；;\n]{2,400})"
)
_PLACES = re.compile(r"[省市州盟区县旗镇乡村、]{1,12}|(?:街道|社区|开发区|林场|农场|、)+")
"""`11个县（市、区）` names the kind of place, and lists none."""
_LAST = re.compile(r"(?<=[\u4e00-\u9fff])(?:以及|及|和|与)(?=[\u4e00-\u9fff])")
_OPEN = re.compile(r"等(?:\d|[一二三四五六七八九十]|$|[，,）)])")
_NUMBERED = re.compile(r"\d|[一二三四五六七八九十]是|[①-⑳（(]")
_LONGEST_ITEM = 30
_LONGEST_OFFICE = 16
_BEFORE = re.compile(
    r"(?:内设|下设|下辖|下属|设有|所属|管辖|分设|设立了?|分为|包括|直属)"
    r"(?:(?:机构|科室|股室|处室|部门|单位)(?:主要)?(?:分别[为是]|有|为|是|包括)?[：:]|(?:有|了|的)?[：:]?)(?P<items>[^。；;：:，,\n\d]{2,300})$"
)
_DIRECT = re.compile(
    r"(?:职能|内设|业务|直属|二级|下属|管理)*(?:科室|股室|处室|机构|部门|单位)(?P<items>[\u4e00-\u9fff（）()、]{6,300})(?=[。；;\n])"
)
"""`7个职能科室办公室、业务一部…`: the names right behind what they are."""
_OFFICE = re.compile(r"(?:[室科股部处站所队办院馆局]|中心|大队|支队)$")
_KIND = re.compile(
    r"^(?:内设|下属|直属|二级|派出|职能|业务|事业|预算|所属)*"
    r"(?:科室|股室|机构|部门|单位|部室|处室|中心|学校|乡镇|街道|村|社区)$"
)
_SERIES = re.compile(r"[^。；;\n]{0,14}[：:。]\s*(?=一是|[(（]?1[)）.、．](?!\d)|①|第一[，,、])")
_MARKS = (
    re.compile(r"([一二三四五六七八九十])是"),
    re.compile(r"([①-⑳])"),
    re.compile(r"(?<![\d.第])(\d{1,2})[.、．](?!\d)"),
    re.compile(r"[(（](\d{1,2})[)）]"),
    re.compile(r"第([一二三四五六七八九十])[，,、]"),
)
_FARTHEST = 2000
_SHOWN = 160


def relations(report: Report, mentions: Sequence[FigureMention]) -> Iterator[Relation]:
    for index, mention in enumerate(mentions):
        number = mention.figure.number
        if mention.dimension != "count" or mention.figure.unit not in _UNITS or not 1 <= number <= 60:
            continue
        if number != number.to_integral_value() or mention.figure.comparator != "eq":
            continue
        before = _listed_before(mention, report.text)
        if before is not None:
            yield before
            continue
        series = _series(report.text, mention)
        if series is not None:
            yield series
            continue
        direct = _DIRECT.match(report.text, mention.end)
        if direct is not None:
            names = BRACKETED.sub("", direct["items"]).split("、")
            if len(names) > 2 and all(_OFFICE.search(name) and len(name) <= _LONGEST_OFFICE for name in names):
                yield _relation(mention, ({len(names), *_joined(names)}, False), direct["items"])
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
        if counted is not None and not _PLACES.fullmatch(items):
            yield _relation(mention, counted, items)


def _count(items: str) -> tuple[set[int], bool] | None:
    """How many names are listed (a last 和 may join two or belong to a name), and whether the list is open."""
    plain = BRACKETED.sub("", items).strip().rstrip("。；;，,")
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


def _listed_before(mention: FigureMention, text: str) -> Relation | None:
    """`内设综合股、业务股2个股室`: the names between the verb and the count. One name alone may be what is counted."""
    found = _BEFORE.search(text, max(0, mention.figure.span.start - 320), mention.figure.span.start)
    if found is None:
        return None
    items = re.sub(r"[共计等]+$", "", found["items"].strip())
    names = [n.strip() for n in BRACKETED.sub("", items).split("、")]
    if any(not n or len(n) > _LONGEST_ITEM or _KIND.match(n) for n in names) or items.endswith(("各", "约", "近")):
        return None
    if "等" in names[-1]:
        return None
    is_open = "等" in found["items"][len(items) :]
    relation = _relation(mention, ({len(names), *_joined(names)}, is_open), items)
    return relation if relation.verdict == "exact" or len(names) > 1 else None


def _series(text: str, mention: FigureMention) -> Relation | None:
    """`存在3个问题：一是…；二是…；三是…`: the marks of one line that count up from one."""
    opened = _SERIES.match(text, mention.end, mention.end + 40)
    if opened is None:
        return None
    line = text[opened.end() : opened.end() + _FARTHEST].split("\n")[0]
    for pattern in _MARKS:
        if pattern.match(line):
            last = 0
            for mark in pattern.finditer(line):
                last += ordinal(mark[1]) == last + 1
            return _relation(mention, ({last}, False), line) if last > 1 else None
    return None


def _joined(names: Sequence[str]) -> set[int]:
    return {len(names) + sum(bool(_LAST.search(n)) for n in names)} if _LAST.search(names[-1]) else set()


def _shown(items: str) -> str:
    """The list as printed, a long one up to the last whole name that there is room for."""
    return items if len(items) <= _SHOWN else re.sub(r"[、，,][^、，,]*$", "", items[:_SHOWN]) + "…"


def _relation(mention: FigureMention, counted: tuple[set[int], bool], items: str) -> Relation:
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
        f"{label_of(mention)}{count}{mention.figure.unit}，列出{shown}{mention.figure.unit}：{_shown(items.strip())}",
        [Member(mention.figure, "count")],
        judged,
        "sentence",
        flips=(),
    )
