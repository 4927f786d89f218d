"""Pages of HTML that show a text with places marked in it. Nothing of a text is markup, and nothing runs or loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from extractor.output.escape import visible


@dataclass(frozen=True, slots=True)
class Mark:
    """Places that belong together. Links to `id` lead to the first of them; `style` is a class of CSS, `told` what the
    pointer shows, `back` the id where a click leads, if anywhere."""

    id: str
    spans: Sequence[tuple[int, int]]
    style: str
    told: str
    back: str = ""


def safe(said: str) -> str:
    """Text as HTML shows it."""
    return escape(visible(said))


def document(title: str, style: str, parts: Sequence[str], lang: str = "zh-CN") -> str:
    """A whole page; `parts` are HTML already."""
    head = [
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">',
        # Nothing of a report may run or load, should an escape ever fail.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{safe(title)}</title><style>{style}</style></head>\n<body>\n<h1>{safe(title)}</h1>",
    ]
    return "\n".join([*head, *parts, "</body>\n</html>\n"])


def marked(text: str, marks: Sequence[Mark], styles: Sequence[str]) -> Iterator[str]:
    """`text` as HTML, cut where a place begins or ends. A piece of several marks has the style that comes first in
    `styles`, and tells them all."""
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        for start, end in mark.spans:
            start, end = max(start, 0), min(end, len(text))
            if start < end:
                begins.setdefault(start, []).append(mark)
                ends.setdefault(end, []).append(mark)
    open_: list[Mark] = []
    led: set[str] = set()
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for mark in ends.get(start, ()):
            open_.remove(mark)
        open_ += begins.get(start, ())
        piece = safe(text[start:end])
        yield _piece(piece, sorted(open_, key=lambda mark: styles.index(mark.style)), led) if open_ else piece


def _piece(piece: str, marks: Sequence[Mark], led: set[str]) -> str:
    """`piece` inside `marks`, the most serious first; `led` are the ids that stand in the page already."""
    here = {mark.id: mark for mark in marks}
    anchors = "".join(f'<a id="{key}"></a>' for key in here if key not in led)
    led.update(here)
    first = marks[0]
    if first.back:
        piece = f'<a href="#{first.back}">{piece}</a>'
    told = "\n".join(mark.told for mark in here.values())
    return f'{anchors}<mark class="{first.style}" title="{safe(told)}">{piece}</mark>'
