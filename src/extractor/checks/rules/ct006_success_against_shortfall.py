from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches, plain
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure, missed
from extractor.checks.values import label_span, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_TOLD = ("performance", "management", "spending", "other", "profile")
_ADMITTED = ("performance", "problems", "spending", "management", "other")
_LONGEST = 40
_ROWS = 6
_NEAR = 16
_ALL = "全部"
_OF_SO_MANY = re.compile(r"\d+[个项][^，。；]{0,8}中，\s*$")
"""`4个项目中，3个…全部完成` speaks of a part."""


@dataclass(slots=True)
class _Against:
    """What stands against claims of success: rows that miss their target, and what the text admits."""

    rows: list[Row] = field(default_factory=list)
    admitted: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.admitted)


class SuccessAgainstShortfall(Rule):
    """称全部完成，表内或正文却有没完成的。

    是什么：正文称“全面完成各项任务”“全部完工”“均按期完成”，而自评表有指标没有达到指标值，或正文另一处承认没有完成、推迟完成。
    为什么：总括的结论与数据、与自己承认的问题相反，读者无法判断哪一处属实。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）要求自评数据真实、结果客观。
    错误示例：“全面完成了年初各项目标任务”，而“培训人次”目标≥800、实际620。
    正确示例：“12项指标完成11项，培训人次因场地维修未完成，完成率77.5%”。
    何时不报：各项指标均达到指标值，正文也没有承认未完成；“基本完成”；只是目标、打算或要求；称全部完成的是另一件事，或其中一部分（“4个项目中，3个全部完成”）；另一个项目的指标。
    怎样满足：请据实表述完成情况，写明未完成的指标、差距和原因。
    """

    code, name, title = "CT006", "success-against-shortfall", "称全部完成而有指标未完成"
    family, severity = "contradiction", "warning"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        against = _against(report)
        if not any(against.values()):
            return
        owner = Owner(report)
        universal: dict[str, list[Span]] = {}
        whole = set(_claims(report, "universal"))
        for span in sorted(whole):
            if against.get(owner.of(span)):
                universal.setdefault(owner.of(span), []).append(span)
        for whose, spans in universal.items():
            yield self._found(report, spans, against[whose])
        for span in sorted(set(_claims(report, "success"))):
            same = _same_matter(report, span, against.get(owner.of(span), _Against()))
            if same and not any(span.overlaps(other) for other in whole):
                yield self._found(report, [span], same)

    def _found(self, report: Report, spans: list[Span], against: _Against) -> Finding:
        short = missed(report)
        places = [*spans, *against.admitted]
        told = [f"“{report.quote(span)}”" for span in against.admitted[:2]]
        for row in against.rows[:_ROWS]:
            relation = short[row.id]
            target, actual = figure(relation, "target"), figure(relation, "actual")
            places += [*label_span(row), *(f.span for f in (target, actual) if f is not None)]
            if target is not None and actual is not None:
                told.append(f"“{name(row)}”目标{target.quote}{target.unit}、实际{actual.quote}{actual.unit}")
        said = "”“".join(dict.fromkeys(report.quote(span) for span in spans[:2]))
        return self.finding(
            places,
            f"报告称“{said}”，而{'；'.join(dict.fromkeys(told[:4]))}，前后矛盾，请据实表述。",
            f"“{said}” is contradicted by what the report says elsewhere.",
            labels=[report.quote(spans[0])],
        )


def _against(report: Report) -> dict[str, _Against]:
    owner, short = Owner(report), missed(report)
    found: dict[str, _Against] = {}
    for row in report.rows:
        if row.id in short:
            found.setdefault(owner.of(row.span), _Against()).rows.append(row)
    for _, span in matches(report, pattern("shortfall", "unfinished"), *_ADMITTED):
        place = clause(report, span)
        if pattern("stances", "earlier").search(plain(report), place.start, place.end):
            continue
        place = place if len(place) <= _LONGEST else span
        admitted = found.setdefault(owner.of(span), _Against()).admitted
        if place not in admitted:
            admitted.append(place)
    return found


def _claims(report: Report, key: str) -> Iterator[Span]:
    aimed = pattern("shortfall", "aimed")
    for segment, span in matches(report, pattern("shortfall", key), *_TOLD):
        whole = clause(report, span)
        if "目标" in segment.cell_label or aimed.search(plain(report), whole.start, span.start):
            continue
        if _OF_SO_MANY.search(plain(report), max(0, whole.start - _NEAR), whole.start):
            continue
        if pattern("shortfall", "but").search(plain(report), whole.start, whole.end):
            continue
        yield whole if len(whole) <= _LONGEST else span


def _same_matter(report: Report, span: Span, against: _Against) -> _Against:
    said = words_of(report.quote(span))
    rows = [row for row in against.rows if said & words_of(name(row))]
    admitted = [a for a in against.admitted if not a.overlaps(span) and said & _named(report, a)]
    # What the text admits must be of the same thing; a row's name alone is too short to ask for more.
    return _Against(rows, admitted)


def _named(report: Report, admitted: Span) -> frozenset[str]:
    """The words of what is admitted; none where it names nothing (未按期全部完成)."""
    words = words_of(report.quote(admitted))
    return words if words - {_ALL} else frozenset()
