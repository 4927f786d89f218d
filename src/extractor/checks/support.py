"""Which rows, claims, relations and findings decide a claim (其他数据能否印证)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.checks.finding import Finding
from extractor.checks.judgement import backers
from extractor.checks.reading import HOLDS
from extractor.claims.model import Claim, Support
from extractor.document.model import Span
from extractor.report import Report

_AGAINST = ("arithmetic", "text_table", "text_text", "table_table", "scoring", "unit", "contradiction")
"""Families that say that a statement is wrong; the others ask for something that is missing."""
_UNTOLD = ("SC001", "SC002", "SC003", "SC004", "SC010")
"""Rules about points that ask for a breakdown, a standard or a reason."""
_PARTNERS = 20
"""Most rows and claims that are named for one claim: a figure that a long file repeats on each page has no more use."""
_OPEN = ("problem", "measure")
"""Kinds that nothing else in a report can back: what is admitted and what is promised."""


def supported(report: Report, findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """The report's claims with `support` filled in.

    contradicted: an error or warning that says something is wrong points at it · backed: a relation with its figure
    holds · unbacked: a finding says that nothing backs it · unchecked: nothing in the report decides it. What a judge
    points at backs only what nothing else decides.
    """
    judged = backers(report.rulings)
    loud = [f for f in findings if f.severity != "info"]
    against = [(span, f.id) for f in loud if _denies(f) for span in f.spans]
    missing = [(span, f.id) for f in findings if f.family == "evidence" or _asks(f) for span in f.spans]
    holding = [(m.figure.span, r.id) for r in report.relations if r.verdict in HOLDS for m in r.members]
    sources = {m.figure.span: m.figure.source for r in report.relations for m in r.members}
    relations = {r.id: r for r in report.relations}
    lookups = [("contradicted", _Index(against)), ("backed", _Index(holding)), ("unbacked", _Index(missing))]
    out = []
    for claim in report.claims:
        if claim.kind in _OPEN:
            out.append(claim)
            continue
        span = Span(claim.start, claim.end)
        verdict, ids = "unchecked", list[str]()
        for word, index in lookups:
            ids = index.touching(span)
            if ids:
                verdict = word
                break
        if verdict == "backed":
            others = (m.figure.span for i in ids for m in relations[i].members if not m.figure.span.overlaps(span))
            partners = {sources[other] for other in others}
            ids += sorted(p for p in partners if p and p not in ("text", claim.id))[:_PARTNERS]
        if verdict == "unchecked" and claim.evidence == "none" and claim.role == "actual":
            verdict = "unbacked"
        support = Support(verdict=verdict, ids=tuple(ids))
        if verdict in ("unbacked", "unchecked") and claim.id in judged:
            support = Support(verdict="backed", ids=judged[claim.id], by="model")
        out.append(claim.model_copy(update={"support": support}))
    return tuple(out)


def _asks(finding: Finding) -> bool:
    """Whether a finding about points only misses what they were given by: nothing in it comes out wrong."""
    return finding.family == "scoring" and finding.code in _UNTOLD


def _denies(finding: Finding) -> bool:
    return finding.family in _AGAINST and not _asks(finding)


class _Index:
    """Spans with ids, asked which of them touch a place."""

    def __init__(self, pairs: list[tuple[Span, str]]) -> None:
        self._pairs = sorted(pairs)
        self._starts = [span.start for span, _ in self._pairs]
        self._longest = max((len(span) for span, _ in self._pairs), default=0)

    def touching(self, place: Span) -> list[str]:
        low = bisect_left(self._starts, place.start - self._longest)
        high = bisect_left(self._starts, place.end)
        return list(dict.fromkeys(name for span, name in self._pairs[low:high] if span.overlaps(place)))
