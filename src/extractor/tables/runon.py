"""Forms whose cells run together: `年度资金总额:202010100.00%10其中:…`.

Known labels cut the text; what stands between them is split by all that must hold (no number begins with an idle zero,
points do not exceed their weight, the rate is execution over budget, a part is no more than the whole). Where exactly
one split is left it becomes a row; everything else is handed back as unchecked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.datafile import any_of
from extractor.document.model import Span
from extractor.language.normalise import Folded, fold
from extractor.tables.columns import Column, build_header
from extractor.tables.lexicon import Lexicon, lexicon, look_up
from extractor.tables.model import CellValue
from extractor.tables.placing import WIDEST
from extractor.tables.printed import Regained, empty_at, is_number, value_of
from extractor.tables.splits import Split, budget_splits, indicator_splits, points_splits

LONGEST_GAP = 600
"""Characters between two labels beyond which no split is tried."""
_TOO_LONG = "连写的文字太长，未尝试拆分"
_AMBIGUOUS = "各格连写，有不止一种拆法，未拆分"
_UNSPLIT = "各格连写，没有一种拆法与表头相符，未拆分"

_FIGURES = re.compile(r"[\d.%\s\-—/]+")
_NOTE = re.compile(r"\s*(?:\([^()]{0,14}\)\s*)?[:：]?\s*")
_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str
    start: int
    end: int


def split_run_on(text: str, span: Span, words: Lexicon) -> Regained:
    """The rows in `text[span]`, a form without any separators, each as wide as its header."""
    return _Splitter(text, span, words).read()


@cache
def _label_pattern() -> re.Pattern[str]:
    """Every known label that is long enough to be told from the text around it, longest first."""
    words = lexicon()
    levels = {w for name in ("level1", "level2") for w in words.words[name] if w.endswith("指标")}
    labels = levels | set(words.columns) | {w for w in words.identity if len(w) > 3}
    labels |= set(words.goals) | {w for w in words.narrative if len(w) > 4} | words.words["blocks"]
    labels |= {w for w in words.words["funds"] if len(w) > 3} | {"总分", "合计", "其他资金"}
    labels -= words.words["plain"]
    return re.compile(rf"(?:其中[:：])?(?:{any_of(labels)})")


class _Splitter:
    def __init__(self, text: str, span: Span, words: Lexicon) -> None:
        self._text = text
        self._base = span.start
        self._folded: Folded = fold(span.of(text))
        self._copy = self._folded.text
        self._words = words
        self._columns: tuple[Column, ...] = ()
        self._kind = ""
        self._kinds: dict[str, str] = {}
        self._whole: dict[str, Decimal] = {}
        self._out = Regained()

    def read(self) -> Regained:
        labels = list(self._labels())
        at = 0
        while at < len(labels):
            at = self._read_at(labels, at)
        return self._out

    def _labels(self) -> Iterator[_Label]:
        done = 0
        for match in _label_pattern().finditer(self._copy):
            if match.start() < done:  # 执行率 inside the note of 得分(20分*执行率)
                continue
            note = _NOTE.match(self._copy, match.end())
            done = note.end() if note else match.end()
            word = match[0]
            if word not in self._kinds:
                self._kinds[word] = self._kind_of(word)
            yield _Label(self._kinds[word], match.start(), done)

    def _kind_of(self, word: str) -> str:
        words = self._words
        if words.among("level1", word) or words.among("level2", word):
            return "level"
        for name, kind in (("totals", "total"), ("funds", "fund"), ("blocks", "block")):
            if words.among(name, word):
                return kind
        for labels, kind in ((words.columns, "column"), (words.goals, "goal"), (words.identity, "identity")):
            if look_up(labels, word):
                return kind
        return "narrative"

    def _read_at(self, labels: Sequence[_Label], at: int) -> int:
        end, names = at, set()
        while end < min(len(labels), at + WIDEST) and (name := self._name(labels[end])):
            if end > at and labels[end - 1].end != labels[end].start:
                break
            names.add(name)
            end += 1
        if len(names) >= 2 and (kind := self._words.header_kind(names)):
            cells = [self._cell(label.start, label.end) for label in labels[at:end]]
            above = self._out.rows[-1] if self._out.rows else []
            if [cell.text for cell in above] == [cell.text for cell in cells]:
                return end  # printed again with nothing between
            self._out.rows.append(cells)
            self._kind, self._columns = kind, build_header(cells, kind, self._words).columns
            self._whole = {}
            return end
        label = labels[at]
        stop = labels[at + 1].start if at + 1 < len(labels) else len(self._copy)
        following = labels[at + 1] if at + 1 < len(labels) else None
        if label.kind == "goal" and following is not None and following.kind == "goal" and label.end == following.start:
            self._goals(label, following, labels[at + 2].start if at + 2 < len(labels) else len(self._copy))
            self._kind = ""
            return at + 2
        self._read_gap(label, stop)
        return at + 1

    def _name(self, label: _Label) -> str | None:
        return self._words.column(self._copy[label.start : label.end])

    def _read_gap(self, label: _Label, stop: int) -> None:
        """What stands between a label and the next one."""
        gap = self._copy[label.end : stop].strip()
        if label.kind in ("identity", "narrative"):
            self._out.rows.append([self._cell(label.start, label.end), self._cell(label.end, stop)])
        elif label.kind == "block":
            self._out.rows.append([self._cell(label.start, label.end)])
        elif self._kind == "budget" and label.kind in ("fund", "total", "column"):
            self._budget(label, stop)
        elif self._kind in ("indicator", "rubric"):
            if label.kind == "total":
                self._total(label, stop)
            else:
                if label.kind == "level":
                    self._out.rows.append([self._cell(label.start, label.end)])
                if any(char.isdigit() for char in gap):
                    self._indicators(label.end if label.kind == "level" else label.start, stop)

    def _goals(self, first: _Label, second: _Label, stop: int) -> None:
        """Goal and result run together: two texts where the one repeats the other, else one."""
        start = second.end
        words = self._copy[start:stop]
        half = len(words) // 2
        if half and words[:half] == words[half:]:
            self._out.rows.append([self._cell(first.start, first.end), self._cell(second.start, second.end)])
            self._out.rows.append([self._cell(start, start + half), self._cell(start + half, stop)])
        elif words.strip():
            self._out.rows.append([self._cell(first.start, first.end), self._cell(start, stop)])

    # splits

    def _budget(self, label: _Label, stop: int) -> None:
        columns = self._columns[1:]
        figures = _FIGURES.match(self._copy, label.end, stop)
        after = figures.end() if figures else label.end
        if any(char.isdigit() for char in self._copy[after:stop]):
            self._out.unchecked.append((self._place(after, stop), _UNSPLIT))
        stop = after
        found = self._splits(label.end, stop, lambda gap: budget_splits(gap, columns, self._whole))
        if found is None:
            return
        head = self._cell(label.start, label.end)
        row = [
            head,
            *(self._cell(label.end + a, label.end + b) if a < b else empty_at(head.span.end) for a, b in found),
        ]
        if not self._whole:
            self._whole = {
                column.name: Decimal(cell.text)
                for column, cell in zip(columns, row[1:], strict=True)
                if column.type == "money" and is_number(cell.text)
            }
        self._out.rows.append(row)

    def _total(self, label: _Label, stop: int) -> None:
        points = [column for column in self._columns if column.type == "points"]
        found = self._splits(label.end, stop, lambda gap: points_splits(gap, len(points)))
        if found is not None:
            row = [empty_at(self._place(label.end).start)] * len(self._columns)
            row[0] = self._cell(label.start, label.end)
            cells = iter(found)
            for index, column in enumerate(self._columns):
                if column.type == "points":
                    a, b = next(cells)
                    row[index] = self._cell(label.end + a, label.end + b)
            self._out.rows.append([cell for i, cell in enumerate(row) if i == 0 or self._columns[i].type == "points"])

    def _indicators(self, start: int, stop: int) -> None:
        """The indicators between two level headings; `……` at the end stands for nothing."""
        gap = self._copy[start:stop]
        if (rest := _ELLIPSIS.search(gap)) is not None:
            stop = start + rest.start()
        levels = sum(column.type in ("block", "level1", "level2") for column in self._columns)
        columns = self._columns[levels:]
        while columns and columns[-1].type == "reason":
            columns = columns[:-1]
        found = self._splits(start, stop, lambda part: indicator_splits(part, columns))
        if found is None:
            return
        width = len(columns)
        for at in range(0, len(found), width):
            cells = [self._cell(start + a, start + b) for a, b in found[at : at + width]]
            blank = empty_at(cells[0].span.start)
            trailing = len(self._columns) - levels - width
            self._out.rows.append([*[blank] * levels, *cells, *[blank] * trailing])

    def _splits(self, start: int, stop: int, search: Callable[[str], list[Split]]) -> Split | None:
        """The one way to split a gap, None (and unchecked) where there is none or more than one."""
        while start < stop and self._copy[stop - 1].isspace():
            stop -= 1
        gap = self._copy[start:stop]
        if not gap.strip():
            return None
        if len(gap) > LONGEST_GAP:
            self._out.unchecked.append((self._place(start, stop), _TOO_LONG))
            return None
        found = search(gap)
        if len(found) != 1:
            self._out.unchecked.append((self._place(start, stop), _AMBIGUOUS if found else _UNSPLIT))
            return None
        (split,) = found
        return split

    def _place(self, start: int, end: int | None = None) -> Span:
        span = self._folded.span(start, start if end is None else end)
        return Span(self._base + span.start, self._base + span.end)

    def _cell(self, start: int, end: int) -> CellValue:
        return value_of(self._text, self._place(start, end))
