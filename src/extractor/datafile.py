"""Words, units and measures of the field that an expert may change: the TOML files in the folder data/."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def datafile(name: str) -> dict[str, Any]:
    """What `data/<name>.toml` holds; read once for all who ask, and nobody's to change."""
    return tomllib.loads((files("extractor") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
