"""A reviewed report as one page to read in a browser, send on and print: what was found, and where in the text."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.finding import Finding
from extractor.checks.places import Places
from extractor.output import told
from extractor.output.escape import one_line
from extractor.output.labels import Lang, label
from extractor.output.marked import Mark, document, marked, safe
from extractor.output.record import message
from extractor.report import Report

_STYLE = """
body{font:16px/1.7 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}
h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em}h3{font-size:1em;margin:0}
.facts,dt,td:first-child{color:#666}.notes{color:#850}
section{border-left:5px solid #ccc;padding:.1em 0 .1em 1em;margin:1.2em 0;break-inside:avoid}
section.error{border-color:#c22}section.warning{border-color:#d90}section.info{border-color:#39c}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1em;margin:.3em 0}dd{margin:0}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ccc;padding:.1em .6em;text-align:left;vertical-align:top}
pre{font:inherit;white-space:pre-wrap;border:1px solid #ccc;padding:1em;tab-size:4}
mark{color:inherit}mark a{color:inherit;text-decoration:none}mark.error{background:#fbb}mark.warning{background:#fd8}
mark.info{background:#cef}.contradicted{background:#fdd}summary{cursor:pointer}
:target{outline:3px solid #06c;scroll-margin-top:5em}a[id]:target{outline:0;border-left:5px solid #06c}
"""


def page(report: Report, lang: Lang, *, info: bool = False) -> str:
    """Findings, what to attach, the claims and the text with every place of a finding marked. Without `info` those of
    that severity are counted alone."""
    shown = [one for one in report.findings if info or one.severity != "info"]
    places = Places(report)
    folded = len(report.findings) - len(shown)
    more = f"另有提示 {folded} 条。" if lang == "zh" else f"{folded} more of severity info."
    counted = str(len(report.claims)) if lang == "en" else f"共 {len(report.claims)} 项，点开查看"
    wanted = list(told.to_attach(report, lang))
    parts = [
        f'<p class="facts">{safe(told.facts(report, lang))}</p>',
        f"<p><strong>{safe(told.outcome(report, lang))}</strong></p>",
        *(f'<p class="notes">{_label("notes", lang)} {safe(one_line(note))}</p>' for note in report.submission.notes),
        f"<h2>{_label('findings', lang)}</h2>",
        *(_finding(number, one, places, lang) for number, one in enumerate(shown, 1)),
        *([f'<p class="facts">{safe(more)}</p>'] if folded else []),
        *([f"<h2>{_label('attachments', lang)}</h2>", _list(wanted)] if wanted else []),
        f"<h2>{_label('claims', lang)}</h2>",
        f"<details><summary>{counted}</summary>\n{_claims(report, lang)}\n</details>",
        f"<h2>{_label('text', lang)}</h2>",
        f"<pre>{''.join(marked(report.text, list(_marks(shown, lang)), told.SEVERITIES))}</pre>",
        f'<p class="facts">{_label("coverage", lang)} {safe(told.coverage(report, lang))}</p>',
    ]
    return document(one_line(report.title) or told.name(report), _STYLE, parts, "en" if lang == "en" else "zh-CN")


def _label(key: str, lang: Lang) -> str:
    return safe(label("heading", key, lang))


def _finding(number: int, finding: Finding, places: Places, lang: Lang) -> str:
    head = f"{number}. {label('severity', finding.severity, lang)} {finding.code}"
    # A finding without a place has nowhere to lead to.
    led = f'<a href="#m{number}">{safe(head)}</a>' if finding.spans else safe(head)
    said = "".join(
        f"<dt>{_label(key, lang)}</dt><dd>{safe(value)}</dd>"
        for key, value in told.details(finding, places, lang).items()
    )
    return (
        f'<section class="{finding.severity}" id="f{number}">\n<h3>{led}</h3>\n'
        f"<p>{safe(one_line(message(finding, lang)))}</p>\n<dl>{said}</dl>\n</section>"
    )


def _marks(findings: list[Finding], lang: Lang) -> Iterator[Mark]:
    for number, finding in enumerate(findings, 1):
        spans = [(span.start, span.end) for span in finding.spans]
        said = f"{number}. {finding.code} {one_line(message(finding, lang))}"
        yield Mark(f"m{number}", spans, finding.severity, said, f"f{number}")


def _list(lines: list[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{safe(line)}</li>" for line in lines) + "\n</ul>"


def _claims(report: Report, lang: Lang) -> str:
    headings = ("line", "kind", "indicator", "value", "role_period", "support")
    rows = ["".join(f"<th>{_label(key, lang)}</th>" for key in headings)]
    for claim in report.claims:
        verdict = claim.support.verdict
        role = label("role", claim.role, lang)
        cells = (
            str(claim.line),
            label("kind", claim.kind, lang),
            claim.quote,
            claim.value or "",
            f"{role}·{claim.period}" if claim.period else role,
            label("support", verdict, lang),
        )
        rows.append("".join(f'<td class="{verdict}">{safe(one_line(cell))}</td>' for cell in cells))
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"
