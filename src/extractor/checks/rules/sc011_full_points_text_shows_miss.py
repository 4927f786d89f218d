from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.naming import pairs, words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import plain
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure
from extractor.checks.values import (
    ACTUAL,
    REASON,
    SCORE,
    STANDARD,
    TARGET,
    WEIGHT,
    bare,
    blank,
    figure_spans,
    full_marks,
    label_span,
    name,
    unnoted,
)
from extractor.checks.words import pattern
from extractor.claims.model import Claim
from extractor.document.model import Span
from extractor.relations.words import words
from extractor.report import Report
from extractor.tables.model import Row

_UNIT = r"(?:%|％|[\u4e00-\u9fa5]{1,3}(?:[（(][\u4e00-\u9fa5]{1,2}[)）])?)"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BOTH = re.compile(
    r"(?P<name>[^，。；：:\n\t|]{0,24}?)(?:(?:年[度初])?(?:目标|指标|计划|任务)[值数]?[为是：:]?|[≥>]=?|不(?:低于|少于)|(?<![供响反适效])应)"
    rf"(?P<of>[^，。；：:\n\t|\d未]{{0,12}}?)\s*(?P<due>{_NUMBER})\s*(?P<unit>{_UNIT})[^。；\n\t|]{{0,12}}?"
    rf"(?:实际|完成|达到|实现|仅|只)[^，。；\d\n\t|]{{0,8}}(?P<done>{_NUMBER})\s*(?P=unit)"
)
_PUT_RIGHT = re.compile(
    r"(?P<name>(?:反馈|发现|指出|提出|查出|移交|交办|排查|通报)[^，。；：\d\n\t|]{0,12}(?:问题|意见|隐患|事项|线索))[共有为：]*"
    rf"(?P<due>{_NUMBER})\s*(?P<unit>[个条项处件起])[^。；\n\t|\d]{{0,12}}?整改(?:完成|到位|落实|销号)?[^，。；\d\n\t|]{{0,4}}"
    rf"(?P<done>{_NUMBER})\s*(?P=unit)"
)
"""All that was found is to be put right."""
_PART = re.compile(r"(?:仅|只|才)能?(?:完成|实施|推进|建成|达到)[^，。；\d\n\t|]{0,8}(?P<done>\d{1,2}(?:\.\d+)?)[%％]")
"""`供水主管因征地受阻，年底仅完成70%`: of all that there was to do."""
_BEFORE = re.compile(r"[^。；：:\n\t|]*$")
_WHEN = re.compile("(?:但|截至|到|年底|年末|目前|当年|全年|实际|前|也)+$")
_WHY = re.compile("因|由于|受")
_FAR = 50
"""Characters before what is done in part, in which it is named."""
_STANDARD = re.compile(
    rf"(?:完成|达到|开展|举办|不少于|≥)[^，。；：:\n\d]{{0,8}}(?P<due>{_NUMBER})(?P<unit>[\u4e00-\u9fa5]{{1,2}}?)"
    r"(?:以上)?的?[，,]?(?:计|得)"
)
"""A standard that states its target: `完成30期计10分，每少1期扣1分`."""
_TAIL = re.compile(r"(?:人数|人次|数量|个数|数|率|情况|工作|任务)$")
_CLASS = re.compile(r"(?:满意|合格|完成|及时|达标|知晓|覆盖)(?:率|度)$")
"""What many rates are called: whose they are stands before it (学生满意度, 企业满意度)."""
_MONEY = re.compile("资金|经费|支出|收入|金额|投入|投资|产值|销售|税|元")
_COUNTED = {
    "人数": ("人", "名", "位"),
    "人次": ("人次",),
    "户数": ("户",),
    "次数": ("次", "场", "期", "场次", "轮"),
    "面积": ("亩", "公顷", "平方米", "平方公里"),
    "里程": ("公里", "米"),
    "率": ("%", "％"),
    "整改": ("个", "条", "项", "处", "件", "起"),
}
"""How names end → in what they are counted."""
_MOST = 3
_ALIKE, _SAME = 0.5, 0.7
"""Parts of names, in pairs of characters, that the text has in common with a row, and a goal with a result."""


class FullPointsTextShowsMiss(Rule):
    """评分表得满分，正文写明没有达到目标。

    是什么：评分表只列分值和得分，该项得满分，而正文、该行备注或另一张不计分的表写出的完成数低于目标数，或反馈的问题没有全部整改；或正文写明“仅完成70%”；或评分标准写明“完成30期计10分”，而正文是26期。
    为什么：定量指标没有完成的，应按完成比例计分。
    依据：《项目支出绩效评价管理办法》（财预〔2020〕10号）：定量指标未完成的按完成值与指标值的比例计分。
    错误示例：年度目标“培训护林员1200人次”，正文“培训护林员960人次”，评分表“护林员培训”分值10、得分10。
    正确示例：同上，得分8，注明“完成960人次，为目标的80%”。
    何时不报：该行自己列有指标值和完成值（见IN008）；没有得满分；正文的目标和完成数计量单位不同、名称只有一小部分相同；反向指标；约数。
    怎样满足：请按完成比例扣分并说明原因，或更正正文的数字。
    """

    code, name, title = "SC011", "full-points-text-shows-miss", "正文未达标而评分表得满分"
    family, severity = "scoring", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = [row for row in report.rows if _bare_points(row)]
        told = [*_in_one_sentence(report), *_goal_and_result(report), *_in_rows(report)] if rows else []
        told += _by_standard(report, rows)
        owner = Owner(report)
        scored = [row for row in report.rows if not blank(row.cell(*SCORE))]
        for row in rows:
            mine = [t for t in told if owner.same(t.place, row.span)]
            mine = [t for t in mine if _speaks_of(t, row)] or _meant(mine, row, scored)
            if mine and all(t.done < t.due for t in mine):
                yield self._found(report, row, mine[0])

    def _found(self, report: Report, row: Row, told: _Told) -> Finding:
        points = figure_spans(report, row.cell(*WEIGHT), row.cell(*SCORE))
        share = f"{told.done}÷{told.due}"
        return self.finding(
            [*told.places, *label_span(row), *points],
            f"“{name(row)}”目标{told.due}{told.unit}、实际{told.done}{told.unit}，没有达到目标，评分表却得满分{report.quote(points[-1])}分，"
            "请按完成比例计分并说明原因。",
            f"“{name(row)}”: {told.done} of {told.due} {told.unit} in the text, full points in the sheet.",
            computed=f"{told.done}<{told.due}；{share}={told.done / told.due:.2%}",
            labels=[name(row), "得分"],
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text says was due and was done of the thing of that name."""

    name: str
    due: Decimal
    done: Decimal
    unit: str
    places: tuple[Span, ...]

    @property
    def place(self) -> Span:
        return self.places[0]


def _bare_points(row: Row) -> bool:
    """Whether a row has all its points, and no target or result of its own."""
    measured = not blank(row.cell(*TARGET)) or not blank(row.cell(*ACTUAL))
    return row.kind in ("indicator", "rubric") and full_marks(row) and not measured


def _speaks_of(told: _Told, row: Row) -> bool:
    if any(cell.span.covers(told.place) for heading, cell in row.cells.items() if heading in REASON):
        return True
    money = bare(told.unit).endswith("元") and not _MONEY.search(name(row))
    if money or any(word in name(row) for word in words().reverse):
        return False
    mine = pairs(_TAIL.sub("", unnoted(name(row))))
    whose = pairs(_CLASS.sub("", unnoted(name(row))))
    if whose and not whose & pairs(told.name):
        return False
    return bool(mine) and len(mine & pairs(told.name)) >= _ALIKE * len(mine) and len(mine) > 1


def _meant(told: list[_Told], row: Row, rows: Iterable[Row]) -> list[_Told]:
    """What the text tells of the row in other words (春蕾女童 for 春蕾助学人数): counted as its name says, what alone
    shares a word with it, and with no other row."""
    asked = unnoted(name(row))
    units = next((units for tail, units in _COUNTED.items() if asked.endswith(tail)), ())
    near = [one for one in told if bare(one.unit).lstrip("万亿") in units and words_of(one.name) & words_of(asked)]
    if len({one.name for one in near}) != 1:
        return []
    others = (name(other) for other in rows if name(other) != name(row))
    return near if not any(words_of(near[0].name) & words_of(other) for other in others) else []


def _in_one_sentence(report: Report) -> Iterator[_Told]:
    """`发放准确率目标值100%，实际99.92%`, in the narrative or in a row's remark."""
    for found in _BOTH.finditer(plain(report)):
        said = found["name"] + found["of"]
        if not any(pattern("shortfall", words).search(said) for words in ("other_time", "several_years")):
            yield from _told(found, said)
    for found in _PUT_RIGHT.finditer(plain(report)):
        yield from _told(found, f"{found['name']}整改")
    yield from _in_part(plain(report))


def _in_part(text: str) -> Iterator[_Told]:
    for found in _PART.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _FAR), found.start())
        said = before.group() if before is not None else ""
        clauses = (_WHY.split(_WHEN.sub("", one))[0] for one in reversed(re.split("[，,]", said)))
        named = next((one for one in clauses if len(one) > 2), "")
        place = Span(found.start() - len(said) + said.rfind(named), found.end())
        yield _Told(named, Decimal(100), Decimal(found["done"]), "%", (place,))


def _by_standard(report: Report, rows: Iterable[Row]) -> Iterator[_Told]:
    """What the text tells as done of what a row's own standard wants (完成30期计10分)."""
    counted = [c for c in report.claims if c.kind == "count" and c.role == "actual" and c.comparator == "eq" and c.unit]
    for row in rows:
        wanted = _STANDARD.search(bare(row.text(*STANDARD)))
        if wanted is None:
            continue
        mine = pairs(_TAIL.sub("", unnoted(name(row)).removesuffix(f"{wanted['unit']}数")))
        same = [c for c in counted if c.unit == wanted["unit"] and mine and mine <= pairs(f"{c.indicator}、{c.quote}")]
        if len({c.number for c in same}) == 1 and not any(row.span.start <= c.start < row.span.end for c in same):
            due, done = Decimal(wanted["due"].replace(",", "")), Decimal(same[0].number or 0)
            yield _Told(name(row), due, done, wanted["unit"], tuple(Span(c.start, c.end) for c in same[:_MOST]))


def _told(found: re.Match[str], name: str) -> Iterator[_Told]:
    due, done = (Decimal(found[key].replace(",", "")) for key in ("due", "done"))
    if due > 0:
        yield _Told(name, due, done, found["unit"], (_trimmed(found),))


def _trimmed(found: re.Match[str]) -> Span:
    """Without what a line of blanks has before the words."""
    name = found["name"]
    return Span(found.start() + len(name) - len(re.split(r"\s{2,}", name)[-1]), found.end())


def _goal_and_result(report: Report) -> Iterator[_Told]:
    """A goal with a number and the result of the same name and unit."""
    counted = [c for c in report.claims if c.kind in ("count", "ratio") and c.number and c.unit]
    goals = [c for c in counted if c.role == "target" and c.comparator in ("eq", "ge") and c.section == "goals"]
    results = [c for c in counted if c.role == "actual" and c.comparator == "eq"]
    for goal in goals:
        same = [c for c in results if c.unit == goal.unit and _one_thing(goal, c)]
        if len(same) == 1 and Decimal(goal.number or 0) > 0:
            result = same[0]
            places = (Span(result.start, result.end), Span(goal.start, goal.end))
            yield _Told(
                result.indicator, Decimal(goal.number or 0), Decimal(result.number or 0), goal.unit or "", places
            )


def _in_rows(report: Report) -> Iterator[_Told]:
    """Rows of another form, or of the text, that have a target and a result and no points."""
    rows = {row.id: row for row in report.rows if blank(row.cell(*SCORE))}
    for relation in report.relations:
        target, actual = figure(relation, "target"), figure(relation, "actual")
        row = rows.get(actual.source) if actual is not None else None
        if relation.kind != "target_met" or "≥" not in relation.formula or row is None or target is None:
            continue
        if actual is not None and target.factor == actual.factor and target.number > 0:
            yield _Told(name(row), target.number, actual.number, actual.unit, (actual.span, target.span))


def _one_thing(goal: Claim, result: Claim) -> bool:
    mine, theirs = pairs(goal.indicator), pairs(result.indicator)
    return bool(mine) and len(mine & theirs) >= _SAME * max(len(mine), len(theirs))
