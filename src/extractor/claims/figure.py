"""Claims with a figure: amounts, counts, ratios, scores, and rises and falls by so much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.claims.clause import strip_opening
from extractor.claims.draft import Draft
from extractor.claims.lexicon import pattern
from extractor.claims.model import Direction, Kind, Role, SectionName
from extractor.claims.role import role_of
from extractor.language.quantity import Quantity

_EDGE = re.compile(r"[，；。！？!?;:：\n\t()（）]|(?<!\d),|,(?!\d)")
_LINK = re.compile(
    r"(?:总数|数额|金额|总额)?(?:分别|均|都|已|全部|基本)?(?:共计|合计|总计|累计|约计|共|计|为|是|有|达到|达|至|到|的|了|：|:|约|近|超|在|“|，|,|\s)+$|(?:均|都|分别|共|仅|只|就|也|已)$"
)
_JOIN = re.compile(r"[、和与及]|以及|暨")
_NO_NOUN = re.compile(
    r"^(?:[、，。；,;:：()（）\s”》\"]|的(?!.)|用于|以|后|前|来|时|给|到|由|且|并|等|内|中|起|之|而|但|和|与|及|至|或|左右|上下|不等|其中|分别|为|占|较|比|同比)"
)
_SHARE = re.compile(r"占")
_GENERIC = re.compile(
    r"^(?:指标完成率|目标完成率|完成率|执行率|预算执行率|到位率|支出率|达标率|合格率|及时率|满意度|满意率)$"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a figure measures. `start` is where the quote begins."""

    start: int
    name: str


def figures(sentence: str, quantities: Sequence[Quantity], section: SectionName, year: str | None) -> list[Draft]:
    """The claims that the quantities of `sentence` (folded text, offsets its own) make, in order of the text."""
    drafts: list[Draft] = []
    subject: _Named | None = None
    head = ""
    role: Role | None = None
    waiting: list[_Named] = []
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1].end if index else 0
        left = _left_edge(sentence, before, quantity.start)
        follows = sentence[quantity.end : _right_edge(sentence, quantity.end)]
        nested = index + 1 < len(quantities) and quantities[index + 1].start < quantity.end + len(follows)
        if nested:
            follows = sentence[quantity.end : quantities[index + 1].start]
        start = strip_opening(sentence, left, quantity.start)
        start = _skip(sentence, start, quantity.start, "strip.counting")
        label = sentence[start : quantity.start]
        link = _LINK.search(label)
        bare = label[: link.start()] if link else label
        bare = _without_time(bare)
        if not _claimable(quantity, bare, follows):
            continue
        opener = sentence[left:start]
        moves = _move(bare, sentence[left : quantity.start], quantity)
        end = quantity.end
        names: list[_Named] = []
        if waiting and not _words(bare):
            names = [waiting.pop(0)]
        elif moves is not None:
            names = [_changed(sentence, left, start, bare, subject)]
        elif _SHARE.match(bare):
            names = [_Named(subject.start if subject else start, (subject.name if subject else "") + bare)]
        else:
            noun = _noun(follows, bare, quantity, nested)
            end += len(noun)
            names = _names(sentence, start, bare, noun, subject, quantity)
            listed = _listed(bare, label)
            if listed and re.search("分别", label):
                waiting = [_Named(start, name) for name in listed]
                names = [waiting.pop(0)]
            elif listed and re.search(r"均|都", label):
                names = [_Named(start, name) for name in listed]
            if (
                len(names) == 1
                and _words(bare + noun)
                and not (quantity.dimension == "percent" and _GENERIC.match(bare))
            ):
                subject = _Named(names[0].start, names[0].name)
        kind: Kind = _kind(quantity, moves)
        found = role_of(
            kind,
            opener + label,
            sentence[:left],
            section,
            year,
            inherited=role if _inherits(sentence, left, opener) else None,
        )
        if kind == "amount":
            role = found if not _inherits(sentence, left, opener) or role is None else role
            if not _inherits(sentence, left, opener):
                head = names[0].name
        for name in names:
            indicator = (
                _composed(name.name, head) if kind == "amount" and _inherits(sentence, left, opener) else name.name
            )
            drafts.append(Draft(
                start=min(name.start, quantity.start), end=end, kind=kind, indicator=indicator,
                value=(quantity.start, quantity.end), number=format(quantity.number, "f"), number_high=None if quantity.high is None else format(quantity.high, "f"),
                unit=quantity.unit, comparator=quantity.comparator, direction=moves if kind == "change" else None, role=found,
                made_by=f"{kind}-figure" if _words(bare) else f"{kind}-carried",
            ))  # fmt: skip
    return drafts


def _left_edge(sentence: str, before: int, start: int) -> int:
    """Where the words that name the figure begin: after the last punctuation or the figure before."""
    edge = before
    for found in _EDGE.finditer(sentence, before, start):
        # A colon before the figure itself (`得分：98分`) names it.
        if found.group() in ":：" and not sentence[found.end() : start].strip():
            continue
        edge = found.end()
    if edge == before and before:
        joined = re.match(r"[^、和及]{0,12}[、和及]", sentence[before:start])
        if joined:
            edge = before + joined.end()
    return edge


def _right_edge(sentence: str, end: int) -> int:
    found = re.compile(r"[、，；。！？!?;:：\n\t()（）]|,(?!\d)").search(sentence, end)
    return found.start() if found else len(sentence)


def _skip(sentence: str, at: int, stop: int, group: str) -> int:
    skipping = pattern(r"<words>", words=group)
    while at < stop:
        found = skipping.match(sentence, at, stop)
        if found is None or (stop - found.end() < 2 and stop != found.end()):
            break
        at = found.end()
    return at


def _without_time(label: str) -> str:
    return re.sub(r"(?:20\d\d年(?:度)?|本年度|全年|当年)(?:\d{1,2}月)?(?=$)", "", label)


def _words(label: str) -> bool:
    return bool(re.search(r"[㐀-鿿A-Za-z]", label))


def _claimable(quantity: Quantity, label: str, follows: str) -> bool:
    if quantity.dimension == "bare":
        return bool(re.search(r"(?:得分|评分|总分|指数)$", label))
    if quantity.dimension == "duration":
        return quantity.unit in ("小时", "学时", "课时", "分钟", "个工作日", "工作日") and not follows.startswith(
            "以来"
        )
    if quantity.dimension == "score":
        return not re.search(r"(?:扣|扣减|加|计|得)$", label) or "自评" in label
    return True


def _move(label: str, run: str, quantity: Quantity) -> Direction | None:
    """Up or down, where the words just before the figure say that something rose or fell by it."""
    last = pattern(r"<words>(?:了|约|近|超|的)*$", words="change.up change.down").search(label)
    if last is None or label.endswith(("到", "至", "达", "为")):
        return None
    compared = pattern("<words>", words="change.compared").search(run) is not None
    alone = last.start() == 0
    firm = re.match(r"增长|上升|下降|降低|下滑|减少|缩减|上涨|回落|提高|提升|增加|压减", last.group())
    if not (
        compared or quantity.dimension in ("percent", "points") or (alone and firm and quantity.dimension == "money")
    ):
        return None
    return "down" if pattern("^<words>", words="change.down").match(last.group()) else "up"


def _changed(sentence: str, left: int, start: int, label: str, subject: _Named | None) -> _Named:
    own = pattern(r"^(?P<x>.*?)(?:<degrees>|<compared>.{0,10}?)*<moves>", degrees="change.degrees", compared="change.compared",
                  moves="change.up change.down").match(label)  # fmt: skip
    name = own["x"] if own else ""
    if len(name) >= 2:
        return _Named(start, name)
    return subject if subject else _Named(start, label)


def _noun(follows: str, label: str, quantity: Quantity, nested: bool) -> str:
    """What stands after the figure and belongs to it: `15家`乡镇卫生院, `完成53户`任务, `3728万元`全部执行到位."""
    follows = follows.rstrip()
    if not follows or _NO_NOUN.match(follows) or len(follows) > 28:
        return ""
    if quantity.dimension in ("percent", "points", "score"):
        return ""
    if nested and _words(label) and not _verbal(label):
        return ""
    return follows


def _verbal(label: str) -> bool:
    return bool(pattern(r"<words>(?:了|过|有)?$", words="predicate.verbs").search(label))


def _names(
    sentence: str, start: int, label: str, noun: str, subject: _Named | None, quantity: Quantity
) -> list[_Named]:
    if _words(label):
        plain = re.sub(r"[了“”\"]", "", label) if noun else label
        return [_Named(start, plain + noun if noun and (_verbal(label) or len(noun) <= 12) else label)]
    if noun:
        return [_Named(quantity.start, noun)]
    if subject:
        return [subject]
    return [_Named(quantity.start, "")]


def _listed(bare: str, label: str) -> list[str]:
    if not re.search(r"均|都|分别", label):
        return []
    bare = re.sub(r"(?:分别|均|都)?(?:达到|达|为|是)?$", "", bare)
    names = [name for name in _JOIN.split(bare) if name]
    return names if len(names) > 1 else []


def _kind(quantity: Quantity, moves: Direction | None) -> Kind:
    if moves is not None:
        return "change"
    match quantity.dimension:
        case "money":
            return "amount"
        case "percent" | "points":
            return "ratio"
        case "score" | "bare":
            return "score"
    return "count"


def _inherits(sentence: str, left: int, opener: str) -> bool:
    """Whether the figure is a part of the one before the bracket or 其中."""
    opened = max(sentence.rfind("(", 0, left + 1), sentence.rfind("（", 0, left + 1))
    closed = max(sentence.rfind(")", 0, left + 1), sentence.rfind("）", 0, left + 1))
    return opened > closed or "其中" in sentence[:left] + opener


def _composed(name: str, head: str) -> str:
    """A source of money (`中央`, `省级`) is named together with the money it gives."""
    source = re.match(r"^(?:中央|省级?|市级?|县级?|区级?|州级?|本级|财政|上级|地方)(?:财政)?$", name)
    tail = re.search(r"[^，、]{0,4}(?:资金|经费|补助|预算|支出|投资)$", head)
    return name + tail.group() if source and tail else name


def carried(draft: Draft, name: str) -> Draft:
    return replace(draft, indicator=name)
