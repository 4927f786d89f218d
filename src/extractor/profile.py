"""Profiles: what differs by province, year and kind of form, as data (`data/profiles/NAME.toml` or a user's file)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor import userfile
from extractor.tables.standard import parse_standard
from extractor.userfile import FLAG, NUMBER, PAIRS, TEXT, TEXTS, WHOLE, BadFile, Kind, Shape

NATIONAL = "national"
_WORDS = Kind(
    '各等级的写法，如 "优" = ["优秀"]', lambda value: isinstance(value, dict) and all(map(TEXTS.fits, value.values()))
)
_EDGES = Kind(
    "两个百分数，如 [80, 60]", lambda value: isinstance(value, list) and [*map(NUMBER.fits, value)] == [True] * 2
)
_SHAPE: Shape = {
    "name": TEXT,
    "title": TEXT,
    "basis": TEXT,
    "extends": TEXT,
    "rank": WHOLE,
    "scores": FLAG,
    "recognise": {"text": TEXTS, "places": TEXTS, "groups": TEXTS, "since": WHOLE, "until": WHOLE},
    "weights": [{"name": TEXT, "groups": PAIRS, "others": NUMBER}],
    "bands": [{"edges": _EDGES, "since": WHOLE, "until": WHOLE, "words": TEXTS}],
    "grades": [{"name": TEXT, "edges": PAIRS}],
    "grade_words": _WORDS,
    "rubrics": [{"indicator": TEXT, "standard": TEXT}],
}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the level-1 groups that one arrangement gives: (word of the heading, points); an empty word is any
    heading. `others` is what the groups that are not named have together."""

    name: str
    groups: tuple[tuple[str, Decimal], ...]
    others: Decimal | None = None

    def fits(self, printed: Sequence[tuple[str, Decimal]]) -> bool:
        """Whether `printed` (heading, points) is this arrangement."""
        left = list(printed)
        for word, points in self.groups:
            found = next((pair for pair in left if word in pair[0] and pair[1] == points), None)
            if found is None:
                return False
            left.remove(found)
        rest = sum((points for _, points in left), Decimal(0))
        return not left if self.others is None else rest == self.others


@dataclass(frozen=True, slots=True)
class Bands:
    """Lower edges, in percent of the weight, of the upper two of three bands for qualitative points; of the years
    `since` to `until`, and wherever one of `words` stands in the actual value."""

    edges: tuple[Decimal, Decimal]
    since: int
    until: int
    words: tuple[str, ...]

    def range(self, band: int) -> tuple[Decimal, Decimal]:
        """Lowest and highest percentage of band 0 (reached), 1 (in part), 2 (missed)."""
        upper, lower = self.edges
        return ((upper, _HUNDRED), (lower, upper), (Decimal(0), lower))[band]


@dataclass(frozen=True, slots=True)
class Grades:
    """A grade scheme: (grade, lowest score), best first."""

    name: str
    edges: tuple[tuple[str, Decimal], ...]

    def grade(self, score: Decimal) -> str:
        return next((grade for grade, low in self.edges if score >= low), self.edges[-1][0])


@dataclass(frozen=True, slots=True)
class LocalRubric:
    """A scoring standard that is in force though forms do not print it."""

    indicator: re.Pattern[str]
    standard: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """What shows that a report belongs to a profile: any of the patterns, within the years."""

    text: tuple[re.Pattern[str], ...]
    places: tuple[re.Pattern[str], ...]
    groups: tuple[re.Pattern[str], ...]
    since: int
    until: int

    def holds(self, text: str, places: str, groups: str, year: int | None) -> bool:
        if year is not None and not self.since <= year <= self.until:
            return False
        asked = ((self.text, text), (self.places, places), (self.groups, groups))
        return any(pattern.search(said) for patterns, said in asked for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Profile:
    """What rules expect of a report. The first of `grades` is its own scheme; the others are known elsewhere."""

    name: str
    title: str
    """In words, Chinese: `湖北省（执行率20分、指标80分）`."""
    basis: str
    rank: int
    """Of several profiles that a report shows, the one with the highest rank is taken."""
    scores: bool
    """Whether rows of its forms have points."""
    recognise: Recognition | None
    weights: tuple[Weights, ...]
    bands: tuple[Bands, ...]
    grades: tuple[Grades, ...]
    grade_words: Mapping[str, str]
    """A grade as written → the grade of the schemes: 良好 → 良."""
    rubrics: tuple[LocalRubric, ...] = ()

    def rubric(self, indicator: str) -> LocalRubric | None:
        """The standard in force for an indicator of this name."""
        return next((rubric for rubric in self.rubrics if rubric.indicator.search(indicator)), None)


def names() -> list[str]:
    """The profiles that come with the program."""
    return sorted(file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml"))


def named(name: str) -> Profile:
    """The profile of this name, or in the file of this path (it ends in `.toml`). Raises `BadFile`."""
    if not name.endswith(".toml"):
        return _shipped(name)
    made = _made(_extended(userfile.load(name), name, ()), name, Path(name).stem)
    for rubric in made.rubrics:
        if parse_standard(rubric.standard) is None:
            raise BadFile(f"{name}：评分标准“{rubric.standard}”读不出怎样计分，请写明条件和分数（如 ≥95%得满分）。")
    return made


def national() -> Profile:
    return _shipped(NATIONAL)


def recognised(text: str, places: str, groups: str, year: str) -> Profile:
    """The profile that a report shows: by its `text`, by the `places` (title, unit) and level-1 `groups` that it names,
    and by its year; national where nothing shows."""
    known = int(year) if year.isdigit() else None
    fitting = [p for p in map(_shipped, names()) if p.recognise and p.recognise.holds(text, places, groups, known)]
    return max(fitting, key=lambda profile: profile.rank, default=national())


def _folder() -> Any:
    return files("extractor") / "data" / "profiles"


@cache
def _shipped(name: str) -> Profile:
    if name not in names():
        raise BadFile(f"{_unknown(name)}或写 .toml 文件的路径。")
    return _made(_extended(_table(name), name, ()), name, name)


def _unknown(name: str) -> str:
    return f"没有口径“{name}”{userfile.did_you_mean(name, names())}可选 {'、'.join(names())}，"


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    return table


def _extended(table: dict[str, Any], where: str, seen: tuple[str, ...]) -> dict[str, Any]:
    """`table` over the one that it extends; every profile but the national one extends that if it says nothing."""
    userfile.shaped(table, _SHAPE, where)
    if where == NATIONAL:
        return table
    base = table.get("extends", NATIONAL)
    if base not in names():
        raise BadFile(f"{where}：“extends”：{_unknown(base)}不能是文件。")
    if base in seen:
        raise BadFile(f"{where}：“extends”绕回了自己（{base}）。")
    below = _extended(_table(base), base, (*seen, base))
    own = {"name", "title", "rank", "recognise", "extends"}
    return {**{key: value for key, value in below.items() if key not in own}, **table}


def _made(table: Mapping[str, Any], where: str, name: str) -> Profile:
    try:
        return Profile(
            name=str(table.get("name", name)),
            title=str(table.get("title", name)),
            basis=str(table.get("basis", "")),
            rank=int(table.get("rank", 0)),
            scores=bool(table.get("scores", True)),
            recognise=_recognition(table["recognise"]) if "recognise" in table else None,
            weights=tuple(_weights(entry) for entry in table.get("weights", ())),
            bands=tuple(_bands(entry) for entry in table.get("bands", ())),
            grades=tuple(Grades(str(g["name"]), _pairs(g["edges"])) for g in table.get("grades", ())),
            grade_words={word: grade for grade, words in table.get("grade_words", {}).items() for word in words},
            rubrics=tuple(
                LocalRubric(re.compile(r["indicator"]), str(r["standard"])) for r in table.get("rubrics", ())
            ),
        )
    except KeyError as error:
        raise BadFile(f"{where}：缺少“{error.args[0]}”。") from None
    except re.error as error:
        raise BadFile(f"{where}：“{error.pattern!s}”不是有效的正则表达式（{error.msg}）。") from None


def _weights(entry: Mapping[str, Any]) -> Weights:
    others = entry.get("others")
    return Weights(str(entry["name"]), _pairs(entry["groups"]), None if others is None else Decimal(str(others)))


def _bands(entry: Mapping[str, Any]) -> Bands:
    upper, lower = (Decimal(str(edge)) for edge in entry["edges"])
    return Bands(
        (upper, lower), int(entry.get("since", 0)), int(entry.get("until", 9999)), tuple(entry.get("words", ()))
    )


def _pairs(entries: Sequence[tuple[str, Any]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((str(word), Decimal(str(points))) for word, points in entries)


def _recognition(table: Mapping[str, Any]) -> Recognition:
    def patterns(key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(expression) for expression in table.get(key, ()))

    since, until = int(table.get("since", 0)), int(table.get("until", 9999))
    return Recognition(patterns("text"), patterns("places"), patterns("groups"), since, until)
