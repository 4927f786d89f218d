"""Small labelled corpora of invented units, written where a test wants them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write("甲", text, claims=[…], rows=[…])` makes the folder of one report and gives its corpus."""

    def made(name: str, text: str, **labels: Sequence[Mapping[str, Any]]) -> Path:
        folder = tmp_path / "corpus" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.txt").write_bytes(text.encode())
        for kind, records in labels.items():
            lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
            (folder / f"{kind}.jsonl").write_text("".join(lines), encoding="utf-8")
        return tmp_path / "corpus"

    return made


def place(text: str, quote: str) -> Record:
    start = text.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}


def claim(text: str, quote: str, kind: str = "count", **fields: Any) -> Record:
    """A claim of `text`; a `number` brings its unit and comparator along."""
    figure = {"comparator": "eq" if fields.get("number") else None, "number": None, "unit": None, "value": None}
    rest = {"role": "actual", "period": None, "section": "performance", "evidence": None, "direction": None}
    return {**place(text, quote), "kind": kind, "indicator": quote[:4], **figure, **rest, **fields}
