"""Whether labels are what the codebook says: places, values of fields, and relations that hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from extractor.checks.finding import Family, Severity
from extractor.claims.model import Backing, ClaimComparator, Direction, Kind, Role, SectionName
from extractor.evaluation.arithmetic import verdict
from extractor.evaluation.corpus import LABELS, Labelled, Record
from extractor.evaluation.matching import bare
from extractor.relations.model import Part, RelationKind
from extractor.tables.model import RowKind

Level = Literal["error", "doubt"]
"""Against the codebook on its face · possible, and worth a look."""

_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_DIGITS = re.compile(r"[\d０-９.．,，]+")


@dataclass(frozen=True, slots=True)
class Issue:
    """`number` counts the records of `file` from 1; 0 is the file as a whole."""

    report: str
    file: str
    number: int
    level: Level
    told: str


_Told = Iterator[tuple[Level, str]]


def issues(report: Labelled) -> Iterator[Issue]:
    """What is wrong with the labels of `report`, file by file. An unlabelled report has nothing to check."""
    if report.is_labelled and report.expected is None:
        for name in LABELS:
            if name not in report.labels:
                yield Issue(report.name, f"{name}.jsonl", 0, "error", "缺少这个文件")
    for name, records in report.labels.items():
        seen: set[str] = set()
        for number, record in enumerate(records, 1):
            for level, told in _CHECKS[name](record, report.text):
                yield Issue(report.name, f"{name}.jsonl", number, level, told)
            # Labels of one place differ in what they say of it, or one of them is left over.
            key = repr(sorted(record.items(), key=lambda item: item[0]))
            if key in seen:
                yield Issue(report.name, f"{name}.jsonl", number, "error", "与前面一条完全相同")
            seen.add(key)
        if name in ("claims", "rows"):
            yield from _order(report, name)


def _order(report: Labelled, name: str) -> Iterator[Issue]:
    last = 0
    for number, record in enumerate(report.labels[name], 1):
        start = record.get("start")
        if isinstance(start, int):
            if start < last:
                yield Issue(report.name, f"{name}.jsonl", number, "doubt", "没有按正文顺序排列")
            last = start


def _place(record: Record, text: str) -> _Told:
    quote, start, end = record.get("quote"), record.get("start"), record.get("end")
    if not isinstance(quote, str) or not quote:
        yield "error", "引文为空"
    elif not isinstance(start, int) or not isinstance(end, int) or isinstance(start, bool):
        yield "error", f"“{quote}”没有位置"
    elif start < 0 or text[start:end] != quote:
        yield "error", f"“{quote}”不在 {start}–{end} 处"
    elif quote != quote.strip():
        yield "doubt", f"“{quote}”首尾有空白"


def _value(record: Record, name: str, allowed: Collection[str], *, null: bool = False) -> _Told:
    value = record.get(name)
    if value not in allowed and not (null and value is None):
        yield "error", f"{name} 不能是 {value!r}"


def _claim(claim: Record, text: str) -> _Told:
    yield from _place(claim, text)
    yield from _value(claim, "kind", get_args(Kind))
    yield from _value(claim, "role", get_args(Role))
    yield from _value(claim, "section", get_args(SectionName))
    yield from _value(claim, "comparator", get_args(ClaimComparator), null=True)
    yield from _value(claim, "direction", get_args(Direction), null=True)
    yield from _value(claim, "evidence", get_args(Backing), null=True)
    if not str(claim.get("indicator") or "").strip():
        yield "error", "indicator 为空"
    yield from _claim_figure(claim)
    kind, figure = claim.get("kind"), claim.get("number") is not None
    if (kind == "change") != (claim.get("direction") is not None):
        yield "error", "direction 只用于、且必须用于 change"
    asked = (kind in ("status", "honour") or (kind == "change" and not figure)) and claim.get("role") == "actual"
    if asked != (claim.get("evidence") is not None):
        yield "error", f"evidence {'缺少' if asked else '应为 null'}（{kind}，{claim.get('role')}）"
    if kind in ("problem", "measure") and claim.get("period") is not None:
        yield "doubt", f"{kind} 的 period 应为 null"


def _claim_figure(claim: Record) -> _Told:
    number, value, quote = claim.get("number"), claim.get("value"), claim.get("quote")
    if number is None:
        for name in ("comparator", "unit", "number_high", "value"):
            # A grade (等次为优) is a value that is no number.
            if claim.get(name) is not None and not (name == "value" and claim.get("kind") == "score"):
                yield "error", f"没有 number，{name} 应为 null"
        return
    for name in ("number", "number_high"):
        written = claim.get(name)
        if written is not None and not (isinstance(written, str) and _DECIMAL.fullmatch(written)):
            yield "error", f"{name} {written!r} 不是十进制数字串"
    if claim.get("comparator") is None:
        yield "error", "有 number，缺少 comparator"
    if not value:
        yield "error", "有 number，缺少 value"
    elif bare(value) not in bare(quote):
        yield "doubt", f"value“{value}”不在引文“{quote}”中"
    elif not re.search(r"\d", bare(value)):
        return  # in words: 百分之百, 六项
    elif claim.get("unit") and not _reads(bare(claim["unit"]), bare(value)):
        yield "doubt", f"unit“{claim['unit']}”不在 value“{value}”中"
    elif str(number) not in bare(value).replace(",", ""):
        yield "doubt", f"number {number} 与 value“{value}”不符"


def _reads(unit: str, value: str) -> bool:
    """Whether `unit` stands in `value`, also around a 余 or 多 (3万余份)."""
    return re.search(".?".join(map(re.escape, unit)), value) is not None


def _row(row: Record, text: str) -> _Told:
    yield from _place(row, text)
    yield from _value(row, "row_kind", get_args(RowKind))
    if not row.get("table"):
        yield "error", "table 为空"
    cells = row.get("cells")
    if not isinstance(cells, dict) or not cells or not all(isinstance(value, str) for value in cells.values()):
        yield "error", "cells 应为标题到文字的对象"
        return
    whole = _bare_text(text)
    for name, value in cells.items():
        if bare(value) not in whole:
            yield "doubt", f"{name} 的“{value}”不在报告中"


@lru_cache(maxsize=1)
def _bare_text(text: str) -> str:
    return bare(text)


def _finding(finding: Record, text: str) -> _Told:
    yield from _value(finding, "family", get_args(Family))
    yield from _value(finding, "severity", get_args(Severity))
    yield from _value(finding, "certainty", ("sure", "arguable"))
    if not str(finding.get("message") or "").strip():
        yield "error", "message 为空"
    yield from _places(finding.get("spans"), text, "spans")


def _relation(relation: Record, text: str) -> _Told:
    yield from _value(relation, "relation", get_args(RelationKind))
    yield from _value(relation, "certainty", ("sure", "arguable"))
    before = list(_places(relation.get("members"), text, "members"))
    yield from before
    if any(level == "error" for level, _ in before):
        return
    for member in relation["members"]:
        yield from _value(member, "part", get_args(Part))
        if not _DIGITS.fullmatch(member["quote"]):
            yield "doubt", f"“{member['quote']}”不只是数字"
    told = f"{relation.get('relation')} {relation.get('formula')}（{relation.get('label')}）"
    match verdict(relation, text):
        case "fails":
            # A note says what the label knows to be unusual about it.
            yield ("doubt" if relation.get("note") else "error"), f"{told}：重新计算不成立"
        case "scaled" if not relation.get("note"):
            yield "doubt", f"{told}：差十的幂，单位没有印出？"
        case "unchecked":
            yield "doubt", f"{told}：成员与类型不合，不能重新计算"


def _expected(item: Record, text: str) -> _Told:
    yield from _value(item, "verdict", ("defect", "consistent", "arguable"))
    yield from _value(item, "family", get_args(Family))
    yield from _places(item.get("numbers"), text, "numbers")


def _places(spans: Any, text: str, name: str) -> _Told:
    if not isinstance(spans, list) or not spans or not all(isinstance(span, dict) for span in spans):
        yield "error", f"{name} 为空"
        return
    for span in spans:
        yield from _place(span, text)
    places = [(span.get("start"), span.get("end")) for span in spans]
    if len(places) != len(set(places)):
        yield "doubt", f"{name} 中有重复的位置"


_CHECKS: dict[str, Callable[[Record, str], _Told]] = {
    "claims": _claim,
    "rows": _row,
    "findings": _finding,
    "relations": _relation,
    "expected": _expected,
}
