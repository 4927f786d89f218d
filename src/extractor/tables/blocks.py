"""The logical parts of a printed form: identity, budget, goals, indicators, totals, read row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.document.model import Span
from extractor.tables.builder import FormBuilder
from extractor.tables.budget import WIDEST_BUDGET, place_budget
from extractor.tables.columns import Header, Placed, build_header, merge_headers, place, widen
from extractor.tables.lexicon import Lexicon, bare, look_up, stem
from extractor.tables.model import CellValue, RowKind
from extractor.tables.printed import PrintedCells, empty_at, is_figure, is_number, is_quantity

_UNIT = re.compile(r"(?:单位[:：]|[（(])\s*(?:金额)?[:：]?\s*(亿元|万元|千元|元)")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_ITEM = re.compile(r"(?:^|(?<=\n))\s*(?:指标|目标)\s*[\d一二三四五六七八九十]+\s*[:：.、]")
_ITEM_ANYWHERE = re.compile(r"指标\s*[\d一二三四五六七八九十]+\s*[:：.、]")
_POINTS_ALONE = re.compile(r"[（(]\d+(?:\.\d+)?分[）)]")
_LONG_TEXT = 12


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
        self._header: Header | None = None
        self._title = title
        self._goals: list[str] = []
        self._pairs: list[str] = []
        self._levels: dict[str, CellValue] = {}
        self._label: CellValue | None = None
        self._standard = ""

    @property
    def header(self) -> Header | None:
        return self._header

    def read(self, rows: Sequence[PrintedCells], *, exact: bool) -> None:
        """`exact`: the printing keeps empty cells (dump, docx, xlsx), so a row's width tells its columns."""
        at = 0
        while at < len(rows):
            at += self._read_at(rows, at, exact=exact)

    def _read_at(self, rows: Sequence[PrintedCells], at: int, *, exact: bool) -> int:
        """Read the row at `at`; how many printed rows it took."""
        row = rows[at]
        filled = [cell for cell in row if cell.text]
        if not filled or all(cell.text in self._lexicon.words["ellipsis"] for cell in filled):
            return 1
        if self._lexicon.column(filled[0].text) == "行次" and all(is_number(cell.text) for cell in filled[1:]):
            return 1  # the numbers of the columns
        for cell in filled[:3]:
            self._form.unit = self._form.unit or (unit_of(cell.text) if len(cell.text) < 30 else "")
        if (taken := self._read_header(rows, at, exact=exact)) or (taken := self._read_goals(rows, at, filled)):
            return taken
        if self._read_total(row, filled, exact=exact) or self._read_labelled(row, filled):
            return 1
        if self._header is not None and len(filled) == 1 and self._lone_label(filled[0], rows, at):
            return 1
        if self._header is not None and self._read_row(row, self._header, exact=exact):
            return 1
        self._read_pairs(filled)
        return 1

    # headers

    def _read_header(self, rows: Sequence[PrintedCells], at: int, *, exact: bool) -> int:
        row = rows[at]
        names = self._names(row)
        if names is None:
            return 0
        kind = self._lexicon.header_kind(names)
        cells, taken = list(row), 1
        while at + taken < len(rows) and self._is_subheader(cells, rows[at + taken]):
            cells, taken = merge_headers(cells, rows[at + taken]), taken + 1
        if taken > 1:
            kind = self._lexicon.header_kind(self._names(cells) or set()) or kind
        below = rows[at + taken] if at + taken < len(rows) else None
        if kind is None or (kind == "signature" and not self._signs(cells)):
            kind = self._own_kind(cells, below)
        if kind is None:
            return 0
        if not exact:
            while cells and not cells[-1].text:
                cells.pop()
        header = build_header(cells, kind, self._lexicon)
        width = max((len(r) for r in rows[at + taken : at + taken + 3]), default=0)
        self._header = widen(header, width) if exact else header
        self._goals, self._pairs, self._label, self._standard = [], [], None, ""
        if kind not in ("indicator", "rubric"):
            self._levels = {}
        return taken

    def _names(self, row: Sequence[CellValue]) -> set[str] | None:
        """The canonical headings in a row; None where a figure in it shows that it is no header."""
        if any(
            is_figure(cell.text) or (is_quantity(cell.text) and len(cell.text) < 9 and cell.text[0] in "≥≤≧≦=><")
            for cell in row
            if cell.text
        ):
            return None
        return {name for cell in row if cell.text and (name := self._lexicon.column(cell.text))}

    def _signs(self, cells: Sequence[CellValue]) -> bool:
        return len([cell for cell in cells if cell.text]) >= 3

    def _is_subheader(self, upper: Sequence[CellValue], lower: PrintedCells) -> bool:
        """Whether `lower` is a second line of headings: its first cell continues the one above, and it has no figure."""
        filled = [cell for cell in lower if cell.text]
        names = self._names(lower)
        if (
            names is None
            or not filled
            or lower[0].text
            or len(lower) <= len(upper)
            or any(len(c.text) > 24 for c in filled)
        ):
            return False
        spanning = any(bare(cell.text) in ("其中", "其中,") for cell in upper)
        return spanning or len(names) == len(filled) > 0

    def _own_kind(self, cells: Sequence[CellValue], below: PrintedCells | None) -> str | None:
        """The kind of a header in the form's own words: labels over a row of figures."""
        filled = [cell for cell in cells if cell.text]
        if below is None or len(filled) < 2 or len(filled) < len(cells) - 1 or any(len(c.text) > 20 for c in filled):
            return None
        if any(
            look_up(self._lexicon.identity, cell.text) or look_up(self._lexicon.goals, cell.text) for cell in filled
        ):
            return None
        figures = sum(is_figure(cell.text) or is_quantity(cell.text) for cell in below if cell.text)
        if not figures or len(below) != len(cells) or any(is_quantity(cell.text) for cell in filled):
            return None
        words = "".join(bare(cell.text) for cell in filled) + bare(self._title)
        for name, kind in (("assets", "asset"), ("people", "staff"), ("money", "budget")):
            if any(word in words for word in self._lexicon.words[name]):
                return kind
        return None

    # goals and other free text

    def _read_goals(self, rows: Sequence[PrintedCells], at: int, filled: list[CellValue]) -> int:
        labels = [look_up(self._lexicon.goals, cell.text) for cell in filled]
        if "实际完成情况" in labels and "预期目标" in labels:
            if filled[-1].text and labels[-1] is None:
                for label, cell in zip(labels, filled[1:], strict=False):
                    if label is not None and look_up(self._lexicon.goals, cell.text) is None:
                        self._form.add_free_text(label, cell)
                return 1
            self._header = None
            self._goals = [label for label in labels if label is not None]
            return 1
        if self._goals:
            texts = [cell for cell in filled if stem(cell.text) not in self._lexicon.words["blocks"]]
            if texts and not self._read_labelled(rows[at], filled):
                for label, cell in zip(self._goals[-len(texts) :], texts[-len(self._goals) :], strict=False):
                    self._form.add_free_text(label, cell)
            return 1
        return 0

    def _read_labelled(self, row: PrintedCells, filled: list[CellValue]) -> bool:
        """Cells that stand beside their label: identity, posts, free text. Rows under a header are not read so, unless
        the row opens with such a label."""
        lexicon = self._lexicon
        if self._header is not None and (
            self._header.kind not in ("indicator", "rubric", "budget")
            or look_up(lexicon.identity, filled[0].text) is None
            and look_up(lexicon.narrative, filled[0].text) is None
            or sum(is_figure(cell.text) for cell in filled) > 1
        ):
            return False
        staff: dict[str, CellValue] = {}
        places: list[Span] = []
        known = False
        at = 0
        while at < len(row):
            cell, value = row[at], row[at + 1] if at + 1 < len(row) else empty_at(row[at].span.end)
            step = 2
            if (name := look_up(lexicon.staff, cell.text)) is not None and len(value.text) < 12:
                staff[name] = value
                places += [cell.span, value.span] if value.text else [cell.span]
            elif (name := look_up(lexicon.identity, cell.text)) is not None:
                self._form.identity.setdefault(name, value)
                known = True
            elif look_up(lexicon.duties, cell.text) is not None:
                known = True
            elif (label := look_up(lexicon.goals, cell.text) or look_up(lexicon.narrative, cell.text)) is not None:
                if len(value.text) >= _LONG_TEXT or (value.text and not lexicon.is_blank(value.text)):
                    self._form.add_free_text(label, value)
                known = True
            else:
                step = 1
            at += step
        if staff and any(is_quantity(cell.text) or is_number(cell.text) for cell in staff.values()):
            self._form.add_row("staff", staff, span=Span(places[0].start, places[-1].end))
        if known:
            self._header = None if self._header is not None and self._header.kind == "budget" else self._header
        return known or bool(staff)

    # totals

    def _read_total(self, row: PrintedCells, filled: list[CellValue], *, exact: bool) -> bool:
        lexicon, head = self._lexicon, filled[0]
        if lexicon.among("grades", head.text) and len(filled) <= 4:
            return self._total_pairs(filled)
        if not lexicon.among("totals", head.text) or (
            self._header is not None and self._header.kind not in ("indicator", "rubric")
        ):
            return False
        header = self._header
        if header is None or not any(column.type == "points" for column in header.columns):
            return self._total_pairs(filled)
        if any(lexicon.among("grades", cell.text) or lexicon.among("totals", cell.text) for cell in filled[1:]):
            return self._total_pairs(filled)
        self._total_row(row, header, exact=exact)
        return True

    def _total_pairs(self, filled: list[CellValue]) -> bool:
        """`绩效自评综合得分 97分`: a label and its value, also two of them side by side."""
        values = {bare(a.text): b for a, b in zip(filled[::2], filled[1::2], strict=False)}
        if not values:
            values = {bare(filled[0].text): empty_at(filled[0].span.end)}
        return self._form.add_row("total", values, span=Span(filled[0].span.start, filled[-1].span.end)) is not None

    def _total_row(self, row: PrintedCells, header: Header, *, exact: bool) -> None:
        start = next(i for i, column in enumerate(header.columns) if column.name)
        printed = row[next(i for i, cell in enumerate(row) if cell.text) :]
        head, rest = printed[0], printed[1:]
        if not exact:
            while rest and not rest[-1].text:
                rest.pop()
        cells = {column.name: empty_at(printed[-1].span.end) for column in header.columns if column.name}
        points = [
            i
            for i, column in enumerate(header.columns)
            if column.type == "points" and not column.name.endswith("指标分值")
        ]
        tail = len(header.columns) - points[0]
        if exact and len(rest) >= tail:
            # A merged label leaves the columns from the points on: right-aligned.
            shift = len(header.columns) - len(rest)
            placed = {i + shift: cell for i, cell in enumerate(rest)}
        else:
            figures = [cell for cell in rest if cell.text]
            alone = (
                len(figures) == 1 and len(points) > 1 and ("得分" in head.text or not figures[0].text.startswith("100"))
            )
            placed = dict(
                zip(
                    points[1:] if alone and len(rest) == 1 else points,
                    rest if len(rest) <= len(points) else figures,
                    strict=False,
                )
            )
        cells[header.columns[start].name] = head
        cells |= {header.columns[i].name: cell for i, cell in placed.items() if header.columns[i].name and i > start}
        self._form.add_row("total", cells)

    # rows under a header

    def _lone_label(self, cell: CellValue, rows: Sequence[PrintedCells], at: int) -> bool:
        """A label alone in its printed row: a level heading, or a fund whose amounts follow on the next line."""
        lexicon = self._lexicon
        header = self._header
        assert header is not None
        following = rows[at + 1] if at + 1 < len(rows) else []
        if header.kind == "budget":
            figures = [c for c in following if c.text]
            if figures and all(is_figure(c.text) or lexicon.is_blank(c.text) for c in figures) and len(rows[at]) <= 2:
                self._label = cell
                return True
            return lexicon.among("blocks", cell.text)
        if len(rows[at]) > 3:
            return False
        below = next((c.text for c in following if c.text), "")
        second = lexicon.among("level2", cell.text) and not lexicon.among("level2", below)
        if _POINTS_ALONE.fullmatch(cell.text) or (lexicon.among("level1", cell.text) and not second):
            self._enter("一级指标", cell)
            return True
        if lexicon.among("level2", cell.text):
            self._enter("二级指标", cell)
            return True
        return lexicon.among("blocks", cell.text)

    def _enter(self, heading: str, cell: CellValue) -> None:
        self._levels[heading] = cell
        if heading == "一级指标":
            self._levels.pop("二级指标", None)

    def _read_row(self, row: PrintedCells, header: Header, *, exact: bool) -> bool:
        if header.kind == "signature":
            return self._signature(row, header)
        cells = row
        if self._label is not None:
            cells = [self._label, *[cell for cell in row if cell.text]]
            self._label = None
        elif (
            header.kind == "budget"
            and header.columns[0].name == "项目"
            and row
            and not row[0].text
            and len(row) == len(header.columns) + 1
        ):
            cells = row[1:]
        elif not exact and lexicon_block(self._lexicon, cells):
            cells = [cell for cell in cells[1:]]
        if not exact and cells and not cells[0].text:
            cells = cells[1:]
        placed = self._placed(cells, header, exact=exact)
        if placed is None:
            if header.kind in ("indicator", "rubric", "budget") and sum(is_figure(c.text) for c in cells) >= 2:
                filled = [c for c in cells if c.text]
                self._form.unchecked.append(
                    (Span(filled[0].span.start, filled[-1].span.end), "本行的单元格与表头对不上，无法确定各数所在的列")
                )
                return True
            return False
        for cell in placed.unsure:
            self._form.unchecked.append((cell.span, f"“{cell.text[:20]}”可能属于不止一列，未归入任何一列"))
        values = {
            column.name: placed.cells.get(index, empty_at(cells[0].span.start))
            for index, column in enumerate(header.columns)
            if column.name
        }
        filled = [cell for cell in cells if cell.text]
        if not exact and len(filled) == 1 and header.kind == "budget" and not self._lexicon.among("funds", filled[0].text):
            return False
        return self._add(values, header)

    def _placed(self, cells: PrintedCells, header: Header, *, exact: bool) -> Placed | None:
        if header.kind != "budget" or len(cells) == len(header.columns) or len(header.columns) > WIDEST_BUDGET:
            return place(cells, header, self._lexicon, exact=exact)
        filled = list(cells)
        while filled and not filled[-1].text and (not exact or len(filled) > len(header.columns)):
            filled.pop()
        return place_budget(filled, header.columns, self._lexicon)

    def _signature(self, row: PrintedCells, header: Header) -> bool:
        """People who signed: their posts and units; names are nobody's business here."""
        if len(row) != len(header.columns):
            return False
        values = {
            "单位" if column.name == "度量单位" else column.name: cell
            for column, cell in zip(header.columns, row, strict=True)
            if column.name and column.name not in ("姓名", "联系电话")
        }
        self._form.add_row("staff", values)
        return True

    def _add(self, values: dict[str, CellValue], header: Header) -> bool:
        if header.kind not in ("indicator", "rubric"):
            kind: RowKind = header.kind if header.kind in ("asset", "staff") else "budget"  # type: ignore[assignment]
            return self._form.add_row(kind, values) is not None
        values = self._carry(values)
        own = [name for name, cell in values.items() if cell.text and not cell.carried]
        beyond = [name for name in own if name not in ("一级指标", "二级指标")]
        if not beyond:
            return bool(own)
        points = [n for n in beyond if n.endswith("分值") or n.endswith("得分")]
        if len(points) == len(beyond) and own and self._is_group(values, own, header):
            self._form.add_row("total", values)
            return True
        kind = "rubric" if header.kind == "rubric" else "indicator"
        for reason in ("偏差原因", "扣分原因"):
            cell = values.get(reason)
            if cell is not None and cell.text and not self._lexicon.is_blank(cell.text):
                self._form.add_free_text(reason, cell)
        items = self._split(values, header)
        if not items:
            self._form.add_row(kind, values)
        for item, span in items:
            self._form.add_row(kind, item, span=span)
        return True

    def _is_group(self, values: dict[str, CellValue], own: list[str], header: Header) -> bool:
        """Whether a row gives a level heading its points: nothing stands under the name, target and standard."""
        if not header.has("三级指标") or not any(name in own for name in ("一级指标", "二级指标")):
            return False
        name = "二级指标" if "二级指标" in own else "一级指标"
        points = values.get("分值")
        if points is None or not points.text or not is_number(points.text):
            return False
        self._form.open_group(values[name], points, 1 if name == "一级指标" else 2)
        return True

    def _carry(self, values: dict[str, CellValue]) -> dict[str, CellValue]:
        """Level headings taken down from the row in which their merged cell begins."""
        values = dict(values)
        for heading in ("一级指标", "二级指标"):
            cell = values.get(heading)
            if cell is None:
                continue
            if cell.text:
                cell = replace(cell, text=_without_note(cell.text))
                values[heading] = cell
                self._enter(heading, cell)
            elif heading in self._levels:
                values[heading] = replace(self._levels[heading], carried=True)
        return values

    def _split(self, values: dict[str, CellValue], header: Header) -> list[tuple[dict[str, CellValue], Span]]:
        """`指标1：…指标2：…` in one cell: a row for each, with the other cells' own items where they have as many."""
        column = next((n for n in ("年度指标值", "三级指标") if n in values and _ITEM.search(values[n].text)), None)
        if column is None:
            return []
        items = self._items(values[column])
        if len(items) < 2 and (column == "三级指标" or header.has("三级指标")):
            return []
        rows: list[tuple[dict[str, CellValue], Span]] = []
        parallel = {n: self._items(c) for n, c in values.items() if n != column and _ITEM.search(c.text)}
        lines = {
            n: self._lines(c)
            for n, c in values.items()
            if n not in parallel and n != column and "\n" in c.span.of(self._text)
        }
        for index, item in enumerate(items):
            cells = dict(values)
            for name, cell in values.items():
                if name == column:
                    cells[name] = item
                elif len(parallel.get(name, ())) == len(items):
                    cells[name] = parallel[name][index]
                elif len(lines.get(name, ())) == len(items) and name not in ("一级指标", "二级指标"):
                    cells[name] = lines[name][index]
                elif index and name in ("分值", "得分", "自评得分", "评分标准", "扣分原因", "偏差原因"):
                    cells[name] = empty_at(item.span.end)
            rows.append((cells, item.span))
        return rows

    def _items(self, cell: CellValue) -> list[CellValue]:
        raw = cell.span.of(self._text)
        starts = [match.start() for match in _ITEM_ANYWHERE.finditer(raw)] or [0]
        ends = [*starts[1:], len(raw)]
        return [self._value(cell.span.start + a, cell.span.start + b) for a, b in zip(starts, ends, strict=True)]

    def _lines(self, cell: CellValue) -> list[CellValue]:
        lines, at = [], cell.span.start
        for line in cell.span.of(self._text).split("\n"):
            if line.strip():
                lines.append(self._value(at, at + len(line)))
            at += len(line) + 1
        return lines

    def _value(self, start: int, end: int) -> CellValue:
        from extractor.tables.printed import value_of

        return value_of(self._text, Span(start, end))

    # labels and figures side by side

    def _read_pairs(self, filled: list[CellValue]) -> None:
        """`计划安排资金（万元） 1088.00 实际到位资金（万元） 1020.02`, and the rows of parts below it."""
        labels, values = filled[::2], filled[1::2]
        if not values or not all(is_number(cell.text) or self._lexicon.is_blank(cell.text) for cell in values):
            return
        if any(is_figure(cell.text) for cell in labels) or not any(is_number(cell.text) for cell in values):
            return
        names = [self._lexicon.column(cell.text) or bare(cell.text) for cell in labels]
        words = "".join(names)
        money = any(self._lexicon.type(name) == "money" for name in names) or any(
            word in words for word in self._lexicon.words["money"]
        )
        funds = [self._lexicon.among("funds", cell.text) for cell in labels]
        span = Span(filled[0].span.start, filled[-1].span.end)
        if all(funds) and self._pairs and len(values) <= len(self._pairs):
            cells = {"项目": labels[0]} | dict(zip(self._pairs, values, strict=False))
            self._form.add_row("budget", cells, span=span)
        elif money or all(funds):
            self._pairs = names
            self._form.add_row("budget", dict(zip(names, values, strict=False)), span=span)


def lexicon_block(lexicon: Lexicon, cells: PrintedCells) -> bool:
    return len(cells) > 2 and bool(cells[0].text) and lexicon.among("blocks", cells[0].text)


def _without_note(text: str) -> str:
    """A level heading without a note in brackets that is an instruction, not its points."""
    return _NOTE.sub(lambda note: note[0] if any(c.isdigit() for c in note[0]) else "", text).strip() or text

