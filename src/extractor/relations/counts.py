"""Announced counts against the items listed: behind them (内设股室3个：综合股、业务股、财务股), numbered
(存在3个问题：一是…), or before them (内设综合股、业务股、财务股3个股室)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from extractor.relations import equation
from extractor.relations.items import ordinal
from extractor.relations.judge import Judgement
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import FigureMention, unwrapped
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
_LONGEST_LIST = 440
_MOST = 60
"""More than this are not listed by name."""
_MOST_NAMED = 13
"""A larger count is not meant to be the names before it."""
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
_NAMES = re.compile(
    r"(?:^|[：:，,。；;\n（(\d])(?P<items>[^：:，,。；;\n（）()\d“”]{0,40}(?:、[^、：:，,。；;\n（）()\d“”]{2,16}){2,})$"
)
"""Names side by side right before a count (`文化馆、图书馆、博物馆3个馆`): other words may stand before the first."""
_WHOLES = re.compile(
    r"(?:县直|市直|区直|直属|内设|职能|业务|主要|重点|试点|成员|相关|不同|镇街|功能|片区|子)*"
    r"(?P<kind>部门|单位|科室|股室|部室|处室|部|馆|室|所|中心|乡镇|镇街|街道|镇|乡|县市区|县（市、区）|县区|县市|县|区|市|州|旗|"
    r"村|社区|学校|方面|领域|环节|大类|类别|片区|园区|景区|专业|岗位|系统|平台)"
)
"""What names are counted as."""
_PLACE = re.compile(r"(?:[省市州盟区县旗镇乡村]|街道|社区)$")
_ANY_KIND = ("部门", "单位", "方面", "领域", "环节", "大类", "类别")
_COUNTED_TOO = re.compile(
    r"[一二两三四五六七八九十百]+[个家所项类种名]|(?:的|和|与|及|各|分别|共|计|在|对)$|[和与及]其他"
)
_QUOTED = re.compile(r"(?:[“\"][^“”\"。；\n]{2,60}[”\"]、?)+$")
"""`围绕“A、B、C”三条主线`, `落实“A”“B”两项制度`."""
_IN_QUOTES = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_NAMED_LATER = re.compile(
    r"[。；](?P<subject>[^，,。；：:、\d\n]{3,24}?)"
    r"(?:(?:产品|项目|单位|品牌|企业|名单)(?:分别)?(?:有|为|是|包括|即)|分别(?:有|为|是|位于|设在)|包括|即)[：:]?"
    r"(?P<items>[^，,。；、\d\n]{2,16}(?:、[^，,。；、\d\n]{2,16}){2,})(?=[，,。；])"
)
_SOME = re.compile(r"主要|部分|其中|典型|代表|重点|比如|例如")
_CORE, _SHORTEST_CORE = 4, 3
"""Characters of what is counted that the sentence of the names must say."""
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
    text, unbroken = report.text, unwrapped(report.text)
    for index, mention in enumerate(mentions):
        if not _announces(mention):
            continue
        end = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        yield from islice(filter(None, _readings(text, unbroken, mention, end)), 1)


def _announces(mention: FigureMention) -> bool:
    number = mention.figure.number
    return (
        mention.dimension == "count"
        and mention.figure.unit in _UNITS
        and mention.figure.comparator == "eq"
        and 1 <= number <= _MOST
        and number == number.to_integral_value()
    )


def _readings(text: str, unbroken: str, mention: FigureMention, end: int) -> Iterator[Relation | None]:
    """What may be the list of a count, the likeliest first; `end` is where the next figure stands, `unbroken` the
    text without line breaks inside sentences."""
    yield _listed_before(text, mention)
    yield _named_before(unbroken, mention)
    yield _quoted(text, mention)
    yield _series(text, mention)
    yield _offices(text, mention)
    yield _listed_behind(text, mention, end)
    yield _named_later(text, mention)


def _offices(text: str, mention: FigureMention) -> Relation | None:
    """`7个职能科室办公室、业务一部…`: no mark stands between the count and the names."""
    direct = _DIRECT.match(text, mention.end)
    names = BRACKETED.sub("", direct["items"]).split("、") if direct is not None else []
    if direct is None or len(names) < 3 or not all(_OFFICE.search(n) and len(n) <= _LONGEST_OFFICE for n in names):
        return None
    return _relation(mention, ({len(names), *_joined(names)}, False), direct["items"])


def _listed_behind(text: str, mention: FigureMention, end: int) -> Relation | None:
    """`内设股室3个：综合股、业务股、财务股`, also in brackets."""
    found = _LIST.match(text[mention.end : min(end, mention.end + _LONGEST_LIST)])
    if found is None:
        return None
    items = found["items"]
    opening = found[0].removesuffix(items)
    if "（" in opening or "(" in opening:
        items = re.split(r"[）)]", items)[0]
    elif mention.end + found.end() >= end and end < len(text) and text[end - 1] not in "。；;\n":
        # Another figure stands inside the list: its items are not just names.
        return None
    counted = _count(items)
    return None if counted is None or _PLACES.fullmatch(items) else _relation(mention, counted, items)


def _named_later(text: str, mention: FigureMention) -> Relation | None:
    """`新登记地理标志5个，…。登记的地理标志产品有甲、乙、丙、丁`: a sentence behind that names what is counted."""
    of = mention.lead.strip()
    core = of[-min(_CORE, len(of)) :]
    paragraph = text[mention.end : mention.end + _LONGEST_LIST].split("\n")[0]
    found = next((m for m in _NAMED_LATER.finditer(paragraph) if m["subject"].endswith(core)), None)
    if (
        found is None
        or len(core) < _SHORTEST_CORE
        or _SOME.search(found["subject"])
        or core in paragraph[: found.start()]
    ):
        return None
    counted = _count(found["items"])
    return None if counted is None else _relation(mention, counted, found["items"])


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


def _listed_before(text: str, mention: FigureMention) -> Relation | None:
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


def _named_before(text: str, mention: FigureMention) -> Relation | None:
    """`综合部、技术部、运营部3个部`: three names or more right before a count of what they are."""
    found = _NAMES.search(text, max(0, mention.figure.span.start - 200), mention.figure.span.start)
    kind = _WHOLES.match(text, mention.end)
    if found is None or kind is None:
        return None
    items = found["items"].replace("\r", "")
    is_open = items.endswith("等")
    names = items.removesuffix("等").split("、")
    last, what = names[-1], kind["kind"]
    if any(_COUNTED_TOO.search(name) for name in names) or (
        _PLACE.search(last) and what not in _ANY_KIND and last[-1] not in what
    ):
        return None
    relation = _relation(mention, ({len(names), *_joined(names)}, is_open), items)
    return relation if relation.verdict != "contradicted" or mention.figure.number < _MOST_NAMED else None


def _quoted(text: str, mention: FigureMention) -> Relation | None:
    """The quotes right before a count, or what the one quote names."""
    found = _QUOTED.search(text, max(0, mention.figure.span.start - 200), mention.figure.span.start)
    quotes = _IN_QUOTES.findall(found[0]) if found is not None else []
    names = quotes[0].split("、") if len(quotes) == 1 else quotes
    if found is None or len(names) < 2 or (len(quotes) > 1 and any("、" in quote for quote in quotes)):
        return None
    return _relation(mention, ({len(names), *_joined(names)}, False), found[0])


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
