"""TOML files that a user writes (configuration, profiles, waivers): what they may hold, and what to say if not."""

from __future__ import annotations

import difflib
import errno
import math
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

_READING = {
    errno.ENOENT: "文件不存在",
    errno.ENOTDIR: "文件不存在",
    errno.EACCES: "没有读取权限",
    errno.EISDIR: "这是文件夹",
}
"""Why a file cannot be read."""


class BadFile(ValueError):
    """A file that cannot be used; the message (Chinese) names it and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be; `said` (Chinese) tells a user."""

    said: str
    fits: Callable[[Any], bool]


def _is_number(value: Any) -> bool:
    # bool is an int to Python, and no number to a user.
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _are(values: Any, kind: Kind) -> bool:
    return isinstance(values, list) and all(map(kind.fits, values))


TEXT = Kind("加引号的文字", lambda value: isinstance(value, str))
NUMBER = Kind("数字", _is_number)
WHOLE = Kind("整数", lambda value: isinstance(value, int) and _is_number(value))
COUNT = Kind("正整数", lambda value: WHOLE.fits(value) and value > 0)
DAY = Kind("日期（如 2026-03-31，不加引号）", lambda value: isinstance(value, date))
FLAG = Kind("true 或 false", lambda value: isinstance(value, bool))
_PAIR = Kind(
    "名称和数字",
    lambda value: isinstance(value, list) and len(value) == 2 and TEXT.fits(value[0]) and NUMBER.fits(value[1]),
)
TEXTS = Kind('文字的列表，如 ["甲", "乙"]', lambda value: _are(value, TEXT))
PAIRS = Kind('成对的名称和数字，如 [["甲", 50], ["乙", 30]]', lambda value: value != [] and _are(value, _PAIR))
Shape = Mapping[str, Any]
"""Key → `Kind`; or the `Shape` of a table below it; or a list with one `Shape`, that of each of several tables."""


def load(path: str | PathLike[str]) -> dict[str, Any]:
    """The TOML file at `path`. Raises `BadFile` where it is missing, unreadable or no TOML."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadFile(f"{path}：无法读取（{_READING.get(error.errno or 0, error.strerror or str(error))}）。") from None
    except UnicodeDecodeError:
        raise BadFile(f"{path}：不是 UTF-8 编码，请另存为 UTF-8。") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        said = f"第{at[1]}行第{at[2]}列附近有误" if at else "文件没有写完"
        raise BadFile(f"{path}：不是有效的 TOML（{said}：{error}）。") from None


def only(table: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Raises `BadFile` for a key of `table` that is not among `known`; names the nearest one that is."""
    for key in table:
        if key not in known:
            raise BadFile(f"{where}：没有“{key}”这个键{did_you_mean(key, known)}")


def shaped(table: Mapping[str, Any], shape: Shape, where: str) -> None:
    """Raises `BadFile` for the first value of `table` that is not of `shape`; keys may be missing."""
    only(table, shape, where)
    for key, value in table.items():
        match shape[key]:
            case Kind() as kind:
                if not kind.fits(value):
                    raise BadFile(f"{where}：“{key}”应为{kind.said}。")
            case [each]:
                if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                    raise BadFile(f"{where}：“{key}”应写成一个或几个 [[{key}]] 表。")
                for number, one in enumerate(value, 1):
                    shaped(one, each, f"{where}：第 {number} 个 [[{key}]]")
            case below:
                if not isinstance(value, dict):
                    raise BadFile(f"{where}：“{key}”应写成 [{key}] 表。")
                shaped(value, below, f"{where}：[{key}]")


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`，是否指 fail-on？`, or a full stop where nothing is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f"，是否指 {near[0]}？" if near else "。"
