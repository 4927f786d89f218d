"""The test split stays as it was when it was frozen."""

import hashlib
import tomllib
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "eval" / "corpus"


def test_the_frozen_reports_and_labels_are_unchanged() -> None:
    for line in (CORPUS / "test.sha256").read_text(encoding="utf-8").splitlines():
        checksum, name = line.split(maxsplit=1)
        assert hashlib.sha256((CORPUS / name).read_bytes()).hexdigest() == checksum, name


def test_every_file_of_the_test_split_has_a_checksum() -> None:
    split = tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))["splits"]["test"]
    there = {str(file.relative_to(CORPUS)) for name in split for file in (CORPUS / name).rglob("*.jsonl")}
    there |= {f"{name}/report.txt" for name in split}
    known = {line.split(maxsplit=1)[1] for line in (CORPUS / "test.sha256").read_text(encoding="utf-8").splitlines()}
    assert known == there
