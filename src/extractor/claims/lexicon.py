"""The words of `data/claims.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("extractor").joinpath("data", "claims.toml").read_text(encoding="utf-8"))


@cache
def words(group: str, name: str) -> tuple[str, ...]:
    """The list `name` of the table `group`, longest first: an alternation then prefers the longer word."""
    return tuple(sorted(_data()[group][name], key=lambda word: (-len(word), word)))


@cache
def ranked(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The tables of the array `group`, in the file's order: each its name and a pattern of its words."""
    return tuple((table["name"], re.compile("|".join(map(re.escape, table["words"])))) for table in _data()[group])


@cache
def pattern(template: str, **lists: str) -> re.Pattern[str]:
    """`template` with each `<key>` replaced by the alternation of `lists[key]` (`group.name`, several with blanks)."""
    for key, value in lists.items():
        names = [item.split(".") for item in value.split()]
        found = sorted({word for group, name in names for word in words(group, name)}, key=lambda w: (-len(w), w))
        template = template.replace(f"<{key}>", "(?:" + "|".join(map(re.escape, found)) + ")")
    return re.compile(template)


def confidence(made_by: str) -> float:
    """How sure a reading is: the documented figure of `[confidence]` in the data file."""
    return float(_data()["confidence"][made_by])
