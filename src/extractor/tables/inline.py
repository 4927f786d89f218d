"""Indicators in the run of a sentence: `硬化公路，目标值≥75公里，完成值68.4公里，得分9分（满分10分）`.

A target and an actual value side by side make one. Words that ordinary narrative has too (目标100人，实际90人) make one
only where points follow or where the report lists several so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extractor.document.model import Span
from extractor.language.normalise import Folded, fold
from extractor.tables.items import LONGEST_NAME, MARK, NUMBER, Item, name_above, told_by
from extractor.tables.model import CellValue
from extractor.tables.printed import trimmed, value_of

_SEVERAL = 3
"""Indicators in loose words that a report lists, at least, where none of them has points."""
_REACH = 80
"""Characters before a target within which the indicator's name stands."""
_POINTS = rf"{NUMBER}\s*分(?!钟|之|米|点|[^,;。()\s])"
_VALUE = r"[^,;。\n()]{1,40}(?:\([^()\n]{0,40}\))?"
_COMPARED = r"(?:不[超高低少大小][于过]|[超高低少大小][于过]|约|[≥≤><=~]|已|达到?|为){0,3}"
_FIGURE = rf"{_COMPARED}\s*{NUMBER}[^,;。\n()]{{0,20}}(?:\([^()\n]{{0,40}}\))?"
_LINK = r"\s*(?:为|是|:)?\s*"
_BREAK = re.compile(r"[。;!\n]")
_BETWEEN = re.compile(rf"(?:,(?!\s*[^,;。\n]{{0,8}}{_POINTS})[^,;。\n]{{1,40}}){{0,2}}")
"""Further words between the actual value and the points."""
_NUMBERING = re.compile(rf"\s*{MARK}\s*")


@dataclass(frozen=True, slots=True)
class _Patterns:
    values: re.Pattern[str]
    points: re.Pattern[str]
    strict: re.Pattern[str]
    no_name: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    target, actual = told_by("target"), told_by("actual")
    aim, reached = told_by("aim"), told_by("actual", "reached")
    return _Patterns(
        values=re.compile(
            rf"(?:{target}){_LINK}(?P<a>{_VALUE}),\s*(?:(?:{actual}){_LINK}(?P<b>{_VALUE})|(?:{reached}){_LINK}(?P<c>{_FIGURE}))"
            rf"|(?P<loose>{aim}){_LINK}(?P<d>{_FIGURE}),\s*(?:{reached}){_LINK}(?P<e>{_FIGURE})"
            rf"|(?:{actual}){_LINK}(?P<g>{_VALUE})[,(]\s*(?:{target}){_LINK}(?P<f>{_VALUE})\)?"
        ),
        points=re.compile(
            rf" *[,;(] *(?:(?:{told_by('weight')}){_LINK}(?P<weight>{_POINTS})"
            rf"|(?:{told_by('score')}){_LINK}(?P<score>{_POINTS})"
            rf"|(?P<cut>(?:扣减|扣除|扣分|扣){_LINK}{_POINTS}|未扣分|不扣分|无扣分)|(?P<bare>{_POINTS})) *\)?"
        ),
        strict=re.compile(rf"[,(]?\s*(?:{told_by('weight')}){_LINK}(?P<weight>{_POINTS})\s*\)?[,:]?\s*$"),
        no_name=re.compile(rf"(?:{told_by('pronouns', 'openers')})?"),
    )


def inline_items(text: str, start: int, end: int) -> list[Item]:
    """The indicators in the sentences of `text[start:end]`, in order. Linear in the length."""
    folded = fold(text[start:end])
    found = [one for match in _patterns().values.finditer(folded.text) if (one := _item(folded, match)) is not None]
    several = sum(state == "listed" for _, state in found) >= _SEVERAL
    kept = {"sure", "listed"} if several else {"sure"}
    return [_placed(text, start, item) for item, state in found if state in kept or item.score is not None]


def _item(folded: Folded, match: re.Match[str]) -> tuple[Item, Literal["sure", "listed", "loose"]] | None:
    """The indicator around a target and an actual value, and whether its words are sure, or at least begin a clause."""
    copy = folded.text
    begin = max(0, match.start() - _REACH)
    begin = max((stop.end() for stop in _BREAK.finditer(copy, begin, match.start())), default=begin)
    numbering = _NUMBERING.match(copy, begin, match.start())
    begin = numbering.end() if numbering else begin
    before = _patterns().strict.search(copy, begin, match.start())
    stop = before.start() if before else match.start()
    name_start, name_end = _name(copy, begin, stop)
    if name_start >= name_end:
        name_start, name_end = name_above(copy, begin) or (name_start, name_end)
    if not 0 < name_end - name_start <= LONGEST_NAME:
        return None
    spans: dict[str, tuple[int, int]] = {"weight": before.span("weight")} if before else {}
    at = match.end()
    if between := _BETWEEN.match(copy, at):
        at = between.end() if _patterns().points.match(copy, between.end()) else at
    while points := _patterns().points.match(copy, at):
        kind = points.lastgroup or ""
        if kind in spans:
            break
        spans[kind] = points.span(kind)
        at = points.end()
    if bare := spans.pop("bare", None):
        # Points without a word are the weight; where no other follow, they were given in full.
        spans.setdefault("weight", bare)
        spans.setdefault("score", bare)
    target = next(match.span(group) for group in "adf" if match[group])
    actual = next(match.span(group) for group in "bceg" if match[group])

    def cell(place: tuple[int, int] | None) -> CellValue | None:
        return CellValue("", folded.span(*_trimmed(copy, *place))) if place else None

    name = CellValue("", folded.span(name_start, name_end))
    whole = folded.span(name_start, at)
    item = Item(
        name, cell(target), cell(actual), cell(spans.get("weight")), cell(spans.get("score")), cell(spans.get("cut")),
        whole, (numbering.lastgroup or "") if numbering else "",
    )  # fmt: skip
    if match["loose"] is None:
        return item, "sure"
    return item, "listed" if not copy[begin:name_start].strip() else "loose"


def _name(copy: str, start: int, end: int) -> tuple[int, int]:
    """The indicator's name between a break and its target: the last words before a comma or colon."""
    while end > start and copy[end - 1] in ",:( ":
        end -= 1
    start = max(start, *(copy.rfind(mark, start, end) + 1 for mark in ",:"))
    while start < end and copy[start] in " ":
        start += 1
    opener = _patterns().no_name.match(copy, start, end)
    start = opener.end() if opener else start
    return start, end


def _trimmed(copy: str, start: int, end: int) -> tuple[int, int]:
    while start < end and copy[start] == " ":
        start += 1
    while end > start and copy[end - 1] == " ":
        end -= 1
    return start, end


def _placed(text: str, start: int, item: Item) -> Item:
    """The item with the places and words of the text as received."""

    def cell(value: CellValue | None) -> CellValue | None:
        return value_of(text, Span(start + value.span.start, start + value.span.end)) if value is not None else None

    name = value_of(text, Span(start + item.name.span.start, start + item.name.span.end))
    return replace(
        item, name=name, target=cell(item.target), actual=cell(item.actual), weight=cell(item.weight),
        score=cell(item.score), cut=cell(item.cut), span=trimmed(text, start + item.span.start, start + item.span.end),
    )  # fmt: skip
