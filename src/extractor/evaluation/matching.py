"""Which item of an output stands for which label: claims, rows and findings, one to one, best pair first."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from extractor.datafile import datafile
from extractor.evaluation.corpus import Record

_SLIGHT = re.compile(r"[\s，。、；;：:（）()“”\"'‘’\-—·|]+")
"""Blanks and punctuation, about which two careful readers differ."""
_HALF = 0.5
"""Of the characters that two quotes cover together, and of those of two indicators: what makes them the same."""
_INSIDE = 0.3
"""Share of a finding's characters that must lie in the label's places."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What counts as equal, from data/evaluation.toml."""

    computed: frozenset[str]
    judged: frozenset[str]
    compatible: tuple[frozenset[str], ...]
    headings: dict[str, str]


@cache
def comparison() -> Comparison:
    held = datafile("evaluation")
    groups = tuple(frozenset(group) for group in held["compatible"])
    return Comparison(frozenset(held["computed"]), frozenset(held["judged"]), groups, held["headings"])


def bare(text: object) -> str:
    """Text without blanks and punctuation, compatibility forms folded; nothing for None."""
    return _SLIGHT.sub("", unicodedata.normalize("NFKC", str(text or "")))


def heading(text: object) -> str:
    """A column's heading under its one name."""
    name = bare(text)
    return comparison().headings.get(name, name)


def number(written: object) -> Decimal | str | None:
    """A number that equals others of the same value (`90`, `90.0`); what is none stays as written."""
    if written is None or written == "":
        return None
    try:
        return Decimal(unicodedata.normalize("NFKC", str(written)).replace(",", ""))
    except InvalidOperation:
        return str(written)


def likeness(a: object, b: object) -> float:
    """Dice's coefficient of the characters of `a` and `b`; 1 for nothing against nothing."""
    left, right = Counter(bare(a)), Counter(bare(b))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def placed(item: Record) -> bool:
    """Whether `item` says where it stands."""
    return isinstance(item.get("start"), int) and isinstance(item.get("end"), int)


def shared(a: Record, b: Record) -> int:
    """Characters that stand in both places."""
    return max(0, min(int(a["end"]), int(b["end"])) - max(int(a["start"]), int(b["start"])))


def union_share(a: Record, b: Record) -> float:
    """Characters in both places over characters in either."""
    both = shared(a, b)
    return both / (a["end"] - a["start"] + b["end"] - b["start"] - both) if both else 0.0


Pairs = dict[int, int]
"""Index of a label → index of the item that stands for it."""


def best_first(candidates: Iterable[tuple[tuple[float, ...], int, int]]) -> Pairs:
    """One-to-one pairs from (how good, label, item): the best candidate of all first, of equals the later one."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, label, item in sorted(candidates, reverse=True):
        if label not in pairs and item not in taken:
            pairs[label] = item
            taken.add(item)
    return pairs


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A label and a claim that may be the same: their places overlap by half, number and unit agree. `strict` where
    kind, role, comparator, direction and indicator agree too. `rank`: likeness of indicators, then of places."""

    rank: tuple[float, float]
    label: int
    item: int
    strict: bool


def claim_candidates(labels: Sequence[Record], claims: Sequence[Record]) -> list[ClaimCandidate]:
    """Every pair of a label and a placed claim that may be the same."""
    found = []
    for i, label in enumerate(labels):
        for j, claim in enumerate(claims):
            if not placed(claim) or not shared(label, claim) or not _same_figure(label, claim):
                continue
            place = union_share(label, claim)
            if place >= _HALF:
                named = likeness(label.get("indicator"), claim.get("indicator"))
                strict = named >= _HALF and _same_statement(label, claim)
                found.append(ClaimCandidate((named, place), i, j, strict))
    return found


def _same_figure(label: Record, claim: Record) -> bool:
    figure = number(label.get("number"))
    if figure != number(claim.get("number")):
        return False
    return figure is None or bare(label.get("unit")) == bare(claim.get("unit"))


def _same_statement(label: Record, claim: Record) -> bool:
    if label["kind"] != claim.get("kind") or label["role"] != claim.get("role"):
        return False
    if label.get("number") and label["comparator"] != claim.get("comparator"):
        return False
    return label["kind"] != "change" or label.get("direction") == claim.get("direction")


def claim_pairs(candidates: Iterable[ClaimCandidate]) -> Pairs:
    return best_first((one.rank, one.label, one.item) for one in candidates)


def row_pairs(labels: Sequence[Record], rows: Sequence[Record]) -> Pairs:
    """Rows of one kind whose places overlap by half."""
    return best_first(
        ((share,), i, j)
        for i, label in enumerate(labels)
        for j, row in enumerate(rows)
        if row.get("quote") and placed(row) and label["row_kind"] == row.get("row_kind")
        if (share := union_share(label, row)) >= _HALF
    )


def finding_pairs(labels: Sequence[Record], findings: Sequence[Record]) -> Pairs:
    """Findings that point at a labelled defect; a sure label chooses before an arguable one."""
    return best_first(
        ((label["certainty"] == "sure", fit), i, j)
        for i, label in enumerate(labels)
        for j, finding in enumerate(findings)
        if (fit := _fit(label, finding))
    )


def _fit(label: Record, finding: Record) -> float:
    """How well `finding` points at the places of `label`; 0 where it means another defect."""
    wanted, given = label["spans"], [span for span in finding.get("spans", ()) if placed(span)]
    if not wanted or not given or not _compatible(label["family"], finding.get("family")):
        return 0.0
    touched = sum(any(shared(place, span) for span in given) for place in wanted)
    needed = min(2, len(wanted)) if label["family"] in comparison().computed else 1
    here = _characters(given)
    inside = len(here & _characters(wanted)) / len(here) if here else 0.0
    return inside + touched / len(wanted) if inside >= _INSIDE and touched >= needed else 0.0


def _compatible(a: str, b: object) -> bool:
    return a == b or any(a in group and b in group for group in comparison().compatible)


def _characters(spans: Iterable[Record]) -> set[int]:
    return {at for span in spans for at in range(span["start"], span["end"])}
