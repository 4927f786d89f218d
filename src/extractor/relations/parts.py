"""Which figures of a sentence or a list are the parts of which whole, and where a run of parts ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.relations import judge
from extractor.relations.belonging import is_outgrown
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_round
from extractor.relations.narrative import PLANNED, FigureMention, alike, measures
from extractor.relations.operands import is_bound
from extractor.relations.words import BRACKETED, canonical, pattern, words

_AMONG = re.compile(r"其中|分别[为是]|包括|包含|构成|组成|。含")
_MADE_OF = re.compile(r"[^。；;\n]{0,20}?由(?P<parts>[^。；;\n]{4,200}?)(?:构成|组成)")
_NEXT_LIST = re.compile(r"其中|^[。\s]{1,3}(?:(?:具体)?(?:分别|依次)[为是]|(?:主要)?(?:包含|包括|含))")
"""What opens a list though a full stop stands before it (项目资金900万元。分别为：…)."""
_LIST_OVER = re.compile(r"其中[^。；;]*[。；;]")
_AMONG_WHOLE = re.compile(r"^(?:中[，,：:有]?|为|用于|：|:)[^，,。；;]{0,30}$")
"""Right behind a whole: what follows is said of it (512.60万元中，试剂…、防护…; 62.40万元为质保金…和试剂款…)."""
_OWN_LIST = re.compile(r"[，,：:（(]?\s*其中")
_OPENED = re.compile(
    r"(?:^|[，,。；;：:])\s*(?:其中[：:，,]?|(?:[一二三四五六七八九十两]+[个项类])?"
    r"(?P<name>[\u4e00-\u9fff]{2,14}?)(?:中[，,：:]|分别[为是][：:]?|(?:主要)?(?:包括|包含|用于)[：:]))[^，,]*$"
)
"""What opens a list behind its whole: 其中, 项目支出中, 四个项目支出分别为, 项目支出主要包括：."""
_OPENS = re.compile(r"[（(]\s*(?:其中)?[：:]?[^（()）]{0,20}$")
_COLON = re.compile(r"(?:(?!实际|完成|情况|目标|计划|指标)[^。；;：:]){0,20}[：:][^。；;]{0,24}$")
"""A colon that opens a list; behind a semicolon it names the next item (`目标1：…400万元；目标2：设备550万元`)."""
_JOINED = re.compile(r"^[^，,。；;：:\n]*(?:、|和|及|与)[^，,。；;：:\n]*$")
_BASE = re.compile(r"的\s*\d")
"""Behind what something is a share of: 为预算11549.90万元的97.54%."""
_MAINLY = re.compile(r"主要(?:包括|包含|用于|[是有为])")
_TIMES = "×*÷＊"
_LISTED = re.compile(r"^[^，,。；;：:\n]*[，,][^，,。；;：:\n]*$")
_ITEMED = re.compile(r"^[^，,。；;：:\n]*[；;][^，,。；;：:\n]*$")
_AT_COLON = re.compile(r"[：:][^：:]*$")
_SHARE = re.compile(r"^([^，,；;\n]*)[，,]占[^，,；;。\n]*%")
_GIVEN = ("", "adjusted", "received")
_FARTHEST = 260
_FARTHEST_SUBJECT = 30
_MOST_PARTS = 40
_NEAREST = 6


def lists_of(text: str, mentions: Sequence[FigureMention]) -> list[tuple[int, list[int]]]:
    """Index of each whole and of its parts; a part is no whole of its neighbours."""
    found: list[tuple[int, list[int]]] = []
    used: set[int] = set()
    for index, whole in enumerate(mentions):
        if measures(whole):
            parts = _parts_behind(text, mentions, index)
            run = run_of(text, mentions, parts) if len(parts) > 2 else []
            if len(run) > 1 and judge.total(whole.figure, [mentions[j].figure for j in run]).verdict in HOLDING:
                parts = run
            stopped = bool(parts) and "。" in text[whole.end : mentions[parts[0]].start]
            if parts and is_outgrown(mentions, index, parts, stopped):
                continue
            # A part has parts of its own only in brackets.
            if parts and (index not in used or mentions[parts[0]].depth > whole.depth):
                found.append((index, parts))
            if len(parts) >= 2:
                used.update(parts)
    for first in range(len(mentions)):
        subjects = _subjects_of(mentions, first) if first not in used else []
        parts = _parts_from(text, mentions, subjects[0], first) if subjects else []
        if len(parts) < 2 or not used.isdisjoint(parts):
            continue
        index = _meant(mentions, subjects, parts)
        stopped = mentions[index].sentence != mentions[first].sentence
        if _names_its_whole(mentions[first]) or not is_outgrown(mentions, index, parts, stopped):
            found.append((index, parts))
            used.update(parts)
    return found


def _meant(mentions: Sequence[FigureMention], subjects: Sequence[int], parts: Sequence[int]) -> int:
    """Of several amounts before a list the one that its parts come out for, or that one digit keeps from it."""
    figures = [mentions[j].figure for j in parts]
    tried = [(subject, judge.total(mentions[subject].figure, figures)) for subject in subjects]
    fits = (subject for subject, judged in tried if judged.verdict in HOLDING)
    slips = (subject for subject, judged in tried if is_round(judged.residual))
    return next(fits, next(slips, subjects[0]))


def _subjects_of(mentions: Sequence[FigureMention], first: int) -> list[int]:
    """What a list may be of whose 其中 does not stand right behind its whole, the likeliest first: amounts of its kind
    that are no change, no earlier year's, no part (三公经费46万元，比预算节约5万元。其中…); or what `X中，` names."""
    part = mentions[first]
    opened = _OPENED.search(part.clause)
    found: list[int] = []
    if opened is None or part.depth or not measures(part):
        return found
    name = canonical(opened["name"]) if opened["name"] else ""
    for j in range(first - 1, max(-1, first - _FARTHEST_SUBJECT), -1):
        other = mentions[j]
        if other.document != part.document:
            break
        if name:
            if other.subject == name and compatible(other, part) and other.aspect in ("", "actual"):
                return [j]
            continue
        if part.sentence - other.sentence > 1 or part.line - other.line > 1:
            break
        stands = not other.depth and not other.among and not aside(other) and not is_change(other)
        stands = stands and not _says(other.lead, "unspent")
        if compatible(other, part) and stands and not words().prior.search(other.lead):
            # The nearest is meant, or what its sentence began with (支出9.62万元，预算10万元，…，其中).
            if (found and other.sentence != mentions[found[0]].sentence) or not _one_kind(other, part):
                break
            found.append(j)
    # What is less than a part is not meant where something else before it is more.
    ample = [j for j in found if mentions[j].figure.value >= part.figure.value]
    return ample or found


def _names_its_whole(first: FigureMention) -> bool:
    opened = _OPENED.search(first.clause)
    return opened is not None and opened["name"] is not None


def _one_kind(whole: FigureMention, part: FigureMention) -> bool:
    return whole.figure.unit == part.figure.unit and "每" not in whole.lead


def _parts_behind(text: str, mentions: Sequence[FigureMention], index: int) -> list[int]:
    """Indices of the figures that the words behind `mentions[index]` list as its parts."""
    whole = mentions[index]
    changed = is_change(whole) or _says(text[max(0, whole.start - 6) : whole.figure.span.start], "change")
    left = _is_left(whole) and _OWN_LIST.match(text, whole.end) is not None
    if changed and not left:
        return []
    first = _first_part(text, mentions, index)
    if first is None or mentions[first].document != whole.document:
        return []
    if mentions[first].depth < whole.depth:
        # A remark in brackets is over: what follows is said of what stands before it.
        return []
    between = text[whole.end : mentions[first].start]
    behind = text[whole.end : mentions[index + 1].start] + between
    if len(between) > _FARTHEST or not compatible(whole, mentions[first]):
        return []
    bracketed = mentions[first].depth > whole.depth and _OPENS.search(between) is not None
    opened = _NEXT_LIST.search(between)
    stopped = "。" in (between[: opened.end()] if opened else between)
    made = _MADE_OF.match(text, whole.end)
    listed = _AMONG.search(behind) is not None or (made is not None and made.start("parts") <= mentions[first].start)
    listed = listed and (not stopped or opened is not None)
    if stopped and _says(whole.lead, "unspent"):
        return []
    if not (bracketed or listed or _COLON.match(between) or _AMONG_WHOLE.match(between)):
        return []
    return _parts_from(text, mentions, index, first, bracketed)


def _first_part(text: str, mentions: Sequence[FigureMention], index: int) -> int | None:
    """The next figure that may be a part: not what stands right behind the whole (486户1502人，其中…户), nor what the
    list counts beside it (资助1520万元，其中学前教育960人次48万元)."""
    whole = mentions[index]
    for j in range(index + 1, min(len(mentions), index + _NEAREST)):
        if mentions[j].dimension == "percent":
            continue
        between = text[whole.end : mentions[j].start]
        if _LIST_OVER.search(between):
            return None
        beside_it = len(between) <= 1 or "其中" in between
        if not beside_it or (compatible(whole, mentions[j]) and not _is_factor(text, mentions[j])):
            return j
    return None


def _is_factor(text: str, mention: FigureMention) -> bool:
    """236人×450元=10.62万元: of these only the product can be a part."""
    return text[mention.start - 1] in _TIMES or text[mention.end : mention.end + 1] in tuple(_TIMES)


def run_of(text: str, mentions: Sequence[FigureMention], parts: Sequence[int]) -> list[int]:
    """The parts from the first on that one run joins, by 、 (A 3个、B 4个和C 2个), by commas or by semicolons; empty
    where the run is left open (等)."""
    run = [parts[0]]
    # Semicolons join parts behind a colon alone: 在职61人，其中医生52人；退休29人 goes on to others.
    listed = _AT_COLON.search(mentions[parts[0]].clause) is not None
    joint: re.Pattern[str] | None = None
    for j in parts[1:]:
        gap = _SHARE.sub(r"\1", BRACKETED.sub("", text[mentions[run[-1]].end : mentions[j].start]))
        joints = [p for p in ((_JOINED, _LISTED, _ITEMED) if listed else (_JOINED, _LISTED)) if p.search(gap)]
        if not joints or (joint is not None and joint not in joints):
            break
        if not alike(mentions[run[-1]].figure, mentions[j].figure) or is_bound(mentions[j].figure):
            break
        joint = joints[0]
        run.append(j)
    stretch = text[mentions[parts[0]].start - 8 : mentions[run[-1]].end + 4]
    return [] if is_open(stretch) or _MAINLY.search(mentions[parts[0]].clause) else run


def is_open(stretch: str) -> bool:
    """Whether words say that a list names some of the parts only."""
    return _says(stretch, "et_cetera")


def _parts_from(
    text: str, mentions: Sequence[FigureMention], index: int, first: int, bracketed: bool = False
) -> list[int]:
    """Indices of the parts of `mentions[index]`, from `first` to the end of the list."""
    whole = mentions[index]
    parts: list[int] = []
    items = mentions[first].item
    for j in range(first, min(len(mentions), first + _MOST_PARTS)):
        part = mentions[j]
        if part.document != whole.document or not _continues(text, mentions, j, first, bracketed, items):
            break
        if part.dimension in ("percent", "points") or part.depth > mentions[first].depth:
            continue
        if (items and not part.item) or _is_factor(text, part) or _BASE.search(text, part.end, part.end + 4):
            continue
        left = _is_left(part) and (_is_left(whole) or _says(part.lead, "carried"))
        stray = beside(part) and not left and not _makes_up(whole, part)
        if not compatible(whole, part) or stray:
            # Another thing told in passing (60周岁以上的老人398人) ends no list; what is beside the whole does.
            if stray and (compatible(whole, part) or aside(part)):
                break
            continue
        if any(_is_other_amount(part, mentions[i]) for i in parts):
            continue
        # Two parts of one clause are not followed by more in the next (其中A 3处、B 2处；维修工程9处).
        clauses = [mentions[i].part for i in parts]
        if len(parts) > 1 and not items and clauses[0] == clauses[-1] != part.part:
            break
        parts.append(j)
    return parts


def _is_other_amount(part: FigureMention, earlier: FigureMention) -> bool:
    """Whether a figure is another amount of what is a part already (公用经费36万元，公用经费预算40万元)."""
    told = bool(part.subject) and part.subject == earlier.subject and not part.carried and not earlier.carried
    return told and part.aspect in PLANNED and earlier.aspect not in PLANNED


def _continues(text: str, mentions: Sequence[FigureMention], j: int, first: int, bracketed: bool, items: bool) -> bool:
    """Whether the list that began at `first` goes on to `mentions[j]`."""
    if j == first:
        return True
    gap = text[mentions[j - 1].end : mentions[j].start]
    if bracketed:
        return mentions[j].depth >= mentions[first].depth and not _closes(gap)
    if items:
        return (
            "\n\n" not in gap.replace(" ", "")
            and mentions[j].line - mentions[j - 1].line <= 1
            and (mentions[j].item or mentions[j].line == mentions[j - 1].line)
        )
    return mentions[j].sentence == mentions[first].sentence


def _closes(gap: str) -> bool:
    depth = 0
    for character in gap:
        depth += (character in "（(") - (character in "）)")
        if depth < 0:
            return True
    return False


def _is_left(mention: FigureMention) -> bool:
    """Whether the words say of money that it is left, whatever else they say of it."""
    return pattern("lead", "aspects", "left").search(mention.lead) is not None


def _says(said: str, what: str) -> bool:
    """Whether words hold one of the list `what` of the data file's table `list`."""
    return pattern("list", what).search(said) is not None


def compatible(whole: FigureMention, part: FigureMention) -> bool:
    return whole.dimension == part.dimension and alike(whole.figure, part.figure)


def is_change(mention: FigureMention) -> bool:
    """Whether the words say by how much something grew or shrank, or what it is compared with."""
    return _says(mention.lead, "change")


def beside(part: FigureMention) -> bool:
    """A figure that stands beside a whole, not in it: another amount of the same thing, or a change."""
    return (part.carried and bool(part.aspect)) or aside(part) or any(word in part.lead for word in words().totals)


def aside(mention: FigureMention) -> bool:
    """Whether the words say that a figure is a rest or a change."""
    return any(word in mention.lead for word in words().not_parts)


def _makes_up(whole: FigureMention, part: FigureMention) -> bool:
    """What a budget came of: 预算86万元，其中年初预算60万元，追加26万元."""
    return part.among and whole.aspect in _GIVEN and part.aspect in ("initial", "added") and not aside(part)
