"""Forms written as prose: indicators with target, actual value, weight and points in one sentence, and their heads.

(二)产出指标(分值50分，得50分，未扣分)
1、办文工作，年度指标值：…，实际完成值：…，分值10分，得分10分。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.document.model import Document, Span
from extractor.tables.builder import FormBuilder
from extractor.tables.fields import line_items
from extractor.tables.groups import Level, by_project, group_name, is_group, level
from extractor.tables.inline import inline_items
from extractor.tables.items import MARK, NUMBER, Item, name_above, told_by
from extractor.tables.lexicon import lexicon
from extractor.tables.model import CellValue, Form
from extractor.tables.printed import is_figure, is_quantity, trimmed, value_of

_REACH = 300
"""Characters before the weight within which its indicator, target and actual value stand."""
_NUMBERING = re.compile(rf"\s*{MARK}\s*")
_RATE = re.compile(rf"[：:，,]?(?:为|达到?|是)?(?P<rate>{NUMBER}[%％])[，,（(、\s]*$")
"""What a name ends in, right before its points: `预算执行率98.31%（分值10分，得9.83分）`."""
_TRAILING_FIGURE = re.compile(rf"(?:达到?|为|完成|是)?[≥≤≧≦><=＝]?{NUMBER}\S{{0,4}}$")
_HEADINGS: dict[Level, str] = {1: "一级指标", 2: "二级指标"}
_NOTE = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)]\s*$")
_GROUP = re.compile(r"[［\[【]([^］\]】\n]{2,12})[］\]】]")
_CLAUSE = re.compile(r"[，,。；;：:]")
_BREAK = re.compile(r"[。；;！\n]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    scored: re.Pattern[str]
    given: re.Pattern[str]
    """Points before their weight, at the end of a line; `beside`: points outside the weight's brackets."""
    beside: re.Pattern[str]
    target: re.Pattern[str]
    actual: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(told_by("openers"))


@cache
def _patterns() -> _Patterns:
    lone = r"(?=[ \t　]*[。；;]?[ \t　]*$)"
    return _Patterns(
        scored=re.compile(
            rf"(?:(?P<open>[（(]\s*)(?:该项?|本项)?(?:{told_by('weight')})?|(?:该项?|本项)?(?:{told_by('weight')}))"
            rf"(?:共计|共|为|是)?[:：]?\s*(?P<weight>{NUMBER}\s*分?)"
            rf"[，,、；;\s]*(?:{told_by('score')})(?:为|是)?[:：]?\s*(?P<score>{NUMBER}\s*分?)"
            rf"(?:[，,、；;]\s*(?P<cut>未扣分|不扣分|无扣分|(?:扣除?|扣减|扣分)[:：]?\s*{NUMBER}\s*分?))?"
            rf"(?P<close>\s*[）)])?"
        ),
        given=re.compile(
            rf"(?:{told_by('score')})(?:为|是)?[:：]?\s*(?P<score>{NUMBER}\s*分)\s*[，,、（(]\s*"
            rf"(?:{told_by('weight')})(?:为|是)?[:：]?\s*(?P<weight>{NUMBER}\s*分)(?P<close>\s*[）)])?{lone}",
            re.MULTILINE,
        ),
        beside=re.compile(
            rf"(?P<open>[（(])\s*(?:{told_by('weight')})?[:：]?\s*(?P<weight>{NUMBER}\s*分)\s*[）)]\s*[:：，,]?\s*"
            rf"(?:{told_by('score')})(?:为|是)?[:：]?\s*(?P<score>{NUMBER}\s*分){lone}",
            re.MULTILINE,
        ),
        target=re.compile(rf"(?:{told_by('target')})\s*(?:为|是)?\s*[:：]?\s*"),
        actual=re.compile(rf"(?:{told_by('actual')})\s*(?:为|是)?\s*[:：]?\s*"),
        other=re.compile(
            rf"[，,；;]\s*(?P<label>{told_by('others')})(?:为|是)?[:：]?\s*(?P<value>[^，,；;。\n]{{1,12}})"
        ),
    )


def prose_forms(text: str, document: Document, already: int) -> Iterator[Form]:
    """The forms that a document's prose holds, one for each project; none where no indicator is scored in prose.
    `already`: how many forms come before."""
    for index, found in enumerate(by_project(list(_scored(text, document))), already + 1):
        yield _form(text, document, f"f{index}", found)


def _form(text: str, document: Document, id: str, found: Sequence[Item]) -> Form:
    form = FormBuilder(id, _heading_above(text, document, found[0].span.start), document.id, prose=True)
    heads: dict[Level, CellValue] = {}
    style = ""
    for index, item in enumerate(found):
        stated = {"分值": item.weight, "得分": item.score, "扣分": item.cut}
        points = {name: cell for name, cell in stated.items() if cell is not None}
        depth = level(item, style if heads else "")
        if depth is None:
            cells = _under(heads) | dict(item.others) | ({"三级指标": item.name} if item.name.text else {})
            cells |= {"年度指标值": _without_note(text, item.target)} if item.target is not None else {}
            cells |= {"实际完成值": _without_note(text, item.actual)} if item.actual is not None else {}
            form.add_row("indicator", cells | points, span=item.span)
            continue
        if depth == 1:
            style = item.style
        heads = {1: item.name} if depth == 1 else {1: heads[1], 2: item.name}
        cells = _under(heads) | {_HEADINGS[depth]: item.name}
        if item.weight is not None:
            form.open_group(item.name, _digits(item.weight), depth)
        below = level(found[index + 1], style) if index + 1 < len(found) else 1
        if below is None or below > depth or group_name(item.name.text).endswith("指标"):
            form.add_row("total", cells | points, span=item.span)
        else:
            # A heading with nothing below it is itself what is scored (`预算执行率(分值10分，得9分)`).
            form.add_row("indicator", cells | points, span=item.span)
            del heads[depth]
    return form.build()


def _without_note(text: str, cell: CellValue) -> CellValue:
    """A figure without what stands in brackets behind it: `50%（6个）`."""
    note = _NOTE.search(text, cell.span.start, cell.span.end)
    if note is None or not any(char.isdigit() for char in text[cell.span.start : note.start()]):
        return cell
    return value_of(text, Span(cell.span.start, note.start()))


def _under(heads: dict[Level, CellValue]) -> dict[str, CellValue]:
    return {_HEADINGS[level]: replace(cell, carried=True) for level, cell in heads.items()}


def _digits(cell: CellValue) -> CellValue:
    digits = cell.text.rstrip("分 ")
    return CellValue(digits, Span(cell.span.start, cell.span.start + len(digits)))


def _scored(text: str, document: Document) -> Iterator[Item]:
    """Every scored indicator of the document's prose, in order; tables are left out."""
    start = document.span.start
    for table in sorted(document.tables, key=lambda table: table.span):
        yield from _scored_between(text, start, table.span.start)
        start = max(start, table.span.end)
    yield from _scored_between(text, start, document.span.end)


def _scored_between(text: str, start: int, end: int) -> Iterator[Item]:
    lined = line_items(text, start, end)
    scored = _apart(list(_stated(text, start, end)), lined)
    whole = [*lined, *(item for item in scored if item.target is not None and item.actual is not None)]
    whole.sort(key=lambda item: item.span)
    inline = _apart(inline_items(text, start, end), whole)
    others = _apart([item for item in scored if item.target is None or item.actual is None], inline)
    yield from sorted([*whole, *inline, *others], key=lambda item: item.span)


def _apart(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Those of `items` that overlap none of `others`; both in the order of the text."""
    ends = [other.span.end for other in others]
    kept = []
    for item in items:
        at = bisect_right(ends, item.span.start)
        if at == len(others) or not item.span.overlaps(others[at].span):
            kept.append(item)
    return kept


def _stated(text: str, start: int, end: int) -> Iterator[Item]:
    """Every place that states a weight and points."""
    done = start
    patterns = _patterns()
    headings = [*patterns.given.finditer(text, start, end), *patterns.beside.finditer(text, start, end)]
    found = [*patterns.scored.finditer(text, start, end), *(m for m in headings if _heads_its_line(text, m))]
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() < done:
            continue
        begin = max(done, match.start() - _REACH)
        breaks = [found.end() for found in _BREAK.finditer(text, begin, match.start())]
        line = max((at for at in breaks if text[at - 1] in "\n。！"), default=begin)
        yield _read(text, line, max([line, *breaks]), match)
        done = match.end()


def _heads_its_line(text: str, match: re.Match[str]) -> bool:
    """Whether nothing but a name stands before points in their line: a sentence may tell points of several."""
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip("，,：:")
    return not _CLAUSE.search(before)


def _read(text: str, line: int, clause: int, match: re.Match[str]) -> Item:
    """What stands before a weight: from `line` when it names a target or an actual value, else from `clause`."""
    patterns = _patterns()
    head_end = match.start()
    target = patterns.target.search(text, line, head_end)
    actual = patterns.actual.search(text, target.end() if target else line, head_end)
    if target is None and actual is not None and is_group(text[clause:head_end]):
        actual = None  # 产出指标完成情况（50分，得48分）
    start = line if target or actual else clause
    numbering = _NUMBERING.match(text, start, head_end)
    style = (numbering.lastgroup or "") if numbering else ""
    start = numbering.end() if numbering else start
    name_end = min([found.start() for found in (target, actual) if found] or [head_end])
    above = name_above(text, start) if not text[start:name_end].strip() else None
    name = value_of(text, Span(*above) if above else _name_span(text, start, name_end))
    others = _others(text, name, name_end)
    if (group := others.get("二级指标")) is not None:
        name = value_of(text, Span(group.span.end + 1, name.span.end))
    rate = _RATE.match(text, name.span.end, head_end) if not target and not actual else None
    places = match.groupdict()
    opened, closed = places.get("open") is not None, places.get("close") is not None
    end = match.end() if opened else match.start("close") if closed else match.end()

    def cell(group: str) -> CellValue:
        return value_of(text, Span(*match.span(group)))

    return Item(
        name=name,
        target=_value(text, target, actual.start() if actual else head_end) if target else None,
        actual=value_of(text, Span(*rate.span("rate"))) if rate else _value(text, actual, head_end) if actual else None,
        weight=cell("weight"),
        score=cell("score"),
        cut=cell("cut") if places.get("cut") else None,
        span=trimmed(text, group.span.start - 1 if group else name.span.start if name.text else match.start(), end),
        style=style,
        others=others,
    )


def _others(text: str, name: CellValue, end: int) -> dict[str, CellValue]:
    """`［质量］` before a name, and what stands between the name and its target under a heading of its own."""
    found: dict[str, CellValue] = {}
    group = _GROUP.match(text, name.span.start, name.span.end)
    if group and any(lexicon().among("level2", group[1] + rest) for rest in ("", "指标", "满意度", "效益", "影响")):
        found["二级指标"] = value_of(text, Span(*group.span(1)))
    for other in _patterns().other.finditer(text, name.span.end, end):
        found.setdefault(other["label"], value_of(text, Span(*other.span("value"))))
    return found


def _name_span(text: str, start: int, end: int) -> Span:
    """The indicator's name: what stands before the first comma, without a figure at its end; the group that stands
    right before its points, where one does (`自评得分96分，其中产出指标满分50分，得分48分`)."""
    span = trimmed(text, start, end)
    words = span.of(text).rstrip("，,、：:；;（( \t　")
    last = _opener().sub("", re.split(r"[，,：:；;]", words)[-1])
    if lexicon().among("level1", last) or lexicon().among("level2", last):
        return Span(span.start + len(words) - len(last), span.start + len(words))
    words = re.split(r"[，,：:；;]", words, maxsplit=1)[0]
    shorter = _TRAILING_FIGURE.sub("", words)
    words = shorter if shorter else words
    return Span(span.start, span.start + len(words.rstrip()))


def _value(text: str, label: re.Match[str], end: int) -> CellValue:
    """What follows a label. Behind a colon all of it; in a running sentence a figure ends at its comma (`完成8公里，
    其中…`), a value in words may have commas of its own."""
    span = trimmed(text, label.end(), end)
    words = span.of(text).rstrip("，,、；;（( \t　")
    if not label[0].rstrip().endswith((":", "：")):
        first = re.split(r"[，,](?!\d)", words, maxsplit=1)[0]
        words = first if is_quantity(first) or is_figure(first) else words
    return value_of(text, Span(span.start, span.start + len(words)))


def _heading_above(text: str, document: Document, offset: int) -> str:
    """The chapter that the form stands in: its outermost heading, else the document's title."""
    index = document.section_at(offset)
    heading = None
    while index is not None:
        section = document.sections[index]
        heading = section.heading or heading
        index = section.parent
    if heading is not None:
        return heading.span.of(text).strip()
    return document.title.of(text).strip() if document.title else ""
