"""The logical parts of a printed form — identity, budget, goals, indicators, totals — told apart row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.columns import Header
from extractor.tables.headers import assumed_header, find_header
from extractor.tables.indicators import LEVELS
from extractor.tables.labelled import read_labelled, read_pairs, read_parted
from extractor.tables.lexicon import LONGEST_LABEL, Lexicon, bare, look_up, stated_points, stem, text_label
from extractor.tables.model import CellValue
from extractor.tables.printed import PrintedCells, is_figure, is_number
from extractor.tables.rows import RowReader
from extractor.tables.tokens import known_as
from extractor.tables.totals import read_total

_UNIT = re.compile(r"(?:单位[:：]|[（(])\s*(?:金额)?[:：]?\s*(亿元|万元|千元|元)")
_SENTENCE = 16
"""Characters of the shortest text that is no label."""
_POINTS_ALONE = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")
_TOTAL_SCORE = re.compile(r"^(?:绩效)?(?:自评|评价|综合)?(?:总(?:得)?分|得分)(?:[(]分[)])?$")


def unit_of(text: str) -> str:
    """The money unit that a label or title states in brackets or after 单位：, else `""`."""
    found = _UNIT.search(text)
    return found[1] if found else ""


class BlockReader:
    """Reads the rows of one form, over its continuation tables too."""

    def __init__(self, text: str, form: FormBuilder, lexicon: Lexicon, title: str = "") -> None:
        self._text = text
        self._form = form
        self._lexicon = lexicon
        self._title = title
        self._rows = RowReader(text, form, lexicon)
        self._header: Header | None = None
        self._known: dict[tuple[str, ...], tuple[Header, int]] = {}
        """Header rows that were read before: forms print them again on each page."""
        self._goals: list[str] = []
        self._notes: list[str] = []
        self._pairs: list[str] = []
        self._stated: CellValue | None = None
        """A goal that states the points of the indicators under the next headings."""

    @property
    def header(self) -> Header | None:
        """The header in force after the last row."""
        return self._header

    def is_header_again(self, row: PrintedCells) -> bool:
        """Whether `row` is printed like the header in force."""
        known = self._known.get(tuple(cell.text for cell in row))
        return known is not None and known[0] == self._header

    def read(self, rows: Sequence[PrintedCells], *, exact: bool) -> None:
        """`exact`: the printing keeps empty cells (dump, docx, xlsx), so a row's width tells its columns."""
        at = 0
        while at < len(rows):
            at += self._read_at(rows, at, exact=exact)

    def _read_at(self, rows: Sequence[PrintedCells], at: int, *, exact: bool) -> int:
        """Read the row at `at`; how many printed rows it took."""
        row, lexicon = self._rows.without_label(rows[at]), self._lexicon
        filled = [cell for cell in row if cell.text]
        if not filled or all(cell.text in lexicon.words["ellipsis"] for cell in filled):
            return 1
        if lexicon.column(filled[0].text) == "行次" and sum(is_number(cell.text) for cell in filled) * 2 >= len(filled):
            return 1  # the numbers of the columns
        for cell in filled[:3]:
            self._form.unit = self._form.unit or (unit_of(cell.text) if len(cell.text) < 30 else "")
        if taken := self._read_header(rows, at, exact=exact):
            return taken
        if self._read_goals(rows, at, filled) or self._read_notes(filled):
            return 1
        if self._read_below(rows, at, filled):
            return 2
        if read_total(row, self._header, self._form, lexicon, exact=exact):
            return 1
        self._read_total_beside(filled)
        if self._may_be_labelled(filled) and read_labelled(row, self._form, lexicon):
            if self._header is not None and self._header.kind == "budget":
                self._header = None
            if stated_points(filled[0].text) is not None:
                self._stated = filled[0]
                if self._header is not None and self._header.kind in ("indicator", "rubric"):
                    self._form.enter_block(self._stated)  # the form may not print its headings again
            return 1
        if (pairs := read_parted(self._text, filled, self._pairs, self._form, lexicon)) is not None:
            self._pairs = pairs
            return 1
        if self._header is None:
            self._header = assumed_header(row, lexicon)
        if self._header is not None:
            alone = len(filled) == 1 and self._lone_label(filled[0], rows, at, self._header)
            if alone or self._rows.read(row, self._header, exact=exact):
                return 1
        self._pairs = read_pairs(filled, self._pairs, self._form, lexicon)
        return 1

    def _read_header(self, rows: Sequence[PrintedCells], at: int, *, exact: bool) -> int:
        printed = tuple(cell.text for cell in rows[at])
        known = self._known.get(printed)
        found = known or find_header(rows, at, self._lexicon, under=self._header, title=self._title, exact=exact)
        if found is None:
            return 0
        self._header, taken = found
        if taken == 1:
            self._known[printed] = found
        self._goals, self._pairs, self._notes = [], [], []
        self._rows.enter(self._header, rows[at][0])
        if self._header.kind in ("indicator", "rubric"):
            self._open_block(rows[at])
        return taken

    def _open_block(self, row: PrintedCells) -> None:
        """`年度绩效目标1（40分）` before the headings: the points of all the rows below them."""
        head = next(cell for cell in row if cell.text)
        points = stated_points(head.text) if self._lexicon.column(head.text) is None else None
        self._form.enter_block(head if points is not None else self._stated)
        self._stated = None

    def _read_notes(self, filled: list[CellValue]) -> bool:
        """What a transfer payment says of its management: 情况说明 and 存在问题 side by side, below them a row of texts
        behind the name of what they are about."""
        names = [cell.text for cell in filled if not self._lexicon.among("blocks", cell.text)]
        if len(names) > 1 and all(self._lexicon.among("accounts", name) for name in names):
            self._header, self._notes = None, [bare(name) for name in names]
            return True
        named = len(filled) <= len(self._notes) and len(filled[0].text) < _SENTENCE
        texts = filled[1:] if named else filled[-len(self._notes) :]
        if not self._notes or not 0 <= len(filled) - len(texts) <= 2 or look_up(self._lexicon.goals, filled[0].text):
            self._notes = []
            return False
        for label, cell in zip(self._notes, texts, strict=False):
            if not self._lexicon.is_blank(cell.text):
                self._form.add_free_text(label, cell)
        return True

    def _read_below(self, rows: Sequence[PrintedCells], at: int, filled: list[CellValue]) -> bool:
        """A label alone in its row, and its text or name alone in the next."""
        label = text_label(filled[0].text, self._lexicon) if len(filled) == 1 else None
        below = [cell for cell in rows[at + 1] if cell.text] if at + 1 < len(rows) else []
        name = look_up(self._lexicon.identity, filled[0].text) if len(filled) == len(below) == 1 else None
        if name is not None and self._header is None and not known_as(below[0].text):
            self._form.identity.setdefault(name, below[0])
            return True
        if label is None or len(below) != 1 or len(below[0].text) < _SENTENCE:
            return False
        self._form.add_free_text(label, below[0])
        return True

    def _read_goals(self, rows: Sequence[PrintedCells], at: int, filled: list[CellValue]) -> bool:
        """Goal and result: their two labels side by side, then the two texts, in the same row or the next."""
        row = rows[at]
        labels = [look_up(self._lexicon.goals, cell.text) for cell in filled]
        for index, after in enumerate(labels[1:]):
            # 总体目标 over the goals' column is what other forms call 预期目标.
            overall = look_up(self._lexicon.narrative, filled[index].text) == "年度绩效目标"
            if after == "实际完成情况" and labels[index] is None and overall:
                labels[index] = "预期目标"
        if {"预期目标", "实际完成情况"} <= set(labels):
            self._header = None
            self._goals = [label for label in labels if label is not None]
            if labels[-1] is None:
                self._goals = []
                for label, cell in zip(labels, filled[1:], strict=False):
                    if label is not None and look_up(self._lexicon.goals, cell.text) is None:
                        self._form.add_free_text(label, cell)
            return True
        if not self._goals:
            return False
        texts = [cell for cell in filled if stem(cell.text) not in self._lexicon.words["blocks"]]
        if texts and not read_labelled(row, self._form, self._lexicon):
            due = self._goals[-len(texts) :]
            if len(texts) == 1 and len(self._goals) == 2 and self._is_cut(rows, at):
                due, self._goals = self._goals[:1], self._goals[1:]
            for name, cell in zip(due, texts[-len(due) :], strict=False):
                self._form.add_free_text(name, cell)
        return True

    def _is_cut(self, rows: Sequence[PrintedCells], at: int) -> bool:
        """Whether a blank line in the goal's cell has put the result into a row of its own, which begins with it."""
        below = rows[at + 1] if at + 1 < len(rows) else []
        first, second = rows[at][0].text, below[0].text if len(below) == 1 else ""
        return not first and len(rows[at]) == 2 and len(second) > LONGEST_LABEL // 2

    def _read_total_beside(self, filled: list[CellValue]) -> None:
        """`部门名称 某局 自评总分 97.68`: the total score that stands in the head of the form."""
        for name, value in pairwise(filled[2:]):
            if self._header is None and _TOTAL_SCORE.search(bare(name.text)) and is_number(value.text):
                self._form.add_row("total", {bare(name.text): value}, span=Span(name.span.start, value.span.end))

    def _may_be_labelled(self, filled: list[CellValue]) -> bool:
        """Under a header a row is labels and values only where it opens with a label and has no row of figures."""
        if self._header is None:
            return True
        lexicon, first = self._lexicon, filled[0].text
        known = look_up(lexicon.identity, first) or text_label(first, lexicon)
        return (
            self._header.kind in ("indicator", "rubric", "budget")
            and known is not None
            and sum(is_figure(cell.text) for cell in filled) <= 1
        )

    def _lone_label(self, cell: CellValue, rows: Sequence[PrintedCells], at: int, header: Header) -> bool:
        """A label alone in its printed row: a level heading, or a fund whose amounts follow on the next line."""
        lexicon = self._lexicon
        following = [c for c in rows[at + 1] if c.text] if at + 1 < len(rows) else []
        if header.kind == "budget":
            amounts = following and all(is_figure(c.text) or lexicon.is_blank(c.text) for c in following)
            if amounts and len(rows[at]) <= 2:
                self._rows.label = cell
                return True
        elif len(rows[at]) <= 3:
            if stated_points(cell.text) is not None and not any(map(header.has, LEVELS)):
                self._rows.indicators.enter_alone(cell)
                return True
            below = following[0].text if following else ""
            above = [c for c in rows[at - 1] if c.text] if at else []
            opened = len(above) == 1 and lexicon.among("level1", above[0].text)
            second = lexicon.among("level2", cell.text) and (opened or not lexicon.among("level2", below))
            if _POINTS_ALONE.fullmatch(cell.text) or (lexicon.among("level1", cell.text) and not second):
                self._rows.indicators.enter("一级指标", cell)
                return True
            if lexicon.among("level2", cell.text):
                self._rows.indicators.enter("二级指标", cell)
                return True
        return lexicon.among("blocks", cell.text) and len(rows[at]) <= 3
