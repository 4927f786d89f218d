from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, figure_spans, label_span, number
from extractor.report import Report
from extractor.tables.model import Form, Row

_COLUMNS = ("年初预算数", "全年预算数", "全年执行数")


class TotalRowEmpty(Rule):
    """资金总额行是零或空白，分项却有数。

    是什么：“年度资金总额”行填0或空着，下面的财政拨款等分项行填了金额；执行率和执行率得分也随之为0。
    为什么：总额应等于各来源之和；总额为零会使执行率和得分全部算错。
    依据：自评表资金栏的勾稽关系；执行率=全年执行数÷全年预算数，见《项目支出绩效评价管理办法》（财预〔2020〕10号）。
    错误示例：年度资金总额0、0、0，其中本年财政拨款200、150、150，执行率0，得分0。
    正确示例：年度资金总额200、150、150，其中本年财政拨款200、150、150，执行率100%，得分10。
    何时不报：总额行已填；各分项也都是零或空白；表中没有总额行。
    怎样满足：请按各分项之和填列总额行，并重新计算执行率和得分。
    """

    code, name, title = "BE004", "total-row-empty", "资金总额行为零或空白"
    family, severity = "table_table", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        for form in report.forms:
            for total, parts in _totals(form):
                sums = {h: sum((number(p.text(h)) or Decimal(0) for p in parts), Decimal(0)) for h in _COLUMNS}
                if any(number(total.text(h)) for h in _COLUMNS) or not any(sums.values()):
                    continue
                filled = [p.cells[h] for p in parts for h in _COLUMNS if h in p.cells and number(p.text(h))]
                # An empty cell has no text to point at: the row's name stands for it.
                zeros = figure_spans(report, *(total.cells.get(h) for h in _COLUMNS)) or label_span(total)
                says = f"分项合计{'、'.join(f'{h}{value}' for h, value in sums.items() if value)}"
                yield self.finding(
                    [*zeros, *figure_spans(report, *filled)],
                    f"“{bare(total.text('项目'))}”行为零或空白，而{says}，总额与分项不符，请更正。",
                    "The total row is zero or empty while its parts are filled in.",
                    computed="；".join(f"{h}：0≠{value}" for h, value in sums.items() if value),
                    labels=[form.project or form.title, "年度资金总额"],
                )
                yield from self._rate(report, form, total, sums, [p for p in parts if number(p.text("全年执行数"))])

    def _rate(
        self, report: Report, form: Form, total: Row, sums: dict[str, Decimal], parts: list[Row]
    ) -> Iterator[Finding]:
        rate, score, weight = number(total.text("执行率")), number(total.text(*SCORE)), number(total.text(*WEIGHT))
        if rate != 0 or score != 0 or not weight or not sums["全年预算数"]:
            return
        right = min(weight, weight * sums["全年执行数"] / sums["全年预算数"]).quantize(Decimal("0.01"))
        cells = [total.cell(*WEIGHT), total.cells.get("执行率"), total.cell(*SCORE)]
        amounts = [part.cells.get(h) for part in parts for h in ("全年预算数", "全年执行数")]
        yield self.finding(
            figure_spans(report, *cells, *amounts),
            f"执行率和执行率得分填0，按分项{sums['全年执行数']}÷{sums['全年预算数']}计算应得{right}分，请更正。",
            f"Rate and points are 0; by the parts the points are {right}.",
            family="scoring",
            computed=f"{weight}×{sums['全年执行数']}÷{sums['全年预算数']}={right}≠0",
            labels=[form.project or form.title, "执行率得分"],
        )


def _totals(form: Form) -> Iterator[tuple[Row, list[Row]]]:
    rows = [row for row in form.rows if row.kind == "budget" and any(h in row.cells for h in _COLUMNS)]
    for index, row in enumerate(rows):
        if "总额" in row.text("项目"):
            after = rows[index + 1 :]
            end = next((i for i, other in enumerate(after) if "总额" in other.text("项目")), len(after))
            yield row, after[:end]
