"""Findings as workflow commands, which GitHub shows as annotations beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.finding import Finding
from extractor.output.escape import printable, visible, workflow
from extractor.output.labels import Lang
from extractor.output.record import arithmetic, message
from extractor.output.sarif import column
from extractor.report import Report

_COMMAND = {"error": "error", "warning": "warning", "info": "notice"}


def workflow_commands(reports: Sequence[Report], lang: Lang) -> str:
    """A line for each finding."""
    return "".join(_annotation(report, finding, lang) for report in reports for finding in report.findings)


def _annotation(report: Report, finding: Finding, lang: Lang) -> str:
    properties = {"file": printable(report.submission.path or report.submission.name), "title": finding.code}
    if finding.place:
        properties["line"] = str(finding.line)
        properties["col"] = str(column(report.text, finding.place.start))
    said = visible("\n".join(filter(None, [message(finding, lang), arithmetic(finding, lang), finding.satisfied_by])))
    listed = ",".join(f"{key}={workflow(visible(value), prop=True)}" for key, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {listed}::{workflow(said)}\n"
