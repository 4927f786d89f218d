"""Fixtures are dumps of invented units; `→` stands for a tab there, so that it can be seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.document.model import Submission
from extractor.document.reader import read_text

Reader = Callable[[str], Submission]


@pytest.fixture
def dump() -> Reader:
    """Reads the dump of that name."""

    def read(name: str) -> Submission:
        text = (Path(__file__).parent / "dumps" / f"{name}.txt").read_text("utf-8")
        return read_text(text.replace("→", "\t"), name)

    return read


@pytest.fixture
def corpus() -> Path:
    """The shared corpus, whose place the environment gives."""
    place = os.environ.get("EXTRACTOR_CORPUS")
    if not place or not Path(place).is_dir():
        pytest.skip("set EXTRACTOR_CORPUS to the folder of the shared corpus")
    return Path(place)
