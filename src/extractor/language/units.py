"""Units of quantities: the table in data/units.toml, and the pattern that reads a unit behind a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.datafile import any_of, datafile
from extractor.language.quantity import Dimension

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


@dataclass(frozen=True, slots=True)
class Unit:
    """What a printed unit means: `factor` leads to `base` (万元 → 10000 元)."""

    dimension: Dimension
    factor: Decimal
    base: str


BARE = Unit("bare", Decimal(1), "")
"""A number without a unit."""


@cache
def _listed() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for kind in datafile("units")["kind"]:
        entries = kind["units"]
        factors = entries if isinstance(entries, dict) else dict.fromkeys(entries, "1")
        for name, factor in factors.items():
            units.setdefault(name, Unit(kind["dimension"], Decimal(factor), kind.get("base", name)))
    return units


@cache
def pattern() -> str:
    """A regular expression for a unit as printed, without a leading 万: unit, unit in brackets (`头（只）`), and what
    it is per (`元/人/月`)."""
    follow = datafile("units").get("unless_followed", {})
    latin = {name for kind in datafile("units")["kind"] if kind.get("latin") for name in kind["units"]}
    names = sorted(_listed(), key=lambda name: (-len(name), name))

    def guarded(name: str) -> str:
        guard = "(?![A-Za-z0-9²³])" if name in latin else ""
        if name in follow:
            guard = f"(?!{any_of(follow[name])})"
        return re.escape(name) + guard

    # Branches by first character: an alternation of hundreds of words is tried one by one otherwise.
    heads: dict[str, list[str]] = {}
    for name in names:
        heads.setdefault(name[0], []).append(guarded(name)[len(re.escape(name[0])) :])
    unit = "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in sorted(heads.items()))
    counters = any_of(name for name, unit in _listed().items() if unit.dimension == "count" and len(name) < 3)
    return (
        rf"(?:{unit})(?:[（(](?:{counters})[）)])?"
        rf"(?:(?:[/／]\d{{0,4}}[百千万]{{0,2}}|(?<=元)每)(?:{_PER})(?:[/／.·•]\s?(?:[人户亩月年天日次期生]))*)?"
    )


FACTOR = "[十百千]?万亿?|[十百千]?亿|百(?!分)|千(?![分米克瓦伏])"
"""What may stand between a number and its unit: 万, 亿, 百万, 千…"""
_PER = (
    "平方米|立方米|平方公里|公里|公顷|公斤|千克|标准煤|学期|学年|学时|课时|人次|工日|小时|分钟|㎡"
    "|[人户亩月年天日次期生个件套台只头份场班节页字篇株棵吨斤米升度元师校村组区处座床位辆艘架间栋家所条项口眼孔本册羽]|[A-Za-z]{1,3}[23²³]?"
)


@cache
def meaning(printed: str) -> Unit:
    """The meaning of a printed unit: what `pattern` matched, with or without a factor before it, or a factor alone."""
    printed = printed.replace("％", "%")
    listed = _listed().get(printed)
    if listed:
        return listed
    powers = re.match(r"[十百千]?[万亿]+|[百千]", printed)
    factor = Decimal(10) ** sum(_POWERS[c] for c in powers[0]) if powers else Decimal(1)
    name = printed[powers.end() :] if powers else printed
    if not name:
        return Unit("money", factor, "元")
    unit = _listed().get(name)
    if unit:
        return Unit(unit.dimension, factor * unit.factor, unit.base)
    head = next((name[:size] for size in range(len(name) - 1, 0, -1) if name[:size] in _listed()), name)
    # A compound unit is its own base: 元/人 never meets 元.
    return Unit(_listed()[head].dimension if head in _listed() else "count", factor, name)
