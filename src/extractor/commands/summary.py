"""The lines that end a run over several reports, worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.commands.sources import Done

if TYPE_CHECKING:
    from extractor.output.labels import Lang
    from extractor.report import Report


@dataclass(frozen=True, slots=True)
class Tally:
    """What is kept of a report that is written: enough to rank it."""

    errors: int
    warnings: int
    infos: int
    claims: int
    contradicted: int
    """Claims that the report itself contradicts."""
    failed: int
    """Segments that could not be done."""
    unjudged: int
    """Claims that a judge gave no answer about."""

    @classmethod
    def of(cls, report: Report) -> Tally:
        found = Counter(finding.severity for finding in report.findings)
        contradicted = sum(claim.support.verdict == "contradicted" for claim in report.claims)
        return cls(
            found["error"],
            found["warning"],
            found["info"],
            len(report.claims),
            contradicted,
            report.coverage.segments_failed,
            len(report.unjudged),
        )


def summary(finished: Sequence[Done[Tally]], lang: Lang) -> list[str]:
    """A line for each report: reports that could not be done, then by errors, warnings and notes, then by name."""
    from extractor.output.escape import one_line, printable

    lines = ["Summary, worst first:" if lang == "en" else "汇总（问题多的在前）："]
    for outcome in sorted(finished, key=_rank):
        name = one_line(printable(outcome.name))
        lines.append(f"  {_told(outcome.result, lang)}  {name}")
    return lines


def _rank(outcome: Done[Tally]) -> tuple[int, int, int, int, str]:
    tally = outcome.result
    if tally is None:
        return (0, 0, 0, 0, outcome.name)
    return (1, -tally.errors, -tally.warnings, -tally.infos, outcome.name)


def _told(tally: Tally | None, lang: Lang) -> str:
    if tally is None:
        return "not done" if lang == "en" else "未能处理"
    if lang == "en":
        told = f"errors {tally.errors:>3}  warnings {tally.warnings:>3}  info {tally.infos:>3}"
        told += f"  claims contradicted {tally.contradicted:>3}/{tally.claims}"
        return (
            told
            + (f"  segments failed {tally.failed}" if tally.failed else "")
            + (f"  claims not judged {tally.unjudged}" if tally.unjudged else "")
        )
    told = f"错误 {tally.errors:>3}  警告 {tally.warnings:>3}  提示 {tally.infos:>3}"
    told += f"  有矛盾的陈述 {tally.contradicted:>3}/{tally.claims}"
    return (
        told
        + (f"  未处理语句 {tally.failed}" if tally.failed else "")
        + (f"  未判断陈述 {tally.unjudged}" if tally.unjudged else "")
    )
