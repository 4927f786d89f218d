"""Findings as SARIF 2.1.0, for code-scanning services and editors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import extractor
from extractor.checks.documentation import sections
from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.checks.rule import Rule
from extractor.document.model import Span
from extractor.output.escape import printable, visible
from extractor.output.labels import Lang
from extractor.output.record import message
from extractor.report import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def log(reports: Sequence[Report], rules: Sequence[Rule], lang: Lang) -> dict[str, Any]:
    """One run over `reports`; `rules` are those that were run."""
    described = [_rule(rule) for rule in rules]
    index = {rule["id"]: n for n, rule in enumerate(described)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "extract", "semanticVersion": extractor.__version__, "rules": described}},
                # Offsets of this program are code points; SARIF would otherwise take UTF-16 code units.
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {"location": {"uri": uri(_name(report))}, "properties": {"profile": report.profile.name}}
                    for report in reports
                ],
                "results": [result for report in reports for result in _results(report, index, lang)],
            }
        ],
    }


def uri(path: str) -> str:
    """A file name as a URI reference; relative ones stay relative."""
    return quote(printable(path).replace("\\", "/"), safe="/:")


def _name(report: Report) -> str:
    return report.submission.path or report.submission.name


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _said(rule.title)},
        "fullDescription": {"text": _said(sections(type(rule)).get("是什么", rule.title))},
        "help": {"text": "\n".join(_said(f"{name}：{text}") for name, text in sections(type(rule)).items())},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"family": rule.family, "status": rule.status, "basis": list(rule.basis)},
    }


def _results(report: Report, index: dict[str, int], lang: Lang) -> Iterator[dict[str, Any]]:
    places = Places(report)
    for finding in report.findings:
        yield _result(report, places, finding, index, lang)
    for waived in report.waived:
        said = waived.waiver.reason or ("known before" if lang == "en" else "基线中已有")
        told = {"kind": "external", "status": "accepted", "justification": visible(said)}
        yield {**_result(report, places, waived.finding, index, lang), "suppressions": [told]}


def _result(report: Report, places: Places, finding: Finding, index: dict[str, int], lang: Lang) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVEL[finding.severity],
        "message": {"text": _said(" ".join(filter(None, [message(finding, lang), finding.satisfied_by])))},
        "locations": [_location(report, places, finding.place) if finding.place else _file(report)],
        "partialFingerprints": {"identity/v1": finding.identity, "evidence/v1": finding.evidence_hash},
        "properties": {"family": finding.family, "where": visible(finding.where), "computed": finding.computed},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    others = [span for span in finding.spans if span != finding.place]
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(report, places, span)} for number, span in enumerate(others, 1)
        ]
    return result


def _file(report: Report) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(_name(report))}}}


def _location(report: Report, places: Places, span: Span) -> dict[str, Any]:
    location = _file(report)
    location["physicalLocation"]["region"] = {
        "startLine": places.line(span.start),
        "startColumn": column(report.text, span.start),
        "endLine": places.line(span.end),
        "endColumn": column(report.text, span.end),
        "charOffset": span.start,
        "charLength": len(span),
        "snippet": {"text": visible(report.quote(span))},
    }
    return location


def column(text: str, offset: int) -> int:
    """Column of `offset` in its line, from 1."""
    return offset - text.rfind("\n", 0, offset)


def _said(text: str) -> str:
    """A plain-text message: brackets would be links, braces placeholders."""
    return re.sub(r"([\\\[\]])", r"\\\1", visible(text)).replace("{", "{{").replace("}", "}}")
