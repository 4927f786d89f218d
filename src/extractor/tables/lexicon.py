"""The words of forms: canonical headings and their synonyms, from data/headings.toml and data/forms.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.language.normalise import fold
from extractor.tables.model import CellValue

LONGEST_LABEL = 40
"""A label is short; longer text is never looked up (and never rewritten character by character)."""

_COUNTER = "0123456789一二三四五六七八九十"
"""What counts labels of one kind: 年度目标1, 任务二."""
_HALF = {ord(full): chr(ord(full) - 0xFEE0) for full in map(chr, range(0xFF01, 0xFF5F))}
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
"""How markdown breaks a line inside a cell."""
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEAD = re.compile(r"^(?:\(?[一二三四五六七八九十0-9]{1,2}[)、.]|其中:|[★☆*#])+")
_POINTS = re.compile(r"\((?:分值)?:?(?P<points>\d+(?:\.\d+)?)(?:(?P<written>分)|%)?[^()]*\)")


def bare(text: str) -> str:
    """`text` as labels are compared: no blanks, half-width, simplified, without a closing colon; `""` if too long."""
    return _bare(_BREAK.sub("", text)) if len(text) <= 3 * LONGEST_LABEL else ""


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    label = fold("".join(text.split())).text.rstrip(":")
    return label if len(label) <= LONGEST_LABEL else ""


def stem(text: str) -> str:
    """`bare(text)` without notes in brackets (`(万元)`, `(A)`) and without numbering, 其中 or a star before it."""
    return _stem(bare(text))


@lru_cache(maxsize=4096)
def _stem(label: str) -> str:
    return (_LEAD.sub("", _NOTE.sub("", label)) or label).rstrip(":")


@dataclass(frozen=True, slots=True)
class HeaderKind:
    """One line of forms.toml's `[[header]]`: which headings make a header row of `kind`."""

    kind: str
    any: frozenset[str]
    all: frozenset[str]
    none: frozenset[str]
    least: int

    def fits(self, names: set[str]) -> bool:
        return len(self.any & names) >= self.least and self.all <= names and not self.none & names


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`columns`, `identity`, `staff`, `goals`, `narrative`, `duties`: bare label → canonical."""

    columns: dict[str, str]
    types: dict[str, str]
    identity: dict[str, str]
    staff: dict[str, str]
    goals: dict[str, str]
    narrative: dict[str, str]
    duties: dict[str, str]
    headers: tuple[HeaderKind, ...]
    words: dict[str, frozenset[str]]

    def column(self, text: str) -> str | None:
        """The canonical heading that `text` prints, or None."""
        return look_up(self.columns, text)

    def type(self, heading: str) -> str:
        """What a column holds: `level1`, `points`, `rate`, `money`…; `value` where nothing is known."""
        return self.types.get(heading, "value")

    def among(self, words: str, text: str) -> bool:
        """Whether `text` is one of the labels `words`, with or without a note in brackets."""
        label = bare(text)
        return bool(label) and (label in self.words[words] or stem(label) in self.words[words])

    def is_total(self, text: str) -> bool:
        """Whether `text` names a row that closes a table or a form."""
        return self.among("totals", text) or self.among("sums", text)

    def header_kind(self, names: set[str]) -> str | None:
        return next((kind.kind for kind in self.headers if kind.fits(names)), None)

    def is_blank(self, text: str) -> bool:
        """Whether a cell says nothing: empty, `-`, `/`, `无`."""
        return len(text) < 8 and "".join(text.split()).translate(_HALF) in self.words["blank"]


def look_up(labels: dict[str, str], text: str) -> str | None:
    label = bare(text)
    if not label:
        return None
    return labels.get(label) or labels.get(stem(label))


def text_label(text: str, lexicon: Lexicon) -> str | None:
    """The canonical label of free text that `text` is, counted ones (`年度目标2：（40分）`) too."""
    for labels in (lexicon.goals, lexicon.narrative):
        if found := look_up(labels, text) or labels.get(stem(text).rstrip(_COUNTER)):
            return found
    return None


def stated_points(text: str) -> re.Match[str] | None:
    """The `（50分）` of a group's heading, matched in the half-width copy of `text` (offsets are those of `text`)."""
    return _POINTS.search(text.translate(_HALF)) if len(text) <= 3 * LONGEST_LABEL else None


def points_of(cell: CellValue, found: re.Match[str]) -> CellValue:
    """The digits that `stated_points` found in `cell`, at their place: counted from the cell's end, since lines joined
    inside the cell shift what stands before them."""
    digits = found["points"]
    behind = len(cell.text) - found.start("points")
    for span in cell.more[::-1]:
        if behind <= len(span):
            return CellValue(digits, Span(span.end - behind, span.end - behind + len(digits)))
        behind -= len(span)
    at = cell.span.end - behind
    return CellValue(digits, Span(at, at + len(digits)))


@cache
def lexicon() -> Lexicon:
    headings, forms = datafile("headings"), datafile("forms")
    return Lexicon(
        **{name: _inverse(headings[name]) for name in ("columns", "identity", "staff", "goals", "narrative", "duties")},
        types={heading: kind for kind, members in headings["types"].items() for heading in members},
        headers=tuple(
            HeaderKind(
                kind=entry["kind"],
                any=frozenset(entry["any"]),
                all=frozenset(entry.get("all", ())),
                none=frozenset(entry.get("none", ())),
                least=entry["least"],
            )
            for entry in forms["header"]
        ),
        words={name: frozenset(map(bare, members)) for name, members in forms["words"].items()},
    )


def _inverse(groups: dict[str, list[str]]) -> dict[str, str]:
    """Synonym → canonical; a canonical heading also stands for itself."""
    labels = {bare(word): canonical for canonical, words in groups.items() for word in words}
    return labels | {bare(canonical): canonical for canonical in groups}
