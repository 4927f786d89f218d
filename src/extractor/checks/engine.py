"""Runs rules over a report: crashes kept apart, one root cause one finding, each finding placed and identified."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.checks.relational import stated
from extractor.checks.roots import one_a_root
from extractor.checks.rule import Rule
from extractor.checks.rules.xx901_rule_crashed import RuleCrashed
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report

CRASH = RuleCrashed.code
_RANK = {"error": 0, "warning": 1, "info": 2}
_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


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
    stating = {relation.id: _stating(relation) for relation in report.relations}
    placed = [_placed(report, places, stating, finding) for finding in one_a_root(report, found)]
    placed = [_quoted(finding) for finding in placed]
    placed.sort(key=lambda f: (_RANK[f.severity], f.place or Span(0, 0), f.code, f.message))
    return tuple(replace(finding, id=f"F{n}") for n, finding in enumerate(placed, 1))


def _stating(relation: Relation) -> Span:
    """The figure that says what the others give; of a comparison, the one that is compared."""
    return (stated(relation) or relation.members[0].figure).span


def _placed(report: Report, places: Places, stating: Mapping[str, Span], finding: Finding) -> Finding:
    if not finding.spans:
        return replace(finding, identity=_hash(finding.code, *finding.labels), evidence_hash=_hash())
    told = stating.get(finding.relation or "")
    figure = told if told in finding.spans else None
    first = figure or finding.spans[0]
    document = places.document(first)
    title = report.quote(document.title) if document and document.title else ""
    row = places.row(first)
    printed = [_bare(report.quote(span)) for span in finding.spans]
    return replace(
        finding,
        stating=figure,
        where=places.where(first),
        line=places.line(first.start),
        section=places.section(first),
        document=document.id if document else "",
        identity=_hash(finding.code, _bare(title), _bare(row.table) if row else "", *map(_bare, finding.labels)),
        evidence_hash=_hash(*_values(printed)),
    )


def _quoted(finding: Finding) -> Finding:
    """`finding` with its words quoting as Chinese does: double marks outside, single ones for a quote in a quote."""
    computed = None if finding.computed is None else _nested(finding.computed)
    return replace(
        finding,
        message=_nested(finding.message),
        where=_nested(finding.where),
        computed=computed,
        satisfied_by=_nested(finding.satisfied_by),
    )


def _nested(text: str) -> str:
    text = text.replace("\n", "")  # a line's end of the print inside a quote
    depth, said = 0, []
    for ch in text:
        depth += ch == "“"
        said.append({"“": "‘", "”": "’"}[ch] if ch in "“”" and depth == 2 else ch)
        depth -= ch == "”"
        if depth not in (0, 1, 2):
            return text
    # Words that were cut inside a quote do not tell where it ends.
    return text if depth else "".join(said)


def _values(printed: Sequence[str]) -> list[str]:
    """The printed figures; the phrases themselves where no figure takes part."""
    figures = [value for text in printed for value in re.findall(r"\d[\d.,]*", text)]
    return figures or list(printed)


def _bare(text: str) -> str:
    return "".join(text.split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
