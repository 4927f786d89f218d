from __future__ import annotations

import json
from dataclasses import asdict, replace
from fractions import Fraction

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document.model import Span
from extractor.output.record import Ungrounded, _bound, record
from extractor.output.schema import json_schema
from extractor.report import Report


def valid(made: object) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(json.dumps(made)))


def test_a_report_gives_what_the_schema_promises(reviewed: Report) -> None:
    valid(record(reviewed))


def test_a_hostile_report_gives_what_the_schema_promises(hostile: Report) -> None:
    valid(record(hostile))


def test_usage_is_allowed_and_unknown_keys_are_not(reviewed: Report) -> None:
    made = dict(record(reviewed))
    valid(made | {"usage": {"model_calls": 0, "tokens": 0, "cache_hits": 0, "seconds": {"review": 0.5}}})
    with pytest.raises(jsonschema.ValidationError):
        valid(made | {"mood": "good"})


@pytest.mark.parametrize("shape", sorted(json_schema()["$defs"]))
def test_every_field_of_every_shape_is_required(shape: str) -> None:
    definition = json_schema()["$defs"][shape]
    assert set(definition["required"]) == set(definition["properties"])
    assert definition["additionalProperties"] is False


def test_every_quote_stands_at_its_offsets(reviewed: Report) -> None:
    made, text = record(reviewed), reviewed.text
    places = [*made["claims"], *made["rows"]]
    places += [span for finding in made["findings"] for span in finding["spans"]]
    places += [member for relation in made["relations"] for member in relation["members"]]
    assert places
    assert all(text[p["start"] : p["end"]] == p["quote"] != "" for p in places)


def test_cells_and_their_places_have_the_same_headings(reviewed: Report) -> None:
    (row,) = record(reviewed)["rows"]
    assert list(row["cells"]) == list(row["spans"]) == ["项目", "全年预算数", "全年执行数", "得分"]
    assert row["spans"]["得分"]["start"] == row["spans"]["得分"]["end"]
    at = row["spans"]["全年预算数"]
    assert reviewed.text[at["start"] : at["end"]] == row["cells"]["全年预算数"] == "120.00"


def test_numbers_are_decimal_strings(reviewed: Report) -> None:
    relation = record(reviewed)["relations"][0]
    assert relation["members"][0]["number"] == "100.00"
    assert relation["residual"] == "-10.00"
    assert relation["reported"] == {"low": "999950", "high": "1000050"}
    assert relation["computed"] == {"low": "0.333333333333", "high": None}


def test_a_finding_names_its_group_formula_and_relation(reviewed: Report) -> None:
    finding = record(reviewed)["findings"][0]
    assert (finding["group"], finding["relation"]) == ("NA", "x1")
    assert finding["formula"] == reviewed.relations[0].formula


def test_a_relation_that_does_not_hold_names_the_findings_that_tell_of_it(reviewed: Report) -> None:
    assert record(reviewed)["relations"][0]["findings"] == ["F1"]
    doubted = replace(reviewed, findings=tuple(f for f in reviewed.findings if f.id != "F1"))
    assert record(doubted)["relations"][0]["findings"] == []


def test_messages_come_in_the_language_asked_for_and_never_empty(reviewed: Report) -> None:
    english = [finding["message"] for finding in record(reviewed, lang="en")["findings"]]
    assert english == ["The parts add up to 110.00, not to 100.00.", "Nothing backs this.", "建议补充目录。"]


def test_coverage_is_complete(reviewed: Report) -> None:
    assert record(reviewed)["coverage"] == asdict(reviewed.coverage)


def test_a_claim_that_quotes_other_words_is_refused(reviewed: Report) -> None:
    moved = reviewed.claims[0].model_copy(update={"start": 1, "end": 1 + len(reviewed.claims[0].quote)})
    reviewed.claims = (moved,)
    with pytest.raises(Ungrounded):
        record(reviewed)


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, 10_000), Span(-2, 4)])
def test_a_place_that_is_empty_or_outside_is_refused(reviewed: Report, span: Span) -> None:
    reviewed.findings = (replace(reviewed.findings[0], spans=(span,)),)
    with pytest.raises(Ungrounded):
        record(reviewed)


def test_a_text_without_file_has_hash_and_size_of_its_own(reviewed: Report) -> None:
    reviewed.submission = replace(reviewed.submission, path=None, sha256="", bytes=0)
    source = record(reviewed)["report"]
    assert source["sha256"] == source["text_sha256"]
    assert source["bytes"] == len(reviewed.text.encode())
    assert source["path"] == "report.txt"


@given(st.fractions())
def test_bounds_are_rounded_outwards(value: Fraction) -> None:
    from math import ceil, floor

    low, high = _bound(value, floor), _bound(value, ceil)
    assert low is not None
    assert high is not None
    assert Fraction(low) <= value <= Fraction(high)
    assert Fraction(high) - Fraction(low) <= Fraction(1, 10**12)
