"""The words of data/relations.toml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import getitem
from typing import Any

from extractor.datafile import datafile

_BLANKS = re.compile(r"[\s“”\"'‘’：:]+")
_BRACKETS = str.maketrans({"（": "(", "）": ")"})
NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d))")
"""The number that a line of a table begins with."""
BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
"""A remark in brackets."""
_TAIL = re.compile(r"(?:支出|经费|资金|费用|费|金额|总额|数额|数|人员|人数)$")


@dataclass(frozen=True, slots=True)
class Family:
    """A whole and the parts that make it up; names by `stem`."""

    name: str
    whole: frozenset[str]
    parts: tuple[frozenset[str], ...]
    optional: tuple[frozenset[str], ...]
    loose: frozenset[str]
    """Names that may mean the whole where nothing else does (财政拨款)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Words of a rate's name, and the kinds of amount above and below the line, the usual base first."""

    words: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Words of a rate of things, and those of the counts above and below the line."""

    names: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A rate by its own name, with the canonical names of what stands above and below the line."""

    names: tuple[str, ...]
    above: frozenset[str]
    below: frozenset[str]
    above_kinds: tuple[str, ...]
    below_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    families: tuple[Family, ...]
    wholes: tuple[str, ...]
    beside: tuple[str, ...]
    official: tuple[str, ...]
    signs: dict[str, str]
    reverse: tuple[str, ...]
    cost: tuple[str, ...]
    totals: tuple[str, ...]
    not_parts: tuple[str, ...]
    rates: tuple[Rate, ...]
    ratios: tuple[Ratio, ...]
    formulas: tuple[Formula, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    against: tuple[str, ...]
    delta: tuple[str, ...]
    grown: tuple[str, ...]
    prior: re.Pattern[str]
    partitions: tuple[tuple[str, ...], ...]
    per: dict[str, tuple[str, ...]]
    done: tuple[str, ...]
    goal: tuple[str, ...]
    noise: re.Pattern[str]
    aspects: tuple[tuple[str, re.Pattern[str]], ...]


def bare(name: str) -> str:
    """A name without blanks, quotes and colons, brackets half-width."""
    return _BLANKS.sub("", name).translate(_BRACKETS)


def stem(name: str) -> str:
    """A name as names are compared: bare, and without 支出, 经费, 数… at its end (`人员经费`, `人员支出`)."""
    short = bare(name)
    while (cut := _TAIL.sub("", short)) != short and cut:
        short = cut
    return short


def formula_of(name: str) -> Formula | None:
    """The formula of the rate that a name (bare) holds; None where it holds none."""
    return next((f for f in words().formulas if any(rate in name for rate in f.names)), None)


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """One pattern that matches any of the expressions of the list under `keys`."""
    listed: Any = reduce(getitem, keys, datafile("relations"))
    return re.compile("|".join(f"(?:{expression})" for expression in listed))


@cache
def _cuts() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(expressions)) for name, expressions in datafile("relations")["cuts"].items()}


def cuts(said: str) -> frozenset[str]:
    """By what the words divide people (sex, age…); empty where they do not."""
    return frozenset(name for name, expression in _cuts().items() if expression.search(said))


def exclusive(said: Sequence[str]) -> bool:
    """Whether each of several parts bears another word of one group of which nobody is two (行政人员, 事业人员)."""
    return any(
        len({word for name in said for word in group if word in name}) == len(said)
        and all(sum(word in name for word in group) == 1 for name in said)
        for group in datafile("relations")["partition"]["exclusive"]
    )


@cache
def _canonical() -> dict[str, str]:
    """Every stem of a family's group → the group's first stem, in the order of the file."""
    names: dict[str, str] = {}
    for family in datafile("relations")["family"]:
        for group in (family["whole"], *family["parts"], *family["optional"]):
            first = names.get(stem(group[0]), stem(group[0]))
            for word in group:
                names.setdefault(stem(word), first)
    return names


def canonical(name: str) -> str:
    """The one stem for all the names of the same thing: `日常公用经费` → `公用`."""
    short = stem(name)
    return _canonical().get(short, short)


@cache
def words() -> Words:
    data = datafile("relations")

    def names(group: list[str]) -> frozenset[str]:
        return frozenset(map(canonical, group))

    return Words(
        families=tuple(
            Family(
                f["name"],
                names(f["whole"]),
                tuple(map(names, f["parts"])),
                tuple(map(names, f["optional"])),
                names(f.get("loose", [])),
            )
            for f in data["family"]
        ),
        wholes=tuple(data["row"]["wholes"]),
        beside=tuple(data["row"]["beside"]),
        official=tuple(data["row"]["official"]),
        signs=data["target"]["signs"],
        reverse=tuple(data["target"]["reverse"]["words"]),
        cost=tuple(data["target"]["reverse"]["cost"]),
        rates=tuple(Rate(tuple(r["words"]), tuple(r["above"]), tuple(r["below"])) for r in data["rate"]),
        ratios=tuple(Ratio(tuple(r["names"]), tuple(r["above"]), tuple(r["below"])) for r in data["ratio"]),
        formulas=tuple(
            Formula(
                tuple(map(bare, f["names"])),
                frozenset(map(canonical, f["above"])),
                frozenset(map(canonical, f["below"])),
                tuple(f["above_kinds"]),
                tuple(f["below_kinds"]),
            )
            for f in data["formula"]
        ),
        **{name: tuple(data["change"][name]) for name in ("up", "down", "against", "delta", "grown")},
        prior=re.compile("|".join(data["change"]["prior"])),
        partitions=tuple(map(tuple, data["partition"]["groups"])),
        per={name: tuple(units) for name, units in data["per"].items()},
        done=tuple(data["count"]["done"]),
        goal=tuple(data["count"]["goal"]),
        totals=tuple(data["list"]["totals"]),
        not_parts=tuple(data["list"]["beside"]),
        noise=re.compile("|".join(data["lead"]["noise"])),
        aspects=tuple((name, re.compile("|".join(group))) for name, group in data["lead"]["aspects"].items()),
    )
