"""A file's bytes to text, and the text to a `Submission`; what cannot be read is `Unreadable`, with what to do."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from extractor.document.model import Submission
from extractor.document.reader import read_text

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

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/Excel 97-2003 (.doc/.xls/.wps)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_PACKAGE = b"PK\x03\x04"
_PACKAGES = (("xl/", "Excel (.xlsx)"), ("ppt/", "PowerPoint (.pptx)"), ("", "ZIP"))
"""What a package is, by the folder that it holds."""
_MARKUP = ("<!doctype html", "<html", "<?xml")
"""How text begins that is marked up: a page, or a Word file saved as XML."""
_ENOUGH = 20
"""Chinese signs from which on their choice tells an encoding."""
_SNIFF = 64 * 1024
"""Bytes that are looked at to tell UTF-16 and binary files by their NULs."""


class Unreadable(Exception):
    """A report that cannot be read. `message` names the file, the reason and what to do, in Chinese; `english` too.
    `str()` is the Chinese one."""

    def __init__(self, name: str, message: str, english: str) -> None:
        super().__init__(f"{name}：{message}")
        self.name = name
        self.message = f"{name}：{message}"
        self.english = f"{name}: {english}"


def load(path: str | os.PathLike[str], encoding: str | None = None) -> Submission:
    """The submission in a file, or on standard input (`-`). `encoding` overrides the detection.

    Raises `Unreadable`.
    """
    name = os.fspath(path)
    return load_bytes(_read(name), name, encoding)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Submission:
    """The submission in a file's bytes; `name` is what messages call it. Raises `Unreadable`."""
    if data.startswith(_PACKAGE):
        return _word(data, name)
    text, used = decode(data, name, encoding)
    if not text.strip("\ufeff\x00 \t\r\n\u3000"):
        raise _empty(name)
    if text[:_SNIFF].lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise _no_text(name, "HTML / XML")
    _limit(text, name)
    return replace(
        read_text(text, name),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=used,
        path=None if name == STDIN else name,
    )


def _word(data: bytes, name: str) -> Submission:
    """The submission in a Word file: its text is this program's own rendering."""
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
        raise _no_text(name, kind) from None
    if not found.text.strip():
        if found.pictures:
            raise Unreadable(
                name,
                f"文件中只有 {found.pictures} 张图片，没有文字。请先识别文字（OCR）后再试。",
                f"it holds {found.pictures} pictures and no text. Have the text recognised (OCR) first.",
            )
        raise _empty(name)
    _limit(found.text, name)
    unread = [f"{found.pictures} 张图片"] * bool(found.pictures) + ["脚注或尾注"] * found.notes
    return replace(
        read_text(found.text, name),
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        path=None if name == STDIN else name,
        notes=(f"没有读取 {'、'.join(unread)}中的文字。",) if unread else (),
    )


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


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Text without its BOM, and the encoding it was in: as told, else by BOM, else strict UTF-8, else UTF-16 by its
    NULs, else strict GB18030. Raises `Unreadable`."""
    if not data:
        raise _empty(name)
    if len(data) > MAX_BYTES:
        raise _too_large(name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise _no_text(name, kind)
    if encoding is not None:
        return _decode_as(data, name, encoding)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _decode_as(data[len(bom) :], name, codec)
    wide = _wide(data)
    for codec in (wide,) if wide else ("utf-8", "gb18030"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text[:_SNIFF] or (wide is None and text.count("\x00", 0, _SNIFF) * 100 < _SNIFF):
            if codec == "gb18030" and _is_garbled(text):
                break
            return text, codec
    if b"\x00" in data[:_SNIFF]:
        raise Unreadable(
            name,
            "这是二进制文件，不是文本。请提供文本文件；如果确是文本，请用 --encoding 指明编码。",
            "this is a binary file, not text. Give a text file; if it is text, name its encoding with --encoding.",
        )
    good = _utf8_until(data)
    if good:
        raise Unreadable(
            name,
            f"文字是 UTF-8，但第 {good + 1} 个字节起有误：文件可能不完整，或混有其他编码的文字。请重新导出后再试。",
            f"it is UTF-8 up to byte {good}: the file may be cut, or mixed with another encoding. Export it again.",
        )
    raise Unreadable(
        name,
        "无法识别文字编码（既不是 UTF-8、UTF-16，也不是 GB18030）。请用 --encoding 指明编码，例如 --encoding big5。",
        "its encoding is neither UTF-8, UTF-16 nor GB18030. Name it with --encoding, for example --encoding big5.",
    )


def _utf8_until(data: bytes) -> int:
    """How many bytes are UTF-8 before the first that is not; 0 where they have too few Chinese signs to tell."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        signs = sum(ch > "\u2e7f" for ch in data[: error.start].decode("utf-8"))
        return error.start if signs >= _ENOUGH else 0
    return 0


def _is_garbled(text: str) -> bool:
    """Whether GB18030, in which nearly every byte means something, was read out of another encoding (Big5, Shift-JIS):
    most signs are then none that people write every day."""
    signs = [ch for ch in text[:_SNIFF] if ch > "\x7f"]
    rare = sum(not ch.encode("gb2312", "ignore") for ch in signs)
    return len(signs) >= _ENOUGH and rare * 2 > len(signs)


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(codec.name)
    except LookupError:
        raise Unreadable(
            name,
            f"不认识编码“{encoding}”。请用 --encoding 给出如 utf-8、gb18030、utf-16、big5 的名称。",
            f'unknown encoding "{encoding}". Give --encoding a name such as utf-8, gb18030, utf-16, big5.',
        ) from None
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        raise Unreadable(
            name,
            f"不能按 {encoding} 解码（第 {at + 1} 个字节起有误）。请检查文件是否完整，或用 --encoding 指明另一编码。",
            f"cannot be decoded as {encoding} (byte {at + 1}). Check that it is whole, or name another --encoding.",
        ) from None
    return text.removeprefix("\ufeff"), codec.name


def _wide(data: bytes) -> str | None:
    """UTF-16 without BOM: half the bytes of ASCII characters are NUL, always on one side."""
    sample = data[:_SNIFF]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 10 * low and high * 100 >= len(sample) // 2:
            try:
                sample[: len(sample) // 2 * 2].decode(codec, "strict" if len(data) <= _SNIFF else "ignore")
            except UnicodeDecodeError:
                continue
            return codec
    return None


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


def _no_text(name: str, kind: str) -> Unreadable:
    return Unreadable(
        name,
        f"这是 {kind} 文件，不是文本。请先另存（导出）为 .docx 或纯文本（.txt，UTF-8）后再试。",
        f"this is a {kind} file, not text. Save (export) it as .docx or plain text (.txt, UTF-8) first.",
    )


def _empty(name: str) -> Unreadable:
    return Unreadable(
        name,
        "文件是空的，没有任何文字。请检查导出是否成功。",
        "the file is empty. Check that the export succeeded.",
    )


def _too_large(name: str) -> Unreadable:
    limit = MAX_BYTES // (1024 * 1024)
    return Unreadable(
        name,
        f"文件超过 {limit} MB 的上限。请拆分后再试。",
        f"the file is larger than the limit of {limit} MB. Split it.",
    )
