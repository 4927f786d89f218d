from __future__ import annotations

import csv
import io
from typing import get_args

import pytest

from extractor.output.csv import BOM, lines
from extractor.output.record import record
from extractor.output.schema import What
from extractor.report import Report


def read(report: Report, what: What) -> list[dict[str, str]]:
    content = lines([record(report)], what)
    assert content.startswith(BOM)
    return list(csv.DictReader(io.StringIO(content.removeprefix(BOM))))


def test_claims_are_one_line_each_with_their_numbers(reviewed: Report) -> None:
    first, second = read(reviewed, "claims")
    assert (first["report"], first["number"], first["unit"], first["support"]) == (
        "folder/report.txt", "100.00", "万元", "contradicted",
    )  # fmt: skip
    assert second["number"] == ""


def test_rows_have_a_column_for_each_heading(reviewed: Report) -> None:
    (row,) = read(reviewed, "rows")
    assert (row["项目"], row["全年预算数"], row["得分"], row["row_kind"]) == ("年度资金总额", "120.00", "", "budget")


def test_findings_and_relations_quote_their_places(reviewed: Report) -> None:
    assert read(reviewed, "findings")[0]["spans"].startswith("100.00@")
    relation = read(reviewed, "relations")[0]
    assert relation["reported"] == "[999950, 1000050]"
    assert relation["computed"] == "[0.333333333333, ∞]"


@pytest.mark.parametrize("what", get_args(What))
def test_no_cell_runs_as_a_formula_or_controls_a_terminal(hostile: Report, what: What) -> None:
    for row in csv.reader(io.StringIO(lines([record(hostile)], what).removeprefix(BOM))):
        for cell in row:
            assert not cell.startswith(("=", "@", "+")), cell
            assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), cell
            assert "\x1b" not in cell


@pytest.mark.parametrize("what", get_args(What))
def test_an_empty_list_has_its_heading(what: What) -> None:
    assert lines([], what).removeprefix(BOM).startswith("report,id,")
