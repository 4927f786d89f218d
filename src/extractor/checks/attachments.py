"""What to attach: claims that nothing bears out and findings that ask for evidence, by what would prove them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report


@dataclass(frozen=True, slots=True)
class Attachment:
    """Documents that would prove what is said at `spans`: `claims` and `findings` by id."""

    about: str
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    findings: tuple[str, ...]
    spans: tuple[Span, ...]


def attachments(report: Report) -> list[Attachment]:
    """One for each kind of document, in the order of `data/attachments.toml`."""
    kinds = datafile("attachments")["kind"]
    asked: dict[int, list[tuple[str, tuple[Span, ...]]]] = {}
    for words, name, spans in _unproved(report):
        asked.setdefault(_kind(words, len(kinds)), []).append((name, spans))
    claims = {claim.id for claim in report.claims}
    return [
        Attachment(
            about=kinds[kind]["about"],
            documents=tuple(kinds[kind]["documents"]),
            claims=tuple(name for name, _ in found if name in claims),
            findings=tuple(name for name, _ in found if name not in claims),
            spans=tuple(sorted({span for _, spans in found for span in spans})),
        )
        for kind, found in sorted(asked.items())
    ]


def _unproved(report: Report) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """Words, id and places of what lacks evidence."""
    for claim in report.claims:
        if claim.support.verdict == "unbacked":
            yield f"{claim.indicator} {claim.quote}", claim.id, (Span(claim.start, claim.end),)
    for finding in report.findings:
        if finding.family == "evidence" and finding.spans:
            quotes = " ".join(report.quote(span) for span in finding.spans)
            yield f"{' '.join(finding.labels)} {quotes}", finding.id, finding.spans


def _kind(words: str, last: int) -> int:
    """The first kind that `words` speak of; the last one is for all that is left."""
    return next(kind for kind in range(last) if pattern("attachments", "kind", kind, "words").search(words))
