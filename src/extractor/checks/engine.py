"""Runs rules over a report: crashes kept apart, one root cause one finding, each finding placed and identified."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.checks.roots import one_a_root
from extractor.checks.rule import Rule
from extractor.checks.rules.xx901_rule_crashed import RuleCrashed
from extractor.document.model import Span
from extractor.report import Report

CRASH = RuleCrashed.code
_RANK = {"error": 0, "warning": 1, "info": 2}
_log = logging.getLogger(__name__)


def run(report: Report, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What `rules` find in `report`, most serious first, then in order of the text."""
    found: list[Finding] = []
    for rule in rules:
        try:
            found += list(rule.check(report))
        except Exception as error:
            # One broken rule must not hide what the others see.
            _log.exception("rule %s crashed", rule.code)
            found.append(RuleCrashed().crashed(rule, error))
    places = Places(report)
    placed = [_placed(report, places, finding) for finding in one_a_root(report, found)]
    placed.sort(key=lambda f: (_RANK[f.severity], f.spans[:1] or (Span(0, 0),), f.code, f.message))
    return tuple(replace(finding, id=f"F{n}") for n, finding in enumerate(placed, 1))


def _placed(report: Report, places: Places, finding: Finding) -> Finding:
    if not finding.spans:
        return replace(finding, identity=_hash(finding.code, *finding.labels), evidence_hash=_hash())
    first = finding.spans[0]
    document = places.document(first)
    title = report.quote(document.title) if document and document.title else ""
    row = places.row(first)
    printed = [_bare(report.quote(span)) for span in finding.spans]
    return replace(
        finding,
        where=places.where(first),
        line=places.line(first.start),
        section=places.section(first),
        document=document.id if document else "",
        identity=_hash(finding.code, _bare(title), _bare(row.table) if row else "", *map(_bare, finding.labels)),
        evidence_hash=_hash(*_values(printed)),
    )


def _values(printed: Sequence[str]) -> list[str]:
    """The printed figures; the phrases themselves where no figure takes part."""
    figures = [value for text in printed for value in re.findall(r"\d[\d.,]*", text)]
    return figures or list(printed)


def _bare(text: str) -> str:
    return "".join(text.split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
