"""Findings that somebody answers for: waivers with a reason, and a baseline of what was known, as files outside the
report hold them. `waivers` applies them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from extractor import userfile
from extractor.checks.finding import Finding
from extractor.userfile import COUNT, DAY, TEXT, BadFile, Shape

Origin = Literal["waiver", "baseline"]
TABLE: dict[Origin, str] = {"waiver": "waiver", "baseline": "finding"}
"""The array of tables in the file: `[[waiver]]`, `[[finding]]`."""
_ENTRY: Shape = {
    "identity": TEXT,
    "evidence": TEXT,
    "reason": TEXT,
    "who": TEXT,
    "date": DAY,
    "expires": DAY,
    "count": COUNT,
    "report": TEXT,
    "code": TEXT,
    "where": TEXT,
}
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
    userfile.shaped(table, {name: [_ENTRY]}, path)
    return [_waiver(entry, path, number, origin) for number, entry in enumerate(table.get(name, ()), 1)]


def _waiver(entry: Mapping[str, Any], path: str, number: int, origin: Origin) -> Waiver:
    text = {key: str(entry.get(key, "")).strip() for key, kind in _ENTRY.items() if kind is TEXT}
    needed: dict[str, object] = {"identity": _HASH.fullmatch(text["identity"])}
    if origin == "waiver":
        needed |= {"reason": text["reason"], "who": text["who"], "date": entry.get("date")}
    for key, given in needed.items():
        if not given:
            raise BadFile(f"{path}：第 {number} 个 [[{TABLE[origin]}]]：缺少“{key}”，或其内容不对。")
    return Waiver(
        identity=text["identity"],
        source=path,
        origin=origin,
        reason=text["reason"],
        who=text["who"],
        given=_day(entry, "date"),
        evidence=text["evidence"],
        expires=_day(entry, "expires"),
        count=entry.get("count", 1),
        report=text["report"],
        code=text["code"],
    )


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    """A date with or without a time of day."""
    value: date | None = entry.get(key)
    return value.date() if isinstance(value, datetime) else value
