"""Findings that somebody answers for: waivers with a reason, and a baseline of what was known. Both stand outside the
report and match a finding by its identity; when the printed values change they are stale and cover it no longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from extractor import userfile
from extractor.checks.finding import Finding
from extractor.report import Report
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


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a waiver, Chinese and English."""

    kind: Literal["stale", "expired", "unused", "exceeded"]
    waiver: Waiver
    message: str
    message_en: str


@dataclass(slots=True)
class _Use:
    """What became of a waiver over all reports."""

    asked: bool = False
    """A report that it speaks of was looked at."""
    matched: int = 0
    stale: int = 0
    exceeded: int = 0


@dataclass(slots=True)
class Waivers:
    """Applies `entries` to one report after another; `today` decides which have expired."""

    entries: Sequence[Waiver]
    today: date
    _uses: list[_Use] = field(init=False)

    def __post_init__(self) -> None:
        self._uses = [_Use() for _ in self.entries]

    def apply(self, report: Report) -> None:
        """Move what is covered from the report's findings to its `waived`."""
        name = Path(report.submission.path or report.submission.name).name
        asked = [i for i, waiver in enumerate(self.entries) if waiver.report in ("", name)]
        for i in asked:
            self._uses[i].asked = True
        left = {i: self.entries[i].count for i in asked}
        kept: list[Finding] = []
        waived: list[Waived] = []
        for finding in report.findings:
            covering = self._covering(finding, left)
            if covering is None:
                kept.append(finding)
            else:
                waived.append(Waived(finding, self.entries[covering]))
        report.findings = tuple(kept)
        report.waived = (*report.waived, *waived)

    def _covering(self, finding: Finding, left: dict[int, int]) -> int | None:
        """The entry that covers `finding`, counted down in `left`; those that only nearly do are remembered."""
        for i in left:
            waiver, use = self.entries[i], self._uses[i]
            if waiver.identity != finding.identity or self._expired(waiver):
                continue
            if waiver.evidence not in ("", finding.evidence_hash):
                use.stale += 1
            elif not left[i]:
                use.exceeded += 1
            else:
                left[i] -= 1
                use.matched += 1
                return i
        return None

    def _expired(self, waiver: Waiver) -> bool:
        return waiver.expires is not None and waiver.expires < self.today

    def problems(self) -> list[Problem]:
        """What to tell about the entries after all reports, in their order."""
        return [p for waiver, use in zip(self.entries, self._uses, strict=True) for p in self._told(waiver, use)]

    def _told(self, waiver: Waiver, use: _Use) -> Iterable[Problem]:
        name = " ".join(filter(None, [waiver.code, waiver.identity, waiver.report]))
        at = f"{waiver.source}：{name}"
        if self._expired(waiver):
            yield Problem(
                "expired", waiver, f"{at}：已于{waiver.expires}到期，不再生效。", f"{at}: expired on {waiver.expires}."
            )
        elif use.exceeded:
            yield Problem(
                "exceeded",
                waiver,
                f"{at}：只覆盖{waiver.count}条，另有{use.exceeded}条相同的发现未被覆盖。",
                f"{at}: covers {waiver.count}, {use.exceeded} more of the same are not covered.",
            )
        elif use.stale and not use.matched:
            yield Problem(
                "stale",
                waiver,
                f"{at}：报告中的数值或文字已变，原先的说明不再适用，请重新确认。",
                f"{at}: the printed values have changed since; please confirm anew.",
            )
        elif use.asked and not use.matched:
            yield Problem(
                "unused", waiver, f"{at}：没有对应的发现，可以删除。", f"{at}: no such finding; it can be removed."
            )


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
