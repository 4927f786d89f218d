"""Rows out of a stream of cells: forms whose printing lost its rows (cells apart by blanks, or one cell a line).

Known words give the rows back: a run of headings, a fund before its amounts, a level heading before its indicators, a
label before its value. Where lines were kept, a line never reaches into the next one unless a label was broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.document.model import Span, Table
from extractor.tables.columns import Column, build_header, stack_headers
from extractor.tables.lexicon import Lexicon, bare, look_up
from extractor.tables.model import CellValue
from extractor.tables.placing import WIDEST
from extractor.tables.printed import PrintedCells, Regained, empty_at, is_figure, is_quantity, value_of
from extractor.tables.records import records
from extractor.tables.tokens import Token, is_stream, settled_kinds, tokens_of

_PLACEHOLDER = re.compile(r"指标\d*[:：]?|\.{2,}|…+")
_POINTS_ALONE = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")
_RUBRIC = "评分表的评分标准跨行且各格只以空格分开，无法还原各行"
_STRAY = "这个数前面没有可识别的表头，无法确定它是什么"
_LONGEST_RECORD = 200
_ENDS_RECORD = ("fund", "goal", "block", "identity", "narrative")
_AMOUNTS = ("money", "points", "rate")
_LONGEST_HEADING = 10
_LEAST_LINES = 3
"""Lines of a form that keeps its lines, more than."""


def reflow(text: str, table: Table, lexicon: Lexicon) -> Regained:
    """The rows of a form whose printed rows mean nothing, or whose cells are apart by blanks alone."""
    tokens, atomic = tokens_of(text, table), is_stream(table)
    lines = not atomic and len({token.line for token in tokens}) > _LEAST_LINES
    return _Reader(text, tokens, lexicon, lines=lines, atomic=atomic).read()


class _Reader:
    def __init__(self, text: str, tokens: list[Token], lexicon: Lexicon, *, lines: bool, atomic: bool) -> None:
        self._text = text
        self._tokens = tokens
        self._lexicon = lexicon
        self._lines = lines
        self._atomic = atomic
        self._kinds = settled_kinds(tokens)
        self._block = ""
        self._columns: tuple[Column, ...] = ()
        self._names: list[str] = []
        """What the columns are called."""
        self._header: list[str] = []
        """The headings right before, which some printings repeat with nothing between."""

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
            return end, [] if again else [self._headings(at, end)]
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
            if end < len(self._tokens) and self._lexicon.among("grade_names", self._tokens[end].cell.text):
                end += 1
            return end, [self._cells(at, end)]
        if kind in ("fund", "column", "total") and self._block == "budget":
            end = self._record_end(at + 1, stop=_ENDS_RECORD)
            caption = kind == "column" and end == at + 1  # 按支出性质分：
            return end, [] if caption else [self._cells(at, end)]
        if self._block == "budget" and not kind and self._is_line_of_amounts(at):
            end = self._record_end(at + 1, stop=_ENDS_RECORD)
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
        while end < min(len(self._tokens), at + WIDEST) and (name := self._heading(end, names)):
            if names and name == "行次":
                break
            names.append(name)
            end += 1
        kind = self._lexicon.header_kind(set(names)) if len(names) >= 3 else None
        if kind is None:
            return 0
        if self._names != names:
            self._columns = build_header(self._headings(at, end), kind, self._lexicon).columns
        self._block, self._names = kind, names
        return end

    def _heading(self, at: int, before: list[str]) -> str | None:
        """What a token names as a heading behind those `before` it; one in the form's own words stands between two that
        are known, or right before the first name of a group."""
        text, levels = self._tokens[at].cell.text, "一级指标" in before
        if is_figure(text) or (levels and self._kinds[at] in ("level1", "level2")):
            return None
        if name := self._lexicon.column(text):
            return name
        if not (before and self._atomic and not self._kinds[at] and len(text) <= _LONGEST_HEADING):
            return None
        after = self._kinds[at + 1 : at + 2]
        goes_on = after == ["column"] or (levels and after == ["level1"])
        return bare(text) if goes_on and not is_quantity(text) else None

    def _headings(self, at: int, end: int) -> PrintedCells:
        """A run of headings in the order of their columns, which that of a header in two lines is not."""
        cells = self._cells(at, end)
        types = [self._lexicon.type(self._lexicon.column(cell.text) or "") for cell in cells]
        first = types.index("level1") if "level1" in types else 0
        block = self._cells(at - 1, at) if first and at and self._kinds[at - 1] == "block" else []
        return (stack_headers([*block, *cells[:first]], cells[first:], self._lexicon) if first else None) or cells

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
            if self._atomic and self._is_amount(end - 1) and not self._is_amount(end):
                return end + self._gives_reason(end, end - at)
            # A line that begins with words is another row; one that begins with a figure goes on with this one.
            if self._lines and self._tokens[end].line > self._tokens[end - 1].line and not self._is_amount(end):
                break
            end += 1
        return end

    def _gives_reason(self, at: int, amounts: int) -> bool:
        """Whether the words at `at`, behind so many amounts of a row, are its reason."""
        types = [column.type for column in self._columns]
        return not self._kinds[at] and "reason" in types and amounts == sum(t in _AMOUNTS for t in types)

    def _starts_header(self, at: int) -> bool:
        return self._kinds[at] == "column" and self._kinds[at + 1 : at + 3] == ["column", "column"]

    def _indicators(self, at: int) -> tuple[int, list[PrintedCells]]:
        """Level headings and the indicators under them: of whole cells all up to the end of the block, where one
        division into rows fits; else up to the next level heading or label."""
        whole = at
        while self._atomic and whole < len(self._tokens) and not self._ends_indicators(whole):
            whole += 1
        if whole > at and (found := records(self._cells(at, whole), self._columns, self._lexicon)) is not None:
            return whole, found
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
        while end < len(self._tokens) and self._kinds[end] not in ("level1", "level2"):
            if self._ends_indicators(end) or _POINTS_ALONE.fullmatch(self._tokens[end].cell.text):
                break
            end += 1
        if end == at:
            return at + 1, []
        return end, rows + list(self._records(start, end))

    def _ends_indicators(self, at: int) -> bool:
        labelled = self._kinds[at] in ("narrative", "block", "grade")
        return labelled or self._starts_header(at) or bool(self._goal_labels(at)) or self._is_total(at)

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
        levels = [column for column in self._columns if column.type in ("block", "level1", "level2")]
        blank = [empty_at(self._tokens[start].cell.span.start)] * len(levels) if start < end else []
        found = records(self._cells(start, end), self._columns[len(levels) :], self._lexicon)
        yield from [[*blank, *row] for row in found] if found is not None else [self._cells(start, end)]

    def _cells(self, start: int, end: int) -> PrintedCells:
        return [token.cell for token in self._tokens[start:end]]

    def _joined(self, start: int, end: int) -> CellValue:
        return value_of(self._text, Span(self._tokens[start].cell.span.start, self._tokens[end - 1].cell.span.end))
