from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]


def test_a_report_goes_to_stdout_and_nothing_to_stderr(extract: Extract, reports: Reports) -> None:
    reports(甲="有错")
    code, out, err = extract("甲.txt")
    assert (code, err) == (0, "")
    assert "ST001" in out


def test_findings_do_not_change_the_exit_code(extract: Extract, reports: Reports) -> None:
    reports(甲="错错错")
    assert extract("甲.txt")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [("甲.txt", "-f", "json"), ("-f", "json", "甲.txt"), ("report", "甲.txt", "--format=json"), ("-fjson", "./甲.txt")],
)
def test_options_stand_before_or_after_the_report(
    extract: Extract, reports: Reports, arguments: tuple[str, ...]
) -> None:
    reports(甲="有错")
    code, out, _ = extract(*arguments)
    assert code == 0
    assert json.loads(out)["report"]["path"] in ("甲.txt", "./甲.txt")


def test_json_is_an_array_for_several_and_jsonl_a_line_each(extract: Extract, reports: Reports) -> None:
    reports(甲="有错", 乙="有疑")
    array = json.loads(extract("甲.txt", "乙.txt", "-f", "json")[1])
    lines = [json.loads(line) for line in extract("甲.txt", "乙.txt", "-f", "jsonl")[1].splitlines()]
    assert array == lines
    assert [one["report"]["path"] for one in array] == ["甲.txt", "乙.txt"]


def test_the_same_input_gives_the_same_bytes(extract: Extract, reports: Reports) -> None:
    reports(甲="有错，有疑")
    assert extract("甲.txt", "-f", "json") == extract("甲.txt", "-f", "json")


def test_timings_are_written_only_when_asked_for(extract: Extract, reports: Reports) -> None:
    reports(甲="有错")
    assert "usage" not in json.loads(extract("甲.txt", "-f", "json")[1])
    assert json.loads(extract("甲.txt", "-f", "json", "--timings")[1])["usage"]["seconds"]["review"] >= 0


def test_csv_of_several_reports_has_one_heading(extract: Extract, reports: Reports) -> None:
    reports(甲="错", 乙="疑")
    _, out, _ = extract("甲.txt", "乙.txt", "-f", "csv", "--what", "findings")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [(row["report"], row["severity"]) for row in rows] == [("甲.txt", "error"), ("乙.txt", "warning")]


def test_several_reports_end_in_a_summary_worst_first_on_stderr(extract: Extract, reports: Reports) -> None:
    reports(好="好", 疑="疑", 错="错", 崩="崩")
    code, out, err = extract("好.txt", "疑.txt", "错.txt", "崩.txt", "无.txt")
    told = [line.split()[-1] for line in err.splitlines() if line.startswith("  ")]
    assert told == ["崩.txt", "无.txt", "错.txt", "疑.txt", "好.txt"]
    assert "汇总" not in out
    assert code == 3


def test_quiet_leaves_only_what_went_wrong(extract: Extract, reports: Reports) -> None:
    reports(甲="好", 乙="好")
    assert extract("甲.txt", "乙.txt", "--quiet")[2] == ""
    assert extract("甲.txt", "无.txt", "--quiet")[2] == "错误：无.txt：文件不存在。请检查路径。\n"


def test_nothing_readable_is_2_and_some_unreadable_is_3(extract: Extract, reports: Reports) -> None:
    reports(甲="好")
    code, out, err = extract("无.txt", "-f", "json")
    assert (code, out) == (2, "")
    assert "无.txt" in err
    code, out, _ = extract("无.txt", "甲.txt", "-f", "json")
    assert code == 3
    assert [one["report"]["path"] for one in json.loads(out)] == ["甲.txt"]


def test_a_failed_segment_is_3(extract: Extract, reports: Reports) -> None:
    reports(甲="漏")
    assert extract("甲.txt")[0] == 3


def test_a_crash_stops_no_other_report_and_is_3(extract: Extract, reports: Reports) -> None:
    reports(甲="崩", 乙="错")
    code, out, err = extract("甲.txt", "乙.txt")
    assert code == 3
    assert "ST000" in out
    assert "程序内部出错（ZeroDivisionError, conftest.py:" in err
    assert "Traceback" not in err


def test_an_interrupt_ends_quietly_with_130(extract: Extract, reports: Reports) -> None:
    reports(甲="断")
    assert extract("甲.txt") == (130, "", "")


def test_what_is_written_until_an_interrupt_is_a_whole_array(extract: Extract, reports: Reports) -> None:
    reports(甲="好", 乙="断", 丙="好")
    code, out, _ = extract("甲.txt", "乙.txt", "丙.txt", "-f", "json")
    assert code == 130
    assert [one["report"]["path"] for one in json.loads(out)] == ["甲.txt"]


@pytest.mark.parametrize("command", [(), ("lint",)])
def test_a_folder_stands_for_the_reports_in_it_and_what_else_may_be_one_is_named(
    extract: Extract, reports: Reports, command: tuple[str, ...]
) -> None:
    reports(县__甲="错", 县__乡__乙="好", **{"县__.旧__丙": "错"})
    for name in ("乙.doc", "乡/乙.docx", "乡/乙.pdf", "丁.pdf", "~$甲.docx", "照片.jpg"):
        Path("县", name).write_bytes(b"PK")
    code, out, err = extract(*command, "县", "县/甲.txt", "-f", "json", "-q")
    assert code == (1 if command else 0)
    assert [one["report"]["path"] for one in json.loads(out)] == ["县/乡/乙.txt", "县/甲.txt"]
    assert err.splitlines() == ["提示：有 2 个文件没有审核，请另存为 .docx 或纯文本（.txt）：县/丁.pdf、县/乙.doc"]


@pytest.mark.parametrize("command", [(), ("lint",)])
def test_a_folder_without_a_report_is_refused(extract: Extract, reports: Reports, command: tuple[str, ...]) -> None:
    reports()
    Path("空").mkdir()
    code, out, err = extract(*command, "空")
    assert (code, out) == (2, "")
    assert "文件夹“空”中没有报告（.txt、.docx、.html、.htm 文件）" in err


def test_standard_input_is_a_report(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("有错".encode())))
    code, out, _ = extract("-", "-f", "json")
    assert code == 0
    assert json.loads(out)["report"]["path"] == "-"


def test_standard_input_twice_is_wrong_usage(extract: Extract) -> None:
    assert extract("-", "-")[0] == 2


class TestOutput:
    def test_a_file_for_one_report(self, extract: Extract, reports: Reports) -> None:
        reports(甲="错")
        code, out, _ = extract("甲.txt", "-f", "json", "-o", "结果/甲.json")
        assert (code, out) == (0, "")
        assert json.loads(Path("结果/甲.json").read_text(encoding="utf-8"))["findings"]

    @pytest.mark.parametrize(("output", "exists"), [("结果/", False), ("结果", True)])
    def test_a_folder_where_it_is_one_or_ends_in_a_slash(
        self, extract: Extract, reports: Reports, output: str, exists: bool
    ) -> None:
        reports(甲="错")
        if exists:
            Path(output).mkdir()
        assert extract("甲.txt", "-f", "csv", "-o", output)[0] == 0
        assert os.listdir("结果") == ["甲.csv"]

    @pytest.mark.parametrize(
        ("format_", "suffix"),
        [("table", "txt"), ("json", "json"), ("jsonl", "jsonl"), ("csv", "csv"), ("html", "html")],
    )
    def test_a_folder_with_a_file_for_each_of_several(
        self, extract: Extract, reports: Reports, format_: str, suffix: str
    ) -> None:
        reports(甲="错", 乙="好")
        assert extract("甲.txt", "乙.txt", "-f", format_, "-o", "结果")[0] == 0
        assert sorted(os.listdir("结果")) == sorted([f"甲.{suffix}", f"乙.{suffix}"])

    def test_an_unreadable_report_gives_no_file(self, extract: Extract, reports: Reports) -> None:
        reports(甲="错", 空="")
        assert extract("甲.txt", "空.txt", "-f", "json", "-o", "结果")[0] == 3
        assert os.listdir("结果") == ["甲.json"]

    def test_equal_stems_are_refused_before_any_work(self, extract: Extract, reports: Reports) -> None:
        reports(一__报告="错", 二__报告="好")
        code, _, err = extract("一/报告.txt", "二/报告.txt", "-f", "json", "-o", "结果")
        assert code == 2
        assert "一/报告.txt" in err
        assert "二/报告.txt" in err
        assert not Path("结果").exists()

    @pytest.mark.parametrize(
        ("naming", "files"), [("parent", ["一.json", "二.json"]), ("path", ["一__报告.json", "二__报告.json"])]
    )
    def test_equal_stems_are_told_apart_by_name(
        self, extract: Extract, reports: Reports, naming: str, files: list[str]
    ) -> None:
        reports(一__报告="错", 二__报告="好")
        assert extract("一/报告.txt", "二/报告.txt", "-f", "json", "-o", "结果", "--name", naming)[0] == 0
        assert sorted(os.listdir("结果")) == sorted(files)

    def test_a_report_is_never_overwritten(self, extract: Extract, reports: Reports) -> None:
        reports(甲="错", 乙="好")
        assert extract("甲.txt", "-o", "甲.txt")[0] == 2
        assert extract("甲.txt", "乙.txt", "-o", ".")[0] == 2
        assert Path("甲.txt").read_text(encoding="utf-8") == "错"

    def test_a_file_in_place_of_the_folder_is_refused(self, extract: Extract, reports: Reports) -> None:
        reports(甲="错", 乙="好", 结果="占位")
        assert extract("甲.txt", "乙.txt", "-o", "结果.txt")[0] == 2
        assert Path("结果.txt").read_text(encoding="utf-8") == "占位"

    def test_what_cannot_be_written_leaves_nothing_behind(
        self, extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reports(甲="错")
        Path("结果").mkdir()
        Path("结果/甲.json").write_text("旧", encoding="utf-8")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        code, _, err = extract("甲.txt", "-f", "json", "-o", "结果")
        assert code == 3
        assert "结果/甲.json（磁盘已满）" in err
        assert os.listdir("结果") == ["甲.json"]
        assert Path("结果/甲.json").read_text(encoding="utf-8") == "旧"

    def test_files_have_the_permissions_of_any_new_file(self, extract: Extract, reports: Reports) -> None:
        reports(甲="错")
        extract("甲.txt", "-f", "json", "-o", "甲.json")
        Path("新").touch()
        assert Path("甲.json").stat().st_mode == Path("新").stat().st_mode


@pytest.mark.parametrize("format_", ["json", "jsonl", "html"])
def test_one_kind_alone_is_for_tables_and_csv(extract: Extract, reports: Reports, format_: str) -> None:
    reports(甲="错")
    assert extract("甲.txt", "-f", format_, "--what", "rows")[0] == 2


def test_a_page_each_goes_to_a_folder(extract: Extract, reports: Reports) -> None:
    reports(甲="错", 乙="好")
    code, out, err = extract("甲.txt", "乙.txt", "-f", "html")
    assert (code, out) == (2, "")
    assert "--output" in err
    assert extract("甲.txt", "-f", "html")[1].startswith("<!doctype html>")
    assert extract("甲.txt", "乙.txt", "-f", "html", "-o", "结果", "-q") == (0, "", "")
    assert sorted(os.listdir("结果")) == sorted(["甲.html", "乙.html"])


def test_english(extract: Extract, reports: Reports) -> None:
    reports(甲="错")
    out = extract("甲.txt", "--lang", "en")[1]
    assert "character 0" in out
    assert "Findings  error 1" in out
    assert extract("无.txt", "--lang", "en")[2].startswith("error: 无.txt: no such file.")


def test_progress_is_for_terminals_only_and_leaves_nothing(
    extract: Extract, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports(甲="好", 乙="好")
    assert "正在审核" not in extract("甲.txt", "乙.txt")[2]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert "\r\x1b[2K正在审核 1/2 甲.txt\r\x1b[2K" in extract("甲.txt", "乙.txt")[2]
    assert "正在审核" not in extract("甲.txt", "乙.txt", "-q")[2]
    assert "正在审核" not in extract("甲.txt")[2]


@pytest.mark.parametrize(("command", "said"), [((), "没有读到任何陈述和表格"), (("lint",), "没有读到任何陈述和表格")])
def test_a_file_that_is_no_report_is_not_taken_for_one_without_faults(
    extract: Extract, reports: Reports, command: tuple[str, ...], said: str
) -> None:
    reports(甲="无关")
    code, _, err = extract(*command, "甲.txt")
    assert code == 0
    assert err.startswith(f"甲.txt：{said}")
