"""Words, units and measures of the field that an expert may change: the TOML files in the folder data/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def datafile(name: str) -> dict[str, Any]:
    """What `data/<name>.toml` holds; read once for all who ask, and nobody's to change."""
    return tomllib.loads((files("extractor") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; single characters as a class, which compiles fastest."""
    told = sorted(set(words), key=lambda word: (-len(word), word))
    single = re.escape("".join(word for word in told if len(word) == 1))
    return "|".join([re.escape(word) for word in told if len(word) != 1] + [f"[{single}]"] * bool(single))
