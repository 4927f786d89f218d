"""A reviewed report for a person at a terminal: what it claims, what does not fit, how much was looked at.

Text of the report is printed as `Text` without markup and with control characters made visible; nothing that a
report says can colour, move or clear the screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO, Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.checks.finding import Finding, Severity
from extractor.checks.places import Places
from extractor.claims.model import Claim
from extractor.output.escape import one_line, printable
from extractor.output.labels import Lang, label
from extractor.output.layout import indented, wrap
from extractor.output.record import message
from extractor.output.schema import What
from extractor.report import Report

STYLE: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_MARK: dict[Severity, str] = {"error": "✗", "warning": "!", "info": "·"}
_SUPPORT = {"backed": "green", "contradicted": "bold red", "unbacked": "yellow", "unchecked": "dim"}
_PIPED = 100
"""Cells in a line where there is no terminal to ask."""
_WIDEST = 120
"""Lines longer than this are hard to read across, however wide the terminal."""


def console(stream: IO[str], *, width: int | None = None) -> Console:
    """A console on `stream` that lets rich decide on colour (NO_COLOR, TERM, terminal) but interprets nothing."""
    made = Console(file=stream, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if width is None and not made.is_terminal:
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
    if "claims" in what:
        _section(out, "claims", len(report.claims), lang)
        _claims(report.claims, out, lang)
    if "rows" in what:
        _section(out, "rows", len(report.rows), lang)
        _rows(report, out, lang)
    if "relations" in what:
        _section(out, "relations", len(report.relations), lang)
        _relations(report, out, lang)
    if "findings" in what:
        _section(out, "findings", None, lang, tally(report.findings, lang))
        _findings(report.findings, out, lang, info)
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
        counted = [f"{documents} documents", f"{tables} tables"]
    else:
        counted = [f"{documents} 份文档", f"{tables} 张表"]
    facts = [one_line(report.unit), one_line(report.year), *counted, name if report.title else ""]
    out.print(Text(indented(" · ".join(filter(None, facts)), out.width, 0), style="dim"))
    for note in report.submission.notes:
        out.print(Text(indented(f"{label('heading', 'notes', lang)}  {one_line(note)}", out.width, 6), style="yellow"))


def _section(out: Console, key: str, count: int | None, lang: Lang, more: str = "") -> None:
    after = f"（{count}）" if count is not None else f"（{more}）"
    if lang == "en":
        after = f" ({count if count is not None else more})"
    out.print()
    out.print(Text(label("heading", key, lang) + after, style="bold"))


def _grid(out: Console, columns: Sequence[tuple[str, int]], lang: Lang) -> Table:
    """A table without frames; `columns` are heading keys with their widths in cells."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for key, width in columns:
        justify: Literal["left", "right"] = "right" if key == "line" else "left"
        table.add_column(label("heading", key, lang), width=width, justify=justify, no_wrap=True, overflow="ignore")
    return table


def _cell(text: str, width: int, style: str = "") -> Text:
    return Text("\n".join(wrap(one_line(text), width)), style=style)


def _widths(total: int, columns: Sequence[tuple[str, int]], elastic: Sequence[str]) -> list[tuple[str, int]]:
    """Give the cells that fixed columns leave to the elastic ones, in equal parts."""
    fixed = sum(width for key, width in columns if key not in elastic) + 2 * len(columns)
    share = max((total - fixed) // len(elastic), 10)
    return [(key, share if key in elastic else width) for key, width in columns]


def _claims(claims: Sequence[Claim], out: Console, lang: Lang) -> None:
    if not claims:
        return
    value = min(max((cell_len(one_line(c.value or "")) for c in claims), default=4), 18)
    columns = [("line", 4), ("kind", 8), ("indicator", 0), ("value", max(value, 8))]
    columns += [("role_period", 13), ("section", 8), ("support", 6 if lang == "zh" else 12)]
    if lang == "en":
        columns[5] = ("section", 12)
    columns = _widths(out.width, columns, ["indicator"])
    width = dict(columns)
    table = _grid(out, columns, lang)
    for claim in claims:
        said = claim.value or (label("direction", claim.direction, lang) if claim.direction else "—")
        role = label("role", claim.role, lang)
        verdict = claim.support.verdict
        table.add_row(
            Text(str(claim.line), style="dim"),
            _cell(label("kind", claim.kind, lang), width["kind"]),
            _cell(claim.indicator, width["indicator"]),
            _cell(said, width["value"], "" if claim.value else "dim"),
            _cell(f"{role}·{claim.period}" if claim.period else role, width["role_period"]),
            _cell(label("section", claim.section, lang), width["section"], "dim"),
            _cell(label("support", verdict, lang), width["support"], _SUPPORT[verdict]),
        )
    out.print(table)


def _rows(report: Report, out: Console, lang: Lang) -> None:
    columns = _widths(out.width, [("line", 4), ("kind", 9), ("table", 20), ("cells", 0)], ["cells"])
    width = dict(columns)
    table = _grid(out, columns, lang)
    places = Places(report)
    for row in report.rows:
        cells = " │ ".join(f"{heading}：{cell.text or '（空）'}" for heading, cell in row.cells.items())
        table.add_row(
            Text(str(places.line(row.span.start)), style="dim"),
            _cell(label("row_kind", row.kind, lang), width["kind"]),
            _cell(row.table, width["table"], "dim"),
            _cell(cells, width["cells"]),
        )
    out.print(table)


def _relations(report: Report, out: Console, lang: Lang) -> None:
    columns = _widths(out.width, [("kind", 12), ("formula", 0), ("verdict", 16)], ["formula"])
    width = dict(columns)
    table = _grid(out, columns, lang)
    for relation in report.relations:
        style = STYLE["error"] if relation.verdict == "contradicted" else ""
        said = label("verdict", relation.verdict, lang)
        table.add_row(
            _cell(label("relation", relation.kind, lang), width["kind"]),
            _cell(relation.formula, width["formula"]),
            _cell(f"{said}：{relation.reason}" if relation.reason else said, width["verdict"], style),
        )
    out.print(table)


def _findings(findings: Sequence[Finding], out: Console, lang: Lang, info: bool) -> None:
    shown = [finding for finding in findings if info or finding.severity != "info"]
    for finding in shown:
        out.print()
        _finding(finding, out, lang)
    folded = len(findings) - len(shown)
    if folded:
        out.print()
        told = f"另有提示 {folded} 条，加 --info 查看。" if lang == "zh" else f"{folded} more of severity info: --info."
        out.print(Text(told, style="dim"))


def _finding(finding: Finding, out: Console, lang: Lang) -> None:
    style = STYLE[finding.severity]
    head = f"{_MARK[finding.severity]} {label('severity', finding.severity, lang)} {finding.code}  "
    body = one_line(message(finding, lang))
    lines = wrap(body, max(out.width - cell_len(head), 20))
    text = Text(head, style=style)
    text.append(f"\n{' ' * cell_len(head)}".join(lines), style="")
    out.print(text)
    details = [
        ("where", finding.where, ""),
        ("computed", finding.computed or "", ""),
        ("satisfied_by", finding.satisfied_by, ""),
        ("basis", "；".join(finding.basis), "dim"),
    ]
    for key, said, said_style in details:
        if said:
            name = f"  {label('heading', key, lang)}  "
            line = Text(name, style="dim")
            line.append(indented(one_line(said), out.width, cell_len(name)), style=said_style)
            out.print(line)


def _coverage(report: Report, out: Console, lang: Lang) -> None:
    c = report.coverage
    done = c.segments - c.segments_failed
    if lang == "en":
        said = (
            f"{c.characters} characters · segments {done}/{c.segments} · figures {c.figures_read} read, "
            f"{c.figures_linked} linked, {c.figures_checked} checked, {c.figures_unreadable} unreadable · "
            f"{c.tables} tables, {c.cells} cells · relations {c.relations_checked} checked, {c.relations_unchecked} not"
        )
    else:
        said = (
            f"{c.characters} 字 · 语句 {done}/{c.segments} · 数字 读取 {c.figures_read}、关联 {c.figures_linked}、"
            f"核对 {c.figures_checked}、无法读取 {c.figures_unreadable} · 表 {c.tables} 张 {c.cells} 格 · "
            f"关系 核对 {c.relations_checked}、未核对 {c.relations_unchecked}"
        )
    name = f"{label('heading', 'coverage', lang)}  "
    out.print()
    out.print(Text(name + indented(said, out.width, cell_len(name)), style="yellow" if c.segments_failed else "dim"))
