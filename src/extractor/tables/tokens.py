"""The cells of a form whose printing lost its rows, one after another, and what each is known as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.document.model import Span, Table
from extractor.tables.lexicon import lexicon as words
from extractor.tables.lexicon import look_up, text_label
from extractor.tables.model import CellValue
from extractor.tables.printed import is_figure, value_of

_TOKEN = re.compile(r"[^\s　]+")
_BROKEN = 2
"""Characters of a piece of a label that a narrow column broke into many (产 / 出 / 指 / 标 / （50分）)."""
_COUNTS = (6, 5, 4, 3, 2)
_NOTE = re.compile(r"[（(][^（）()]{0,12}[）)][:：]?")


@dataclass(frozen=True, slots=True)
class Token:
    cell: CellValue
    line: int
    """The line that its last character stands on."""


def is_stream(table: Table) -> bool:
    """Whether a table is one long row of whole cells: a cell a line, the rows lost."""
    return table.dialect == "run-on" and len(table.rows) == 1 and len(table.rows[0]) > 1


def tokens_of(text: str, table: Table) -> list[Token]:
    """The cells of a table in order; a cell that holds a whole form is taken apart at its blanks, and labels that a
    blank or a line end broke are put together again."""
    tokens = list(_tokens(text, table))
    return tokens if is_stream(table) else _mended(tokens, text)


def _tokens(text: str, table: Table) -> Iterator[Token]:
    single = sum(len(row) for row in table.rows) == 1
    line = 0
    at = table.span.start
    for row in table.rows:
        for cell in row:
            spans = [Span(*m.span()) for m in _TOKEN.finditer(text, cell.span.start, cell.span.end)]
            for span in spans if single else [cell.span]:
                line += text.count("\n", at, span.end)
                at = max(at, span.end)
                yield Token(value_of(text, span), line)


def _mended(tokens: list[Token], text: str) -> list[Token]:
    """Broken labels joined, and notes joined to the label before them."""
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        token, taken = tokens[at], 1
        if token.cell.text and _NOTE.fullmatch(token.cell.text) and mended and known_as(mended[-1].cell.text):
            before = mended.pop()
            mended.append(_join(text, [before, token]))
            at += 1
            continue
        for count in _COUNTS if len(token.cell.text) <= _BROKEN else (3, 2):
            parts = tokens[at : at + count]
            if len(parts) < count or any(not p.cell.text or len(p.cell.text) > 16 for p in parts):
                continue
            if parts[-1].line - parts[0].line > count - 1 or _NOTE.fullmatch(parts[0].cell.text):
                continue
            whole = "".join(p.cell.text for p in parts)
            # Labels that stand whole are left alone, unless a part is too short for one (一级 指标).
            broken = any(len(p.cell.text) <= 2 or not known_as(p.cell.text) for p in parts)
            if broken and known_as(whole):
                token, taken = _join(text, parts), count
                break
        mended.append(token)
        at += taken
    return mended


def _join(text: str, parts: Sequence[Token]) -> Token:
    return Token(value_of(text, Span(parts[0].cell.span.start, parts[-1].cell.span.end)), parts[-1].line)


@lru_cache(maxsize=4096)
def known_as(text: str) -> str:
    """What a token is known as, `""` for a value."""
    lexicon = words()
    if not text or len(text) > 40 or is_figure(text):
        return ""
    if lexicon.among("level1", text):
        return "level1"
    if lexicon.among("level2", text):
        return "level2"
    for name, kind in (("funds", "fund"), ("totals", "total")):
        if lexicon.among(name, text):
            return kind
    if lexicon.column(text) and not lexicon.among("plain", text):
        return "column"
    for name, kind in (("grades", "grade"), ("blocks", "block")):
        if lexicon.among(name, text):
            return kind
    for labels, kind in ((lexicon.goals, "goal"), (lexicon.identity, "identity")):
        if look_up(labels, text):
            return kind
    return "narrative" if text_label(text, lexicon) else ""


def settled_kinds(tokens: Sequence[Token]) -> list[str]:
    """What each token is known as, by its neighbours. 成本指标 and 满意度指标 head either level: the second one right
    below a first, the first one where another level heading follows. 社会效益 beside a figure, or below a second level,
    is itself what is scored."""
    lexicon = words()
    kinds = [known_as(token.cell.text) for token in tokens]
    for at, kind in enumerate(kinds):
        text, before, after = tokens[at].cell.text, kinds[at - 1] if at else "", kinds[at + 1 : at + 2]
        if kind == "level1" and lexicon.among("level2", text):
            kinds[at] = "level1" if before != "level1" and after in (["level1"], ["level2"]) else "level2"
        if kinds[at] == "level2" and not text.endswith(("指标", "）", ")")):
            scored = at + 1 < len(tokens) and is_figure(tokens[at + 1].cell.text)
            kinds[at] = "" if before == "level2" or scored else "level2"
    return kinds
