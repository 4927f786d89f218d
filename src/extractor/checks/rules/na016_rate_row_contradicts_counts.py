from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby, pairwise

from extractor.checks.assertions import TOLD
from extractor.checks.finding import Finding
from extractor.checks.naming import pairs, words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import paragraph, plain, sentence
from extractor.checks.relational import plain as printed
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure
from extractor.checks.values import NAME, STANDARD, TARGET, bare, label_span, name, unnoted
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure
from extractor.report import Report
from extractor.tables.model import Row

_RATE = re.compile(r"(?:比?率|度|比例)$")
_TIMELY = re.compile(r"按[时期]|[如准]期|准[时点]")
"""Other words for 及时."""
_OF_THEM = re.compile(r"其中(?=[^，。；]*(?:按[时期]|及时|如期|完成|办结|达标|合格))")
"""What opens the part that was done: it sets nothing apart."""
_TIMES = ("小时", "天", "日", "工作日", "分钟", "个月", "月")
_END = re.compile(r"[，。；！？\n\t|]")
_ALIKE = Fraction(1, 2)
"""Part of a row's name, in characters, that the paragraph must hold."""
_MOSTLY = Fraction(3, 4)
"""… that the sentence must hold where it tells of failures alone."""
_TOLD = (*TOLD, "spending")
_NO_COUNTS = ("元", "1", "分")
"""What amounts of money, shares and points are counted in."""
_DEED = 4
"""Characters before 率 that say what was done."""
_LEAST = Fraction(1, 2)
"""Share below which the smaller count is hardly what was done of the larger one."""


class RateRowContradictsCounts(Rule):
    """自评表的比率与正文所列件数算出的比率不同。

    是什么：正文写出应办数和已办数（或其中未办、不合格的件数），由此算出的比率低于自评表同一指标填写的完成值；或正文写同样多的事物中只有一部分做到，表中却称全部做到。
    为什么：比率由件数算出；件数写明还有未办的，比率就不能是100%，得分也随之虚高。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：正文“派遣工单8640件，按时办结8412件”，自评表“工单按时办结率”实际完成值100%。
    正确示例：正文“派遣工单8640件，按时办结8412件”，自评表填97.36%。
    何时不报：按所列件数的一种口径算得相符；正文同句另写有比率；件数是其中一部分、上年或季度的；两数不是同一计量单位；已办数不到应办数的一半；指标名称与该句没有半数共同的词。
    怎样满足：请按正文所列件数更正完成值并重新计分，口径不同的请注明。
    """

    code, name, title = "NA016", "rate-row-contradicts-counts", "自评表比率与正文件数不符"
    family, severity = "text_table", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = list(_rates(report))
        counted = list(_counted(report)) if rows else []
        owner = Owner(report)
        for row, actual in rows:
            mine = [c for c in counted if owner.same(c.of.span, row.span)]
            said = [c for c in mine if _about(row, c)]
            if not said or any(c.gives(actual) for c in said):
                continue
            short = [c for c in said if c.most < actual.value]
            if short:
                yield self._found(row, actual, short[0])
        for row, cell, whole, part in _all_but(report, owner):
            counts = f"{whole.quote}{whole.unit}中只有{part.quote}{part.unit}"
            yield self.finding(
                [cell, whole.span, part.span],
                f"“{name(row)}”称“{bare(report.quote(cell))}”，正文写明{counts}，两处不一致，请核实并重新计分。",
                f"“{name(row)}” says all; the text tells of {part.quote} out of {whole.quote}.",
                computed=f"{part.quote}/{whole.quote}",
                labels=[name(row), "完成情况"],
            )

    def _found(self, row: Row, actual: Figure, counts: _Counts) -> Finding:
        rate = printed(counts.most * 100, 2)
        done = "+".join(figure.quote for figure in counts.done)
        done = f"（{counts.of.quote}-{done}）" if counts.failed else done
        said = f"{done}÷{counts.of.quote}={rate}%"
        return self.finding(
            [*label_span(row), actual.span, counts.of.span, *(figure.span for figure in counts.done)],
            f"“{name(row)}”自评表填{actual.quote}%，按正文所列件数算得{said}，请核实完成值并重新计分。",
            f"“{name(row)}” is {actual.quote}% in the form; the counts in the text give {said}.",
            computed=f"{said}≠{actual.quote}%",
            labels=[name(row), "实际完成值"],
        )


@dataclass(frozen=True, slots=True)
class _Counts:
    """What was to be done and, behind it in the same sentence, what was done of it; `said` holds the paragraph's words
    up to the clause of the last, `deed` those of the clauses of what was done."""

    of: Figure
    done: tuple[Figure, ...]
    said: str
    deed: str
    failed: bool = False
    """Whether the count is of those that it was not done of (抽检12批次，其中1批次不合格)."""

    @property
    def most(self) -> Fraction:
        return max(self._rates())

    def gives(self, rate: Figure) -> bool:
        half = Fraction(rate.factor) / 10**rate.decimals
        return any(abs(found - rate.value) <= half for found in self._rates())

    def _rates(self) -> list[Fraction]:
        """The share of each of them, and of the first two, three… together (满意、基本满意)."""
        values = [figure.value for figure in self.done]
        if self.failed:
            values = [self.of.value - value for value in values]
        shares = [value / self.of.value for value in (*values, *accumulate(values))]
        return [share for share in shares if share <= 1] or [Fraction(0)]


def _all_but(report: Report, owner: Owner) -> Iterator[tuple[Row, Span, Figure, Figure]]:
    """Cells that say of so many that all did it (47家企业已全部使用), and the text's counts of so many and of the few
    alone that did."""
    few = list(_few(report))
    for row in report.rows if few else ():
        for heading, cell in row.cells.items():
            if heading in (*STANDARD, *TARGET, *NAME) or not _says("every", said := bare(cell.text)):
                continue
            for whole, part, deed in few:
                counted = re.search(rf"(?<![\d.]){re.escape(whole.quote)}{re.escape(whole.unit)}", said)
                if counted and owner.same(whole.span, row.span) and words_of(said + name(row)) & words_of(deed):
                    yield row, cell.span, whole, part
                    break


def _few(report: Report) -> Iterator[tuple[Figure, Figure, str]]:
    """Counts of the narrative with those of them alone that did what the words behind say."""
    text, rows = plain(report), [row.span for row in report.rows]
    figures = sorted((f for f in report.figures if f.base not in _NO_COUNTS), key=lambda f: f.span)
    for whole, part in pairwise(figures):
        between = text[whole.span.end : part.span.start]
        counted = (
            whole.unit == part.unit and part.value < whole.value and _says("few", between.removeprefix(whole.unit))
        )
        if counted and not any(row.covers(whole.span) for row in rows):
            yield whole, part, text[part.span.end : _clause_end(text, part)].removeprefix(part.unit)


def _rates(report: Report) -> Iterator[tuple[Row, Figure]]:
    """Rows whose actual value is a percentage."""
    rows = {row.id: row for row in report.rows}
    for relation in report.relations:
        actual = figure(relation, "actual") if relation.kind == "target_met" else None
        if actual is not None and actual.unit in ("%", "％") and actual.source in rows:
            row = rows[actual.source]
            if _RATE.search(name(row)):
                yield row, actual


def _counted(report: Report) -> Iterator[_Counts]:
    """Each sentence of the narrative that tells how many there were to do and how many were done, and no rate."""
    text = plain(report)
    rows = [row.span for row in report.rows]
    told = [s.span for s in report.segments if s.section in _TOLD and "目标" not in s.cell_label]
    inside = [f for f in report.figures if any(s.covers(f.span) for s in told)]
    inside = [f for f in inside if not any(row.covers(f.span) for row in rows)]
    for around, group in groupby(sorted(inside, key=lambda f: f.span), key=lambda f: sentence(report, f.span)):
        figures = list(group)
        if any(f.unit in ("%", "％") for f in figures) or pattern("shortfall", "other_time").search(around.of(text)):
            continue
        for at, whole in enumerate(figures):
            done = list(_done(text, figures, at))
            if done and whole.value > 0 and whole.comparator == "eq" and whole.base not in _NO_COUNTS:
                end = _clause_end(text, done[-1])
                deed = text[whole.span.end : end]
                yield _Counts(whole, tuple(done), text[paragraph(report, around).start : end], deed)
                break
            failed = next(iter(figures[at + 1 :]), None) if whole.base not in _NO_COUNTS else None
            if failed is not None and _failed(text, around, whole, failed):
                end = _clause_end(text, failed)
                deed = text[whole.span.end : end]
                yield _Counts(whole, (failed,), text[around.start : end], deed, failed=True)
                break


def _done(text: str, figures: list[Figure], at: int) -> Iterator[Figure]:
    """The counts of the same unit right behind that are no more than the whole, up to a clause that denies or sets
    apart what it counts."""
    whole, last = figures[at], figures[at]
    for part in (behind for behind in figures[at + 1 :] if behind.unit not in _TIMES):
        said = text[last.span.end : _clause_end(text, part)]
        apart = pattern("shortfall", "left_over").search(_OF_THEM.sub("", said))
        other = part.unit != whole.unit or part.comparator != "eq" or apart
        if other or not _LEAST * whole.value <= part.value + (last.value if last is not whole else 0) <= whole.value:
            return
        yield part
        last = part


def _failed(text: str, around: Span, whole: Figure, part: Figure) -> bool:
    """Whether a count behind the whole is of some that it was not done of, and stays so."""
    counted = part.unit == whole.unit and whole.comparator == part.comparator == "eq" and 0 < part.value < whole.value
    said = text[whole.span.end : _clause_end(text, part)]
    return counted and _says("failed", said) and not _says("done_again", around.of(text))


def _says(what: str, said: str) -> bool:
    return pattern("shortfall", what).search(said) is not None


def _clause_end(text: str, part: Figure) -> int:
    found = _END.search(text, part.span.end)
    return found.start() if found else len(text)


def _about(row: Row, counts: _Counts) -> bool:
    """Whether the paragraph speaks of what the row measures, and what was done is what the rate is of."""
    named, said, deed = (_TIMELY.sub("及时", text) for text in (unnoted(name(row)), counts.said, counts.deed))
    named = _RATE.sub("", named)
    shared = pairs(named) & pairs(said)
    held = {at + step for at in range(len(named) - 1) if named[at : at + 2] in shared for step in (0, 1)}
    least = _MOSTLY if counts.failed else _ALIKE
    return bool(pairs(named[-_DEED:]) & pairs(deed)) and len(held) >= least * len(named)
