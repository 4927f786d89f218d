"""Indicator rows: whether the target is met, and whether the points agree with that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from extractor.relations import equation
from extractor.relations.figures import Figures, row_name
from extractor.relations.judge import Judgement, decimal
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.sheet import SCORES
from extractor.relations.standards import rubric_of
from extractor.relations.words import pattern, words
from extractor.report import Report
from extractor.tables.model import Row
from extractor.tables.rubric import Rubric

Sense = Literal[">=", "<=", "=", ">", "<", "range"]
_SIGNS: dict[str, Sense] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<"}
_NATURE = re.compile("性质|方向|符号|运算|比较|关系")
"""Headings of the column that says which way a target is met: 绩效指标性质, 指标方向, 运算符号…"""
_TOLERANCE = Fraction(1, 10)
_TIMES = ("天", "日", "月", "年", "小时", "分钟", "工作日", "个月", "周", "秒")
_DATE = re.compile(r"(?:(20\d\d)\s*年\s*)?(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?")


def relations(report: Report, figures: Figures) -> Iterator[Relation]:
    for row in report.rows:
        if row.kind == "indicator":
            yield from _dates(row, figures)
            yield from _numbers(report, row, figures)


def _numbers(report: Report, row: Row, figures: Figures) -> Iterator[Relation]:
    target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
    if target is not None and actual is None:
        # 2315户8642人 against ≥1800户: the one of the target's unit; 2部，另1部正在编制: the one before the rest.
        alike = [f for f in figures.cells.get((row.id, "实际完成值"), ()) if f.base == target.base]
        rest = [f for f in alike[1:] if pattern("target", "rest").search(report.text[alike[0].span.end : f.span.start])]
        actual = alike[0] if alike and len(alike) == len(rest) + 1 else None
    if target is None or actual is None or not _one_unit(target, actual) or not _measures(row, target, actual):
        return
    if pattern("target", "each").search(row.text("年度指标值")) and actual.value > target.value:
        # 每月2次 against 全年24次
        each = pattern("target", "each").search(row.text("实际完成值"))
        if each is None and row.text("年度指标值").strip() != row.text("实际完成值").strip():
            return
    sense = _sense_of(row, target)
    weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
    pair = [Member(target, "target"), Member(actual, "actual")]
    extra = [Member(weight, "weight"), Member(score, "score")] if weight is not None and score is not None else []
    standard = rubric_of(report, row) if row.text("评分标准") else None

    def judged(_: object) -> Judgement:
        if sense is None and target.value != actual.value:
            return Judgement("unchecked", "未注明指标方向，无法判断是否达标")
        if standard is not None and weight is not None and score is not None:
            if is_met(target, actual, sense or "="):
                return Judgement("exact")
            due = most_of(standard, row.text("评分标准"), target, actual, weight)
            if due is not None and score.value > due:
                reason = f"未达标，按评分标准至多得{decimal(due)}分，却得"
                return Judgement("contradicted", reason, residual=decimal(score.value - due))
            return Judgement("unchecked", "按本行评分标准计分")
        return target_points(target, actual, sense or "=", weight, score)

    sign = {">=": "≥", "<=": "≤"}.get(sense or "→", sense or "→")
    marks = f"，{equation.named(score)}/{weight.quote}" if extra and weight and score else ""
    yield equation.relation(
        "target_met",
        row_name(row),
        f"{equation.named(actual)} {sign} {equation.named(target)}{marks}",
        [*pair, *extra],
        judged,
        "row",
        flips=("是否达标", "得分"),
    )


def _one_unit(target: Figure, actual: Figure) -> bool:
    """Whether both are of one unit, though one of them leaves out for what each is (60元/株 and 75元)."""
    bases = (target.base, actual.base)
    if bases[0] == bases[1]:
        return True
    whole, _, each = max(bases, key=len).partition("/")
    return bool(each) and whole == min(bases, key=len)


def _measures(row: Row, target: Figure, actual: Figure) -> bool:
    """Whether the cells hold the figures and little else: a figure inside a sentence may measure anything."""
    rest = len("".join(row.text("年度指标值").split())) + len("".join(row.text("实际完成值").split()))
    return rest - len(target.quote) - len(actual.quote) <= 24


def natures(row: Row) -> list[str]:
    """What a row's columns say of the way in which its target is met: `≥`, `反向`."""
    return ["".join(cell.text.split()) for heading, cell in row.cells.items() if _NATURE.search(heading)]


def _sense_of(row: Row, target: Figure) -> Sense | None:
    """Which way the target is met: its sign, the form's own column, or what the indicator's name says."""
    if target.comparator in _SIGNS:
        return _SIGNS[target.comparator]
    nature = "".join(natures(row))
    for word, sense in words().signs.items():
        if word in nature:
            return sense  # type: ignore[return-value]
    text = row.text("年度指标值")
    cost = any(word in row.text("一级指标") + row.text("二级指标") for word in words().cost)
    money = target.base.startswith("元")
    if re.match(r"\s*[=＝]", text):
        # Who spends more for each than was set has not met it.
        return "<=" if money and cost else "="
    if pattern("target", "lowered").search(text) or _unwanted(row_name(row)) or target.number == 0:
        return "<="
    if money and cost:
        return "<="
    if money and pattern("target", "earned").search(row_name(row)):
        return ">="
    # Money and spans of time may be meant either way.
    return None if target.base.startswith("元") or target.base in _TIMES else ">="


def _unwanted(name: str) -> bool:
    """Whether there shall be little of what a name says; not where it goes on with what is done about that
    (投诉办结率)."""
    behind = [name.partition(word)[2] for word in words().reverse if word in name]
    return any(pattern("target", "dealt_with").search(rest) is None for rest in behind)


def is_met(target: Figure, actual: Figure, sense: Sense) -> bool:
    """By the printed values: thresholds know no interval. An equal-type target is met by more, too."""
    if sense in ("<=", "<"):
        return actual.value <= target.value
    return actual.value >= target.value


def target_points(
    target: Figure, actual: Figure, sense: Sense, weight: Figure | None, score: Figure | None
) -> Judgement:
    """Points against the target: met → any points up to the weight; missed → at most the proportional points."""
    residual = decimal(actual.value - target.value)
    if actual.comparator in ("lt", "le") and sense not in ("<=", "<"):
        return Judgement("unchecked", "完成值只给出上限")
    if is_met(target, actual, sense):
        return Judgement("exact", residual=residual)
    if weight is None or score is None:
        return Judgement("unchecked", "未达标，本表未列得分", residual=residual)
    if score.value >= weight.value and weight.value > 0:
        return Judgement("contradicted", "未达标却得满分", residual=residual)
    limit = _proportional(target, actual, sense, weight)
    if limit is not None and score.value > limit + _TOLERANCE:
        return Judgement("contradicted", "得分高于按完成比例应得分", residual=decimal(score.value - limit))
    return Judgement("exact", residual=residual)


def most_of(standard: Rubric, said: str, target: Figure, actual: Figure, weight: Figure) -> Fraction | None:
    """The most that a missed target earns by a standard that asks for the target itself: nothing where nothing less
    counts, and for each thing that is missing so much less. None where the standard says more than that."""
    if standard.kind == "conditions":
        nothing_less = len(standard.items) <= 2 and pattern("target", "all_or_nothing").search(said) is not None
        return Fraction(0) if nothing_less else None
    if target.base == "1" or "%" in said or "％" in said:
        return None
    if standard.kind in ("bands", "steps") and target.unit and target.unit in said and target.base == actual.base:
        bounds = standard.bounds(decimal(actual.value / Fraction(target.factor)), weight.number)
        return Fraction(bounds[1]) if bounds is not None else None
    step, by_each = standard.step, target.number == 0 or pattern("target", "missing").search(said) is not None
    less = any(item.points not in (None, weight.number) for item in standard.items)
    if standard.kind != "events" or step is None or less or step.share or not by_each or not step.per:
        return None
    missing = int(abs(target.value - actual.value) / Fraction(step.per))
    return max(Fraction(0), weight.value - missing * Fraction(step.deduct))


def _proportional(target: Figure, actual: Figure, sense: Sense, weight: Figure) -> Fraction | None:
    """The most that a missed target can earn; for a reverse indicator the larger of the two usual ways."""
    if sense in ("<=", "<"):
        if target.value == 0:
            return Fraction(0)
        if actual.value <= 0:
            return None
        excess = (actual.value - target.value) / target.value
        return weight.value * max(target.value / actual.value, 1 - excess, Fraction(0))
    return weight.value * actual.value / target.value if target.value > 0 else None


def _dates(row: Row, figures: Figures) -> Iterator[Relation]:
    """Deadlines (2023年12月 → 2023年10月) are compared as dates."""
    target, actual = row.cell("年度指标值"), row.cell("实际完成值")
    weight, score = figures.cell(row, "分值"), figures.cell(row, *SCORES)
    if target is None or actual is None or weight is None or score is None:
        return
    due, done = _DATE.search(target.text), _DATE.search(actual.text)
    single = due and done and len(_DATE.findall(target.text)) == 1 and len(_DATE.findall(actual.text)) == 1
    if not single or due is None or done is None or bool(due[1]) != bool(done[1]):
        return
    late = _ordinal(done, last=False) > _ordinal(due, last=True)

    def judged(_: object) -> Judgement:
        if late and score.value >= weight.value:
            return Judgement("contradicted", "超过时限却得满分")
        return Judgement("exact")

    yield equation.relation(
        "target_met",
        row_name(row),
        f"{actual.text} 不晚于 {target.text}，得分{score.quote}/{weight.quote}",
        [Member(weight, "weight"), Member(score, "score")],
        judged,
        "row",
        flips=("是否达标", "得分"),
    )


def _ordinal(date: re.Match[str], *, last: bool) -> Decimal:
    """Months since year 0 with days as hundredths; a month without a day ends (`last`) or begins with it."""
    return Decimal(int(date[1] or 0) * 12 + int(date[2])) + Decimal(int(date[3] or (31 if last else 1))) / 100
