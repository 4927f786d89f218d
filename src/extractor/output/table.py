"""A reviewed report for a person at a terminal: what it claims, what does not fit, how much was looked at.

Text of the report is printed as `Text` without markup and with control characters made visible; nothing that a
report says can colour, move or clear the screen.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.checks.attachments import attachments
from extractor.checks.finding import Finding, Severity
from extractor.checks.places import Places
from extractor.claims.model import Claim
from extractor.output.escape import one_line, printable
from extractor.output.labels import Lang, label
from extractor.output.layout import Box, beside, indented, wrap
from extractor.output.record import arithmetic, message
from extractor.output.schema import What
from extractor.report import Report

STYLE: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_GAP = 2
"""Cells between columns."""
_ARROW = {"up": "↑", "down": "↓"}
_MARK: dict[Severity, str] = {"error": "✗", "warning": "!", "info": "·"}
_SUPPORT = {"backed": "green", "contradicted": "bold red", "unbacked": "yellow", "unchecked": "dim"}
_ENGLISH_WIDTHS = {"role_period": 16, "section": 12, "support": 12}
_WORDS = 20
"""Cells that a claim's words need; where they have less, columns that the line implies make room."""
_LINES = 4
"""Line numbers that are named of many."""
_PIPED = 100
"""Cells in a line where there is no terminal to ask."""
_WIDEST = 120
"""Lines longer than this are hard to read across, however wide the terminal."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command, which knows the exit code; rich would end the program with 1."""
        raise BrokenPipeError


def console(stream: IO[str], *, width: int | None = None) -> Console:
    """A console on `stream` that lets rich decide on colour (NO_COLOR, TERM, terminal) but interprets nothing."""
    made = _Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if width is None and not made.is_terminal and "COLUMNS" not in os.environ:
        width = _PIPED
    made.width = min(width or made.width, _WIDEST)
    return made


def write(
    report: Report,
    out: Console,
    *,
    what: Sequence[What] = ("claims", "findings"),
    lang: Lang = "zh",
    info: bool = False,
) -> None:
    """Print `report`; without `info`, findings of that severity are folded to a count."""
    _title(report, out, lang)
    if "findings" in what:
        out.print(Text(indented(_outcome(report, lang), out.width, 0), style="bold"))
    lists: dict[What, tuple[Sequence[object], Callable[[Report, Console, Lang], None]]] = {
        "claims": (report.claims, _claims),
        "rows": (report.rows, _rows),
        "relations": (report.relations, _relations),
    }
    for key, (items, show) in lists.items():
        if key in what:
            _section(out, key, str(len(items)), lang)
            if items:
                show(report, out, lang)
    if "findings" in what:
        _section(out, "findings", tally(report.findings, lang), lang)
        _findings(report, out, lang, info)
        wanted = list(to_attach(report, out.width, lang))
        if wanted:
            out.print()
        for line in wanted:
            out.print(line)
    _coverage(report, out, lang)


def tally(findings: Iterable[Finding], lang: Lang) -> str:
    """`错误 3 · 警告 2 · 提示 5`."""
    count = Counter(finding.severity for finding in findings)
    parts = [f"{label('severity', key, lang)} {count[key]}" for key in STYLE if count[key]]
    return " · ".join(parts) or ("none" if lang == "en" else "无")


def _title(report: Report, out: Console, lang: Lang) -> None:
    name = one_line(printable(report.submission.path or report.submission.name))
    out.print(Text(indented(one_line(report.title) or name, out.width, 0), style="bold"))
    documents, tables = len(report.submission.documents), report.coverage.tables
    if lang == "en":
        counted = [f"documents: {documents}", f"tables: {tables}"]
    else:
        counted = [f"{documents} 份文档", f"{tables} 张表"]
    applied = f"profile: {report.profile.name}" if lang == "en" else f"口径：{one_line(report.profile.title)}"
    facts = [one_line(report.unit), one_line(report.year), *counted, applied, name if report.title else ""]
    out.print(Text(indented(" · ".join(filter(None, facts)), out.width, 0), style="dim"))
    for note in report.submission.notes:
        out.print(Text(indented(f"{label('heading', 'notes', lang)}  {one_line(note)}", out.width, 6), style="yellow"))


def _outcome(report: Report, lang: Lang) -> str:
    """What the whole came to, before a list that is longer than the screen."""
    against = sum(claim.support.verdict == "contradicted" for claim in report.claims)
    claims = f"{against}/{len(report.claims)}"
    if lang == "en":
        return f"findings: {tally(report.findings, lang)} · claims contradicted: {claims}"
    return f"发现问题：{tally(report.findings, lang)} · 有矛盾的陈述 {claims}"


def _section(out: Console, key: str, counted: str, lang: Lang) -> None:
    out.print()
    out.print(Text(f"{label('heading', key, lang)}  {counted}", style="bold"))


def _columns(
    out: Console, lang: Lang, widths: Mapping[str, int], rows: Iterable[Sequence[tuple[str, str]]], elastic: str
) -> None:
    """Print `rows` of (text, style) under the headings `widths`; `elastic` takes the cells that the others leave."""
    rest = out.width - sum(widths.values()) - _GAP * (len(widths) - 1)
    given = [max(rest, 12) if key == elastic else width for key, width in widths.items()]
    heads = [
        Box.of(label("heading", key, lang), width, "dim", right=key == "line")
        for key, width in zip(widths, given, strict=True)
    ]
    for line in beside(heads, " " * _GAP):
        out.print(line)
    out.print(Text("─" * (sum(given) + _GAP * (len(given) - 1)), style="dim"))
    for row in rows:
        cells = zip(row, heads, strict=True)
        boxes = [Box.of(one_line(said), head.width, style, right=head.right) for (said, style), head in cells]
        for line in beside(boxes, " " * _GAP):
            out.print(line)


def _claims(report: Report, out: Console, lang: Lang) -> None:
    values = [_value(claim) for claim in report.claims]
    widths = {"line": 4, "kind": 8, "indicator": 0, "value": min(max(8, *map(cell_len, values)), 18)}
    widths |= {"role_period": 13, "section": 8, "support": 6} if lang == "zh" else _ENGLISH_WIDTHS
    for column in ("section", "role_period"):
        if out.width - sum(widths.values()) - _GAP * (len(widths) - 1) < _WORDS:
            del widths[column]
    rows = []
    for claim, value in zip(report.claims, values, strict=True):
        role, verdict = label("role", claim.role, lang), claim.support.verdict
        judged = claim.support.by == "model"
        cells = {
            "line": (str(claim.line), "dim"),
            "kind": (label("kind", claim.kind, lang), ""),
            # Without a figure the indicator alone says little: `职责`; the words of the report say it all.
            "indicator": (claim.indicator if claim.value else claim.quote, ""),
            "value": (value, "" if claim.value else "dim"),
            "role_period": (f"{role}·{claim.period}" if claim.period else role, ""),
            "section": (label("section", claim.section, lang), "dim"),
            "support": (label("support", "judged" if judged else verdict, lang), _SUPPORT[verdict]),
        }
        rows.append([cells[key] for key in widths])
    _columns(out, lang, widths, rows, "indicator")


def _value(claim: Claim) -> str:
    """As written, with the direction of a change."""
    arrow = _ARROW.get(claim.direction or "", "")
    return f"{claim.value} {arrow}".rstrip() if claim.value else arrow or "—"


def _rows(report: Report, out: Console, lang: Lang) -> None:
    places = Places(report)
    rows = [
        (
            (str(places.line(row.span.start)), "dim"),
            (label("row_kind", row.printed_kind, lang), ""),
            (row.table, "dim"),
            (" │ ".join(f"{row.heading(name)}：{cell.text or '—'}" for name, cell in row.cells.items()), ""),
        )
        for row in report.rows
    ]
    _columns(out, lang, {"line": 4, "kind": 9, "table": 20, "cells": 0}, rows, "cells")


def _relations(report: Report, out: Console, lang: Lang) -> None:
    rows = []
    for relation in report.relations:
        said = label("verdict", relation.verdict, lang)
        said = f"{said}：{relation.reason}" if relation.reason else said
        style = STYLE["error"] if relation.verdict == "contradicted" else ""
        rows.append(((label("relation", relation.kind, lang), ""), (relation.formula, ""), (said, style)))
    _columns(out, lang, {"kind": 12, "formula": 0, "verdict": 16}, rows, "formula")


def _findings(report: Report, out: Console, lang: Lang, info: bool) -> None:
    places = Places(report)
    shown = [finding for finding in report.findings if info or finding.severity != "info"]
    for finding in shown:
        out.print()
        _finding(finding, places, out, lang)
    folded = len(report.findings) - len(shown)
    if folded:
        out.print()
        told = f"另有提示 {folded} 条，加 --info 查看。" if lang == "zh" else f"{folded} more of severity info: --info."
        out.print(Text(told, style="dim"))


def _finding(finding: Finding, places: Places, out: Console, lang: Lang) -> None:
    style = STYLE[finding.severity]
    head = f"{_MARK[finding.severity]} {label('severity', finding.severity, lang)} {finding.code}  "
    body = one_line(message(finding, lang))
    lines = wrap(body, max(out.width - cell_len(head), 20))
    out.print(Text.assemble((head, style), f"\n{' ' * cell_len(head)}".join(lines)))
    for detail in details(finding, places, out.width, lang):
        out.print(detail)


def details(finding: Finding, places: Places, width: int, lang: Lang) -> Iterator[Text]:
    """Place, arithmetic, what would satisfy it and basis, as far as the finding has them, each under its name."""
    said = {
        "where": finding.where + _elsewhere(finding, places, lang),
        "computed": arithmetic(finding, lang),
        "satisfied_by": finding.satisfied_by,
        "basis": "；".join(finding.basis),
    }
    for key, text in said.items():
        if text:
            name = f"  {label('heading', key, lang)}  "
            body = indented(one_line(text), width, cell_len(name))
            yield Text.assemble((name, "dim"), (body, "dim" if key == "basis" else ""))


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


def to_attach(report: Report, width: int, lang: Lang) -> Iterator[Text]:
    """What would prove the report's unproved claims: a heading and a line for each kind, with the first lines of text
    that ask for it."""
    places, found = Places(report), attachments(report)
    if found:
        yield Text(f"{label('heading', 'attachments', lang)}  {len(found)}", style="bold")
    for one in found:
        lines = sorted({places.line(span.start) for span in one.spans})
        yield Text(indented(f"· {one.about}：{'、'.join(one.documents)}（{_lines(lines, lang)}）", width, 2))


def _coverage(report: Report, out: Console, lang: Lang) -> None:
    c = report.coverage
    done = c.segments - c.segments_failed
    if lang == "en":
        said = (
            f"{c.characters} characters; {done} of {c.segments} segments; figures: {c.figures_read} read, "
            f"{c.figures_linked} linked, {c.figures_checked} checked, {c.figures_unreadable} unreadable; "
            f"tables: {c.tables} with {c.cells} cells; relations: {c.relations_checked} checked, "
            f"{c.relations_unchecked} not"
        )
    else:
        said = (
            f"{c.characters} 字；语句 {done}/{c.segments}；数字读取 {c.figures_read}、关联 {c.figures_linked}、"
            f"核对 {c.figures_checked}、无法读取 {c.figures_unreadable}；表 {c.tables} 张 {c.cells} 格；"
            f"关系已核对 {c.relations_checked}、未能核对 {c.relations_unchecked}"
        )
    name = f"{label('heading', 'coverage', lang)}  "
    out.print()
    out.print(Text(name + indented(said, out.width, cell_len(name)), style="yellow" if c.segments_failed else "dim"))
