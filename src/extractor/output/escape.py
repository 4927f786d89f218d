"""Text of a report made harmless: it is never terminal control, markup, formula or workflow command."""

from __future__ import annotations

import re
import unicodedata

_BLANK = re.compile(r"[\s\u3000]+")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """`text` with every control, format and private character shown as `\\u{…}`: no escape sequence, no change of
    direction, no zero-width character reaches a terminal. Line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(ch if ch in "\n\t" or _shown(ch) else f"\\u{{{ord(ch):04X}}}" for ch in text)


def _shown(ch: str) -> bool:
    return unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def one_line(text: str) -> str:
    """`visible` on one line: every run of blanks is one space."""
    return visible(_BLANK.sub(" ", text).strip())


def printable(path: str) -> str:
    """A file name that can be written as UTF-8: bytes that are not (surrogates) become `?`."""
    return path.encode("utf-8", "replace").decode("utf-8")


def spreadsheet(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet runs as a formula; plain numbers stay numbers."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def workflow(text: str, *, prop: bool = False) -> str:
    """`text` as the message (or, with `prop`, a property) of a `::error::` workflow command."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if prop else text
