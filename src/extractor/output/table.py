"""A reviewed report for a person at a terminal: what it claims, what does not fit, how much was looked at.

Text of the report is printed as `Text` without markup and with control characters made visible; nothing that a
report says can colour, move or clear the screen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.checks.finding import Finding, Severity
from extractor.checks.places import Places
from extractor.claims.model import Claim
from extractor.output import told
from extractor.output.escape import one_line
from extractor.output.labels import Lang, label
from extractor.output.layout import Box, beside, indented, wrap
from extractor.output.record import message
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
        out.print(Text(indented(told.outcome(report, lang), out.width, 0), style="bold"))
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
        _section(out, "findings", told.tally(report.findings, lang), lang)
        _findings(report, out, lang, info)
        wanted = list(to_attach(report, out.width, lang))
        if wanted:
            out.print()
        for line in wanted:
            out.print(line)
    _coverage(report, out, lang)


def _title(report: Report, out: Console, lang: Lang) -> None:
    out.print(Text(indented(one_line(report.title) or told.name(report), out.width, 0), style="bold"))
    out.print(Text(indented(told.facts(report, lang), out.width, 0), style="dim"))
    for note in report.submission.notes:
        out.print(Text(indented(f"{label('heading', 'notes', lang)}  {one_line(note)}", out.width, 6), style="yellow"))


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
        said = f"另有提示 {folded} 条，加 --info 查看。" if lang == "zh" else f"{folded} more of severity info: --info."
        out.print(Text(said, style="dim"))


def _finding(finding: Finding, places: Places, out: Console, lang: Lang) -> None:
    style = STYLE[finding.severity]
    head = f"{_MARK[finding.severity]} {label('severity', finding.severity, lang)} {finding.code}  "
    body = one_line(message(finding, lang))
    lines = wrap(body, max(out.width - cell_len(head), 20))
    out.print(Text.assemble((head, style), f"\n{' ' * cell_len(head)}".join(lines)))
    for detail in details(finding, places, out.width, lang):
        out.print(detail)


def details(finding: Finding, places: Places, width: int, lang: Lang) -> Iterator[Text]:
    """What `told.details` has of the finding, each under its name."""
    for key, said in told.details(finding, places, lang).items():
        head = f"  {label('heading', key, lang)}  "
        body = indented(said, width, cell_len(head))
        yield Text.assemble((head, "dim"), (body, "dim" if key == "basis" else ""))


def to_attach(report: Report, width: int, lang: Lang) -> Iterator[Text]:
    """What would prove the report's unproved claims, under a heading."""
    lines = list(told.to_attach(report, lang))
    if lines:
        yield Text(f"{label('heading', 'attachments', lang)}  {len(lines)}", style="bold")
    for line in lines:
        yield Text(indented(f"· {line}", width, 2))


def _coverage(report: Report, out: Console, lang: Lang) -> None:
    head = f"{label('heading', 'coverage', lang)}  "
    said = indented(told.coverage(report, lang), out.width, cell_len(head))
    out.print()
    out.print(Text(head + said, style="yellow" if report.coverage.segments_failed else "dim"))
