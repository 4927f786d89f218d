"""Bytes to text: encodings, and what cannot be read."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from extractor.document import load as loading
from extractor.document.encoding import decode
from extractor.document.load import MAX_CHARACTERS, Unreadable, load, load_bytes

TEXT = "云岭县2023年度部门整体支出绩效自评报告\r\n一、基本情况\r\n全年支出153.57万元。\r\n"


@pytest.mark.parametrize(
    ("codec", "bom", "read_as"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("gb18030", b"", "gb18030"),
    ],
)
def test_text_is_the_same_in_every_encoding(tmp_path: Path, codec: str, bom: bytes, read_as: str) -> None:
    path = tmp_path / "report.txt"
    data = bom + TEXT.encode(codec)
    path.write_bytes(data)
    submission = load(path)
    assert submission.text == TEXT
    assert submission.encoding == read_as
    assert (submission.bytes, submission.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert submission.path == str(path)


def test_told_encoding_wins() -> None:
    assert decode("績效自評".encode("big5"), "r.txt", "big5") == ("績效自評", "big5")


def test_control_characters_are_text() -> None:
    text = "一、基本情况\x0c\n\x1b[31m支出\x07 \u200b10\x0b万元\x00。\n" + "完成。" * 100
    assert load_bytes(text.encode(), "r.txt").text == text


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    submission = load("-")
    assert submission.text == TEXT
    assert submission.path is None


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "chinese", "english"),
    [
        (b"", "空", "empty"),
        ("\ufeff \r\n\u3000".encode(), "空", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", "PDF"),
        (zipped(), ".docx", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), ".doc", ".doc"),
        (bytes(range(256)) * 20, "二进制", "binary"),
        (b"\xff" * 100, "--encoding", "--encoding"),
        (TEXT.encode()[:101] + "预算".encode("gb18030"), "第 104 个字节起", "up to byte 103"),
        (TEXT.encode()[:100], "第 99 个字节起有误：文件可能不完整", "cut"),
        ('<?xml version="1.0"?><w/>'.encode("utf-16"), "XML", "XML"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, chinese: str, english: str) -> None:
    with pytest.raises(Unreadable) as refused:
        load_bytes(data, "report.txt")
    assert refused.value.message.startswith("report.txt：")
    assert refused.value.english.startswith("report.txt: ")
    assert chinese in refused.value.message
    assert english in refused.value.english
    assert str(refused.value) == refused.value.message


@pytest.mark.parametrize("encoding", ["ascii", "no-such-codec", "base64"])
def test_a_wrong_encoding_is_named(encoding: str) -> None:
    with pytest.raises(Unreadable, match=encoding):
        load_bytes(TEXT.encode(), "report.txt", encoding)


def test_folder_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="文件夹"):
        load(tmp_path)
    with pytest.raises(Unreadable, match="不存在"):
        load(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="读取失败"):
        load("report\x00.txt")


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="root may read every file"
)
def test_a_forbidden_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("支出", "utf-8")
    path.chmod(0)
    with pytest.raises(Unreadable, match="权限"):
        load(path)


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(loading, "MAX_BYTES", 2 * 1024 * 1024)
    path = tmp_path / "report.txt"
    path.write_bytes(b"1" * (2 * 1024 * 1024 + 1))
    with pytest.raises(Unreadable, match="2 MB"):
        load(path)
    monkeypatch.setattr(loading, "MAX_PARTS", 1000)
    with pytest.raises(Unreadable, match="1000"):
        load_bytes(b"\n\t" * 501 + b"1", "report.txt")


@pytest.mark.parametrize("run", ["7" * 1001, "（" * 1001, "((" * 501])
def test_an_absurd_run_of_digits_or_brackets_is_refused_with_its_line_and_limit(run: str) -> None:
    with pytest.raises(Unreadable, match=r"第2行.*1000") as caught:
        load_bytes(f"一、基本情况\n共{run}人。".encode(), "报告.txt")
    assert "line 2" in caught.value.english


def test_more_characters_than_the_limit_are_refused_with_both_numbers() -> None:
    with pytest.raises(Unreadable, match=f"{MAX_CHARACTERS + 1} 字，超过 {MAX_CHARACTERS} 字的上限"):
        load_bytes(b"a" * (MAX_CHARACTERS + 1), "报告.txt")


def test_another_encoding_that_gb18030_can_also_read_is_not_taken_for_it() -> None:
    data = ("一、專案基本情況與績效自評結論\n" * 5).encode("big5")
    with pytest.raises(Unreadable, match="--encoding big5"):
        decode(data, "报告.txt")
    assert decode(data, "报告.txt", "big5")[0].startswith("一、專案")


def test_traditional_characters_in_gb18030_are_read() -> None:
    text = "一、專案基本情況與績效自評結論：全年執行數占預算數的98%。\n" * 5
    assert decode(text.encode("gb18030"), "报告.txt") == (text, "gb18030")
