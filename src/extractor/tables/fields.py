"""Indicators whose target, actual value and points stand behind their labels, in any order, in one line or several:
`（1）渡口改造（15分）。目标值8处，实际完成8处，完成率100%，自评得15分。`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.document.model import Span
from extractor.tables.items import LONGEST_NAME, MARK, NUMBER, Item, told_by
from extractor.tables.lexicon import lexicon
from extractor.tables.model import CellValue
from extractor.tables.printed import trimmed, value_of

_BLANK_LINES = 2
"""Blank lines at most between the lines of one indicator."""
_LABELS = 3
"""Labels of an indicator at least: its target's, its actual value's and points."""
_LONGEST_PASSAGE = 300
"""Characters from an indicator's name to the end of what is said of it, at most."""
_POINTS = rf"[“\"]?(?P<points>{NUMBER}\s*分?)(?![\d%％‰钟之米点])"
_WEIGHT = re.compile(rf"{_POINTS}|[“\"]?(?P<share>{NUMBER}\s*[%％])")
_SCORE = re.compile(_POINTS)
_BARE = rf"(?<=[（(，,；;。、：:/／])\s*{NUMBER}\s*分(?=\s*[）)，,；;。、/／]|\s*$)"
_CUT = re.compile(rf"未扣分|不扣分|无扣分|扣(?:除|减|分)?\s*{NUMBER}\s*分")
_NUMBERED = rf"(?:{MARK}|(?P<half>\d{{1,2}}[）)]))"
_COUNTED = r"指标\s*\d*\s*[:：]\s*"
_ITEM = re.compile(
    rf"(?:^|(?<=[\n，,；;。：:）)\s]))[ \t　]*(?:[—\-–·•●■◆]+\s*)?(?:{_NUMBERED}\s*(?:{_COUNTED})?|{_COUNTED})",
    re.MULTILINE,
)
_NEXT = re.compile(rf"(?:[。；;\n]|[。；;]\s*[）)])\s*{_NUMBERED}")
_BREAK = re.compile(r"[。；;\n]")
_ANY_FIGURE = re.compile(r"[^\d，,。；;\n]{0,8}\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_NAME = re.compile(r"[。；;，,：:\n]")
_PARTS = re.compile(r"\s*(?:[-–—－]{1,2}|[:：/／>→])\s*")
_PRONOUN = re.compile(r"[，,；;。]?\s*(?:该|本|此)(?:项|指标|项指标)?$")
_CLOSED = "）)”，,、；;。 \t　\n—–-·•●■◆"
_JOINTS = " ，,、/／（(　"
_STOPS = '，,、；;。：:（( \t　”"“\n—–-'

_KINDS = {
    "name": "name", "group": "group", "full": "full", "target": "target", "actual": "actual", "weight": "weight",
    "score": "score", "other": "beside", "aim": "aim", "reached": "reached",
}  # fmt: skip
"""What follows a label → its words in data/prose.toml, in the order in which they are tried."""
_HEADED = ("name", "group")
"""Labels that are words of any sentence: they begin a clause and have a colon."""
_VALUES = ("target", "actual")
_LOOSE = ("score", "other", "aim", "reached")
"""Labels that are parts of other words too: they begin a clause."""
_MEANT = {"aim": "target", "reached": "actual", "full": "weight"}


@cache
def _label() -> re.Pattern[str]:
    """A label, its group the kind of what follows it; or points without one."""
    starts = r"(?:^|(?<=[，,、；;。：:（(）)\s]))"
    before = rf"(?:{told_by('modifiers')})*"
    link = r"\s*(?:为|是|达到?|应为)?\s*[:：]?\s*"

    def pattern(kind: str, words: str) -> str:
        if kind in _HEADED:
            return rf"(?P<{kind}>(?:{starts}|(?<=[.．]))(?:{told_by(words)})\s*[:：]\s*)"
        if kind in _LOOSE:
            return rf"(?P<{kind}>{starts}{before}(?:{told_by(words)})(?!\s*\d{{1,2}}\s*[:：、]){link})"
        return rf"(?P<{kind}>{before}(?:{told_by(words)}){link})"

    labels = "|".join(pattern(kind, words) for kind, words in _KINDS.items())
    return re.compile(rf"{labels}|(?P<bare>{_BARE})", re.MULTILINE)


@cache
def _told_first() -> re.Pattern[str]:
    """A line that goes on with what is said of the indicator in the line before."""
    words = told_by("target", "actual", "weight", "score", "full", "beside", "aim", "reached")
    said = r"\s*(?:[:：]|[为是达]?\s*[≥≤><＝=]?\s*\d)|(?<=值)"
    return re.compile(rf"[\s（(]*(?:{told_by('modifiers')})*(?:{words})(?!\s*\d{{1,2}}\s*[:：、])(?:{said})")


@dataclass(slots=True)
class _Draft:
    """What is said of one indicator, whose name may stand from `begin` on: where each label begins, and its value;
    `bare`: points without a label among them; `nameless`: it goes by its group."""

    begin: int
    starts: dict[str, int] = field(default_factory=dict)
    values: dict[str, Span] = field(default_factory=dict)
    bare: bool = False
    nameless: bool = False
    end: int = 0
    """Where its last value ends."""

    def __post_init__(self) -> None:
        self.end = self.end or self.begin

    def add(self, kind: str, start: int, value: Span) -> None:
        self.starts[kind], self.values[kind], self.end = start, value, value.end

    def without_points(self) -> _Draft | None:
        """The values behind the points that it begins with, which it loses, as an indicator without a name."""
        moved = [kind for kind in _VALUES if kind in self.values]
        if not moved or next(iter(self.values)) in _VALUES:
            return None
        rest = _Draft(min(self.starts[kind] for kind in moved), nameless=True)
        for kind in moved:
            rest.add(kind, self.starts.pop(kind), self.values.pop(kind))
        return rest


def line_items(text: str, start: int, end: int) -> list[Item]:
    """The indicators of `text[start:end]` that labels tell, in order. Linear in the length."""
    found: list[Item] = []
    for begin, stop in _passages(text, start, end):
        if text.find("分", begin, stop) >= 0:
            found += filter(None, (_item(text, draft, limit) for draft, limit in _drafts(text, begin, stop)))
    return found


def _passages(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines, each with those behind it that go on with what it says."""
    begin, stop, blank = start, start, 0
    at = start
    while at < end:
        line = text.find("\n", at, end)
        line = end if line < 0 else line
        if not text[at:line].strip():
            blank += 1
        elif stop > begin and blank <= _BLANK_LINES and _told_first().match(text, at, line):
            stop, blank = line, 0
        else:
            if stop > begin:
                yield begin, stop
            begin, stop, blank = at, line, 0
        at = line + 1
    if stop > begin:
        yield begin, stop


def _drafts(text: str, start: int, end: int) -> Iterator[tuple[_Draft, int]]:
    """What the labels of `text[start:end]` say, parted where one comes again or the next number stands; with each the
    place up to which it may go on."""
    labels: list[re.Match[str]] = []
    for label in _label().finditer(text, start, end):
        behind = not labels or text[labels[-1].end() : label.start()].strip() != ""
        # `实际完成值：完成` has a word for its value.
        worded = label.lastgroup == "reached" and not _ANY_FIGURE.match(text, label.end(), end)
        if behind or not (label.lastgroup == "bare" or (worded and labels[-1].lastgroup in _VALUES)):
            labels.append(label)
    if len(labels) < _LABELS:
        return
    draft = _Draft(start)
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        said = label.lastgroup or ""
        kind = _MEANT.get(said, said)
        value = _value(text, kind, label, after.start() if after is not None else end)
        if value is None:
            continue
        if kind == "other":
            draft.end = max(draft.end, value.end) if draft.values else draft.end
            continue
        adjacent = not text[draft.end : label.start()].strip(_JOINTS)
        if kind == "bare":
            # `10分/9分`: the weight, and what was given of it.
            kind = "score" if adjacent and "weight" in draft.values else "weight"
            if adjacent and kind in draft.values:
                continue
        if draft.values and (kind in draft.values or _NEXT.search(text, draft.end, label.start())):
            # Points before target and actual value, and again right behind them: those before are the group's.
            rest = draft.without_points() if adjacent and kind not in _VALUES else None
            yield draft, rest.begin if rest is not None else label.start()
            draft = rest or _Draft(draft.end)
        draft.add(kind, label.start(), value)
        draft.bare |= said == "bare" and kind == "weight"
        if said == "full":
            draft.values["score"] = value
    yield draft, end


def _item(text: str, draft: _Draft, limit: int) -> Item | None:
    """The indicator that `draft` tells; None where it lacks its target, its actual value, all points or a name."""
    values = draft.values
    if not {"target", "actual"} <= values.keys() or not {"weight", "score"} & values.keys():
        return None
    if draft.bare:
        # Points without a word are the weight; where no other follow, they were given in full.
        values.setdefault("score", values["weight"])
    named = _named(text, draft)
    if named is None or draft.end - named[0].start > _LONGEST_PASSAGE:
        return None
    name, style, others = named
    stop = _BREAK.search(text, draft.end, limit)
    cut = _CUT.search(text, max(v.start for v in values.values()), stop.start() if stop else limit)
    begin = min([name.start, *(cell.span.start for cell in others.values())])

    def cell(kind: str) -> CellValue | None:
        return value_of(text, values[kind]) if kind in values else None

    ends = [v.end for kind, v in values.items() if kind not in _HEADED]
    return Item(
        name=value_of(text, name), target=cell("target"), actual=cell("actual"), weight=cell("weight"),
        score=cell("score"), cut=value_of(text, Span(*cut.span())) if cut else None,
        span=Span(begin, max([*ends, *([cut.end()] if cut else [])])), style=style, others=others,
    )  # fmt: skip


def _value(text: str, kind: str, label: re.Match[str], stop: int) -> Span | None:
    """What follows a label: points are a figure; behind a colon all; in running words a figure ends at its comma."""
    if kind == "bare":
        return trimmed(text, *label.span())
    if kind in ("weight", "score"):
        points = (_WEIGHT if kind == "weight" else _SCORE).match(text, label.end(), stop)
        return Span(*points.span(points.lastgroup or 0)) if points else None
    span = trimmed(text, label.end(), stop)
    words = re.split(r"[；;。\n]", span.of(text).rstrip(_STOPS), maxsplit=1)[0]
    first = re.split(r"[，,](?!\d)(?![^（(]*[）)])", words, maxsplit=1)[0]
    running = not label[0].rstrip().endswith((":", "："))
    words = first if kind in _HEADED or (running and re.search(r"\d", first)) else _PRONOUN.sub("", words)
    if words.count("（") + words.count("(") < words.count("）") + words.count(")"):
        words = words.rstrip("）)")
    words = words.rstrip(_STOPS)
    begin = span.start + len(words) - len(words.lstrip('“"'))
    return Span(begin, span.start + len(words)) if begin < span.start + len(words) else None


def _named(text: str, draft: _Draft) -> tuple[Span, str, dict[str, CellValue]] | None:
    """Where an indicator's name stands, how it is numbered, and the group before it; None where nothing names it."""
    others: dict[str, CellValue] = {}
    if draft.nameless:
        return Span(draft.begin, draft.begin), "", others
    if (group := draft.values.get("group")) is not None:
        _add_group(text, group, others)
    if (told := draft.values.get("name")) is not None:
        name = _pure(text, told.start, told.end)
        return (name, "", others) if name else None
    first = min(draft.starts.values())
    begin, style = _last_numbering(text, draft.begin, first)
    name_end = begin + len(text[begin:first].rstrip(_STOPS))
    begin = max([begin, *(found.end() for found in _BREAK.finditer(text, begin, name_end))])
    begin += len(text[begin:name_end]) - len(text[begin:name_end].lstrip(_CLOSED))
    quoted = text.find("“", begin, name_end)
    if quoted > begin and _add_group(text, Span(begin, quoted), others):
        begin = quoted + 1
    for part in _PARTS.finditer(text, begin, name_end):
        if not _add_group(text, Span(begin, part.start()), others):
            break
        begin = part.end()
    name = _pure(text, begin, name_end)
    return (name, style, others) if name else None


def _last_numbering(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the words behind the last number of an item begin, and the number's style."""
    begin, style = start, ""
    for found in _ITEM.finditer(text, start, end):
        begin = found.end()
        style = next((kind for kind, mark in found.groupdict().items() if mark), "")
    return begin, style


def _add_group(text: str, span: Span, others: dict[str, CellValue]) -> bool:
    """Whether `span` names a level-1 or level-2 group, which `others` then has."""
    group, lex = value_of(text, span), lexicon()
    for level, heading in (("level2", "二级指标"), ("level1", "一级指标")):
        if lex.among(level, group.text):
            others[heading] = group
            return True
    return False


def _pure(text: str, start: int, end: int) -> Span | None:
    """The name in `text[start:end]`, without the quotes around it and the words that open its clause."""
    span = trimmed(text, start, end)
    words = span.of(text)
    words = words.partition("”")[0] if "”" in words else words.rstrip(_STOPS)
    opener = re.match(rf"(?:{told_by('openers')})?[“\"《]?", words)
    begin = span.start + (opener.end() if opener else 0)
    name = text[begin : span.start + len(words)]
    if not 2 <= len(name) <= LONGEST_NAME or _NO_NAME.search(name) or not _HAN.search(name):
        return None
    return Span(begin, begin + len(name))
