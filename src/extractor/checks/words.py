"""The rules' words: lists and patterns of the data files that a domain expert may change, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `data/NAME.toml`."""
    return tomllib.loads((files("extractor") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str, *keys: str | int) -> re.Pattern[str]:
    """One pattern that matches any of the expressions listed in `data/NAME.toml` under `keys`."""
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return re.compile("|".join(f"(?:{expression})" for expression in value))
