"""Indicators with a line of their own, whose target, actual value and points stand behind their labels in any order:
`（1）渡口改造（15分）。目标值8处，实际完成8处，完成率100%，自评得15分。`"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.document.model import Span
from extractor.tables.items import LONGEST_NAME, MARK, NUMBER, Item, told_by
from extractor.tables.model import CellValue
from extractor.tables.printed import trimmed, value_of

_LONGEST_LINE = 400
_LABELS = 2
"""Labels of a line that states an indicator, at least: its target's and its actual value's."""
_POINTS = re.compile(rf"{NUMBER}\s*分?(?![\d%％‰钟之米点])")
_BARE = re.compile(rf"[（(，,；;。]\s*(?P<points>{NUMBER}\s*分)(?=\s*[）)，,；;。]|$)")
_CUT = re.compile(rf"未扣分|不扣分|无扣分|扣(?:除|减|分)?\s*{NUMBER}\s*分")
_NUMBERING = re.compile(rf"\s*[—\-–·•●■◆]*\s*{MARK}?\s*(?:指标\s*\d*\s*[:：]\s*)?[“\"《]?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_NAME = re.compile(r"[。；;，,：:]")
_CLAUSE = re.compile(r"[^；;。]+[；;。]?")
_PRONOUN = re.compile(r"[，,；;。]?\s*(?:该|本|此)(?:项|指标|项指标)?$")
_STOPS = '，,、；;。：:（( \t　”"'


_KINDS = {
    "full": "full", "target": "target", "actual": "actual", "weight": "weight", "score": "score", "other": "beside",
    "aim": "aim", "reached": "reached",
}  # fmt: skip
"""What follows a label → its words in data/prose.toml, in the order in which they are tried."""
_LOOSE = ("score", "other", "aim", "reached")
"""Labels that are parts of other words too: they begin a clause."""
_MEANT = {"aim": "target", "reached": "actual", "full": "weight"}


@cache
def _label() -> re.Pattern[str]:
    """A label, its group the kind of what follows it."""
    starts = r"(?:^|(?<=[，,；;。：:（(）)\s]))"
    body = "|".join(
        rf"(?P<{kind}>{starts if kind in _LOOSE else ''}(?:{told_by(words)}))" for kind, words in _KINDS.items()
    )
    return re.compile(rf"(?:{body})\s*(?:为|是|达到?|应为)?\s*[:：]?\s*")


def line_items(text: str, start: int, end: int) -> list[Item]:
    """The indicators of `text[start:end]` that have a line, or a clause of one, to themselves."""
    found: list[Item] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop - at <= _LONGEST_LINE:
            found += _of_line(text, at, stop)
        at = stop + 1
    return found


def _of_line(text: str, start: int, end: int) -> Iterator[Item]:
    whole = _item(text, start, end)
    if whole is not None:
        yield whole
        return
    for clause in _CLAUSE.finditer(text, start, end):
        if (item := _item(text, *clause.span())) is not None:
            yield item


def _item(text: str, start: int, end: int) -> Item | None:
    """The indicator that `text[start:end]` states, None where it states none, or more than one."""
    numbering = _NUMBERING.match(text, start, end)
    opening = numbering.end() if numbering else start
    labels = list(_label().finditer(text, opening, end))
    if len(labels) < _LABELS:
        return None
    values: dict[str, Span] = {}
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        said = label.lastgroup or ""
        kind = _MEANT.get(said, said)
        stop = after.start() if after is not None else end
        value = _value(text, kind, label, stop)
        if value is None or kind == "other":
            continue
        if kind in values:
            return None
        values[kind] = value
        if said == "full":
            values["score"] = value
    if "target" not in values or "actual" not in values:
        return None
    taken = list(values.values())
    bare = [m for m in _BARE.finditer(text, start, end) if not any(Span(*m.span("points")).overlaps(v) for v in taken)]
    if "weight" not in values and bare:
        # Points without a word are the weight; where no other follow, they were given in full.
        values["weight"] = Span(*bare[0].span("points"))
        values.setdefault("score", values["weight"])
    if "weight" not in values and "score" not in values:
        return None
    first = min([*(label.start() for label in labels), *(m.start() for m in bare)])
    name = _name(text, opening, first)
    if name is None:
        return None
    cut = _CUT.search(text, max(v.start for v in values.values()), end)
    last = max([*(v.end for v in values.values()), *([cut.end()] if cut else [])])

    def cell(kind: str) -> CellValue | None:
        return value_of(text, values[kind]) if kind in values else None

    return Item(
        name=value_of(text, name), target=cell("target"), actual=cell("actual"), weight=cell("weight"),
        score=cell("score"), cut=value_of(text, Span(*cut.span())) if cut else None, span=Span(name.start, last),
        style=next((k for k, v in numbering.groupdict().items() if v), "") if numbering else "",
    )  # fmt: skip


def _value(text: str, kind: str, label: re.Match[str], stop: int) -> Span | None:
    """What follows a label: points are a figure; behind a colon all; in running words a figure ends at its comma."""
    if kind in ("weight", "score"):
        points = _POINTS.match(text, label.end(), stop)
        return Span(*points.span()) if points else None
    bare = _BARE.search(text, label.end(), stop)
    span = trimmed(text, label.end(), bare.start() if bare else stop)
    words = re.split(r"[；;。]", span.of(text).rstrip(_STOPS), maxsplit=1)[0]
    first = re.split(r"[，,](?!\d)(?![^（(]*[）)])", words, maxsplit=1)[0]
    running = not label[0].rstrip().endswith((":", "："))
    words = first if running and re.search(r"\d", first) else _PRONOUN.sub("", words)
    if words.count("（") + words.count("(") < words.count("）") + words.count(")"):
        words = words.rstrip("）)")
    words = words.rstrip(_STOPS)
    return Span(span.start, span.start + len(words)) if words else None


def _name(text: str, start: int, end: int) -> Span | None:
    span = trimmed(text, start, end)
    words = span.of(text).rstrip(_STOPS)
    if "”" in words:
        words = words.partition("”")[0]
    if not 2 <= len(words) <= LONGEST_NAME or _NO_NAME.search(words) or not _HAN.search(words):
        return None
    return Span(span.start, span.start + len(words))
