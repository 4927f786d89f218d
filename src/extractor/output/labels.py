"""Words of the output in the reader's language, from `data/labels.toml`."""

from __future__ import annotations

from typing import Literal

from extractor.datafile import datafile

Lang = Literal["zh", "en"]


def label(group: str, key: str, lang: Lang) -> str:
    """The word for `key`. Raises `KeyError` where the file lacks it."""
    chinese: str
    english: str
    chinese, english = datafile("labels")[group][key]
    return english if lang == "en" else chinese
