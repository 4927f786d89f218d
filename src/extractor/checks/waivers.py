"""What waivers cover: a finding is matched by its identity; when the printed values change the waiver is stale and
covers it no longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from extractor.checks.finding import Finding
from extractor.checks.waiver import Waived, Waiver
from extractor.report import Report


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
