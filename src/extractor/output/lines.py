"""Findings a paragraph each, led by `file:line:column` as editors and build logs know it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.output.escape import one_line
from extractor.output.labels import Lang, label
from extractor.output.layout import indented
from extractor.output.record import message
from extractor.output.sarif import column
from extractor.output.table import STYLE, details, to_attach
from extractor.output.told import name, tally
from extractor.report import Report


def write(reports: Sequence[Report], out: Console, *, lang: Lang = "zh", info: bool = False) -> None:
    """Print the findings of `reports`, then how many there are; without `info` those of that severity are counted."""
    for report in reports:
        places = Places(report)
        for finding in report.findings:
            if info or finding.severity != "info":
                where = f":{finding.line}:{column(report.text, finding.place.start)}" if finding.place else ""
                at = f"{name(report)}{where}"
                _finding(at, finding, places, out, lang)
        wanted = list(to_attach(report, out.width, lang))
        if wanted:
            out.print(Text(f"{name(report)}:", style="dim"), soft_wrap=True)
        for line in wanted:
            out.print(line)
        if wanted:
            out.print()
    every = [finding for report in reports for finding in report.findings]
    counted = f"{len(reports)} 份报告：" if lang == "zh" else f"{len(reports)} report(s): "
    folded = 0 if info else sum(finding.severity == "info" for finding in every)
    more = ("（提示加 --info 查看）" if lang == "zh" else " (--info shows the info)") if folded else ""
    waived = sum(len(report.waived) for report in reports)
    if waived:
        more += f" · 另有 {waived} 条已豁免或在基线中" if lang == "zh" else f" · {waived} waived or in the baseline"
    applied = dict.fromkeys(report.profile.name if lang == "en" else report.profile.title for report in reports)
    word = "profile: " if lang == "en" else "口径："
    out.print(Text(indented(word + "；".join(map(one_line, applied)), out.width, 2), style="dim"))
    out.print(Text(counted + tally(every, lang) + more, style="bold"))


def _finding(at: str, finding: Finding, places: Places, out: Console, lang: Lang) -> None:
    head = f"{label('severity', finding.severity, lang)} {finding.code}"
    line = Text.assemble((f"{at}: ", "dim"), (head, STYLE[finding.severity]))
    # A path that is long makes a line that is long: whoever clicks on it wants it whole.
    out.print(line, soft_wrap=True)
    out.print(Text(f"  {indented(one_line(message(finding, lang)), out.width, 2)}"))
    for detail in details(finding, places, out.width, lang):
        out.print(detail)
    out.print()
