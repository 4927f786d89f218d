"""Reports made by hand: the formats are tested without reading or checking anything."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from extractor.checks.finding import Finding
from extractor.claims.model import Claim, Rejected, Segment, Support
from extractor.document.model import Cell, Document, Span, Submission, Table
from extractor.relations.model import Figure, Interval, Member, Relation
from extractor.report import Coverage, Report
from extractor.tables.model import BudgetRow, CellValue, Form

TEXT = (
    "青禾区渔政管理站2023年度部门整体支出绩效自评报告\n"
    "一、基本情况\n"
    "全年支出100.00万元，其中基本支出70.00万元，项目支出40.00万元。\n"
    "较好地完成了各项任务。\n"
    "\t项目\n\t全年预算数\n\t全年执行数\n\n\t年度资金总额\n\t120.00\n\t100.00\n\n\n"
)
HOSTILE = (
    '=HYPERLINK("http://x","点我")\x1b[2J\x1b]0;夺取标题\x07 [bold]红[/b] <script>alert(1)</script>\n'
    "::error file=a::100%完成\u202e倒置\u200b @SUM(A1) -1+2 ]]>\n"
)


def span_of(text: str, quote: str) -> Span:
    at = text.index(quote)
    return Span(at, at + len(quote))


def claim_of(text: str, quote: str, **fields: object) -> Claim:
    span = span_of(text, quote)
    return Claim.model_validate({"quote": quote, "start": span.start, "end": span.end, "line": 3, **fields})


def figure_of(text: str, quote: str, label: str) -> Figure:
    return Figure(span_of(text, quote), quote, Decimal(quote), Decimal(10000), "元", 2, "eq", label, "d1", "text")


@pytest.fixture
def reviewed() -> Report:
    """A small report with one of everything."""
    cells = [
        [
            Cell(Span(TEXT.rindex(word), TEXT.rindex(word) + len(word)), 0, i)
            for i, word in enumerate(("项目", "全年预算数", "全年执行数"))
        ]
    ]
    amounts = ("年度资金总额", "120.00", "100.00\n\n")
    places = [Span(TEXT.rindex(a), TEXT.rindex(a) + len(a.strip())) for a in amounts]
    cells.append([Cell(span, 1, i) for i, span in enumerate(places)])
    table = Table("t1", Span(cells[0][0].span.start, places[-1].end), "cells", tuple(map(tuple, cells)), 3)
    title = Span(0, TEXT.index("\n"))
    document = Document("d1", Span(0, len(TEXT)), title, tables=(table,))
    row = BudgetRow(
        "r1",
        "预算执行情况",
        "t1",
        "d1",
        Span(places[0].start, places[-1].end),
        {
            heading: CellValue(span.of(TEXT), span)
            for heading, span in zip(("项目", "全年预算数", "全年执行数"), places, strict=True)
        }
        | {"得分": CellValue("", Span(places[-1].end, places[-1].end))},
    )
    whole, basic, project = (
        figure_of(TEXT, "100.00", "全年支出"),
        figure_of(TEXT, "70.00", "基本支出"),
        figure_of(TEXT, "40.00", "项目支出"),
    )
    relation = Relation(
        "x1",
        "sum",
        "全年支出",
        "全年支出100.00 = 基本支出70.00 + 项目支出40.00",
        (Member(whole, "whole"), Member(basic, "addend"), Member(project, "addend")),
        "contradicted",
        reported=Interval(Fraction(999950), Fraction(1000050)),
        computed=Interval(Fraction(1, 3), None),
        residual=Decimal("-10.00"),
        flips=("执行率得分",),
        hinted=lambda: ("left-out:基本支出",),
    )
    wrong = Finding(
        "NA101",
        "arithmetic",
        "error",
        "全年支出100.00万元与基本支出、项目支出之和110.00万元不等，请核对。",
        "The parts add up to 110.00, not to 100.00.",
        (whole.span, basic.span, project.span),
        computed="70.00+40.00 = 110.00 ≠ 100.00",
        satisfied_by="改正合计数或分项数。",
        basis=("财预〔2020〕10号",),
        relation="x1",
        verdict="contradicted",
        where="第3行，“一、基本情况”部分",
        id="F1",
        document="d1",
        section="一、基本情况",
        line=3,
        identity="0123456789abcdef",
        evidence_hash="fedcba9876543210",
    )
    vague = Finding(
        "EV201",
        "evidence",
        "warning",
        "“较好地完成了各项任务”没有数据或材料支持。",
        "Nothing backs this.",
        (span_of(TEXT, "较好地完成了各项任务"),),
        where="第4行，“一、基本情况”部分",
        id="F2",
        line=4,
    )
    note = Finding("ST301", "structure", "info", "建议补充目录。", "", (title,), id="F3", line=1)
    claims = (
        claim_of(TEXT, "全年支出100.00万元", id="c1", kind="amount", indicator="全年支出", value="100.00万元",
                 number="100.00", unit="万元", comparator="eq", period="2023年度", section="profile",
                 support=Support(verdict="contradicted", ids=("F1",))),
        claim_of(TEXT, "较好地完成了各项任务", id="c2", kind="status", indicator="各项任务", evidence="none", line=4,
                 support=Support(verdict="unbacked", ids=("F2",))),
    )  # fmt: skip
    return Report(
        Submission(TEXT, "report.txt", (document,), len(TEXT.encode()), "0" * 64, path="folder/report.txt"),
        forms=(Form("f1", "budget", "预算执行情况", "d1", ("t1",), table.span, (row,)),),
        segments=(Segment("s1", Span(0, 10), "d1", "profile"),),
        claims=claims,
        rejected=(Rejected("凭空", "s1", "原文没有", "embedded"),),
        relations=(relation,),
        findings=(wrong, vague, note),
        coverage=Coverage(len(TEXT), 2, 0, 5, 0, 3, 3, 1, 6, 1, 0),
        title="青禾区渔政管理站2023年度部门整体支出绩效自评报告",
        unit="青禾区渔政管理站",
        year="2023年度",
        versions={"extractor": "embedded-1"},
    )


@pytest.fixture
def hostile() -> Report:
    """A report whose every text tries to be more than text."""
    first, second = HOSTILE.splitlines()
    claims = (
        claim_of(HOSTILE, first, id="c1", kind="problem", indicator=first, line=1),
        claim_of(HOSTILE, second, id="c2", kind="count", indicator="-1+2", value="@SUM(A1)", number="-1", line=2,
                 comparator="eq"),
    )  # fmt: skip
    span = Span(0, len(first))
    finding = Finding(
        "NA101", "arithmetic", "error", first + "\n" + second, first, (span,), computed=second, satisfied_by=first,
        where=f"第1行，{second}", id="F1", line=1, identity="0" * 16, evidence_hash="1" * 16,
    )  # fmt: skip
    submission = Submission(HOSTILE, first, (Document("d1", Span(0, len(HOSTILE)), span),), notes=(second,))
    return Report(submission, claims=claims, findings=(finding,), title=first, unit=second)
