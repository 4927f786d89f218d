from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.values import SCORE, WEIGHT, bare, blank, figure_span, number
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import CellValue, Form

_GRADED = re.compile("等次|等级|级别|档次|结论|结果")
_SCORED = re.compile("得分|总分|评分")
_TOTAL = re.compile("总|综合|自评|评价|最终|合计|得分")
_EACH = re.compile("[均都皆]")
_FULL = 100


class GradeContradictsScore(Rule):
    """评价等级与分数不对应。

    是什么：报告给出的等级（优、良、中、差），不是其得分所对应的档；自评表、项目汇总表的每一行、正文和括号里的都看。
    为什么：等级是自评结论，直接用于结果应用；等级与分数必有一个写错。
    依据：90（含）—100分为优，80（含）—90分为良，60（含）—80分为中，60分以下为差（财预〔2020〕10号）。
    错误示例：自评得分86分，等级为“差”。
    正确示例：自评得分86分，等级为“良”。
    何时不报：等级与分数对应；报告自己写明了分档标准并且符合；只写等级或只写分数；一处列有几个得分而无法确定所指。已知有地方采用的其他分档能解释的，只作提示。
    怎样满足：请按分档标准更正等级或分数；当地分档不同的，请写明分档标准。
    """

    code, name, title = "SC022", "grade-contradicts-score", "等级与分数不符"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        schemes = report.profile.grades
        if not schemes:
            return
        own = _own(report)
        graded = [*_in_forms(report), *_in_rows(report), *_in_sentences(report), *_in_brackets(report)]
        for word, score, spans in graded:
            grade = report.profile.grade_words[word]
            if grade in own:
                fits, known, meant = _within(own, grade, score), False, "报告写明的分档标准"
            else:
                fits = schemes[0].grade(score) == grade
                known = any(scheme.grade(score) == grade for scheme in schemes[1:])
                meant = f"{schemes[0].name}分档应为“{schemes[0].grade(score)}”"
            if fits:
                continue
            yield self.finding(
                spans,
                f"得分{score}分，等级为“{word}”，两者不对应（按{meant}），请核对更正。"
                if not known
                else f"得分{score}分，等级为“{word}”，按{meant}，请注明所用的分档标准。",
                f"The grade {word} does not go with {score} points.",
                severity="info" if known else "error",
                certainty="arguable" if known else "sure",
                labels=["等级", grade],
            )


Graded = tuple[str, Decimal, list[Span]]


def _own(report: Report) -> dict[str, Decimal]:
    """Grade → lowest score, where the report prints its scheme."""
    found: dict[str, Decimal] = {}
    for match in pattern("qualitative", "scheme").finditer(plain(report)):
        grade, low = match["grade"] or match["grade2"], match["low"] or match["low2"]
        found.setdefault(grade, Decimal(low))
    # One band alone may be a sentence about something else.
    return found if len(found) > 1 else {}


def _within(own: dict[str, Decimal], grade: str, score: Decimal) -> bool:
    above = [low for low in own.values() if low > own[grade]]
    return own[grade] <= score and (not above or score < min(above))


def _in_forms(report: Report) -> Iterator[Graded]:
    """Each form's grade and total score, where it has one of each."""
    for form in report.forms:
        grades = {
            bare(cell.text): cell
            for heading, cell in _closing(form)
            if _GRADED.search(heading) and bare(cell.text) in report.profile.grade_words
        }
        scores = {
            points: cell
            for heading, cell in _closing(form)
            if _SCORED.search(heading) and (points := number(cell.text)) is not None and points <= _FULL
        }
        if len(grades) == len(scores) == 1:
            (word, grade), (score, cell) = next(iter(grades.items())), next(iter(scores.items()))
            yield word, score, [grade.span, figure_span(report, cell)]


def _in_rows(report: Report) -> Iterator[Graded]:
    """Lines of a table of projects or units, each with its score and its grade."""
    for row in report.rows:
        if row.kind == "total" or not blank(row.cell(*WEIGHT)):
            continue
        grades = [c for h, c in row.cells.items() if _GRADED.search(h) and bare(c.text) in report.profile.grade_words]
        scores = [c for h, c in row.cells.items() if _SCORED.search(h) and number(c.text) is not None]
        if len(grades) == len(scores) == 1 and 0 <= (score := number(scores[0].text) or Decimal(0)) <= _FULL:
            yield bare(grades[0].text), score, [grades[0].span, figure_span(report, scores[0])]


def _in_brackets(report: Report) -> Iterator[Graded]:
    """`综合评分91.2分（良）`, `评价结果为优（85.6分）`."""
    for found in pattern("qualitative", "beside").finditer(plain(report)):
        first = found["word"] is not None
        word, score = (found["word"], found["score"]) if first else (found["word2"], found["score2"])
        if word in report.profile.grade_words and Decimal(score) <= _FULL:
            groups = ("word", "score") if first else ("word2", "score2")
            yield word, Decimal(score), [Span(*found.span(group)) for group in groups]


def _closing(form: Form) -> Iterator[tuple[str, CellValue]]:
    """Heading and cell of the rows that close a form; the points of a total row are called what they are."""
    for row in form.rows:
        if row.kind == "total":
            for heading, cell in row.cells.items():
                whole = heading not in SCORE or any("总" in c.text or "合计" in c.text for c in row.cells.values())
                if len(cell.span) and whole and heading not in ("分值",):
                    yield heading, cell
    yield from ((heading, cell) for heading, cell in form.identity.items() if len(cell.span))


def _in_sentences(report: Report) -> Iterator[Graded]:
    """Sentences with one grade and one score."""
    found: dict[Span, list[tuple[str, Span]]] = {}
    for claim in report.claims:
        if claim.kind == "score" and claim.role == "actual" and claim.value and "扣" not in claim.quote:
            place = Span(claim.start, claim.end)
            found.setdefault(sentence(report, place), []).append((claim.value, place))
    for said in found.values():
        for (word, at), (score, place) in _paired(report, said):
            yield word, score, [_tail(report, at, word), _digits(report, place)]


def _paired(report: Report, said: list[tuple[str, Span]]) -> Iterator[tuple[tuple[str, Span], tuple[Decimal, Span]]]:
    """Which grade goes with which score of a sentence: one with one, one (均) with all, or each with the one before."""
    said = sorted(said, key=lambda one: one[1])
    grades = [(bare(value), place) for value, place in said if bare(value) in report.profile.grade_words]
    points = [(n, place) for value, place in said if (n := number(value)) is not None and 0 <= n <= _FULL]
    # Points without a name are those of the scheme that the sentence prints.
    named = [(n, place) for n, place in points if _TOTAL.search(report.quote(place))]
    if len(grades) == 1 and named and _EACH.search(report.quote(grades[0][1])):
        yield from ((grades[0], one) for one in points[points.index(named[0]) :] if one[1] < grades[0][1])
    elif len(grades) == len(named) == 1:
        yield grades[0], named[0]
    elif len(grades) == len(named) and [place for pair in zip(named, grades, strict=True) for _, place in pair] == [
        place for _, place in said
    ]:
        yield from zip(grades, named, strict=True)


def _tail(report: Report, place: Span, word: str) -> Span:
    """Where the grade itself stands in its claim."""
    at = report.quote(place).rfind(word)
    return Span(place.start + at, place.start + at + len(word)) if at >= 0 else place


def _digits(report: Report, place: Span) -> Span:
    found = list(re.finditer(r"\d+(?:\.\d+)?", report.quote(place)))
    return Span(place.start + found[-1].start(), place.start + found[-1].end()) if found else place
