"""A labelled corpus on disk: a folder for each report, with `report.txt` and the labels beside it as JSON lines.

`claims.jsonl`, `rows.jsonl`, `findings.jsonl` and `relations.jsonl` label a whole report; `expected.jsonl` says of the
figures of an excerpt which relations are defects and which hold. `splits.toml` names the reports of each split.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = ("claims", "rows", "findings", "relations")
SPLITS = ("train", "dev", "test")
_EXCERPT = "expected"

Record = Mapping[str, Any]
"""One line of labels, or one item of an output, as it was read: nothing is promised of its fields."""


class BadCorpus(ValueError):
    """A corpus that cannot be read; the message (Chinese) names the file and line."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report with its labels in the order of their files; those that it lacks are empty."""

    name: str
    folder: Path
    text: str
    labels: Mapping[str, tuple[Record, ...]]

    @property
    def claims(self) -> tuple[Record, ...]:
        return self.labels.get("claims", ())

    @property
    def rows(self) -> tuple[Record, ...]:
        return self.labels.get("rows", ())

    @property
    def findings(self) -> tuple[Record, ...]:
        return self.labels.get("findings", ())

    @property
    def relations(self) -> tuple[Record, ...]:
        return self.labels.get("relations", ())

    @property
    def expected(self) -> tuple[Record, ...] | None:
        """What an excerpt expects; None for a whole report."""
        return self.labels.get(_EXCERPT)

    @property
    def is_labelled(self) -> bool:
        return "claims" in self.labels or _EXCERPT in self.labels


def read(corpus: Path, split: str | None = None) -> list[Labelled]:
    """The reports of `corpus` in order of their names, labelled or not; those of `split` alone where one is named.
    A folder that is itself a report is a corpus of one. Raises `BadCorpus`."""
    if (corpus / "report.txt").is_file():
        folders = [corpus]
    elif corpus.is_dir():
        folders = sorted(file.parent for file in corpus.glob("*/report.txt"))
    else:
        raise BadCorpus(f"{corpus}：没有这个文件夹。")
    if split is not None:
        named = set(splits(corpus).get(split, ()))
        lacking = named - {folder.name for folder in folders}
        if lacking:
            raise BadCorpus(f"{corpus / 'splits.toml'}：{split} 中的 {'、'.join(sorted(lacking))} 没有 report.txt。")
        folders = [folder for folder in folders if folder.name in named]
    if not folders:
        raise BadCorpus(f"{corpus}：{f'{split} 中' if split else ''}没有报告（report.txt）。")
    return [labelled(folder) for folder in folders]


def splits(corpus: Path) -> Mapping[str, Sequence[str]]:
    """Split → names of its reports. Raises `BadCorpus` where the file is missing, broken, or puts a report in two."""
    file = corpus / "splits.toml"
    try:
        found: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))["splits"]
    except OSError:
        raise BadCorpus(f"{file}：没有这个文件，不能用 --split。") from None
    except (ValueError, KeyError) as error:
        raise BadCorpus(f"{file}：读不懂（{error}）。") from None
    unknown = set(found) - set(SPLITS)
    if unknown:
        raise BadCorpus(f"{file}：没有 {'、'.join(sorted(unknown))} 这样的划分，只有 {'、'.join(SPLITS)}。")
    names = [name for reports in found.values() for name in reports]
    if len(names) != len(set(names)):
        raise BadCorpus(f"{file}：有报告同时属于两个划分。")
    return found


def labelled(folder: Path) -> Labelled:
    """The report in `folder` with whatever labels there are. Raises `BadCorpus`."""
    try:
        # newline="": offsets count carriage returns.
        with open(folder / "report.txt", encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCorpus(f"{folder / 'report.txt'}：不能读取（{error}）。") from None
    files = {name: folder / f"{name}.jsonl" for name in (*LABELS, _EXCERPT)}
    return Labelled(folder.name, folder, text, {name: lines(f) for name, f in files.items() if f.is_file()})


def lines(file: Path) -> tuple[Record, ...]:
    """The objects of a JSON-lines file. Raises `BadCorpus`."""
    records = []
    try:
        # Not splitlines: JSON lets U+2028 and its like stand within a string.
        written = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCorpus(f"{file}：不能读取（{error}）。") from None
    for number, line in enumerate(written, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadCorpus(f"{file} 第{number}行：不是 JSON（{error}）。") from None
        if not isinstance(record, dict):
            raise BadCorpus(f"{file} 第{number}行：应为一个 JSON 对象。")
        records.append(record)
    return tuple(records)
