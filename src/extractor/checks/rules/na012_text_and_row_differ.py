from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.finding import Finding
from extractor.checks.naming import pairs, words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import plain, sentence
from extractor.checks.rule import Rule
from extractor.checks.shortfall import figure
from extractor.checks.values import ACTUAL, REASON, TARGET, label_span, name, unnoted
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Figure
from extractor.report import Report
from extractor.tables.model import Row

_CLAUSE = re.compile(r"(?:[^，。；;！!？?：:,、\t|]|(?<=\d),(?=\d))+")
"""A line's end inside a sentence is one of the print."""
_FIGURE = re.compile(r"(?<![\d.A-Za-z])(\d[\d,]*(?:\.\d+)?)\s*([%％]|[\u4e00-\u9fa5]{1,4})")
_SATISFIED = re.compile(r"([\u4e00-\u9fa5]*?)(?:总体|综合|平均)?满意[度率]")
_RATE = re.compile(r"([\u4e00-\u9fa5]{2,})率[^率]{0,4}$")
_BOUND = re.compile(r"\d[^\d]{0,5}(?:以下|以内|之内)")
_SUMMED = re.compile(r"\s*(?:全年)?(?:合计|共计|总计|累计)(?:培训|完成|达到?|为)?\d")
_TOLD = ("performance", "spending", "management", "other")
_ALIKE = 0.5
"""Share of a row's name, in pairs of characters, that a clause must hold."""


_WORDY = 4
"""Characters before a cell's figure from which on they name what it counts."""
_FAR = 5
"""Times that two values of the same thing may be apart."""
_TAIL = 3
"""Characters that the names of two indicators end in alike, whose heads tell them apart."""
_DIGITS = 3
"""Digits from which on a slip of one is no chance."""
_MOST = 3


class TextAndRowDiffer(Rule):
    """正文与自评表同一指标的完成值不同。

    是什么：正文写出的完成数，与自评表同一指标的实际完成值计量单位相同而数字不同；名称写法不同而数字只差一位或颠倒两位的，也按同一事实核对。
    为什么：同一指标只能有一个完成值；不一致说明至少一处有误，得分也随之不可信。
    依据：自评数据应当真实、准确（《项目支出绩效评价管理办法》，财预〔2020〕10号）。
    错误示例：正文“职工满意度87.3%”，自评表“职工满意度”实际完成值83.7%。
    正确示例：两处均为87.3%。
    何时不报：另有一处与表内数字相同；精度不同而四舍五入后相等；约数；单位不同；写的是目标、上年、季度或其中一部分；名称只有一小部分相同，或结尾相同而限定语不同（“三公”经费控制率与公用经费控制率）；同一句接着写出了表内的数字；另一行名称相近的指标恰为这一数字；另一个项目的指标。
    怎样满足：请核实并统一正文与自评表的数字，统计口径不同的请注明。
    """

    code, name, title = "NA012", "text-and-row-differ", "正文与自评表完成值不同"
    family, severity = "text_table", "error"
    basis = ("《项目支出绩效评价管理办法》（财预〔2020〕10号）",)

    def check(self, report: Report) -> Iterable[Finding]:
        rows = list(_measured(report))
        told = list(_told(report)) if rows else []
        wrong = {m.figure.span for r in report.relations if _says_so(r.kind, r.verdict) for m in r.members}
        about = _by_row(rows, told)
        owner = Owner(report)
        for index, (row, actual) in enumerate(rows):
            # Where all forms are one project's, the text is about it, whatever its title.
            mine = [t for t in told if _of(t.unit, actual.unit) and owner.same(t.span, row.span)]
            named = [t for t in mine if t in about.get(index, ()) and not _another(name(row), t.said)]
            if actual.span in wrong or any(_agrees(t.value, actual) or _keeps(t, actual) for t in named):
                continue
            if any(_beside(report, t, actual) for t in named):
                continue
            apart = [
                t
                for t in named or _slips(report, mine, row, actual)
                if not (
                    _of_another(t, rows, row)
                    or _wider(t, row, actual)
                    or _beside(report, t, actual)
                    or _keeps(t, actual)
                )
            ]
            if apart:
                yield self._found(row, actual, apart)

    def _found(self, row: Row, actual: Figure, told: list[_Told]) -> Finding:
        value = told[0].value
        same = [t for t in told if t.value == value][:_MOST]
        return self.finding(
            [*(t.place for t in same), actual.span, *label_span(row)],
            f"“{name(row)}”正文为{value}{actual.unit}，自评表实际完成值为{actual.quote}{actual.unit}，两处不一致，请核实并统一。",
            f"“{name(row)}”: {value}{actual.unit} in the text, {actual.quote}{actual.unit} in the form.",
            computed=f"{value}≠{actual.quote}",
            labels=[name(row), "实际完成值"],
        )


def _says_so(kind: str, verdict: str) -> bool:
    return kind == "equal" and verdict == "contradicted"


def _measured(report: Report) -> Iterator[tuple[Row, Figure]]:
    """Rows with a figure for the actual value."""
    rows = {row.id: row for row in report.rows}
    for relation in report.relations:
        actual = figure(relation, "actual") if relation.kind == "target_met" else None
        if actual is not None and actual.source in rows and actual.unit:
            yield rows[actual.source], actual


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the narrative that could be a result: the digits' place, that of the words up to them, these words,
    all of the clause, and what follows the digits."""

    span: Span
    place: Span
    said: str
    clause: str
    value: Decimal
    unit: str


def _told(report: Report) -> Iterator[_Told]:
    text = plain(report)
    for segment in report.segments:
        if segment.section not in _TOLD or "目标" in segment.cell_label:
            continue
        for part in _CLAUSE.finditer(text, segment.span.start, segment.span.end):
            found = list(_FIGURE.finditer(part.group()))
            whole = _whole(report, text, part) if len(found) == 1 else None
            if len(found) == 1 and (whole or not _other(report, part, found[0][2])):
                at = part.start() + found[0].start(1)
                digits = Span(at, at + len(found[0][1]))
                said = part.group()[: found[0].start()]
                place = Span(part.start() + len(said) - len(said.lstrip()), digits.end)
                value = Decimal(found[0][1].replace(",", ""))
                yield _Told(digits, place, whole or said.strip(), (whole or "") + part.group(), value, found[0][2])


def _whole(report: Report, text: str, part: re.Match[str]) -> str | None:
    """What the parts before add up to (举办培训班12期，其中上半年216人次、下半年252人次，合计468人次)."""
    before = text[sentence(report, Span(part.start(), part.end())).start : part.start()]
    head, among, _ = before.partition("其中")
    said = head.strip(" ，,：:（(").rpartition("，")[2]
    if not among or not _SUMMED.match(part.group()) or pattern("shortfall", "other_fact").search(said):
        return None
    return said


def _other(report: Report, part: re.Match[str], unit: str) -> bool:
    """Whether the clause speaks of another time, of a part, of a target or of about so many. A rate of several is their
    average, whether it says so or not."""
    wanted = pattern("shortfall", "other_fact")
    said = part.group().replace("平均", "") if unit in ("%", "％") else part.group()
    before = report.text[sentence(report, Span(part.start(), part.end())).start : part.start()]
    return bool(wanted.search(said) or re.search(r"其中", before))


def _beside(report: Report, told: _Told, actual: Figure) -> bool:
    """Whether the sentence goes on to the row's own figure: the first one is of something wider."""
    around = sentence(report, told.span).of(plain(report))
    return bool(re.search(rf"(?<![\d.]){re.escape(actual.quote)}(?![\d.])", around))


def _another(row: str, said: str) -> bool:
    """Whether the words end as the row's name does, under another head: 三公经费控制率 for 公用经费控制率."""
    mine, theirs = (re.sub(r"[^\u4e00-\u9fa5]", "", unnoted(text)) for text in (row, said))
    tail = next((n for n in range(len(mine), 0, -1) if theirs.endswith(mine[-n:])), 0)
    head, before = pattern("shortfall", "deed").sub("", mine[: len(mine) - tail]), theirs[: len(theirs) - tail]
    return tail >= _TAIL and len(head) > 1 and len(before) > 1 and not pairs(head) & pairs(before)


def _slips(report: Report, told: Iterable[_Told], row: Row, actual: Figure) -> list[_Told]:
    """Figures that differ from the row's by one digit, or by two that changed places, in a sentence that shares words
    with the row: the same fact under another name. None where the row's own figure stands in the text, too."""
    if len(actual.quote.replace(".", "").replace(",", "")) < _DIGITS:
        return []
    cells = [cell.text for heading, cell in row.cells.items() if heading not in (*TARGET, *ACTUAL, *REASON)]
    words = words_of("、".join(cells))
    near = [t for t in told if words & words_of(sentence(report, t.span).of(plain(report)))]
    near = [t for t in near if not _another_rate(name(row), t.said)]
    if any(t.value == actual.number for t in near):
        return []
    return [t for t in near if words & words_of(t.clause) and _one_slip(str(t.value), str(actual.number))]


def _another_rate(row: str, said: str) -> bool:
    """Whether the words before a figure name another rate than the row does (执行率 for 持续运行率)."""
    mine, theirs = _RATE.search(unnoted(row)), _RATE.search(said)
    return mine is not None and theirs is not None and not pairs(mine[1]) & pairs(theirs[1])


def _one_slip(one: str, other: str) -> bool:
    if len(one) != len(other) or one == other:
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(unlike) == 2 and one[unlike[0]] == other[unlike[1]] and one[unlike[1]] == other[unlike[0]]
    return swapped or (len(unlike) == 1 and "." not in (one[unlike[0]], other[unlike[0]]))


def _of_another(told: _Told, rows: list[tuple[Row, Figure]], row: Row) -> bool:
    """Whether another row of such a name has just this value."""
    mine = pairs(name(row))
    return any(f.number == told.value and other is not row and mine & pairs(name(other)) for other, f in rows)


def _wider(told: _Told, row: Row, actual: Figure) -> bool:
    """Whether the words leave out what narrows the row down (15处水厂 for 新建水厂3处): more of a wider thing."""
    narrow = pattern("shortfall", "narrow").findall(name(row))
    left_out = any(word not in told.clause for word in narrow)
    return left_out and told.value > actual.number and not _one_slip(str(told.value), str(actual.number))


def _by_row(rows: list[tuple[Row, Figure]], told: Sequence[_Told]) -> dict[int, list[_Told]]:
    """Index of a row → the figures that are told of it: those whose words hold half of its name or more, and of no
    other row's more."""
    names = [pairs(unnoted(_subject(row, actual))) for row, actual in rows]
    holding: dict[str, list[int]] = defaultdict(list)
    for index, named in enumerate(names):
        for pair in named if len(named) > 1 else ():
            holding[pair].append(index)
    found: dict[int, list[_Told]] = defaultdict(list)
    for one in told:
        hits = Counter(index for pair in pairs(one.clause) for index in holding.get(pair, ()))
        shares = {index: count / len(names[index]) for index, count in hits.items()}
        best = max(shares.values(), default=0)
        for index, share in shares.items():
            if share == best >= _ALIKE:
                found[index].append(one)
    satisfied = [index for index, (row, _) in enumerate(rows) if _SATISFIED.search(name(row))]
    if len(satisfied) == 1:
        (index,) = satisfied
        found[index] += [one for one in told if one not in found[index] and _satisfied(one, name(rows[index][0]))]
    return found


def _subject(row: Row, actual: Figure) -> str:
    """What a row's value is of: the words that its cell puts before the figure (破案65起；探头560个), else its name."""
    cell = row.cell(*ACTUAL)
    if cell is None or not cell.span.covers(actual.span):
        return name(row)
    before = cell.text[: max(0, cell.text.find(actual.quote))]
    said = re.split(r"[，。；;、\s\d]", before)[-1]
    return said if len(said) >= _WORDY and not pattern("shortfall", "deed").fullmatch(said) else name(row)


def _satisfied(told: _Told, row: str) -> bool:
    """Whether a clause tells how satisfied those were whom the row asked: it names the same people, or none."""
    said, asked = _SATISFIED.search(told.said), _SATISFIED.search(row)
    if said is None or asked is None:
        return False
    whose = pairs(said[1])
    return not whose or bool(whose & pairs(asked[1]))


def _of(printed: str, unit: str) -> bool:
    """Whether what follows the figure is the row's unit: the longest counter that starts it."""
    return printed.replace("％", "%") == unit or (
        printed.startswith(unit) and not printed[len(unit) :].startswith("次")
    )


def _keeps(told: _Told, actual: Figure) -> bool:
    """Whether the words tell what something was kept to, and the value is within it (3%以内)."""
    return _BOUND.search(told.clause) is not None and actual.number <= told.value


def _agrees(value: Decimal, actual: Figure) -> bool:
    if not actual.number / _FAR <= value <= actual.number * _FAR:
        return True  # so far apart that they are hardly of the same thing
    places = min(-int(value.as_tuple().exponent), actual.decimals)
    step = Decimal(1).scaleb(-places)
    return abs(value - actual.number) <= step / 2 if value != actual.number else True
