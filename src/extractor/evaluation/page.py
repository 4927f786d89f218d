"""A result as one self-contained HTML page that shows every mistake in its place in the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from extractor.evaluation.corpus import Labelled
from extractor.evaluation.mistakes import Mistake
from extractor.evaluation.result import Result
from extractor.evaluation.scores import Score
from extractor.evaluation.sheets import Sheet, sheets, title
from extractor.output.escape import visible

_SIDES = {"missed": "漏", "false": "误", "differs": "异"}
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
    named = _safe(title(result))
    parts = [
        '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8">',
        # Nothing of a report may run or load, should an escape ever fail.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{named}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{named}</h1>",
        *(f"<p><strong>{_safe(said)}</strong></p>" for said in result.failed),
        *map(_table, sheets(result, timings=timings)),
        '<p>图例：<mark class="missed">漏</mark> 标注有而未得 · <mark class="false">误</mark> 得而标注没有 · '
        '<mark class="differs">异</mark> 位置相符而内容不同</p>',
        *(_report(number, score, texts) for number, score in enumerate(result.scores)),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _safe(said: str) -> str:
    return escape(visible(said))


def _table(sheet: Sheet) -> str:
    head = "".join(f"<th>{_safe(word)}</th>" for word in sheet.headings)
    rows = "\n".join(f"<tr>{''.join(f'<td>{_safe(word)}</td>' for word in row)}</tr>" for row in sheet.rows)
    note = f'<p class="note">{_safe(sheet.note)}</p>' if sheet.note else ""
    return f"<h2>{_safe(sheet.title)}</h2>\n<table>\n<tr>{head}</tr>\n{rows}\n</table>{note}"


def _report(number: int, score: Score, texts: Mapping[str, str]) -> str:
    listed = "\n".join(_item(number, at, mistake) for at, mistake in enumerate(score.mistakes))
    text = "".join(_marked(number, texts[score.name], score.mistakes))
    return (
        f"<details><summary>{_safe(score.name)}：{len(score.mistakes)} 处</summary>\n"
        f"<ol>\n{listed}\n</ol>\n<pre>{text}</pre>\n</details>"
    )


def _item(number: int, at: int, mistake: Mistake) -> str:
    told = f"{_SIDES[mistake.side]} {_WHATS[mistake.what]}　{_safe(mistake.told)}"
    # An empty output or a place outside the text has nowhere to lead to.
    inside = f'<a href="#m{number}-{at}">{told}</a>' if mistake.spans else told
    return f'<li id="l{number}-{at}" class="{mistake.side}">{inside}</li>'


def _marked(number: int, text: str, mistakes: Sequence[Mistake]) -> Iterator[str]:
    """The text cut where a place begins or ends; each piece carries all the mistakes that it belongs to. The first
    piece of a mistake is where its link leads."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for at, mistake in enumerate(mistakes):
        for start, end in mistake.spans:
            start, end = max(start, 0), min(end, len(text))
            if start < end:
                begins.setdefault(start, []).append(at)
                ends.setdefault(end, []).append(at)
    cuts = sorted({0, len(text), *begins, *ends})
    open_: list[int] = []
    led: set[int] = set()
    for start, end in pairwise(cuts):
        for at in ends.get(start, ()):
            open_.remove(at)
        open_ += begins.get(start, ())
        piece = _safe(text[start:end])
        if not open_:
            yield piece
            continue
        new = [at for at in dict.fromkeys(open_) if at not in led]
        led.update(new)
        anchors = "".join(f'<a id="m{number}-{at}"></a>' for at in new)
        # The most serious side colours the piece: what was missed, then what is wrong, then what differs.
        side = min((mistakes[at].side for at in open_), key=("missed", "false", "differs").index)
        told = "\n".join(f"{_SIDES[mistakes[at].side]} {mistakes[at].told}" for at in dict.fromkeys(open_))
        yield f'{anchors}<mark class="{side}" title="{_safe(told)}">{piece}</mark>'
