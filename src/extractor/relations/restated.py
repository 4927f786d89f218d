"""The same fact met again: in the narrative, in forms, and across the documents of one file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from extractor.relations import equation
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.facts import TOTAL, Fact
from extractor.relations.hints import is_misread, is_slip, telling_digits
from extractor.relations.judge import decimal
from extractor.relations.model import Relation
from extractor.relations.words import Family, pattern, stem, words

_SPENDING = ("actual", "")
_LONG = 4
_POINTS, _MOST_SCORES = "分", 2
"""More scores than these by one name are those of several things, each told in its own part."""
_KINDS_OF_AMOUNT = (("initial",), ("adjusted",), ("actual",), _SPENDING, ("",))
"""Which amounts may be a whole and its parts; 基本支出 says that it was spent, 人员经费 beside it says nothing."""


def relations(facts: Sequence[Fact], names: dict[str, set[str]]) -> Iterator[Relation]:
    yield from _met_again(facts)
    yield from _restated(facts)
    yield from _projects(facts, names)
    yield from _breakdowns(facts)


def _met_again(facts: Sequence[Fact]) -> Iterator[Relation]:
    """An amount with three digits or more that stands in two places is one amount, whatever each place calls it."""
    amounts: dict[tuple[str, object], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.figure.base == "元" and telling_digits(fact.figure) >= 3 and fact.aspect != "target":
            amounts[fact.owner, fact.figure.value].append(fact)
    for same in amounts.values():
        first = {f.place: f for f in reversed(same)}
        if len(first) > 1:
            order = sorted(first.values(), key=lambda f: f.figure.span)
            yield equation.same([f.figure for f in order], order[0].subject, _scope(order))


def _scope(facts: Iterable[Fact]) -> Scope:
    kinds = {f.in_row for f in facts}
    return "submission" if len(kinds) == 2 else "document"


def _restated(facts: Sequence[Fact]) -> Iterator[Relation]:
    """Facts of one owner, subject and unit. Equal values hold; unequal ones contradict where year and amount are the
    same, both name their subject, and the figures look like one figure gone wrong or the subject is one of a kind."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        subject = TOTAL if fact.plain else fact.subject
        if subject:
            groups[fact.owner, subject, fact.figure.base].append(fact)
    for group in groups.values():
        places = {f.place for f in group}
        if len(group) < 2 or len(places) < 2 or len(group) > 40:
            continue
        yield from _equal(group)
        yield from _unequal(group)


def _equal(group: Sequence[Fact]) -> Iterator[Relation]:
    """One relation for each value that stands in two places or more, amounts of unlike kinds apart."""
    clusters: list[list[Fact]] = []
    for fact in group:
        home = next((c for c in clusters if _same_value(c[0], fact) and _agree(c[0], fact)), None)
        if home is None:
            clusters.append([fact])
        elif fact.place not in {f.place for f in home}:
            home.append(fact)
    for cluster in clusters:
        if len(cluster) > 1:
            yield equation.same([f.figure for f in cluster], cluster[0].subject, _scope(cluster))


def _same_value(one: Fact, other: Fact) -> bool:
    return equation.same([one.figure, other.figure], "", "document").verdict in HOLDING


def _agree(one: Fact, other: Fact) -> bool:
    """Whether nothing says that the two are different amounts: another year, another kind of amount."""
    return (not one.year or not other.year or one.year == other.year) and (
        one.aspect == other.aspect or not one.aspect or not other.aspect
    )


def _unequal(group: Sequence[Fact]) -> Iterator[Relation]:
    seen: set[tuple[object, object]] = set()
    if group[0].figure.base == _POINTS and len({f.figure.value for f in group}) > _MOST_SCORES:
        return
    for one, other in combinations(group, 2):
        if one.place == other.place or not _agree(one, other):
            continue
        if _same_value(one, other) or not (one.sure or other.sure):
            continue
        if any(_same_value(one, f) and f.place == other.place and _agree(one, f) for f in group):
            continue
        relation = equation.same([one.figure, other.figure], one.subject, _scope((one, other)))
        if one.aspect != other.aspect and not _spent_alike(relation, one, other):
            continue
        if not (is_slip(relation) or (_one_of_a_kind(one) and one.sure and other.sure and one.in_row != other.in_row)):
            continue
        key = (one.figure.value, other.figure.value)
        if key not in seen and relation.verdict == "contradicted":
            seen.add(key)
            yield relation


def _spent_alike(relation: Relation, one: Fact, other: Fact) -> bool:
    """Whether an amount that does not say what became of it is what was spent, but for one digit of many."""
    long = min(telling_digits(f.figure) for f in (one, other)) >= _LONG
    return long and is_misread(relation) and {one.aspect, other.aspect} == set(_SPENDING)


def _one_of_a_kind(fact: Fact) -> bool:
    """Whether a unit has just one such amount a year."""
    groups = [group for f in words().families for group in (f.whole, *f.parts)] + [f.below for f in words().formulas]
    return any(fact.subject in group for group in groups)


def _projects(facts: Sequence[Fact], names: dict[str, set[str]]) -> Iterator[Relation]:
    """A project's spending: in the department's report, in the project's form and in its own report."""
    projects = {f.owner for f in facts if f.owner}
    for project in sorted(projects):
        own = [f for f in facts if f.owner == project and f.aspect in _SPENDING and f.figure.base == "元"]
        form = [f for f in own if f.in_row and f.subject == TOTAL and f.aspect == "actual"]
        # Several totals under one name are those of several projects, one of them without a name.
        if len({f.figure.value for f in form}) != 1:
            continue
        named = [
            f
            for f in facts
            if not f.in_row
            and f.aspect in _SPENDING
            and f.figure.base == "元"
            and f.sure
            and not pattern("price", "each").search(f.figure.label)
            and (f.owner in ("", project))
            and (
                stem(f.subject).removesuffix("项目") in names.get(project, ())
                or (f.owner == project and f.subject == TOTAL)
            )
        ]
        members = [form[0], *named]
        if len(members) > 1:
            yield equation.same([m.figure for m in members], f"{project}支出", "submission")
    yield from _project_total(facts)


def _project_total(facts: Sequence[Fact]) -> Iterator[Relation]:
    """The department's project spending = the sum of the projects' forms."""
    forms = {f.owner: f.figure for f in facts if f.owner and f.in_row and f.subject == TOTAL and f.aspect == "actual"}
    wholes = [f for f in facts if not f.owner and f.in_row and f.subject == "项目" and f.aspect in _SPENDING]
    if len(forms) < 2 or not wholes:
        return
    relation = equation.sum_of(wholes[0].figure, list(forms.values()), "项目支出与各项目执行数", "submission")
    # Not every project need have a form in this file.
    if relation.verdict in HOLDING or (relation.residual is not None and relation.residual < 0) or is_slip(relation):
        yield relation


def _breakdowns(facts: Sequence[Fact]) -> Iterator[Relation]:
    """A known whole and its parts, wherever they stand: for each kind of amount one relation."""
    for owner in sorted({f.owner for f in facts}):
        for family in words().families:
            yield from _family(family, [f for f in facts if f.owner == owner and f.aspect != "prior"])


def _family(family: Family, facts: Sequence[Fact]) -> Iterator[Relation]:
    found: list[Relation] = []
    for aspects in _KINDS_OF_AMOUNT:
        wholes = _candidates(facts, family.whole, aspects)
        parts = [_candidates(facts, group, aspects) for group in family.parts]
        exact = bool(wholes) and all(parts)
        if not exact:
            # A section's heading names what the figures under it are amounts of (其他项目 under 项目支出情况).
            wholes = wholes or _candidates(facts, family.loose, aspects)
            parts = [p or _under(facts, group, aspects) for p, group in zip(parts, family.parts, strict=True)]
        if not wholes or not all(parts) or len(wholes) > 6 or any(len(p) > 6 for p in parts):
            continue
        combos = [c for c in product(wholes, *parts) if len({f.figure.base for f in c}) == 1]
        tried = [(equation.sum_of(c[0].figure, [f.figure for f in c[1:]], family.name, _scope(c)), c) for c in combos]
        fits = next(((r, c) for r, c in tried if r.verdict in HOLDING), None)
        if fits is not None:
            # Within one row the columns are judged by themselves.
            found.extend([fits[0]] if len({f.place for f in fits[1]}) > 1 else [])
            continue
        sure = [r for r, c in tried if (exact and all(f.sure for f in c)) or len(tried) == 1]
        found.extend(sure[:1])
    confirmed = any(r.verdict in HOLDING for r in found)
    for relation in found:
        # The same breakdown coming out for another kind of amount shows that these are its parts.
        if relation.verdict in HOLDING or confirmed or is_slip(relation):
            yield relation


def _candidates(facts: Sequence[Fact], names: frozenset[str], aspects: Sequence[str]) -> list[Fact]:
    """One fact for each value, rows first."""
    chosen: dict[object, Fact] = {}
    for fact in sorted(facts, key=lambda f: not f.in_row):
        if fact.subject in names and fact.aspect in aspects:
            chosen.setdefault(decimal(fact.figure.value), fact)
    return list(chosen.values())


def _under(facts: Sequence[Fact], names: frozenset[str], aspects: Sequence[str]) -> list[Fact]:
    """The first amount of this kind under a heading that names one of `names`, unless it is known to be another's."""
    inside = (f for f in facts if f.aspect in aspects and not f.in_row and any(f"{n}支出" in f.heading for n in names))
    first = next(inside, None)
    others = {name for family in words().families for group in (family.whole, *family.parts) for name in group} - names
    return [first] if first is not None and first.subject not in others else []
