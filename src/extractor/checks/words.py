"""The rules' words: lists and patterns of the data files that a domain expert may change, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.datafile import datafile


@cache
def pattern(name: str, *keys: str | int) -> re.Pattern[str]:
    """One pattern that matches any of the expressions listed in `data/NAME.toml` under `keys`."""
    value: Any = datafile(name)
    for key in keys:
        value = value[key]
    return re.compile("|".join(f"(?:{expression})" for expression in value))
