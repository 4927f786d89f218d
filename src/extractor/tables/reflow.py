"""Rows out of a stream of cells: forms whose printing lost its rows (cells apart by blanks, or one cell a line).

Known words give the rows back: a run of headings, a fund before its amounts, a level heading before its indicators, a
label before its value. Where lines were kept, a line never reaches into the next one unless a label was broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.document.model import Span, Table
from extractor.tables.columns import WIDEST
from extractor.tables.lexicon import Lexicon, bare, look_up
from extractor.tables.lexicon import lexicon as words
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, Regained, empty_at, is_figure, value_of

_TOKEN = re.compile(r"[^\s　]+")
_NOTE = re.compile(r"[（(][^（）()]{0,12}[）)][:：]?")
_PLACEHOLDER = re.compile(r"指标\d*[:：]?|\.{2,}|…+")
_POINTS_ALONE = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")
_RUBRIC = "评分表的评分标准跨行且各格只以空格分开，无法还原各行"
_STRAY = "这个数前面没有可识别的表头，无法确定它是什么"
_LONGEST_RECORD = 200


@dataclass(frozen=True, slots=True)
class _Token:
    cell: CellValue
    line: int
    """The line that its last character stands on."""


def reflow(text: str, table: Table, lexicon: Lexicon) -> Regained:
    """The rows of a form whose printed rows mean nothing, or whose cells are apart by blanks alone."""
    tokens = list(_tokens(text, table))
    if is_stream(table):
        return _Reader(text, tokens, lexicon, lines=False, atomic=True).read()
    tokens = _mended(tokens, text)
    lines = len({token.line for token in tokens}) > 3
    return _Reader(text, tokens, lexicon, lines=lines, atomic=False).read()


def is_stream(table: Table) -> bool:
    """Whether a table is one long row of whole cells, empty ones too: a cell a line, the rows lost."""
    return table.dialect == "run-on" and len(table.rows) == 1 and len(table.rows[0]) > 1


def _tokens(text: str, table: Table) -> Iterator[_Token]:
    """The cells of a table in order; a cell that holds a whole form is taken apart at its blanks."""
    single = sum(len(row) for row in table.rows) == 1
    line = 0
    at = table.span.start
    for row in table.rows:
        for cell in row:
            spans = [Span(*m.span()) for m in _TOKEN.finditer(text, cell.span.start, cell.span.end)]
            for span in spans if single else [cell.span]:
                line += text.count("\n", at, span.end)
                at = max(at, span.end)
                yield _Token(value_of(text, span), line)


def _mended(tokens: list[_Token], text: str) -> list[_Token]:
    """Labels put together again that a blank or a line end broke, and notes joined to the label before them."""
    mended: list[_Token] = []
    at = 0
    while at < len(tokens):
        token, taken = tokens[at], 1
        if token.cell.text and _NOTE.fullmatch(token.cell.text) and mended and _kind(mended[-1].cell.text):
            before = mended.pop()
            mended.append(_join(text, [before, token]))
            at += 1
            continue
        for count in (3, 2):
            parts = tokens[at : at + count]
            if len(parts) < count or any(not p.cell.text or len(p.cell.text) > 16 for p in parts):
                continue
            if parts[-1].line - parts[0].line > count - 1 or _NOTE.fullmatch(parts[0].cell.text):
                continue
            whole = "".join(p.cell.text for p in parts)
            # Labels that stand whole are left alone, unless a part is too short for one (一级 指标).
            broken = any(len(p.cell.text) <= 2 or not _kind(p.cell.text) for p in parts)
            if broken and _kind(whole):
                token, taken = _join(text, parts), count
                break
        mended.append(token)
        at += taken
    return mended


def _join(text: str, parts: Sequence[_Token]) -> _Token:
    return _Token(value_of(text, Span(parts[0].cell.span.start, parts[-1].cell.span.end)), parts[-1].line)


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
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
    for labels, kind in ((lexicon.goals, "goal"), (lexicon.identity, "identity"), (lexicon.narrative, "narrative")):
        if look_up(labels, text):
            return kind
    return ""


class _Reader:
    def __init__(self, text: str, tokens: list[_Token], lexicon: Lexicon, *, lines: bool, atomic: bool) -> None:
        self._text = text
        self._tokens = tokens
        self._lexicon = lexicon
        self._lines = lines
        self._atomic = atomic
        self._kinds = [_kind(token.cell.text) for token in tokens]
        self._settle_levels()
        self._block = ""
        self._columns: list[str] = []
        self._header: list[str] = []
        """The headings right before, which some printings repeat with nothing between."""

    def _settle_levels(self) -> None:
        """成本指标 and 满意度指标 head either level: the first one where another level heading follows."""
        for at, kind in enumerate(self._kinds):
            if kind == "level1" and self._lexicon.among("level2", self._tokens[at].cell.text):
                after = self._kinds[at + 1 : at + 2]
                self._kinds[at] = "level1" if after and after[0] in ("level1", "level2") else "level2"

    def read(self) -> Regained:
        regained = Regained()
        at = 0
        while at < len(self._tokens):
            if self._block == "rubric" and not self._atomic:
                end = self._rubric_end(at)
                regained.unchecked.append((self._joined(at, end).span, _RUBRIC))
                self._block = ""
            else:
                end, rows = self._next(at)
                regained.rows += rows
                if not rows and is_figure(self._tokens[at].cell.text):
                    regained.unchecked.append((self._tokens[at].cell.span, _STRAY))
            at = max(end, at + 1)
        return regained

    def _rubric_end(self, at: int) -> int:
        """Where a scoring sheet ends: standards run over lines and blanks, so its rows cannot be given back."""
        end = at
        while end < len(self._tokens) and not self._starts_header(end):
            end += 1
        return max(end, at + 1)

    def _next(self, at: int) -> tuple[int, list[PrintedCells]]:
        if end := self._header_end(at):
            again = self._header == (header := [token.cell.text for token in self._tokens[at:end]])
            self._header = header
            return end, [] if again else [self._cells(at, end)]
        self._header = []
        kind = self._kinds[at]
        if labels := self._goal_labels(at):
            return self._goals(at, labels)
        if kind in ("identity", "narrative", "grade") and not self._under_header(at):
            end = self._value_end(at + 1, one=kind != "narrative")
            return end, [[self._tokens[at].cell, self._joined(at + 1, end)]] if end > at + 1 else []
        if self._is_total(at):
            end = at + 1
            while end < len(self._tokens) and self._is_amount(end) and end - at <= 4:
                end += 1
            return end, [self._cells(at, end)]
        if kind in ("fund", "column", "total") and self._block == "budget":
            end = self._record_end(at + 1, stop=("fund", "goal", "block", "identity", "narrative"))
            return end, [self._cells(at, end)]
        if self._block == "budget" and not kind and self._is_line_of_amounts(at):
            end = self._record_end(at + 1, stop=("fund", "goal", "block", "identity", "narrative"))
            return end, [self._cells(at, end)]
        if self._block in ("indicator", "rubric") and (kind != "block" or self._tokens[at].cell.text == ""):
            return self._indicators(at)
        return at + 1, [[self._tokens[at].cell]] if self._kinds[at] == "block" else []

    def _is_line_of_amounts(self, at: int) -> bool:
        """Whether a line begins here with words that nobody knows, and only amounts follow on it."""
        tokens = self._tokens
        if not self._lines or self._is_amount(at) or (at and tokens[at - 1].line == tokens[at].line):
            return False
        end = at + 1
        while end < len(tokens) and tokens[end].line == tokens[at].line:
            end += 1
        amounts = [index for index in range(at + 1, end) if self._is_amount(index)]
        return len(amounts) == end - at - 1 and any(is_figure(tokens[index].cell.text) for index in amounts)

    def _under_header(self, at: int) -> bool:
        """Whether a word that could be a label is a value of a row: an indicator named 项目概况, a unit 部门."""
        return self._block in ("indicator", "rubric") and self._kinds[at] == "identity"

    def _header_end(self, at: int) -> int:
        """Where the run of headings that begins at `at` ends; 0 where none begins."""
        end = at
        names: list[str] = []
        while end < min(len(self._tokens), at + WIDEST) and (name := self._lexicon.column(self._tokens[end].cell.text)):
            if is_figure(self._tokens[end].cell.text) or (names and name == "行次"):
                break
            names.append(name)
            end += 1
        kind = self._lexicon.header_kind(set(names)) if len(names) >= 3 else None
        if kind is None:
            return 0
        self._block, self._columns = kind, names
        return end

    def _goal_labels(self, at: int) -> int:
        """How many tokens from `at` are the two labels of a goals block; 0 where it is none."""
        labels = [look_up(self._lexicon.goals, t.cell.text) for t in self._tokens[at : at + 2]]
        return 2 if set(labels) == {"预期目标", "实际完成情况"} else 0

    def _goals(self, at: int, labels: int) -> tuple[int, list[PrintedCells]]:
        start = at + labels
        end = start
        while end < len(self._tokens) and not self._ends_goals(end):
            end += 1
        self._block = ""
        texts = self._tokens[start:end]
        if len(texts) == 2:
            return end, [self._cells(at, start), [t.cell for t in texts]]
        # Where the goal ends and its result begins cannot be told: it stays one text.
        return end, [[self._tokens[at].cell, self._joined(start, end)]] if texts else []

    def _ends_goals(self, at: int) -> bool:
        kinds = self._kinds
        if kinds[at] == "block":
            return True
        return kinds[at] == "column" and kinds[at + 1 : at + 2] == ["column"]

    def _is_total(self, at: int) -> bool:
        return self._block in ("indicator", "rubric") and self._lexicon.among("totals", self._tokens[at].cell.text)

    def _is_amount(self, at: int) -> bool:
        text = self._tokens[at].cell.text
        return is_figure(text) or self._lexicon.is_blank(text)

    def _value_end(self, at: int, *, one: bool) -> int:
        """Where the value of a label ends: at the next label, or (`one`) with its line."""
        if self._atomic:
            return at if at >= len(self._tokens) or self._kinds[at] else at + 1
        end = at
        line = self._tokens[at - 1].line
        while end < len(self._tokens) and end - at < _LONGEST_RECORD and not self._kinds[end]:
            if one and self._lines and self._tokens[end].line != line:
                break
            end += 1
        return end

    def _record_end(self, at: int, *, stop: tuple[str, ...]) -> int:
        end = at
        while end < len(self._tokens) and end - at <= len(self._columns) + 1:
            if self._kinds[end] in stop or self._starts_header(end):
                break
            # A line that begins with words is another row; one that begins with a figure goes on with this one.
            if self._lines and self._tokens[end].line > self._tokens[end - 1].line and not self._is_amount(end):
                break
            end += 1
        return end

    def _starts_header(self, at: int) -> bool:
        return self._kinds[at] == "column" and self._kinds[at + 1 : at + 3] == ["column", "column"]

    def _indicators(self, at: int) -> tuple[int, list[PrintedCells]]:
        """Level headings and the indicators under them, up to the next level heading or label."""
        kind = self._kinds[at]
        rows: list[PrintedCells] = []
        start = at
        if kind in ("level1", "level2"):
            start = at + 1
            head = self._tokens[at].cell
            if kind == "level1" and start < len(self._tokens) and self._kinds[start] == "level2":
                return start, [[head]]
            rows.append([head])
        elif _POINTS_ALONE.fullmatch(self._tokens[at].cell.text):
            return at + 1, [[self._tokens[at].cell]]
        end = start
        while end < len(self._tokens) and self._kinds[end] not in ("level1", "level2", "narrative", "block", "grade"):
            if self._starts_header(end) or self._goal_labels(end) or self._is_total(end):
                break
            if _POINTS_ALONE.fullmatch(self._tokens[end].cell.text):
                break
            end += 1
        if end == at:
            return at + 1, []
        return end, rows + list(self._records(start, end))

    def _records(self, start: int, end: int) -> Iterator[PrintedCells]:
        """The rows between two level headings: by lines, else by the number of columns where that divides them."""
        if self._lines:
            at = start
            while at < end:
                stop = at + 1
                while stop < end and self._tokens[stop].line == self._tokens[at].line:
                    stop += 1
                if not _PLACEHOLDER.fullmatch(bare(self._tokens[at].cell.text) or "…") or stop - at > 1:
                    yield self._cells(at, stop)
                at = stop
            return
        values = [name for name in self._columns if name not in ("一级指标", "二级指标")]
        for width in (len(values), len(values) - 1):
            if width > 2 and end > start and (end - start) % width == 0 and self._fits(start, end, width):
                levels = [empty_at(self._tokens[start].cell.span.start)] * (len(self._columns) - len(values))
                for at in range(start, end, width):
                    yield [*levels, *self._cells(at, at + width)]
                return
        if end > start:
            yield self._cells(start, end)

    def _fits(self, start: int, end: int, width: int) -> bool:
        """Whether every row of `width` cells begins with words."""
        return all(
            not is_figure(self._tokens[at].cell.text) and self._tokens[at].cell.text for at in range(start, end, width)
        )

    def _cells(self, start: int, end: int) -> PrintedCells:
        return [token.cell for token in self._tokens[start:end]]

    def _joined(self, start: int, end: int) -> CellValue:
        return value_of(self._text, Span(self._tokens[start].cell.span.start, self._tokens[end - 1].cell.span.end))
