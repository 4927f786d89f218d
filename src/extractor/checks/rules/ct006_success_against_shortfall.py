from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.checks.finding import Finding
from extractor.checks.naming import words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, matches, plain
from extractor.checks.rule import Rule
from extractor.checks.shortfall import Against, against_success
from extractor.checks.values import name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report

_TOLD = ("performance", "management", "spending", "other", "profile")
_LONGEST = 40
_NEAR = 16
_ALL = "全部"
_OF_SO_MANY = re.compile(r"\d+[个项][^，。；]{0,8}中，\s*$")
"""`4个项目中，3个…全部完成` speaks of a part."""


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
        against = against_success(report)
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
            same = _same_matter(report, span, against.get(owner.of(span), Against()))
            if same and not any(span.overlaps(other) for other in whole):
                yield self._found(report, [span], same)

    def _found(self, report: Report, spans: list[Span], against: Against) -> Finding:
        told = against.told(report)
        said = "”“".join(dict.fromkeys(report.quote(span) for span in spans[:2]))
        return self.finding(
            [*spans, *against.places(report)],
            f"报告称“{said}”，而{'；'.join(told[:4])}，前后矛盾，请据实表述。",
            f"“{said}” is contradicted by what the report says elsewhere.",
            labels=[report.quote(spans[0])],
        )


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


def _same_matter(report: Report, span: Span, against: Against) -> Against:
    said = words_of(report.quote(span))
    rows = [row for row in against.rows if said & words_of(name(row))]
    admitted = [a for a in against.admitted if not a.overlaps(span) and said & _named(report, a)]
    # What the text admits must be of the same thing; a row's name alone is too short to ask for more.
    return Against(rows, admitted)


def _named(report: Report, admitted: Span) -> frozenset[str]:
    """The words of what is admitted; none where it names nothing (未按期全部完成)."""
    words = words_of(report.quote(admitted))
    return words if words - {_ALL} else frozenset()
