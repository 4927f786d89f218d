"""The shared corpus, where it is at hand: how much is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.document.structure import check, tables

from extractor.document.load import load


@pytest.mark.parametrize(
    ("report", "documents", "found", "cells"),
    # Of the 445 printed cells of 001 six are title rows and one holds five chapters: those are headings and paragraphs.
    [("000", 1, 0, 0), ("001", 2, 9, 438), ("002", 10, 5, 717), ("003", 1, 0, 0)],
)
def test_every_cell_is_found(corpus: Path, report: str, documents: int, found: int, cells: int) -> None:
    submission = load(corpus / report / "report.txt")
    check(submission)
    assert len(submission.documents) == documents
    assert len(tables(submission)) == found
    assert sum(len(table.cells()) for table in tables(submission)) == cells


def test_every_report_and_excerpt_keeps_its_places(corpus: Path) -> None:
    reports = sorted(corpus.glob("**/report.txt"))
    assert reports
    for report in reports:
        check(load(report))
