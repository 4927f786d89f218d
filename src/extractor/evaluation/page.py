"""A result as one self-contained HTML page that shows every mistake in its place in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from extractor.evaluation.corpus import Labelled
from extractor.evaluation.mistakes import Mistake
from extractor.evaluation.result import Result
from extractor.evaluation.scores import Score
from extractor.evaluation.sheets import Sheet, sheets, title
from extractor.output.marked import Mark, document, marked, safe

_SIDES = {"missed": "漏", "false": "误", "differs": "异"}
"""The most serious first: what was missed, what is wrong, what differs."""
_WHATS = {"claim": "陈述", "row": "表格行", "cell": "单元格", "finding": "发现"}
_STYLE = """
body{font:15px/1.7 sans-serif;margin:2em auto;max-width:72em;padding:0 1em;color:#222}
table{border-collapse:collapse;margin:.5em 0 1.5em}td,th{border:1px solid #ccc;padding:.1em .6em;text-align:right}
td:first-child,th:first-child{text-align:left}pre{white-space:pre-wrap;border:1px solid #ccc;padding:1em;tab-size:4}
mark{color:inherit}a[id]:target{border-left:5px solid #06c;scroll-margin-top:4em}
.missed{background:#fbb}.false{background:#fd8}.differs{background:#bdf}.note{color:#666}
li a{text-decoration:none}summary{cursor:pointer;font-weight:bold}
"""


def page(result: Result, reports: Iterable[Labelled], *, timings: bool = False) -> str:
    """The sheets, and for each report its text with every place marked and a list that leads there."""
    texts = {report.name: report.text for report in reports}
    parts = [
        *(f"<p><strong>{safe(said)}</strong></p>" for said in result.failed),
        *map(_table, sheets(result, timings=timings)),
        '<p>图例：<mark class="missed">漏</mark> 标注有而未得 · <mark class="false">误</mark> 得而标注没有 · '
        '<mark class="differs">异</mark> 位置相符而内容不同</p>',
        *(_report(number, score, texts) for number, score in enumerate(result.scores)),
    ]
    return document(title(result), _STYLE, parts)


def _table(sheet: Sheet) -> str:
    head = "".join(f"<th>{safe(word)}</th>" for word in sheet.headings)
    rows = "\n".join(f"<tr>{''.join(f'<td>{safe(word)}</td>' for word in row)}</tr>" for row in sheet.rows)
    note = f'<p class="note">{safe(sheet.note)}</p>' if sheet.note else ""
    return f"<h2>{safe(sheet.title)}</h2>\n<table>\n<tr>{head}</tr>\n{rows}\n</table>{note}"


def _report(number: int, score: Score, texts: Mapping[str, str]) -> str:
    listed = "\n".join(_item(number, at, mistake) for at, mistake in enumerate(score.mistakes))
    marks = [
        Mark(f"m{number}-{at}", mistake.spans, mistake.side, f"{_SIDES[mistake.side]} {mistake.told}")
        for at, mistake in enumerate(score.mistakes)
    ]
    text = "".join(marked(texts[score.name], marks, list(_SIDES)))
    return (
        f"<details><summary>{safe(score.name)}：{len(score.mistakes)} 处</summary>\n"
        f"<ol>\n{listed}\n</ol>\n<pre>{text}</pre>\n</details>"
    )


def _item(number: int, at: int, mistake: Mistake) -> str:
    told = f"{_SIDES[mistake.side]} {_WHATS[mistake.what]}　{safe(mistake.told)}"
    # An empty output or a place outside the text has nowhere to lead to.
    inside = f'<a href="#m{number}-{at}">{told}</a>' if mistake.spans else told
    return f'<li id="l{number}-{at}" class="{mistake.side}">{inside}</li>'
