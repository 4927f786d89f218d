"""A reviewed report as the JSON object of the output contract, every quote checked against the text once more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import cast

import extractor
from extractor.checks.attachments import Attachment, attachments
from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.checks.waiver import Waived
from extractor.claims.model import Claim, Failed
from extractor.document.model import Span
from extractor.output.escape import one_line, printable
from extractor.output.labels import Lang
from extractor.output.schema import (
    SCHEMA_VERSION,
    AttachmentRecord,
    ClaimRecord,
    CoverageRecord,
    FailedRecord,
    FindingRecord,
    IntervalRecord,
    MemberRecord,
    PlaceRecord,
    RelationRecord,
    ReportRecord,
    RowRecord,
    SourceRecord,
    WaivedRecord,
)
from extractor.relations.model import Interval, Member, Relation
from extractor.report import Report
from extractor.tables.model import Row

_PLACES = 12
_FAILING = ("contradicted", "unlikely")


class Ungrounded(ValueError):
    """A place that is not in the text or does not hold what is said of it: a defect of the program."""


def record(report: Report, *, lang: Lang = "zh") -> ReportRecord:
    """`report` as plain data in the order of the contract; messages in `lang`. Raises `Ungrounded`."""
    places = Places(report)
    relations = {relation.id: relation for relation in report.relations}
    made: ReportRecord = {
        "schema_version": SCHEMA_VERSION,
        "versions": {"program": extractor.__version__, **report.versions},
        "report": _source(report),
        "claims": [_claim(report.text, places, claim) for claim in report.claims],
        "rejected": [
            {"quote": printable(r.quote), "segment": printable(r.segment), "reason": r.reason, "extractor": r.extractor}
            for r in report.rejected
        ],
        "rows": [_row(report.text, places, row) for row in report.rows],
        "relations": [_relation(report, relation) for relation in report.relations],
        "findings": [_finding(report.text, relations, finding, lang) for finding in report.findings],
        "attachments": [_attachment(report.text, attachment) for attachment in attachments(report)],
        "coverage": cast(CoverageRecord, asdict(report.coverage)),
    }
    if "judge" in report.versions:
        made["judged"] = {
            "questions": len(report.rulings),
            "failed": [{"claim": one.question.claim, "reason": one.failed} for one in report.unjudged],
        }
    if report.failed:
        made["failed"] = [_failed(report.text, failed) for failed in report.failed]
    if report.waived:
        made["waived"] = [_waived(report.text, relations, waived, lang) for waived in report.waived]
    return made


def place(text: str, span: Span, quote: str | None = None) -> PlaceRecord:
    """`span` with the words that stand there, which must be `quote` where one is given."""
    found = span.of(text)
    if not found or span.start < 0 or len(found) != len(span) or (quote is not None and quote != found):
        raise Ungrounded(f"[{span.start}:{span.end}] {found[:40]!r} != {quote!r}")
    return {"quote": found, "start": span.start, "end": span.end}


def plain(number: Decimal) -> str:
    """A decimal string without exponent; the printed decimals stay."""
    return format(number, "f")


def _source(report: Report) -> SourceRecord:
    submission = report.submission
    encoded = submission.text.encode("utf-8", "surrogatepass")
    text_sha256 = hashlib.sha256(encoded).hexdigest()
    return {
        "path": printable(submission.path or submission.name),
        # A text that was handed over as a string has no bytes of its own but these.
        "sha256": submission.sha256 or text_sha256,
        "bytes": submission.bytes or len(encoded),
        "format": submission.format,
        "encoding": submission.encoding,
        "text_sha256": text_sha256,
        "title": report.title,
        "unit": report.unit,
        "year": report.year,
        "profile": report.profile.name,
        "notes": list(submission.notes),
        "documents": [
            {
                "id": document.id,
                "title": report.quote(document.title).strip() if document.title else "",
                "start": document.span.start,
                "end": document.span.end,
            }
            for document in submission.documents
        ],
    }


def _claim(text: str, places: Places, claim: Claim) -> ClaimRecord:
    where = place(text, Span(claim.start, claim.end), claim.quote)
    return {
        "id": claim.id,
        **where,
        "line": claim.line or places.line(claim.start),
        "document": claim.document,
        "kind": claim.kind,
        "indicator": claim.indicator,
        "value": claim.value,
        "number": claim.number,
        "number_high": claim.number_high,
        "unit": claim.unit,
        "comparator": claim.comparator,
        "direction": claim.direction,
        "role": claim.role,
        "period": claim.period,
        "section": claim.section,
        "evidence": claim.evidence,
        "extractor": claim.extractor,
        "confidence": claim.confidence,
        "grounding": claim.grounding,
        "support": {
            "verdict": claim.support.verdict,
            "ids": list(claim.support.ids),
            "by": claim.support.by,
        },
    }


def _failed(text: str, failed: Failed) -> FailedRecord:
    return {
        **place(text, failed.span),
        "segment": failed.segment,
        "reason": failed.reason,
        "extractor": failed.extractor,
    }


def _row(text: str, places: Places, row: Row) -> RowRecord:
    for cell in row.cells.values():
        if not 0 <= cell.span.start <= cell.span.end <= len(text):
            raise Ungrounded(f"{row.id} [{cell.span.start}:{cell.span.end}]")
    return {
        "id": row.id,
        "document": row.document,
        "table": row.table,
        "table_id": row.table_id,
        "row_kind": row.printed_kind,
        "line": places.line(row.span.start),
        **place(text, row.span),
        "cells": {row.heading(name): cell.text for name, cell in row.cells.items()},
        "spans": {row.heading(name): {"start": c.span.start, "end": c.span.end} for name, c in row.cells.items()},
    }


def _member(text: str, member: Member) -> MemberRecord:
    figure = member.figure
    return {
        "part": member.part,
        "label": figure.label,
        **place(text, figure.span, figure.quote),
        "number": plain(figure.number),
        "factor": plain(figure.factor),
        "base": figure.base,
        "source": figure.source,
    }


def _relation(report: Report, relation: Relation) -> RelationRecord:
    return {
        "id": relation.id,
        "kind": relation.kind,
        "label": relation.label,
        "formula": relation.formula,
        "members": [_member(report.text, member) for member in relation.members],
        "verdict": relation.verdict,
        "reason": relation.reason,
        "reported": _interval(relation.reported),
        "computed": _interval(relation.computed),
        "residual": None if relation.residual is None else plain(relation.residual),
        "flips": list(relation.flips),
        "hints": list(relation.hints),
        "scope": relation.scope,
        "findings": _telling([*report.findings, *(w.finding for w in report.waived)], relation),
    }


def _telling(findings: Iterable[Finding], relation: Relation) -> list[str]:
    """The findings that name a relation that does not hold, or that it was joined into: they point at all of it."""
    if relation.verdict not in _FAILING:
        return []
    places = {member.figure.span for member in relation.members}
    return [f.id for f in findings if f.relation == relation.id or places.issubset(f.spans)]


def _interval(interval: Interval | None) -> IntervalRecord | None:
    if interval is None:
        return None
    return {"low": _bound(interval.low, floor), "high": _bound(interval.high, ceil)}


def _bound(value: Fraction | None, rounded: Callable[[Fraction], int]) -> str | None:
    if value is None:
        return None
    scaled = rounded(value * 10**_PLACES)
    whole, rest = divmod(abs(scaled), 10**_PLACES)
    return f"{'-' if scaled < 0 else ''}{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")


def _finding(text: str, relations: dict[str, Relation], finding: Finding, lang: Lang) -> FindingRecord:
    relation = relations.get(finding.relation or "")
    return {
        "id": finding.id,
        "code": finding.code,
        "group": finding.code[:2],
        "family": finding.family,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "message": message(finding, lang),
        "where": finding.where,
        "line": finding.line,
        "section": finding.section,
        "document": finding.document,
        "spans": [place(text, span) for span in finding.spans],
        "computed": finding.computed,
        "formula": relation.formula if relation else None,
        "verdict": finding.verdict,
        "flips": list(finding.flips),
        "basis": list(finding.basis),
        "satisfied_by": finding.satisfied_by,
        "relation": finding.relation,
        "support": finding.support,
        "identity": finding.identity,
        "evidence_hash": finding.evidence_hash,
    }


def _attachment(text: str, attachment: Attachment) -> AttachmentRecord:
    return {
        "about": attachment.about,
        "documents": list(attachment.documents),
        "claims": list(attachment.claims),
        "findings": list(attachment.findings),
        "spans": [place(text, span) for span in attachment.spans],
    }


def _waived(text: str, relations: dict[str, Relation], waived: Waived, lang: Lang) -> WaivedRecord:
    waiver = waived.waiver
    return {
        "finding": _finding(text, relations, waived.finding, lang),
        "origin": waiver.origin,
        "reason": waiver.reason,
        "who": waiver.who,
        "date": waiver.given.isoformat() if waiver.given else None,
        "expires": waiver.expires.isoformat() if waiver.expires else None,
    }


def message(finding: Finding, lang: Lang) -> str:
    """The finding's sentence in `lang`; Chinese where a rule has no English."""
    return finding.message_en or finding.message if lang == "en" else finding.message


def arithmetic(finding: Finding, lang: Lang) -> str:
    """The finding's arithmetic; empty where its sentence already holds it and would be followed by it once more."""
    said = finding.computed or ""
    return "" if one_line(said) in one_line(message(finding, lang)) else said
