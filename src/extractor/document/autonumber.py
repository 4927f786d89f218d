"""Numbers that Word prints in front of paragraphs and that no paragraph's text holds: `一、`, `（二）`, `3.`, `①`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from extractor.document.markup import attribute, child, children, value, whole
from extractor.document.outline import han

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")
_WIDE = "、）．。：】〕"
"""After these Chinese print has no blank."""


def _chinese(number: int) -> str:
    return han(number) if 0 < number < 100 else str(number)


def _roman(number: int) -> str:
    said = ""
    for size, letters in _ROMAN:
        said += letters * (number // size)
        number %= size
    return said


def _letter(number: int) -> str:
    """a … z, aa, bb …, as Word counts on."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_CIRCLED = _of("".join(map(chr, range(0x2460, 0x2474))))
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _of("".join(map(chr, range(0x2488, 0x249C)))),
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
"""Other formats (bullets among them) print nothing that a reader would cite."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    blank: bool
    """Whether a blank or tab stands behind the number."""


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has counted. `of` is asked once for each paragraph, in order."""

    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    """List → what counts (lists of one kind go on counting together) and its levels."""
    _styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Style of a paragraph → list and level."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, numbering: Element | None, styles: Element | None) -> Numbering:
        """From the parts `numbering.xml` and `styles.xml`, either of which a file may lack."""
        made = cls()
        if numbering is not None:
            made._lists = dict(_lists(numbering))
        if styles is not None:
            made._styles = dict(_styled(styles))
        return made

    def of(self, properties: Element | None) -> str:
        """What is printed in front of the paragraph with these properties (`w:pPr`); empty for most."""
        which, level = self._listed(properties)
        counter, levels = self._lists.get(which, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(counter, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        said = _PLACE.sub(lambda place: _number(int(place[1]) - 1, counts, levels), levels[level].text)
        if levels[level].format not in _FORMATS:
            return ""
        return said + " " * (levels[level].blank and bool(said) and said[-1] not in _WIDE)

    def _listed(self, properties: Element | None) -> tuple[str, int]:
        if properties is None:
            return "", 0
        style = self._styles.get(value(child(properties, "pStyle")), ("", 0))
        given = child(properties, "numPr")
        if given is None:
            return style
        which = value(child(given, "numId")) or style[0]
        level = whole(value(child(given, "ilvl")))
        return which, style[1] if level is None else level


def _number(level: int, counts: Mapping[int, int], levels: Mapping[int, _Level]) -> str:
    if level not in levels:
        return ""
    shown = _FORMATS.get(levels[level].format, str)
    return shown(counts.get(level, levels[level].start))


def _lists(numbering: Element) -> Iterator[tuple[str, tuple[str, dict[int, _Level]]]]:
    kinds = {
        attribute(one, "abstractNumId"): {_depth(level): _level(level) for level in children(one, "lvl")}
        for one in children(numbering, "abstractNum")
    }
    for one in children(numbering, "num"):
        which, kind = attribute(one, "numId"), value(child(one, "abstractNumId"))
        levels, counter = dict(kinds.get(kind, {})), kind
        for override in children(one, "lvlOverride"):
            counter = f"{kind}/{which}"
            depth, own, start = _depth(override), child(override, "lvl"), whole(value(child(override, "startOverride")))
            level = _level(own) if own is not None else levels.get(depth)
            if level is not None:
                levels[depth] = level if start is None else replace(level, start=start)
        yield which, (counter, levels)


def _level(level: Element) -> _Level:
    start = whole(value(child(level, "start")))
    return _Level(
        format=value(child(level, "numFmt")) or "decimal",
        text=value(child(level, "lvlText")),
        start=1 if start is None else start,
        blank=value(child(level, "suff")) != "nothing",
    )


def _styled(styles: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    known = {attribute(style, "styleId"): style for style in children(styles, "style")}
    for name in known:
        seen: set[str] = set()
        at: str = name
        while at in known and at not in seen:
            seen.add(at)
            properties = child(known[at], "pPr")
            given = child(properties, "numPr") if properties is not None else None
            if given is not None:
                yield name, (value(child(given, "numId")), whole(value(child(given, "ilvl"))) or 0)
                break
            at = value(child(known[at], "basedOn"))


def _depth(level: Element) -> int:
    return whole(attribute(level, "ilvl")) or 0
