from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.values import NAME, bare
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import CellValue, Row


class SampleRowsLeft(Rule):
    """样表行没有填写也没有删除。

    是什么：表中留有样表的行名（“二级机构1”“项目A”“任务2”），整行没有数据；表格未能读成行的，一个样表行名紧接着另一个。
    为什么：样表行说明该表没有按本单位的实际机构填列。
    依据：自评内容应当完整（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：表中有“2、二级机构1”“3、二级机构2”两行，全部空白。
    正确示例：按实际单位名称分行填列，或删去不需要的行。
    何时不报：该行填有数据；行名是真实的单位名称；只有一行“本级”而没有其他样表行。
    怎样满足：请按实际机构名称分别填列，不需要的样表行请删去。
    """

    code, name, title = "TP003", "sample-rows-left", "样表行未填写"
    family, severity = "template", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        wanted = pattern("template", "sample_rows")
        places = {cell.span for row in report.rows if (cell := _label(row)) and _empty(row, cell)} | set(_alone(report))
        spans = sorted(span for span in places if wanted.search(_name(report, span)))
        names = list(dict.fromkeys(_name(report, span) for span in spans))
        if not any(pattern("template", "sample_label").search(said) for said in names):
            # Where no row could be read, one sample name right behind the other has nothing filled in.
            found = pattern("template", "sample_names").search(plain(report))
            spans = [Span(*found.span(group)) for group in ("first", "second")] if found else []
            names = [bare(report.quote(span)) for span in spans]
        if not spans:
            return
        yield self.finding(
            spans,
            f"“{'”“'.join(names[:4])}”等{len(spans)}行是未填写的样表行，请按实际机构名称填列或删去。",
            f"{len(spans)} sample rows were neither filled in nor removed.",
            labels=names,
        )


def _name(report: Report, span: Span) -> str:
    return bare(report.quote(span)).rstrip(":")


def _alone(report: Report) -> Iterator[Span]:
    """Cells with nothing beside them in their rows: no row of figures is read from those."""
    for document in report.submission.documents:
        for row in (row for table in document.tables for row in table.rows if len(row) > 1):
            filled = [cell.span for cell in row if bare(report.quote(cell.span))]
            if len(filled) == 1:
                yield filled[0]


def _label(row: Row) -> CellValue | None:
    return next((c for h in (*NAME, *row.cells) if (c := row.cells.get(h)) and bare(c.text)), None)


def _empty(row: Row, label: CellValue) -> bool:
    return all(not bare(cell.text) for cell in row.cells.values() if cell is not label and not cell.carried)
