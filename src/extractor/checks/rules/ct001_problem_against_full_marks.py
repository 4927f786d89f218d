from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from extractor.checks.finding import Finding
from extractor.checks.naming import pairs
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, loose_cells, matches, plain
from extractor.checks.rule import Rule
from extractor.checks.shortfall import missed
from extractor.checks.topics import topic
from extractor.checks.values import (
    ACTUAL,
    SCORE,
    TARGET,
    WEIGHT,
    bare,
    blank,
    figure_spans,
    full_marks,
    name,
    name_cell,
    number,
)
from extractor.checks.words import pattern
from extractor.datafile import datafile
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_LONGEST = 30
_TOLD = ("performance", "management", "problems", "spending", "profile", "other")


class ProblemAgainstFullMarks(Rule):
    """一面承认问题，一面给自己满分或称做得好。

    是什么：“存在的问题”部分承认某件事没有做好，同一件事在评分表里却得满分，或在正文里被说成做得好。
    为什么：问题与得分应当对应；承认问题而不扣分，自评结果失真。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：问题“资金拨付滞后”，“支付进度”得满分；问题“内部管理有待加强”，前文称“管理到位”。
    正确示例：问题“资金拨付滞后”，“支付进度”扣1分，并说明涉及的项目和金额。
    何时不报：问题说的是外部条件（人员少、经费不足）；对应指标已经扣分；问题与指标不是同一件事；只是目标或打算。
    怎样满足：请按实际情况扣减对应指标的得分，或更正前后不一致的表述。
    """

    code, name, title = "CT001", "problem-against-full-marks", "承认问题却得满分或自称做得好"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        # Full points at a target that is missed are IN008's, which points at what is admitted, too.
        targets = missed(report)
        short = {id for id, relation in targets.items() if relation.verdict == "contradicted"}
        owner = Owner(report)
        for index, matter in enumerate(datafile("problems")["matter"]):
            missing = [row for row in report.rows if row.id in targets and _named(row, index)]
            admitted = list(_shown(report, index))
            if not admitted and not missing:
                continue
            full = [
                r for r in report.rows if _full(r, index) and r.id not in short and _same(report, r, index, admitted)
            ]
            rows = [row for row in _nearest(owner, admitted, full) if not _answered(report, row, index, admitted)]
            praise = _said(report, index, "praise", *_TOLD)
            whole = (span for span in praise if not pattern("stances", "partly").search(report.quote(span)))
            praised = [span for span in whole if not any(span.overlaps(a) for a in admitted)]
            if not praised and not (rows and admitted):
                continue
            said = report.quote(admitted[0]) if admitted else f"{name(missing[0])}{bare(missing[0].text(*ACTUAL))}"
            rows = [*rows, *missing] if praised else rows
            against = [f"“{name(row)}”得满分" for row in _unlike(rows) if row.id not in targets] + [
                f"“{report.quote(s)}”" for s in praised
            ]
            yield self.finding(
                [*admitted, *praised, *(span for row in rows for span in _places(report, row))],
                f"报告承认“{said}”，而{'、'.join(dict.fromkeys(against[:4]))}，前后矛盾，请核实并据实计分。",
                f"The report admits “{said}”, yet gives full marks or praise on the same matter ({matter['name']}).",
                labels=[matter["name"]],
            )


def _same(report: Report, row: Row, index: int, admitted: list[Span]) -> bool:
    """Whether the row may measure what is admitted: it names no thing of its own beside the matter, or one that is
    named there, too."""
    mine = topic(_pattern(index, "full").sub("，", name(row))) - set(datafile("stances")["carriers"])
    told = [topic(report.quote(span)) for span in admitted]
    return row.kind == "budget" or not mine or any(not theirs or mine & theirs for theirs in told)


def _answered(report: Report, row: Row, index: int, admitted: list[Span]) -> bool:
    """Whether what is admitted is another row's, which it names more closely: an item that lost points for it, or the
    money of another project."""
    told = [pairs(report.quote(span)) for span in admitted]
    if row.kind == "budget":
        of = {r.id: form.project for form in report.forms for r in form.rows}
        others = {project for project in of.values() if project}
        return len(others) > 1 and _shared(told, of.get(row.id, "")) < max(_shared(told, other) for other in others)
    lost = [r for r in report.rows if r.kind == row.kind and _lost(r) and _named(r, index)]
    return any(_shared(told, name(r)) > _shared(told, name(row)) for r in lost)


def _shared(told: list[set[str]], called: str) -> int:
    return max((len(pairs(called) & said) for said in told), default=0)


def _lost(row: Row) -> bool:
    score, weight = number(row.text(*SCORE)), number(row.text(*WEIGHT))
    return score is not None and weight is not None and score < weight


def _nearest(owner: Owner, admitted: list[Span], rows: list[Row]) -> list[Row]:
    """Where a file holds several forms, the rows of the one whose report admits it; of all where that has none."""
    whose = {owner.of(span) for span in admitted}
    return [row for row in rows if owner.of(row.span) in whose] if whose & owner.with_rows else rows


@cache
def _pattern(index: int, key: str) -> Any:
    return pattern("problems", "matter", index, key)


def _said(report: Report, index: int, key: str, *sections: str) -> Iterator[Span]:
    if datafile("problems")["matter"][index][key]:
        found = (_short(report, span) for _, span in matches(report, _pattern(index, key), *sections))
        yield from dict.fromkeys(found)


def admitted_problems(report: Report, index: int) -> Iterator[Span]:
    """Where the problems section admits a problem of this matter."""
    yield from _said(report, index, "problem", "problems")


def _shown(report: Report, index: int) -> Iterator[Span]:
    """Where the report admits it, or tells of an event that shows it."""
    yield from dict.fromkeys(
        [*admitted_problems(report, index), *_said(report, index, "event", *_TOLD), *_noted(report, index)]
    )


def _noted(report: Report, index: int) -> Iterator[Span]:
    """Events told in answers of a form that are neither rows nor narrative (使用规范性…)."""
    if datafile("problems")["matter"][index]["event"]:
        for cell in loose_cells(report):
            found = _pattern(index, "event").search(plain(report), cell.start, cell.end)
            if found:
                yield _short(report, Span(*found.span()))


def _short(report: Report, span: Span) -> Span:
    """The clause around `span`, unless it is long: then `span` alone."""
    whole = clause(report, span)
    return whole if len(whole) <= _LONGEST else span


def _full(row: Row, index: int) -> bool:
    if not full_marks(row) or row.kind == "total" or not datafile("problems")["matter"][index]["full"]:
        return False
    return _named(row, index) and (row.kind != "budget" or _all_spent(row))


def _named(row: Row, index: int) -> bool:
    """Whether the row measures this matter."""
    said = f"{name(row)}，{bare(row.text(*TARGET))}" if row.kind != "budget" else "执行率"
    return bool(datafile("problems")["matter"][index]["full"]) and bool(_pattern(index, "full").search(said))


def _all_spent(row: Row) -> bool:
    rate = number(row.text("执行率"))
    # Over 100 % the points are BE007's.
    return rate in (1, 100)


def _unlike(rows: list[Row]) -> list[Row]:
    return list({name(row): row for row in rows}.values())


def _places(report: Report, row: Row) -> list[Span]:
    label = name_cell(row) if row.kind != "budget" else row.cells.get("执行率")
    spans = [label.span] if label is not None else []
    actual = row.cell(*ACTUAL)
    if actual is not None and not blank(actual):
        spans.append(actual.span)
    return [*spans, *figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))]
