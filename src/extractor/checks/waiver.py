"""Findings that somebody answers for: waivers with a reason, and a baseline of what was known, as files outside the
report hold them. `waivers` applies them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from extractor import userfile
from extractor.checks.finding import Finding
from extractor.userfile import BadFile

Origin = Literal["waiver", "baseline"]
TABLE: dict[Origin, str] = {"waiver": "waiver", "baseline": "finding"}
"""The array of tables in the file: `[[waiver]]`, `[[finding]]`."""
_KEYS = ("identity", "evidence", "reason", "who", "date", "expires", "count", "report", "code", "where")
_HASH = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of a file. `count` findings of one report are covered; where `report` is empty, of any report."""

    identity: str
    source: str
    """The file that it stands in."""
    origin: Origin
    reason: str = ""
    who: str = ""
    given: date | None = None
    evidence: str = ""
    """The evidence hash at the time; empty covers the finding whatever the values are."""
    expires: date | None = None
    count: int = 1
    report: str = ""
    """Name of the report's file, without folders."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and what covers it."""

    finding: Finding
    waiver: Waiver


def read(path: str, origin: Origin) -> list[Waiver]:
    """The entries of a file of waivers or of a baseline. Raises `BadFile`, naming file and entry."""
    table = userfile.load(path)
    name = TABLE[origin]
    userfile.only(table, [name], path)
    entries = userfile.of_type(table, name, list, path, f"[[{name}]] 表") or []
    return [_waiver(entry, path, f"{path}：第{number}条", origin) for number, entry in enumerate(entries, 1)]


def _waiver(entry: Any, path: str, where: str, origin: Origin) -> Waiver:
    if not isinstance(entry, dict):
        raise BadFile(f"{where}应为 [[{TABLE[origin]}]] 表。")
    userfile.only(entry, _KEYS, where)

    def text(key: str, *, needed: bool = False, fits: Callable[[str], object] = bool) -> str:
        value = str(userfile.of_type(entry, key, str, where, "文字") or "").strip()
        if needed and not fits(value):
            raise BadFile(f"{where}：缺少“{key}”，或其内容不对。")
        return value

    def day(key: str, *, needed: bool = False) -> date | None:
        value: date | None = userfile.of_type(entry, key, date, where, "日期（如 2026-03-31，不加引号）")
        if needed and value is None:
            raise BadFile(f"{where}：缺少“{key}”。")
        return value.date() if isinstance(value, datetime) else value

    answered = origin == "waiver"
    count = userfile.of_type(entry, "count", int, where, "正整数")
    if count is not None and count < 1:
        raise BadFile(f"{where}：“count”应为正整数。")
    return Waiver(
        identity=text("identity", needed=True, fits=_HASH.fullmatch),
        source=path,
        origin=origin,
        reason=text("reason", needed=answered),
        who=text("who", needed=answered),
        given=day("date", needed=answered),
        evidence=text("evidence"),
        expires=day("expires"),
        count=count or 1,
        report=text("report"),
        code=text("code"),
    )
