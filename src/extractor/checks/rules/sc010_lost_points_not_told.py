from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.excerpt import breaks_off
from extractor.checks.finding import Finding
from extractor.checks.prose import plain, sentence, trimmed
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare
from extractor.checks.words import pattern
from extractor.document.model import Section, Span
from extractor.report import Report
from extractor.tables.model import Row

_OTHER = re.compile("执行|总|合计|得分")
"""Of the execution rate points are counted; a total is of all groups."""
_LEVELS = ("一级指标", "二级指标")


class LostPointsNotTold(Rule):
    """正文报出扣分，没有说哪项指标、为什么扣。

    是什么：正文写某一类“50分得49分”，同一句和以它为题的部分（没有这一部分的，全文）都没有说明扣分的指标和原因。
    为什么：扣分要落到指标和原因上，否则无法核对得分，也无法整改。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求对未完成或偏离较大的指标说明原因和改进措施。
    错误示例：履职效能50分得49分；“履职效能分析”全部是成绩。
    正确示例：履职效能50分得49分，“食品抽检批次”未完成扣1分。
    何时不报：同一句写明扣分原因；以该类为题的部分写了扣分；得满分；该类是预算执行（按执行率算出）；另有评分表列出各项得分，或写明评分表另附（只有项目的评分表，不能说明部门整体的得分）。
    怎样满足：请写明扣分的指标、分数和原因。
    """

    code, name, title = "SC010", "lost-points-not-told", "正文扣分未说明指标和原因"
    family, severity = "scoring", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        lost = [one for one in _lost(report) if not _itemised(report, one.place)]
        lost = [one for one in lost if not pattern("shortfall", "lost").search(_rest(report, one.place))]
        lost = [one for one in lost if not _explained(report, one)]
        loose: list[_Lost] = []
        for one in lost:
            parts = [section.span for section in _parts(report, one.group)]
            if not parts and not _attached(report, one.place):
                loose.append(one)
            elif parts and not any(pattern("shortfall", "deducted").search(part.of(plain(report))) for part in parts):
                heads = [
                    trimmed(report, Span(p.start, p.start + len(p.of(report.text).split("\n", 1)[0]))) for p in parts
                ]
                yield self._found([one], heads)
        if loose and not (breaks_off(report) or _told_anywhere(report, loose)):
            yield self._found(loose, [])

    def _found(self, lost: Sequence[_Lost], heads: Sequence[Span]) -> Finding:
        said = "、".join(f"{one.group}{one.weight}分得{one.score}分" for one in lost)
        return self.finding(
            [*(one.place for one in lost), *heads],
            f"{said}，没有说明扣分的指标和原因，请补充。",
            f"{'; '.join(f'{one.group}: {one.score} of {one.weight} points' for one in lost)}, without saying why.",
            computed="；".join(f"{one.weight}-{one.score}={one.weight - one.score}" for one in lost),
            labels=[one.group for one in lost],
        )


@dataclass(frozen=True, slots=True)
class _Lost:
    """A group that did not get all its points."""

    group: str
    weight: Decimal
    score: Decimal
    place: Span


def _lost(report: Report) -> Iterator[_Lost]:
    """`履职效能50分得49分`, outside tables."""
    tables = [form.span for form in report.forms if form.kind != "prose"]
    for found in pattern("shortfall", "group_points").finditer(plain(report)):
        first = found["group"] is not None
        group, given, possible = (found[key if first else f"{key}2"] for key in ("group", "score", "weight"))
        place = Span(*found.span())
        group = re.sub("(?:其中|分别|指标|类)+", "", group)
        told = group and not _OTHER.search(group) and not any(table.overlaps(place) for table in tables)
        if told and Decimal(given) < Decimal(possible):
            yield _Lost(group, Decimal(possible), Decimal(given), place)


def _is_group(row: Row) -> bool:
    """Whether a row names a group alone, and no indicator of it."""
    others = (cell for heading, cell in row.cells.items() if heading not in (*_LEVELS, *WEIGHT, *SCORE, "扣分"))
    return not any(bare(cell.text) for cell in others)


def _itemised(report: Report, place: Span) -> bool:
    """Whether a sheet gives the points of each indicator; that of a project says nothing of the whole department's."""
    whole = _of_whole(report, place)
    forms = [form for form in report.forms if not (whole and form.project)]
    rows = [row for form in forms for row in form.rows if row.kind in ("indicator", "rubric")]
    return any(bare(row.text(*SCORE)) and not _is_group(row) for row in rows)


def _attached(report: Report, place: Span) -> bool:
    """Whether the sheet is said to be attached, in the same way."""
    sheets = pattern("structure", "sheet_attached").finditer(plain(report))
    return any(not (_of_whole(report, place) and "项目" in sheet.group()) for sheet in sheets)


def _of_whole(report: Report, place: Span) -> bool:
    return "整体" in sentence(report, place).of(plain(report))


def _rest(report: Report, place: Span) -> str:
    """What its sentence goes on to say."""
    return plain(report)[place.end : max(place.end, sentence(report, place).end)]


def _explained(report: Report, lost: _Lost) -> bool:
    """Whether a sentence elsewhere names the group with what it lost (产出指标扣0.8分，是因为…)."""
    told = re.compile(rf"{re.escape(lost.group)}(?:类|指标)*[^，。；\d]{{0,6}}(?:扣|失|减)(?:分|掉|了|去)*\d")
    return bool(told.search(plain(report)))


def _told_anywhere(report: Report, lost: Sequence[_Lost]) -> bool:
    letters = list(plain(report))
    for one in lost:
        letters[one.place.start : one.place.end] = " " * len(one.place)
    return bool(pattern("shortfall", "deducted").search("".join(letters)))


def _parts(report: Report, group: str) -> list[Section]:
    """The sections whose heading names the group."""
    return [
        section
        for document in report.submission.documents
        for section in document.sections
        if section.heading and group[-4:] in report.quote(section.heading.span)
    ]
