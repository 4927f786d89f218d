"""The whole way through the house on one small report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import extractor
from extractor.claims.model import Claim, Segment

TEXTS = Path(__file__).parent / "cases" / "texts"


def test_title_unit_and_year_are_read() -> None:
    report = extractor.review(TEXTS / "whole.txt")
    assert (report.title, report.unit, report.year) == ("部门整体支出绩效自评表", "云岭县人才服务中心", "2022")


def test_coverage_counts_what_was_looked_at() -> None:
    report = extractor.review(TEXTS / "whole.txt")
    seen = report.coverage
    assert seen.characters == len(report.text)
    assert seen.segments == len(report.segments)
    assert 0 < seen.figures_checked <= seen.figures_linked <= seen.figures_read
    assert seen.relations_checked + seen.relations_unchecked == len(report.relations)
    assert seen.tables
    assert seen.cells


def test_every_room_has_its_seconds_in_the_order_of_the_house() -> None:
    report = extractor.review(TEXTS / "whole.txt")
    assert list(report.seconds) == ["document", "tables", "claims", "relations", "checks"]
    assert min(report.seconds.values()) > 0


def test_every_place_lies_in_the_text() -> None:
    report = extractor.review(TEXTS / "sheet.txt")
    spans = [s for f in report.findings for s in f.spans] + [row.span for row in report.rows]
    assert all(0 <= span.start < span.end <= len(report.text) for span in spans)
    assert all(report.text[c.start : c.end] == c.quote for c in report.claims)


def test_unreadable_figure_is_counted() -> None:
    report = extractor.review_text("2022年全年支出12,34.5,6万元。\n")
    assert report.coverage.figures_unreadable == 1


def test_claims_of_an_extractor_that_counts_no_lines_have_theirs() -> None:
    class Whole:
        name = "whole"

        def extract(self, text: str, segments: Sequence[Segment]) -> Iterator[Claim]:
            for said in (segment.span for segment in segments):
                yield Claim(quote=said.of(text), start=said.start, end=said.end, kind="status", indicator="发文")

    report = extractor.review_text("一、绩效\n完成发文。\n完成收文。\n", extractor=Whole())
    assert [claim.line for claim in report.claims] == [2, 3]
