"""`lint` with waivers and a baseline; every finding of the checker here has identity 000… and evidence 000…."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]
WAIVER = f'[[waiver]]\nidentity = "{"0" * 16}"\nreason = "口径不同，见附件"\nwho = "复核人"\ndate = 2026-01-01\n'


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.commands.lint.today", lambda: date(2026, 3, 31))


def test_a_waived_finding_neither_fails_nor_stands_among_the_findings(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    Path("豁免.toml").write_text(WAIVER, encoding="utf-8")
    code, out, err = extract("lint", "甲.txt", "--waivers", "豁免.toml", "-f", "json")
    assert (code, err) == (0, "")
    made = json.loads(out)
    assert made["findings"] == []
    assert made["waived"][0]["reason"] == "口径不同，见附件"
    assert made["waived"][0]["finding"]["message"] == "第0字"
    assert "1 条已豁免" in extract("lint", "甲.txt", "--waivers", "豁免.toml")[1]


def test_sarif_says_that_it_is_suppressed_and_why(extract: Extract, reports: Reports) -> None:
    reports(甲="错疑")
    Path("豁免.toml").write_text(WAIVER, encoding="utf-8")
    results = json.loads(extract("lint", "甲.txt", "--waivers", "豁免.toml", "-f", "sarif")[1])["runs"][0]["results"]
    assert [result.get("suppressions") for result in results] == [
        None,
        [{"kind": "external", "status": "accepted", "justification": "口径不同，见附件"}],
    ]


def test_what_covers_nothing_is_told_on_stderr(extract: Extract, reports: Reports) -> None:
    reports(甲="好")
    Path("豁免.toml").write_text(WAIVER, encoding="utf-8")
    code, _, err = extract("lint", "甲.txt", "--waivers", "豁免.toml")
    assert code == 0
    assert "没有对应的发现" in err
    Path("豁免.toml").write_text(WAIVER + "expires = 2026-03-30\n", encoding="utf-8")
    assert "到期" in extract("lint", "甲.txt", "--waivers", "豁免.toml")[2]


def test_a_baseline_leaves_out_what_was_known_and_nothing_more(extract: Extract, reports: Reports) -> None:
    reports(甲="错", 乙="好")
    assert extract("lint", "甲.txt", "乙.txt", "--write-baseline", "基线.toml") == (0, "", "")
    assert extract("lint", "甲.txt", "乙.txt", "--baseline", "基线.toml")[0] == 0
    reports(乙="错")
    code, out, _ = extract("lint", "甲.txt", "乙.txt", "--baseline", "基线.toml", "-f", "jsonl")
    assert code == 1
    assert [len(json.loads(line)["findings"]) for line in out.splitlines()] == [0, 1]


def test_a_baseline_written_anew_keeps_what_was_in_the_old_one(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    extract("lint", "甲.txt", "--write-baseline", "基线.toml")
    first = Path("基线.toml").read_text(encoding="utf-8")
    extract("lint", "甲.txt", "--baseline", "基线.toml", "--write-baseline", "基线.toml")
    assert Path("基线.toml").read_text(encoding="utf-8") == first
    assert 'report = "甲.txt"' in first


def test_junit_skips_what_is_waived(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    Path("豁免.toml").write_text(WAIVER, encoding="utf-8")
    out = extract("lint", "甲.txt", "--waivers", "豁免.toml", "-f", "junit")[1]
    assert 'failures="0"' in out
    assert 'skipped="1"' in out
    assert extract("lint", "甲.txt", "--waivers", "豁免.toml", "-f", "github")[1] == ""


def test_a_file_that_cannot_be_read_is_wrong_usage(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    code, out, err = extract("lint", "甲.txt", "--waivers", "没有.toml")
    assert (code, out) == (2, "")
    assert "没有.toml" in err
