"""Where a result goes when its place is not an ordinary file, and what is said when it cannot go there."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.commands.sources import done
from extractor.commands.writing import write_folder, write_whole

Extract = Callable[..., tuple[int, str, str]]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe, got = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_whole(pipe, "结果\n")
    reader.join()
    assert got == ["结果\n"]
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("旧", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to("old")
    write_whole(link, "新")
    assert link.is_symlink()
    assert (tmp_path / "old").read_text(encoding="utf-8") == "新"


def test_what_fails_names_the_place_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        write_whole(tmp_path, "内容")
    assert caught.value.filename == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with pytest.raises(OSError, match="甲"):
        write_folder(tmp_path / "new", {"甲": b"1", "甲/乙": b"2"})
    assert [file.name for file in tmp_path.rglob("*")] == ["new"]
    write_folder(tmp_path / "new", {"甲/乙": b"2"})
    assert (tmp_path / "new" / "甲" / "乙").read_bytes() == b"2"


@pytest.mark.parametrize(
    ("cause", "said"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限"), (errno.ENOTDIR, "上级不是文件夹")],
)
@pytest.mark.parametrize(("file", "place"), [("结果.json", "结果.json"), (None, "标准输出")])
def test_reason_and_remedy_are_chinese(cause: int, said: str, file: str | None, place: str) -> None:
    def fail() -> None:
        raise OSError(cause, "whatever", file)

    outcome = done("报告.txt", fail)
    assert outcome.reason.startswith(f"报告.txt：结果未能写到{place}（{said}），请")
    assert outcome.readable


def test_a_report_given_twice_is_reviewed_once(extract: Extract, reports: Callable[..., None]) -> None:
    reports(甲="错")
    assert extract("甲.txt", "甲.txt", "-f", "json", "-o", "结果/") == (0, "", "")
    assert [file.name for file in Path("结果").iterdir()] == ["甲.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "甲.txt", "-o", "甲.txt"),
        ("lint", "甲.txt", "乙.txt", "--write-baseline", "./乙.txt"),
        ("text", "甲.txt", "-o", "甲.txt"),
        ("tables", "甲.txt", "-o", "甲.txt"),
    ],
)
def test_no_command_overwrites_a_report(
    extract: Extract, reports: Callable[..., None], arguments: tuple[str, ...]
) -> None:
    reports(甲="错", 乙="好")
    code, out, err = extract(*arguments)
    assert (code, out) == (2, "")
    assert "结果会覆盖报告" in err
    assert (Path("甲.txt").read_text(encoding="utf-8"), Path("乙.txt").read_text(encoding="utf-8")) == ("错", "好")


@pytest.mark.parametrize("command", [(), ("lint",), ("text",), ("tables",)])
def test_a_dash_is_standard_output_and_no_file(
    extract: Extract, reports: Callable[..., None], command: tuple[str, ...]
) -> None:
    reports(甲="好")
    code, out, _ = extract(*command, "甲.txt", "-o", "-")
    assert code == 0
    assert out
    assert not Path("-").exists()
