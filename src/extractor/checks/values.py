"""What a cell of a form says: its number, whether it is blank, and the columns that every rule asks for."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from extractor.document.model import Span
from extractor.language.normalise import fold_in_place, unaided
from extractor.report import Report
from extractor.tables.model import CellValue, Row

WEIGHT = ("分值", "权重", "指标权重", "标准分值", "考核分值")
SCORE = ("得分", "自评得分", "指标得分", "评价得分", "自评分")
TARGET = ("年度指标值", "绩效目标", "指标值", "目标值", "年初目标值")
ACTUAL = ("实际完成值", "完成情况", "全年实际值", "完成值", "实际完成情况")
REASON = ("偏差原因", "扣分原因", "偏差原因分析及改进措施", "扣分原因和其他说明", "未完成原因", "原因", "备注")
STANDARD = ("评分标准", "评价标准")
NAME = ("三级指标", "指标名称", "评价内容", "项目", "二级指标", "一级指标", "绩效指标", "机构名称")

_NUMBER = re.compile(r"[-−]?\d+(?:,\d{3})*(?:\.\d+)?")
_NOTE = re.compile(r"[（(].*?[）)]")
_BLANK = {"", "-", "--", "—", "——", "－", "/", "／", "…", "……", "无", "不适用", "空"}
_TELLING_DIGITS = 3


def bare(text: str) -> str:
    """`text` in half-width signs and simplified characters, without any blank and without pinyin."""
    return "".join(unicodedata.normalize("NFKC", fold_in_place(unaided(text))).split())


def blank(cell: CellValue | None) -> bool:
    """Whether nothing is filled in: no such cell, blanks, or one of the marks for nothing (`/`, `无`, `—`)."""
    return cell is None or bare(cell.text) in _BLANK


def number(text: str) -> Decimal | None:
    """The number of a cell that holds exactly one (`10分`, `≧98%`, `1,200`); None for none or several."""
    found = _NUMBER.findall(bare(text))
    return Decimal(found[0].replace(",", "").replace("−", "-")) if len(found) == 1 else None


def figured(text: str) -> bool:
    """Whether `text` holds a digit or a Chinese number with a counter, apart from `指标1：` and the like."""
    folded = re.sub(
        r"(?:指标|目标|任务)[\d一二三四五六七八九十]+[：:、]?|[（(]?\d+[)）、]|\d{4}年|24小时", "", bare(text)
    )
    return bool(re.search(r"\d|[两百千万](?:起|次|件|个|余)|百分之", folded))


def figure_span(report: Report, cell: CellValue) -> Span:
    """The digits of a cell, the whole cell where it has none."""
    quote = report.quote(cell.span)
    found = re.search(r"[\d０-９]+(?:[,，]\d{3})*(?:[.．][\d０-９]+)?", quote)
    return Span(cell.span.start + found.start(), cell.span.start + found.end()) if found else cell.span


def figure_spans(report: Report, *cells: CellValue | None) -> list[Span]:
    return [figure_span(report, cell) for cell in cells if cell is not None and len(cell.span)]


def weight(row: Row) -> Decimal | None:
    return number(row.text(*WEIGHT))


def score(row: Row) -> Decimal | None:
    return number(row.text(*SCORE))


def full_marks(row: Row) -> bool:
    """Whether the row has points and all of them are given."""
    possible, given = weight(row), score(row)
    return possible is not None and given is not None and possible > 0 and given >= possible


def spent(row: Row, year: str) -> CellValue | None:
    """What was spent in `year`, the report's: a table may have columns of several (2022年决算数)."""
    own = re.compile(rf"{re.escape(year)}年?度?(?:实际)?(?:决算|执行|支出)") if year else None
    return row.cell("全年执行数") or next((c for h, c in row.cells.items() if own and own.match(bare(h))), None)


def name(row: Row) -> str:
    """What the row is about: its most exact level that is filled in, without blanks."""
    return next((found for heading in NAME if (found := bare(row.text(heading)))), "")


def name_cell(row: Row) -> CellValue | None:
    return next((c for h in NAME if (c := row.cells.get(h)) and len(c.span)), None)


def unnoted(said: str) -> str:
    """A name without what it says in brackets: its points, its unit, what it counts."""
    return _NOTE.sub("", said)


def label_span(row: Row) -> list[Span]:
    """The row's name where it is printed in the row itself."""
    cell = name_cell(row)
    return [cell.span] if cell is not None and not cell.carried else []


def category(row: Row) -> str:
    """The row's levels joined: `产出指标 数量指标`, points in brackets left out."""
    levels = (bare(row.text(h)) for h in ("一级指标", "二级指标"))
    return " ".join(unnoted(level) for level in levels).strip()


def is_telling(number: Decimal) -> bool:
    """Whether a number has digits enough (three, apart from noughts at its ends) that two of them are hardly equal by
    chance."""
    return len(f"{abs(number):f}".replace(".", "").strip("0")) >= _TELLING_DIGITS
