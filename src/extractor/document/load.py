"""A file's bytes to text, and the text to a `Submission`; what cannot be read is `Unreadable`, with what to do."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from extractor.document.encoding import decode
from extractor.document.model import Submission
from extractor.document.reader import read_text
from extractor.document.unreadable import Unreadable, empty, no_text

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "STDIN", "Unreadable", "load", "load_bytes"]

MAX_BYTES = 100 * 1024 * 1024
"""Largest file that is read."""

MAX_PARTS = 2_000_000
"""Most lines and cells of a text: they, not its characters, take the memory."""

MAX_CHARACTERS = 3_000_000
"""Longest text: what is read from it takes some hundred times its memory."""

_LONGEST_RUN = 1000
_RUN = re.compile(rf"\d{{{_LONGEST_RUN + 1}}}|[（(]{{{_LONGEST_RUN + 1}}}")
"""No report has such a number or such brackets; a file that was cut or dumped wrongly may."""

STDIN = "-"

_PACKAGE = b"PK\x03\x04"
_PACKAGES = (("xl/", "Excel (.xlsx)"), ("ppt/", "PowerPoint (.pptx)"), ("", "ZIP"))
"""What a package is, by the folder that it holds."""
_PAGES = ("<!doctype html", "<html", "<head", "<body", "<meta", "<table", "<div")
"""How pages begin, and parts of them. Some begin as XML or with a comment, and say soon after what they are."""
_BLANK = "\ufeff\x00 \t\r\n\u3000"
_BEGIN = 4096
"""Characters that tell a page."""


def load(path: str | os.PathLike[str], encoding: str | None = None) -> Submission:
    """The submission in a file, or on standard input (`-`). `encoding` overrides the detection.

    Raises `Unreadable`.
    """
    name = os.fspath(path)
    return load_bytes(_read(name), name, encoding)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Submission:
    """The submission in a file's bytes; `name` is what messages call it. The text of a Word file and of a page is this
    program's own rendering. Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    format_, used = "docx", "utf-8"
    notes: tuple[str, ...] = ()
    if data.startswith(_PACKAGE):
        text, notes = _of_word(data, name)
    else:
        text, used = decode(data, name, encoding)
        format_ = _format(text)
        if format_ == "xml":
            raise no_text(name, "XML")
        if format_ == "html":
            text = _of_page(text)
    if not text.strip(_BLANK):
        raise empty(name)
    _limit(text, name)
    return replace(
        read_text(text, name),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        format=format_,
        encoding=used,
        path=None if name == STDIN else name,
        notes=notes,
    )


def _format(text: str) -> str:
    begin = text[:_BEGIN].lstrip(_BLANK).lower()
    if begin.startswith(_PAGES) or (begin.startswith(("<?xml", "<!--")) and "<html" in begin):
        return "html"
    return "xml" if begin.startswith("<?xml") else "text"


def _of_word(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a Word file, and what of it was not read."""
    from extractor.document import word

    try:
        found = word.read(data, MAX_BYTES)
    except word.NotWord:
        folders = word.names(data)
        if any(one.startswith("word/") for one in folders):
            raise Unreadable(
                name,
                "Word 文件已损坏或不完整。请用 Word 或 WPS 打开，另存为 .docx 或纯文本（.txt）后再试。",
                "this Word file is broken. Open it in Word and save it as .docx or as plain text (.txt) again.",
            ) from None
        kind = next(kind for folder, kind in _PACKAGES if not folder or any(o.startswith(folder) for o in folders))
        raise no_text(name, kind) from None
    if found.pictures and not found.text.strip():
        raise Unreadable(
            name,
            f"文件中只有 {found.pictures} 张图片，没有文字。请先识别文字（OCR）后再试。",
            f"it holds {found.pictures} pictures and no text. Have the text recognised (OCR) first.",
        )
    unread = [f"{found.pictures} 张图片"] * bool(found.pictures) + ["脚注或尾注"] * found.notes
    return found.text, (f"没有读取 {'、'.join(unread)}中的文字。",) if unread else ()


def _of_page(text: str) -> str:
    from extractor.document import web

    return web.read(text, MAX_PARTS + 1)


def _limit(text: str, name: str) -> None:
    """Raises `Unreadable` for a text that would take memory or time without bound."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            name,
            f"文字共 {len(text)} 字，超过 {MAX_CHARACTERS} 字的上限。请拆分后再试。",
            f"{len(text)} characters; the limit is {MAX_CHARACTERS}. Split it.",
        )
    if sum(map(text.count, "\n\r\x0b\x0c\t|")) > MAX_PARTS:
        raise Unreadable(
            name,
            f"行数与单元格数合计超过 {MAX_PARTS} 的上限。请拆分后再试。",
            f"more than {MAX_PARTS} lines and cells, which is the limit. Split it.",
        )
    run = _RUN.search(text)
    if run:
        line = text.count("\n", 0, run.start()) + 1
        raise Unreadable(
            name,
            f"第{line}行有超过 {_LONGEST_RUN} 个连在一起的数字或括号，不是正常的报告文字。请检查导出结果。",
            f"line {line} has more than {_LONGEST_RUN} digits or brackets in a row. Check the export.",
        )


def _read(name: str) -> bytes:
    if name == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _too_large(name)
        return data
    path = Path(name)
    try:
        if path.is_dir():
            raise Unreadable(
                name,
                "这是文件夹，不是文件。请给出其中的报告文件。",
                "this is a folder, not a file. Name the report files in it.",
            )
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable(name, "文件不存在。请检查路径。", "no such file. Check the path.") from None
    except PermissionError:
        raise Unreadable(
            name, "没有读取权限。请修改文件权限或换一个账户。", "no permission to read it. Change its permissions."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(
            name,
            f"读取失败（{reason}）。请检查路径和磁盘。",
            f"cannot be read ({reason}). Check the path and the disk.",
        ) from None
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    return data


def _too_large(name: str) -> Unreadable:
    limit = MAX_BYTES // (1024 * 1024)
    return Unreadable(
        name,
        f"文件超过 {limit} MB 的上限。请拆分后再试。",
        f"the file is larger than the limit of {limit} MB. Split it.",
    )
