"""Figures that are one and the same by their value, their unit and a word of their names, though each place puts the
rest in other words (硬化通组公路68.4公里 in a form, 硬化通组路68.4公里 in the text)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.relations import equation
from extractor.relations.echoes import NARROWED, OTHER_TIME, PLANNED, is_of_a_part
from extractor.relations.facts import Fact
from extractor.relations.figures import Figures, row_name
from extractor.relations.hints import is_slip
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import PEOPLE, FigureMention, kind_of, main
from extractor.relations.operands import as_target, is_same
from extractor.relations.words import bare
from extractor.report import Report

LIKELY = "疑为同一数字"
"""Reason of a contradiction that rests on likeness alone: it falls where both figures come out elsewhere."""

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_EARLIER = re.compile(r"累计|历年|以前|比|较")
_COMMON = 2
"""A pair of characters in more names than this tells no name from another."""
_LONG, _LONG_COUNT = 5, 3
"""Significant digits of two amounts, and of two numbers of things, that differ in one of them and are no chance."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure of a form, or of the narrative, with the pairs of characters of its name."""

    figure: Figure
    pairs: frozenset[str]
    planned: bool
    owner: str
    among: bool = False
    """A part in a list, or told in brackets: what it is a part of is something else."""


def relations(
    report: Report,
    figures: Figures,
    mentions: Sequence[FigureMention],
    facts: Sequence[Fact],
    owners: Mapping[str, str],
) -> Iterator[Relation]:
    rows = _rows(report, figures, owners)
    others = _told([m for m in mentions if not is_of_a_part(report, m)], owners)
    by_kind: dict[tuple[str, bool, str], list[_Value]] = defaultdict(list)
    for other in others:
        by_kind[_kind(other)].append(other)
    for row, target in rows:
        same = [o for o in by_kind[_kind(row)] if o.pairs & row.pairs]
        echoed = [o for o in same if is_same(row.figure, o.figure)]
        if echoed:
            members = sorted((as_target(v.figure) for v in (row, *echoed)), key=lambda f: f.span)
            yield equation.same(members, row.figure.label, "submission")
        else:
            meant = [o for o in same if target is None or not is_same(target, o.figure)]
            yield from _slipped(row, meant)
    yield from _misprinted(facts)


def _rows(report: Report, figures: Figures, owners: Mapping[str, str]) -> list[tuple[_Value, Figure | None]]:
    """Targets and actual values of indicator rows, each with the row's other one."""
    found: list[tuple[_Value, Figure | None]] = []
    for form in report.forms:
        owner = bare(form.project) or owners.get(form.document, "")
        for row in form.rows:
            if row.kind == "indicator" and not NARROWED.search(row_name(row)):
                target, actual = figures.cell(row, "年度指标值"), figures.cell(row, "实际完成值")
                pairs = pairs_of([row_name(row)])
                if target is not None:
                    found.append((_Value(target, pairs, True, owner), actual))
                if actual is not None:
                    found.append((_Value(actual, pairs, False, owner), target))
    often = Counter(pair for value, _ in found if not value.planned for pair in value.pairs)
    rare = {pair for pair, count in often.items() if count <= _COMMON}
    return [(_Value(v.figure, v.pairs & rare, v.planned, v.owner), other) for v, other in found]


def _told(mentions: Sequence[FigureMention], owners: Mapping[str, str]) -> list[_Value]:
    return [
        _Value(
            m.figure,
            pairs_of([m.lead, m.tail[:8]]),
            m.aspect in ("target", "initial") or PLANNED.search(m.lead + m.tail[:6]) is not None,
            owners.get(m.document, ""),
            not main(m),
        )
        for m in mentions
        if m.aspect != "prior"
        and m.dimension != "score"
        and not OTHER_TIME.search(m.lead)
        and not _EARLIER.search(m.lead)
    ]


def pairs_of(names: Iterable[str]) -> frozenset[str]:
    """Every two characters that stand together."""
    runs = (run for name in names for run in _HAN.findall(name))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


def _kind(value: _Value) -> tuple[str, bool, str]:
    """What two values must have in common: whose they are, planned or done, and what they are counted in."""
    return value.owner, value.planned, kind_of(value.figure)


def _slipped(row: _Value, same: Sequence[_Value]) -> Iterator[Relation]:
    """The one figure of the narrative that is a digit off, where none is the row's."""
    found = [
        relation
        for other in same
        if not other.among and (len(other.pairs & row.pairs) > 1 or len(row.pairs) == 1)
        if _is_misprint(relation := _likely([row.figure, other.figure], row.figure.label))
    ]
    if len(found) == 1:
        yield found[0]


def _is_misprint(relation: Relation) -> bool:
    """Ten times as much is as likely another thing's number."""
    return is_slip(relation) and not any(h.startswith("unit-slip") for h in relation.hints)


def _likely(figures: Sequence[Figure], label: str) -> Relation:
    return equation.same([as_target(f) for f in figures], label, "submission", reason=LIKELY)


def _misprinted(facts: Sequence[Fact]) -> Iterator[Relation]:
    """A long amount, or a number of things by much the same name, that stands once and is a digit off another one."""
    amounts: dict[str, list[Fact]] = defaultdict(list)
    masked: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for fact in facts:
        digits = str((fact.figure.value * 100).numerator)
        kind = f"{fact.owner}:{PEOPLE[0] if fact.figure.base in PEOPLE else fact.figure.base}"
        if fact.figure.comparator == "eq" and _is_long(fact, digits):
            key = f"{kind}:{digits}"
            amounts[key].append(fact)
            for at in range(len(digits)):
                masked[kind, at, digits[:at] + digits[at + 1 :]].add(key)
    twins = ((one, other) for keys in masked.values() for one in keys for other in keys if one != other)
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in twins:
        if len({f.place for f in amounts[one]}) == 1 and len({f.place for f in amounts[other]}) > 1:
            near[one].add(other)
    for one, others in sorted(near.items()):
        known = amounts[next(iter(others))]
        if len(others) == 1 and _one_kind(amounts[one][0], known) and _one_name(amounts[one][0], known):
            yield _likely([amounts[one][0].figure, known[0].figure], amounts[one][0].subject)


def _is_long(fact: Fact, digits: str) -> bool:
    """Whether `digits`, those of the hundredfold, are too many to be like another figure's by chance."""
    least, length = (_LONG, 0) if _is_money(fact) else (_LONG_COUNT, _LONG + 1)
    return len(digits.rstrip("0")) >= least and len(digits) >= length


def _is_money(fact: Fact) -> bool:
    return fact.figure.base == "元"


def _one_name(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether a number of things has more than one pair of characters of a name that the other one goes by."""
    own = pairs_of([fact.figure.label, fact.subject, fact.said])
    return _is_money(fact) or any(len(own & pairs_of([f.figure.label, f.subject, f.said])) > 1 for f in others)


def _one_kind(fact: Fact, others: Sequence[Fact]) -> bool:
    kinds = {f.aspect for f in others if f.aspect}
    return fact.aspect != "prior" and (not fact.aspect or not kinds or fact.aspect in kinds)
