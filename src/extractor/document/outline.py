"""Headings of a text: their numbers, levels and titles, with automatic numbers restored.

Not every numbered line is a heading: a duty, a task or a sentence in a list is a paragraph, and a heading can run on
into the paragraph that it begins (`1.质量指标。一是…`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.document.lines import Line
from extractor.document.model import Heading, Span
from extractor.document.words import fold, words

_HAN = "一二三四五六七八九十百零〇"
_NUMBER = re.compile(
    rf"(?P<part>第[{_HAN}\d]{{1,4}}[部分章节篇]{{1,2}})[、:：.．]?[ \u3000\t]*"
    rf"|(?P<han>[{_HAN}]{{1,4}})[ \u3000]?[、.．，][ \u3000\t]*"
    rf"|[（(]?[ \u3000]?(?P<bracket>[{_HAN}]{{1,4}})[ \u3000]?[）)、][、.．]?[ \u3000\t]*"
    rf"|(?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[、.]?[ \u3000]+(?=[\u4e00-\u9fff])"
    rf"|(?P<digit>\d{{1,2}})(?:[、]|[.．](?!\d))[ \u3000\t]*"
    rf"|[（(][ \u3000]?(?P<small>\d{{1,2}})[ \u3000]?[）)][、.．]?[ \u3000\t]*"
    rf"|(?P<half>\d{{1,2}})[）)][、.．]?[ \u3000\t]*"
    rf"|(?P<ring>[①-⑳])[、.．]?[ \u3000\t]*"
)
_MARKUP = re.compile(r"(?:(?P<hashes>#{1,6})[ \t]+)?(?P<bold>\*\*)?")
_LEVELS = {"part": 1, "han": 2, "bracket": 3, "digit": 4, "dotted": 5, "small": 5, "half": 5, "ring": 6}
_AUTOMATIC = re.compile(r"(?:\d{1,2}[、.]|[（(]\d{1,2}[）)]) (?=\S)")
"""How a reader prints an automatic number, whatever its style in the document: digits and one space."""
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_STOP = re.compile(r"[。；;！!？?]")
_RUN_IN = 24
"""Characters of the longest heading that runs on into its paragraph."""
_TITLE = 2
_BOLD = 4
"""Level of a bold line without a number."""
_AHEAD = 300
"""Lines that are looked through for the next number of a list."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number at the head of a line: its kind, its value and where the title behind it begins."""

    kind: str
    value: int
    end: int
    automatic: bool = False


def numbered(text: str, body: Span) -> Number | None:
    """The number that a line begins with, if any; markdown's signs of a heading may stand before it."""
    start = _markup(text, body).end()
    found = _NUMBER.match(text, start, min(body.end, start + 40))
    if not found or found.end() >= body.end:
        return None
    kind = found.lastgroup or ""
    digits = found[kind]
    if kind == "dotted":
        digits = digits.rpartition(".")[2]
    if kind == "part":
        digits = re.sub(rf"[^{_HAN}\d]", "", digits)
    value = ord(digits) - ord("①") + 1 if kind == "ring" else int(digits) if digits.isdecimal() else _han_value(digits)
    return Number(kind, value, found.end(), bool(_AUTOMATIC.match(text, body.start)))


def _markup(text: str, body: Span) -> re.Match[str]:
    found = _MARKUP.match(text, body.start, body.end)
    assert found is not None  # it also matches nothing
    return found


def _han_value(digits: str) -> int:
    """The value of 一 to 九十九; 0 for anything else."""
    ones = "零一二三四五六七八九"
    if "百" in digits or not digits:
        return 0
    if "十" not in digits:
        return ones.find(digits) if len(digits) == 1 else 0
    tens, _, rest = digits.partition("十")
    return (ones.find(tens) if tens else 1) * 10 + (ones.find(rest) if rest else 0)


def han(value: int) -> str:
    """1 to 99 as 一 to 九十九."""
    ones = "零一二三四五六七八九"
    tens, rest = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else ones[tens] + "十") + (ones[rest] if rest else "")


def headings(text: str, lines: Sequence[Line]) -> list[Heading | None]:
    """For each line (none blank, in the order of the text) the heading that it is or begins with."""
    numbers = [numbered(text, line.body) for line in lines]
    marked = [_marked(text, line.body, number) for line, number in zip(lines, numbers, strict=True)]
    found = [
        mark or _heading(text, line.body, number) for line, number, mark in zip(lines, numbers, marked, strict=True)
    ]
    _drop_lists(text, found, [None if mark else number for number, mark in zip(numbers, marked, strict=True)])
    return _restore(text, found, numbers)


def _marked(text: str, body: Span, number: Number | None) -> Heading | None:
    """A heading by markdown's signs: `## 四、存在问题`, `**存在问题**`, `1. **质量指标。** 全年…`."""
    opening = _markup(text, body)
    start = number.end if number else opening.end()
    printed = text[opening.end() : start].rstrip() if number else ""
    bold = opening["bold"] is not None
    if not bold and text.startswith("**", start):
        bold, start = True, start + 2
    stop, end = body.end, body.end
    if bold:
        stop = text.find("**", start, min(body.end, start + words().heading_length))
        end = stop + 2
        if stop < 0 or (end < body.end and text[stop - 1] not in "。：:" and text[end] not in " \u3000：:"):
            return None
        if text[end : end + 1] in ("：", ":"):
            end += 1
    elif not opening["hashes"]:
        return None
    while stop > start and text[stop - 1] in "。：: #":
        stop -= 1
    level = _LEVELS[number.kind] if number else len(opening["hashes"]) if opening["hashes"] else _BOLD
    return Heading(Span(body.start, end), Span(start, stop), level, printed) if start < stop else None


def _heading(text: str, body: Span, number: Number | None) -> Heading | None:
    if number is None:
        if len(body) <= _RUN_IN and words().chapter.match(fold(body.of(text))):
            return Heading(body, body, _TITLE)
        return None
    start, level = number.end, _LEVELS[number.kind]
    printed = text[body.start : start].rstrip()
    stop = _STOP.search(text, start, min(body.end, start + words().heading_length + 1))
    if stop is None:
        if body.end - start > words().heading_length:
            return _run_in_colon(text, body, start, level, printed)
        title = Span(start, body.end)
        bare = _BRACKETED.sub("", title.of(text))
        if any(mark in bare for mark in "，,") or re.search(r"[:：]\S", bare):
            return _run_in_colon(text, body, start, level, printed)
        return Heading(body, Span(start, body.end - bare.endswith((":", "："))), level, printed)
    title = Span(start, stop.start())
    bare = fold(_BRACKETED.sub("", title.of(text)))
    named = len(bare) <= _RUN_IN and not any(mark in bare for mark in ",:") and words().nominal.search(bare)
    if not named or stop.group() != "。":
        return _run_in_colon(text, body, start, level, printed)
    span = body if stop.end() == body.end else Span(body.start, stop.end())
    return Heading(span, title, level, printed)


def _run_in_colon(text: str, body: Span, start: int, level: int, printed: str) -> Heading | None:
    """A heading that a colon parts from its paragraph (`（一）基本支出情况：全年…`)."""
    colon = re.compile("[:：]").search(text, start, min(body.end, start + _RUN_IN))
    if colon is None or colon.end() == body.end:
        return None
    title = Span(start, colon.start())
    bare = fold(title.of(text))
    if any(mark in bare for mark in ",、") or not words().nominal.search(bare):
        return None
    return Heading(Span(body.start, colon.end()), title, level, printed)


def _drop_lists(text: str, found: list[Heading | None], numbers: Sequence[Number | None]) -> None:
    """Items of a list are no headings: numbered lines of one kind in a row with nothing under any but the last, unless
    they end in a heading's noun."""
    index = 0
    while index < len(found):
        number, stop = numbers[index], index + 1
        if number is None or _LEVELS[number.kind] <= _TITLE:
            index += 1
            continue
        while stop < len(found) and (after := numbers[stop]) is not None and after.kind == number.kind:
            stop += 1
        run = range(index, stop)
        if len(run) > 1 and not all(
            heading is not None and words().nominal.search(fold(_BRACKETED.sub("", heading.title.of(text))))
            for heading in (found[at] for at in run)
        ):
            for at in run:
                heading = found[at]
                ends = heading is not None and words().nominal.search(fold(_BRACKETED.sub("", heading.title.of(text))))
                if not ends:
                    found[at] = None
        index = stop


def _restore(text: str, found: list[Heading | None], numbers: Sequence[Number | None]) -> list[Heading | None]:
    """Automatic numbers of a Chinese list are printed in digits: `4、 ` after `三、` and before `六、` was `四、`."""
    chinese = {"digit": "han", "small": "bracket"}
    last: dict[str, int] = {}
    restored: list[Heading | None] = []
    for index, (heading, number) in enumerate(zip(found, numbers, strict=True)):
        if heading is None or number is None:
            if number is not None:
                last[number.kind] = number.value
            restored.append(heading)
            continue
        kind = number.kind
        if (
            kind in chinese
            and number.automatic
            and _belongs(number, chinese[kind], last, numbers[index + 1 : index + _AHEAD])
        ):
            kind = chinese[kind]
            sign = han(number.value)
            printed = f"{sign}、" if kind == "han" else f"（{sign}）"
            heading = replace(heading, level=_LEVELS[kind], restored=printed)
        last = {other: value for other, value in last.items() if _LEVELS[other] <= _LEVELS[kind]}
        last[kind] = number.value
        restored.append(heading)
    return restored


def _belongs(number: Number, kind: str, last: dict[str, int], after: Sequence[Number | None]) -> bool:
    """Whether an automatic number continues (or begins) the Chinese list of `kind`, judged by the numbers around it."""
    if number.value == 1:
        following = next((n for n in after if n is not None and n.kind == kind), None)
        return following is not None and following.value == 2 and last.get(kind) != 1
    if last.get(kind) != number.value - 1 or last.get(number.kind) == number.value - 1:
        return False
    literal = next((n for n in after if n is not None and n.kind in (kind, number.kind) and not n.automatic), None)
    return literal is None or literal.kind == kind or literal.value <= number.value
