"""The words of `data/claims.toml`, compiled once."""

from __future__ import annotations

import re
from functools import cache

from extractor.datafile import any_of, datafile


@cache
def words(group: str, name: str) -> tuple[str, ...]:
    """The list `name` of the table `group`, longest first: an alternation then prefers the longer word."""
    return tuple(sorted(datafile("claims")[group][name], key=lambda word: (-len(word), word)))


@cache
def ranked(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The tables of the array `group`, in the file's order: each its name and a pattern of its words."""
    return tuple(
        (table["name"], re.compile("|".join(map(re.escape, table["words"])))) for table in datafile("claims")[group]
    )


@cache
def pattern(template: str, **lists: str) -> re.Pattern[str]:
    """`template` with each `<key>` replaced by the alternation of `lists[key]` (`group.name`, several with blanks)."""
    for key, value in lists.items():
        names = [item.split(".") for item in value.split()]
        found = any_of(word for group, name in names for word in words(group, name))
        template = template.replace(f"<{key}>", f"(?:{found})")
    return re.compile(template)


def confidence(made_by: str) -> float:
    """How sure a reading is: the documented figure of `[confidence]` in the data file."""
    return float(datafile("claims")["confidence"][made_by])
