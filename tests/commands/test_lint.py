from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("错", "error", 1),
        ("疑", "error", 0),
        ("注", "error", 0),
        ("错", "warning", 1),
        ("疑", "warning", 1),
        ("注", "warning", 0),
        ("错", "never", 0),
        ("好", "warning", 0),
        ("错漏", "error", 3),
    ],
)
def test_the_exit_code_follows_fail_on_and_3_beats_1(
    extract: Extract, reports: Reports, text: str, fail_on: str, code: int
) -> None:
    reports(甲=text)
    assert extract("lint", "甲.txt", "--fail-on", fail_on)[0] == code


def test_unreadable_reports_are_3_and_2_if_all_are(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    assert extract("lint", "甲.txt", "无.txt")[0] == 3
    code, out, err = extract("lint", "无.txt", "-f", "json")
    assert (code, out) == (2, "")
    assert "无.txt" in err


def test_folders_give_their_reports_in_order_without_hidden_ones(extract: Extract, reports: Reports) -> None:
    reports(包__乙="好", 包__甲="好", 包__子__丙="好", 包__藏="好")
    Path("包/藏.txt").rename("包/.藏.txt")
    Path("包/说明.pdf").write_bytes(b"%PDF-")
    out = extract("lint", "包", "包/甲.txt", "-f", "json")[1]
    paths = [one["report"]["path"] for one in json.loads(out)]
    assert paths == sorted(["包/乙.txt", "包/甲.txt", "包/子/丙.txt"])


def test_json_is_the_same_object_as_that_of_the_review(extract: Extract, reports: Reports) -> None:
    reports(甲="错疑注")
    linted = json.loads(extract("lint", "甲.txt", "-f", "json")[1])
    assert linted == json.loads(extract("甲.txt", "-f", "json")[1])
    assert linted == json.loads(extract("lint", "甲.txt", "-f", "jsonl")[1])


@pytest.mark.parametrize(
    ("format_", "begins"), [("sarif", '{\n "$schema"'), ("junit", "<testsuites"), ("github", "::error ")]
)
def test_formats_for_other_programs(extract: Extract, reports: Reports, format_: str, begins: str) -> None:
    reports(甲="错")
    assert extract("lint", "甲.txt", "-f", format_)[1].startswith(begins)


def test_output_goes_to_a_file_whole(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    code, out, _ = extract("lint", "甲.txt", "-f", "sarif", "-o", "结果/甲.sarif")
    assert (code, out) == (1, "")
    assert json.loads(Path("结果/甲.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_standard_input_has_the_name_it_is_given(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("有错".encode())))
    code, out, _ = extract("lint", "-", "--stdin-filename", "草稿.txt", "-f", "github")
    assert code == 1
    assert out.startswith("::error file=草稿.txt,")


def test_info_is_folded_in_text(extract: Extract, reports: Reports) -> None:
    reports(甲="注")
    assert "ST000" not in extract("lint", "甲.txt")[1]
    assert "ST000" in extract("lint", "甲.txt", "--info")[1]


def test_an_interrupt_ends_quietly_with_130(extract: Extract, reports: Reports) -> None:
    reports(甲="断")
    assert extract("lint", "甲.txt") == (130, "", "")


def test_rules_are_selected_by_code_and_prefix(
    extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.document.model import Submission
    from extractor.report import Report

    used: list[str] = []

    def record(submission: Submission, rules: object = (), profile: object = None, **_: object) -> Report:
        used.extend(rule.code for rule in rules)  # type: ignore[attr-defined]
        return Report(submission)

    monkeypatch.setattr("extractor.pipeline.review_submission", record)
    reports(甲="好")
    extract("lint", "甲.txt", "--select", "EV,TP001", "--ignore", "EV001")
    assert "TP001" in used
    assert "EV002" in used
    assert not {"EV001", "TP002"} & set(used)
