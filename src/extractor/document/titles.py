"""Lines that name a form or a report, and lines that give its year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document.lines import Line
from extractor.document.model import Span
from extractor.document.outline import numbered
from extractor.document.words import fold, words

_MARKS = "。；;，,：:、！？"
_ATTACHMENT = re.compile(r"附[件表録录]?[\d一二三四五六七八九十]*(?:-\d+)?[:.、]?")
_PREFIX = re.compile(r"^附[^:.、]{0,4}[:.、]")
_ITEM = re.compile(r"\d{1,2}[.、]")
"""A list of attachments (`附件：1.…`) names forms that stand elsewhere."""
_FORM = re.compile(r"表(?:\([^()]*\))?$")
_SHORTEST = 5
_CONTENTS = 100
TITLE_LINES = 2
"""Lines of a title above its last."""
_FIRST_HALF = 30
"""Characters of the longest first line of a title in two lines."""


def is_title(text: str, body: Span) -> bool:
    if not _SHORTEST <= len(body) <= words().title_length:
        return False
    if numbered(text, body) is not None:
        return False
    folded = fold(body.of(text))
    if not words().title.match(folded) or not words().about.search(folded):
        return False
    bare = _PREFIX.sub("", folded)
    return not _ITEM.match(bare) and not words().veto.match(bare)


def is_contents(text: str, body: Span) -> bool:
    """Whether a line belongs to a table of contents: it ends in a leader and a page."""
    return len(body) <= _CONTENTS and bool(words().contents.search(body.of(text)))


def is_furniture(text: str, body: Span) -> bool:
    """Whether a line was added by a page, a site or a converter: a page's number, who published it and when."""
    return len(body) <= _CONTENTS * 2 and bool(words().furniture.search(fold(body.of(text))))


def is_running_head(text: str, body: Span, title: Span | None) -> bool:
    """Whether a title line repeats that of the report it stands in, as page after page does; forms share titles."""
    folded = fold(body.of(text))
    return title is not None and folded == fold(title.of(text)) and _FORM.search(folded) is None


def is_year(text: str, body: Span) -> bool:
    return 0 < len(body) <= 16 and bool(words().year.match(fold(body.of(text))))


def is_attachment(text: str, body: Span) -> bool:
    """Whether a line is the number of an attachment and nothing else (`附件3：`)."""
    return len(body) <= 8 and bool(_ATTACHMENT.fullmatch(fold(body.of(text))))


def title_span(text: str, lines: Sequence[Line], index: int, taken: set[int]) -> Span:
    """The place of the title on line `index`, with the lines right above it where the title is printed in several."""
    body = lines[index].body
    top = index
    while top > max(0, index - TITLE_LINES) and top - 1 not in taken and _is_upper(text, lines[top - 1].body):
        top -= 1
    opens = top == 0 or lines[top - 1].blank
    return Span(lines[top].body.start, body.end) if opens else body


def _is_upper(text: str, above: Span) -> bool:
    """Whether a line can be the upper part of the title below it."""
    plain = above.of(text)
    if not 3 < len(above) <= _FIRST_HALF or plain[-1] in _MARKS or fold(plain).startswith(("附", "表")):
        return False
    return not (any(mark in plain for mark in "：:|\t。") or is_year(text, above) or is_title(text, above))
