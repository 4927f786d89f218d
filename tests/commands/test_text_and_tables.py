from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Extract = Callable[..., tuple[int, str, str]]
Reports = Callable[..., None]
TEXT = "一、情况\r\n\t项目\r\n\t金额\r\n\r\n\t合计\r\n\t10\r\n\r\n\r\n完。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_as_received_without_bom(extract: Extract, reports: Reports, encoding: str) -> None:
    reports()
    Path("甲.txt").write_bytes(TEXT.encode(encoding))
    assert extract("text", "甲.txt") == (0, TEXT, "")


def test_text_in_a_file_has_the_same_line_ends(extract: Extract, reports: Reports) -> None:
    reports()
    Path("甲.txt").write_bytes(TEXT.encode())
    assert extract("text", "甲.txt", "-o", "乙.txt") == (0, "", "")
    assert Path("乙.txt").read_bytes() == TEXT.encode()


@pytest.mark.parametrize("command", ["text", "tables"])
def test_what_cannot_be_read_is_2(extract: Extract, reports: Reports, command: str) -> None:
    reports(空="")
    code, out, err = extract(command, "空.txt")
    assert (code, out) == (2, "")
    assert "空.txt" in err


def test_places_of_cells_are_places_of_the_text(extract: Extract, reports: Reports) -> None:
    reports()
    Path("甲.txt").write_bytes(TEXT.encode())
    (table,) = json.loads(extract("tables", "甲.txt", "-f", "json")[1])
    cells = [cell for row in table["rows"] for cell in row]
    assert [cell["text"] for cell in cells] == ["项目", "金额", "合计", "10"]
    assert all(TEXT[cell["start"] : cell["end"]] == cell["text"] for cell in cells)
    assert "合计" in extract("tables", "甲.txt")[1]


def test_a_report_without_tables_is_no_error(extract: Extract, reports: Reports) -> None:
    reports(甲="没有表。")
    assert extract("tables", "甲.txt") == (0, "没有表格。\n", "")
    assert extract("tables", "甲.txt", "-f", "json") == (0, "[]\n", "")
