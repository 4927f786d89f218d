"""What is told of a report in sentences and lists, the same in every format that a person reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.attachments import attachments
from extractor.checks.finding import Finding, Severity
from extractor.checks.places import Places
from extractor.output.escape import one_line, printable
from extractor.output.labels import Lang, label
from extractor.output.record import arithmetic
from extractor.report import Report

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Most serious first."""
_LINES = 4
"""Line numbers that are named of many."""


def name(report: Report) -> str:
    """What the report's file is called."""
    return one_line(printable(report.submission.path or report.submission.name))


def facts(report: Report, lang: Lang) -> str:
    """Whose report it is, of which year, how much of it there is and by which profile it was checked."""
    documents, tables = len(report.submission.documents), report.coverage.tables
    if lang == "en":
        counted = [f"documents: {documents}", f"tables: {tables}", f"profile: {report.profile.name}"]
    else:
        counted = [f"{documents} 份文档", f"{tables} 张表", f"口径：{one_line(report.profile.title)}"]
    said = [one_line(report.unit), one_line(report.year), *counted, name(report) if report.title else ""]
    return " · ".join(filter(None, said))


def outcome(report: Report, lang: Lang) -> str:
    """What the whole came to."""
    against = sum(claim.support.verdict == "contradicted" for claim in report.claims)
    claims = f"{against}/{len(report.claims)}"
    if lang == "en":
        return f"findings: {tally(report.findings, lang)} · claims contradicted: {claims}"
    return f"发现问题：{tally(report.findings, lang)} · 有矛盾的陈述 {claims}"


def tally(findings: Iterable[Finding], lang: Lang) -> str:
    """`错误 3 · 警告 2 · 提示 5`."""
    count = Counter(finding.severity for finding in findings)
    parts = [f"{label('severity', key, lang)} {count[key]}" for key in SEVERITIES if count[key]]
    return " · ".join(parts) or ("none" if lang == "en" else "无")


def details(finding: Finding, places: Places, lang: Lang) -> dict[str, str]:
    """Place, arithmetic, what would satisfy it and basis, as far as the finding has them, by the name of each."""
    said = {
        "where": finding.where + _elsewhere(finding, places, lang),
        "computed": arithmetic(finding, lang),
        "satisfied_by": finding.satisfied_by,
        "basis": "；".join(finding.basis),
    }
    return {key: one_line(text) for key, text in said.items() if text}


def _elsewhere(finding: Finding, places: Places, lang: Lang) -> str:
    """The other lines that take part: who compares two figures wants both places."""
    others = sorted({places.line(span.start) for span in finding.spans} - {finding.line})
    if not others:
        return ""
    return f"；另见{_lines(others, lang)}" if lang == "zh" else f"; see also {_lines(others, lang)}"


def _lines(lines: Sequence[int], lang: Lang) -> str:
    """The first few line numbers, and how many there are."""
    shown = ("、" if lang == "zh" else ", ").join(map(str, lines[:_LINES]))
    if lang == "zh":
        return f"第{shown}行" + (f"等{len(lines)}处" if len(lines) > _LINES else "")
    return f"line {shown}" + (f" and {len(lines) - _LINES} more" if len(lines) > _LINES else "")


def to_attach(report: Report, lang: Lang) -> Iterator[str]:
    """What would prove the report's unproved claims: a line for each kind, with the first lines of text that ask for
    it."""
    places = Places(report)
    for one in attachments(report):
        lines = sorted({places.line(span.start) for span in one.spans})
        yield f"{one.about}：{'、'.join(one.documents)}（{_lines(lines, lang)}）"


def coverage(report: Report, lang: Lang) -> str:
    """How much was looked at."""
    c = report.coverage
    done = c.segments - c.segments_failed
    if lang == "en":
        return (
            f"{c.characters} characters; {done} of {c.segments} segments; figures: {c.figures_read} read, "
            f"{c.figures_linked} linked, {c.figures_checked} checked, {c.figures_unreadable} unreadable; "
            f"tables: {c.tables} with {c.cells} cells, {c.places_unread} places not read; "
            f"relations: {c.relations_checked} checked, {c.relations_unchecked} not"
        )
    return (
        f"{c.characters} 字；语句 {done}/{c.segments}；数字读取 {c.figures_read}、关联 {c.figures_linked}、"
        f"核对 {c.figures_checked}、无法读取 {c.figures_unreadable}；"
        f"表 {c.tables} 张 {c.cells} 格、未能还原 {c.places_unread} 处；"
        f"关系已核对 {c.relations_checked}、未能核对 {c.relations_unchecked}"
    )
