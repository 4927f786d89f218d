"""Findings as JUnit XML, for CI servers: a suite for each report, a case for each finding."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from extractor.checks.finding import Finding
from extractor.output.escape import one_line, printable, visible
from extractor.output.labels import Lang
from extractor.output.record import arithmetic, message
from extractor.report import Report


def suites(reports: Sequence[Report], lang: Lang) -> str:
    """Errors and warnings are failures; a finding of severity info is a case that passes and says so, a waived one
    is skipped, and a report without findings has one case that passes."""
    root = Element("testsuites", name="extract")
    for report in reports:
        name = one_line(printable(report.submission.path or report.submission.name))
        failed = sum(finding.severity != "info" for finding in report.findings)
        told = {
            "name": name,
            "tests": str(max(len(report.findings) + len(report.waived), 1)),
            "failures": str(failed),
            "errors": "0",
            "skipped": str(len(report.waived)),
        }
        suite = SubElement(root, "testsuite", told)
        for finding in report.findings:
            _case(suite, name, finding, lang)
        for waived in report.waived:
            case = SubElement(suite, "testcase", classname=name, name=f"{waived.finding.code} {waived.finding.id}")
            SubElement(case, "skipped", message=one_line(waived.waiver.reason or waived.waiver.origin))
        if not report.findings and not report.waived:
            SubElement(suite, "testcase", classname=name, name="no findings")
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _case(suite: Element, file: str, finding: Finding, lang: Lang) -> None:
    said = one_line(message(finding, lang))
    case = SubElement(suite, "testcase", classname=file, name=f"{finding.code} {finding.id}", line=str(finding.line))
    details = [message(finding, lang), finding.where, arithmetic(finding, lang), finding.satisfied_by]
    text = "\n".join(visible(detail) for detail in details if detail)
    if finding.severity == "info":
        SubElement(case, "system-out").text = text
    else:
        SubElement(case, "failure", type=finding.severity, message=said).text = text
