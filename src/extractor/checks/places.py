"""Places in a person's words: chapter, table, row and column of a span."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from extractor.document.model import Document, Span
from extractor.report import Report
from extractor.tables.model import Row

_ROW_NAMES = ("三级指标", "项目", "二级指标", "一级指标", "机构名称")
_LONGEST = 24


class Places:
    """Looks up where spans of one report stand."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def _breaks(self) -> list[int]:
        return [i for i, ch in enumerate(self.report.text) if ch == "\n"]

    @cached_property
    def _rows(self) -> list[Row]:
        return sorted(self.report.rows, key=lambda row: row.span)

    @cached_property
    def _starts(self) -> list[int]:
        return [row.span.start for row in self._rows]

    def line(self, offset: int) -> int:
        """Line number of `offset`, from 1."""
        return bisect_right(self._breaks, offset - 1) + 1 if offset else 1

    def document(self, span: Span) -> Document | None:
        inside = [d for d in self.report.submission.documents if d.span.start <= span.start < d.span.end]
        return min(inside, key=lambda d: len(d.span), default=None)

    def section(self, span: Span) -> str:
        """Title of the innermost heading that `span` stands under, as printed."""
        document = self.document(span)
        at = document.section_at(span.start) if document else None
        heading = document.sections[at].heading if document and at is not None else None
        return heading.span.of(self.report.text).strip() if heading else ""

    def row(self, span: Span) -> Row | None:
        """The row that `span` stands in."""
        at = bisect_right(self._starts, span.start) - 1
        # A row that starts earlier may enclose later ones only where rows nest, which typed rows do not.
        return self._rows[at] if at >= 0 and self._rows[at].span.overlaps(span) else None

    def where(self, span: Span) -> str:
        """`第12行，表“部门整体支出绩效自评表”，行“发文数量”，列“得分”`; for narrative the heading instead."""
        parts = [f"第{self.line(span.start)}行"]
        row = self.row(span)
        if row is None:
            section = self.section(span)
            return "，".join([*parts, f"“{_short(section)}”部分"] if section else parts)
        if row.table:
            parts.append(f"表“{_short(row.table)}”")
        name = row_name(row)
        if name:
            parts.append(f"行“{_short(name)}”")
        column = next((h for h, cell in row.cells.items() if len(cell.span) and cell.span.overlaps(span)), "")
        if column and row.span != span:
            parts.append(f"列“{column}”")
        return "，".join(parts)


def row_name(row: Row) -> str:
    """What a row is about: its most exact level that is filled in."""
    return next((text for heading in _ROW_NAMES if (text := row.text(heading).strip())), "")


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
