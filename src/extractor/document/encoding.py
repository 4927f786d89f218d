"""Which encoding the bytes of a text are in."""

from __future__ import annotations

import codecs

from extractor.document.unreadable import Unreadable, empty, no_text

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
_ENOUGH = 20
"""Chinese signs from which on their choice tells an encoding."""
_SNIFF = 64 * 1024
"""Bytes that are looked at to tell UTF-16 and binary files by their NULs."""


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Text without its BOM, and the encoding it was in: as told, else by BOM, else strict UTF-8, else UTF-16 by its
    NULs, else strict GB18030. Raises `Unreadable`."""
    if not data:
        raise empty(name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise no_text(name, kind)
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
