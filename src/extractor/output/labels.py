"""Words of the output in the reader's language, from `data/labels.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("extractor") / "data" / "labels.toml").read_text(encoding="utf-8"))


def label(group: str, key: str, lang: Lang) -> str:
    """The word for `key`. Raises `KeyError` where the file lacks it."""
    chinese, english = _labels()[group][key]
    return english if lang == "en" else chinese
