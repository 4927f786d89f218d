"""A result as small tables for people, and those tables as text or Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rich.cells import cell_len

from extractor.evaluation.agreement import AGREED
from extractor.evaluation.measures import MEASURES, Measure
from extractor.evaluation.reliability import expected_error, reliability
from extractor.evaluation.result import Comparison, Measured, Result
from extractor.evaluation.scores import Match, Score, Share
from extractor.output.escape import one_line

_NONE = "—"
_BY_REPORT = ("strict", "numeric", "textual", "rows", "cells", "computed", "judged", "precision")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, headings and rows of words; the first column names what the others tell of."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def sheets(result: Result, *, timings: bool = False) -> list[Sheet]:
    """Everything but the mistakes; a sheet without rows is left out."""
    made = [
        _measures(result),
        *([_times(result.scores)] if timings else []),
        *([_changes(result.comparison)] if result.comparison else []),
        _matches("陈述（按类别，严格一致）", "类别", result.kinds),
        _shares("陈述的各栏（位置相符者中取值相同的）", "栏", result.fields),
        _confidence(result),
        _shares("发现（按类型，标注为确定的错误和警告）", "类型", result.families),
        _codes(result.codes),
        _reports(result),
    ]
    return [sheet for sheet in made if sheet.rows]


def side_by_side(results: Mapping[str, Result], *, timings: bool = False) -> list[Sheet]:
    """Several extractors on the same reports: over all (micro), the mean of the reports (macro), and by report."""
    shown_ = [measure for measure in MEASURES if any(_of(result, measure).of for result in results.values())]
    headings = ("项目", *results)
    rows = [(one.label, *(_spread(_of(result, one)) for result in results.values())) for one in shown_]
    macro = [(one.label, *(shown(_of(result, one).macro, one) for result in results.values())) for one in shown_]
    kinds = sorted({kind for result in results.values() for kind in result.kinds})
    made = [
        Sheet("合计（95%区间）", headings, tuple(rows)),
        Sheet("按报告平均", headings, tuple(macro)),
        Sheet(
            "陈述（按类别，严格一致的 F1）",
            ("类别", *results),
            tuple((kind, *(_f1(result.kinds.get(kind)) for result in results.values())) for kind in kinds),
        ),
        Sheet(
            "陈述的把握与严格一致的比例",
            headings,
            (("平均差距（ECE）", *(f"{expected_error(result.outcomes):.3f}" for result in results.values())),),
        ),
        Sheet("各份报告（陈述严格一致 F1）", ("报告", *results), tuple(_each(list(results.values())))),
    ]
    if timings:
        taken = [[s.seconds for s in result.scores if s.seconds is not None] for result in results.values()]
        spent = tuple(f"{median(one):.2f}" if one else _NONE for one in taken)
        made.append(Sheet("用时（秒，每份报告）", headings, (("中位", *spent),)))
    return made


def _of(result: Result, measure: Measure) -> Measured:
    return next(one for one in result.measured if one.measure.name == measure.name)


def _spread(one: Measured) -> str:
    interval = f"（{one.interval[0]:.3f}–{one.interval[1]:.3f}）" if one.interval else ""
    return shown(one.value, one.measure) + interval


def _f1(match: Match | None) -> str:
    return _NONE if match is None else f"{match.f1:.3f}"


def _each(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    for scores in zip(*(result.scores for result in results), strict=True):
        yield scores[0].name, *(f"{score.claims['strict'].f1:.3f}" for score in scores)


def agreement(result: Result) -> list[Sheet]:
    """What two labellers can agree in: everything but what only an output has."""
    rows = tuple(_measured(one) for one in result.measured if one.of and one.measure.name in AGREED)
    made = [
        Sheet("一致程度", ("项目", "合计", "95%区间", "按报告平均", "命中/总数", "皆空"), rows),
        _matches("陈述（按类别，严格一致）", "类别", result.kinds),
        _shares("陈述的各栏（位置相符者中取值相同的）", "栏", result.fields),
        _shares("发现（按类型，第一份中确定的错误和警告）", "类型", result.families),
        _reports(result),
    ]
    return [sheet for sheet in made if sheet.rows]


def title(result: Result) -> str:
    """`corpus · dev · 8 份报告 · program 0.1.0, extractor embedded`."""
    parts = [result.corpus, result.split or "", f"{len(result.scores)} 份报告"]
    parts.append(", ".join(f"{name} {version}" for name, version in result.versions.items()))
    return one_line(" · ".join(filter(None, parts)))


def text(made: Sequence[Sheet]) -> str:
    """The sheets below each other, columns aligned by the cells that a character takes."""
    return "\n\n".join("\n".join(_aligned(sheet)) for sheet in made) + "\n"


def markdown(heading: str, made: Sequence[Sheet]) -> str:
    """The sheets as Markdown tables."""
    parts = [f"# {_cell(heading)}"]
    for sheet in made:
        lines = [_line(sheet.headings), _line(["---"] + ["---:"] * (len(sheet.headings) - 1))]
        parts.append("\n".join([f"## {_cell(sheet.title)}", "", *lines, *map(_line, sheet.rows)]))
        if sheet.note:
            parts.append(_cell(sheet.note))
    return "\n\n".join(parts) + "\n"


def shown(value: float | None, measure: Measure | None = None) -> str:
    """A share with three decimals; a dash where there is none."""
    if value is None:
        return _NONE
    return f"{value:.2f}" if measure and measure.better is None else f"{value:.3f}"


def _measures(result: Result) -> Sheet:
    rows = [_measured(one) for one in result.measured if one.of]
    note = "区间：按报告重抽样的 95% 区间。皆空：该项标注与输出都没有内容的报告数；F1 按正确计入平均，其余不计入。"
    return Sheet("总分", ("项目", "合计", "95%区间", "按报告平均", "命中/总数", "皆空"), tuple(rows), note)


def _measured(one: Measured) -> tuple[str, ...]:
    spread = f"{one.interval[0]:.3f}–{one.interval[1]:.3f}" if one.interval else _NONE
    counted = _NONE if one.measure.empty is not None else f"{one.hit}/{one.of}"
    value, macro = shown(one.value, one.measure), shown(one.macro, one.measure)
    return one.measure.label, value, spread, macro, counted, str(one.empty)


def _times(scores: Sequence[Score]) -> Sheet:
    taken = [score.seconds for score in scores if score.seconds is not None]
    rows = (
        [("中位", f"{median(taken):.2f}"), ("最长", f"{max(taken):.2f}"), ("合计", f"{sum(taken):.2f}")]
        if taken
        else []
    )
    return Sheet("用时（秒，每份报告）", ("", "秒"), tuple(rows))


def _changes(compared: Comparison) -> Sheet:
    rows = []
    for change in compared.changes:
        if change.difference is None:
            continue
        spread = f"{change.interval[0]:+.3f}–{change.interval[1]:+.3f}" if change.interval else _NONE
        measure = change.measure
        rows.append(
            (
                measure.label,
                shown(change.then, measure),
                shown(change.now, measure),
                f"{change.difference:+.3f}",
                spread,
            )
        )
    note = f"共同的报告 {compared.reports} 份。"
    if compared.only_now or compared.only_then:
        note += (
            f"只在本次：{'、'.join(compared.only_now) or '无'}；只在旧结果：{'、'.join(compared.only_then) or '无'}。"
        )
    note += f"新漏 {len(compared.lost)} 处，新误报 {len(compared.alarms)} 处。"
    return Sheet("与旧结果比较（成对）", ("项目", "旧", "新", "差", "95%区间"), tuple(rows), note)


def _matches(said: str, first: str, matches: Mapping[str, Match]) -> Sheet:
    rows = [
        (name, f"{m.f1:.3f}", f"{m.precision:.3f}", f"{m.recall:.3f}", str(m.hit), str(m.gold), str(m.predicted))
        for name, m in matches.items()
    ]
    return Sheet(said, (first, "F1", "查准", "查全", "命中", "标注", "输出"), tuple(rows))


def _shares(said: str, first: str, shares: Mapping[str, Share]) -> Sheet:
    rows = [(name, shown(share.value), f"{share.hit}/{share.asked}") for name, share in shares.items() if share.asked]
    return Sheet(said, (first, "比例", "命中/总数"), tuple(rows))


def _confidence(result: Result) -> Sheet:
    bins = reliability(result.outcomes)
    rows = [(f"{one.confidence:.2f}", f"{one.right:.2f}", str(one.count)) for one in bins]
    note = f"平均差距（ECE）{expected_error(result.outcomes):.3f}：把握与严格一致的比例之差，按陈述数加权。"
    return Sheet("陈述的把握（每十分之一一档）", ("把握", "严格一致", "陈述"), tuple(rows), note)


def _codes(codes: Mapping[str, Share]) -> Sheet:
    rows = [
        (code, str(share.asked), str(share.hit), str(share.asked - share.hit), shown(share.value))
        for code, share in codes.items()
    ]
    return Sheet("发现（按规则，错误和警告）", ("规则", "报出", "正确", "误报", "查准"), tuple(rows))


def _reports(result: Result) -> Sheet:
    measures = [measure for measure in MEASURES if measure.name in _BY_REPORT]
    rows = [
        (s.name, *(shown(m.value([m.counts(s)])) for m in measures), str(s.false_alarms))
        for s in result.scores
    ]  # fmt: skip
    labels = [measure.label.removesuffix(" F1") for measure in measures]
    return Sheet("各份报告", ("报告", *labels, "误报"), tuple(rows))


def _aligned(sheet: Sheet) -> Iterator[str]:
    table = [sheet.headings, *(tuple(map(one_line, row)) for row in sheet.rows)]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    yield sheet.title
    for row in table:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0] + " " * (first[1] - cell_len(first[0]))]
        cells += [" " * (width - cell_len(word)) + word for word, width in others]
        yield "  " + "  ".join(cells).rstrip()
    if sheet.note:
        yield f"  {sheet.note}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(word: str) -> str:
    """A word that no Markdown reader takes for markup."""
    escaped = one_line(word).replace("\\", "\\\\")
    for mark in "|`*_<>[]":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped
