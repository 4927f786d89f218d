"""Rates that the narrative prints, with their operands in the same sentence, the one before, or by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.relations import equation, ratios, shares
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.facts import TOTAL, Fact
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import PLANNED, FigureMention, alike, main, named
from extractor.relations.operands import NEAR, before, best, is_bound, is_misprint
from extractor.relations.words import Formula, Rate, bare, canonical, formula_of, pattern, words

_EXECUTION = re.compile(r"(?:部门|整体|全年|年度)*预算执行率$")
_PART_OF_YEAR = re.compile(
    r"\d\s*月|季度|上半年|同期|上年|去年|项目|专项|目标|计划|力争|要求|低于|高于|以上|中央|[省市县区本]级|地方|结转|其他|自筹"
)
_OVER = re.compile(r"超(?:额|出|过)?(?:完成)?(?:年度|年初|原定)?(?:任务|目标|计划)")
_RATE = re.compile(r"率|满意度|完成|达到?|的$")
_BASES = {"adjusted": "", "initial": "按年初预算数计算", "received": "按到位资金计算"}
_BASE_SAID = re.compile(r"(?:按照?|以)(?P<base>[^，,]{2,14}?)(?:计算|测算|核算|口径|为基数|为分母)")
_BASE_TOLD = re.compile(r"^\s*(?:按|以(?![上下前后来]))")
"""Before an amount that the words name as the base (按到位资金190万元计算)."""
_EARLIER = re.compile(r"上年|去年")
_MONEY_GIVEN = re.compile(r"下达|安排|预算|到位|批复|拨|补助|资金|经费|收到")
_NOT_GIVEN = re.compile(r"投资|合同|中标|概算|贷款|债|累计|产值")
_MOST_SPENT = 4
_MOST_GIVEN = 4
_INCOMES = tuple(canonical(name) for name in ("收入合计", "收入", "财政拨款收入", "预算收入", "资金来源", "项目资金"))
_MOST = 200
"""So many figures are looked through for an operand that stands further off."""


def relations(mentions: Sequence[FigureMention], facts: Sequence[Fact], owners: dict[str, str]) -> Iterator[Relation]:
    yield from _one_execution(mentions, owners)
    for index, percent in enumerate(mentions):
        if percent.dimension != "percent" or _changes(percent) or shares.is_share(mentions, index):
            continue
        if _OVER.search(percent.clause):
            yield from _overshoot(mentions, index)
        elif _RATE.search(percent.lead):
            yield from _rate(mentions, index, facts, owners.get(percent.document, ""))


def _one_execution(mentions: Sequence[FigureMention], owners: dict[str, str]) -> Iterator[Relation]:
    """The year's execution rate is one: where it is said again, it is the same (95.70%, later 达100%). Rates of several
    sources in one sentence are not the year's, and one told beside its own amounts is that of these."""
    said = [m for m in mentions if m.dimension == "percent" and _is_of_the_year(m)]
    often = Counter(m.sentence for m in said)
    paid = {m.sentence for m in mentions if m.dimension == "money"}
    first: dict[str, FigureMention] = {}
    for mention in said:
        if often[mention.sentence] > 1:
            continue
        known = first.setdefault(owners.get(mention.document, ""), mention)
        again = known is not mention and mention.sentence not in paid
        if again and known.figure.comparator == mention.figure.comparator == "eq":
            yield equation.same([known.figure, mention.figure], "预算执行率", "document")


def _is_of_the_year(mention: FigureMention) -> bool:
    named = _EXECUTION.match(words().noise.sub("", mention.lead)) and not _PART_OF_YEAR.search(mention.clause)
    return bool(named) and mention.aspect not in ("prior", "target") and not mention.depth


def _changes(percent: FigureMention) -> bool:
    """Whether the percentage is a change against an earlier time (changes.py)."""
    return any(word in percent.lead for word in (*words().against, *words().grown))


def _rate(mentions: Sequence[FigureMention], index: int, facts: Sequence[Fact], owner: str) -> Iterator[Relation]:
    percent = mentions[index]
    name = bare(percent.lead)
    formula = formula_of(name)
    rate = next((r for r in words().rates if any(w in name for w in r.words)), None)
    said = _BASE_SAID.search(percent.lead)
    if rate is not None and said is not None:
        base = named(said["base"], words())[1]
        if base not in rate.below:
            return
        rate = replace(rate, below=(base,))
    found = list(_by_amounts(mentions, index, rate)) if rate is not None else []
    if formula is not None:
        found = [r for r in found if r.verdict in HOLDING or _is_of(r, formula)]
    elif not found and rate is not None and "adjusted" in rate.below:
        found = list(_of_the_year(mentions, index, rate, [f for f in facts if f.owner == owner]))
    if not found and formula is not None and not is_bound(percent.figure):
        found = list(by_formula(percent.figure, formula, facts, owner))
    if rate is None and formula is None:
        found = list(ratios.relations(mentions, index))
    # A rate of some of them (其中集中采购执行率95%) has amounts of its own.
    yield from (r for r in found if r.verdict in HOLDING or "其中" not in percent.lead)


def _is_of(relation: Relation, formula: Formula) -> bool:
    """Whether what stands above the line is what a rate known by name asks for (公用经费 of 公用经费控制率)."""
    above = [m.figure.label for m in relation.members if m.part == "numerator"]
    return any(name in label for label in above for name in formula.above)


def _by_amounts(mentions: Sequence[FigureMention], index: int, rate: Rate) -> Iterator[Relation]:
    """Amounts of the kinds that the rate is made of, the nearest; the same sentence first."""
    percent = mentions[index]
    for back in (0, NEAR):
        near = [m for m in before(mentions, index, back) if m.dimension == "money"]
        spent = [] if back else _named_alone(near, rate)
        spent = spent or [m for m in near if m.aspect in rate.above]
        scope: Scope = "sentence" if back == 0 else "section"
        tried: list[Relation] = []
        # Parts may be listed between the whole that was spent and its rate.
        likely = dict.fromkeys([*spent[:1], *filter(main, spent)][:_MOST_SPENT])
        for above in (m for m in likely if _of_its_source(percent, m, near)):
            bases, sure = _bases(near, above, rate)
            if not bases and back == 0 and (given := _given(near, above)) is not None:
                bases, sure = [(given.figure, "")], given.figure.value >= above.figure.value
            label = f"{above.subject}{percent.lead.strip().removeprefix(above.subject)}"
            sure = sure and above is spent[0]
            tried += best(percent.figure, [above.figure], bases, label, scope, sure=sure, named=True)
        if tried:
            yield next((r for r in tried if r.verdict in HOLDING), tried[0])
            return
        if spent and _bases(near, spent[0], rate)[0]:
            return


def _named_alone(near: Sequence[FigureMention], rate: Rate) -> list[FigureMention]:
    """What was spent of the nearest budget with a name, where only the name says so (公用经费36万元，预算40万元)."""
    base = next((m for m in near if m.aspect in rate.below), None)
    if base is None or base.aspect not in PLANNED or not base.subject or base.carried or "actual" not in rate.above:
        return []
    same = [m for m in near if m.subject == base.subject and m is not base and not m.carried]
    return [m for m in same if not m.aspect] if not any(m.aspect in rate.above for m in same) else []


def _of_its_source(percent: FigureMention, above: FigureMention, near: Sequence[FigureMention]) -> bool:
    """Whether a rate that names one of several sources (省级执行率) is of an amount whose clause names it, too."""
    source = pattern("rates", "source").search(percent.lead)
    if source is None:
        return True
    return any(source[0] in m.lead for m in near if m.part == above.part and m.start <= above.start)


def _of_the_year(
    mentions: Sequence[FigureMention], index: int, rate: Rate, facts: Sequence[Fact]
) -> Iterator[Relation]:
    """What was spent against the year's budget or income that another section or a form states, or against the money
    that the sections before have told of: surely meant where that is one amount."""
    percent = mentions[index]
    near = before(mentions, index, NEAR)
    paid = [m for m in near if m.dimension == "money" and m.aspect in rate.above]
    # Behind what one of several sources spent stands its own rate (其中中央资金支出86万元，执行率96%).
    if paid and paid[0].sentence == percent.sentence and not main(paid[0]):
        return
    spent = [m for m in paid if main(m) and _of_its_source(percent, m, near)]
    known = [f for f in facts if f.figure.base == "元" and f.subject in ("", TOTAL, *_INCOMES) and _is_given(f, rate)]
    stated = list({f.figure.value: f.figure for f in known}.values())[:_MOST_GIVEN]
    for above in spent[:2]:
        told = _told_before(mentions, index, above, rate)
        likely = [b for b in stated if b.value >= above.figure.value] or stated
        label = f"{above.subject}{percent.lead.strip()}"
        sure = above is spent[0] and above.sentence == percent.sentence and len(told) == 1 and not stated
        sure = sure and _of_one_kind(above, told[0])
        found = [
            *best(percent.figure, [above.figure], [(b, "") for b in likely], label, "document", named=True),
            *best(percent.figure, [above.figure], [(m.figure, "") for m in told], label, "document", sure=sure),
        ]
        # What one source paid is no share of the year's money, whatever slip would make it one.
        if pattern("rates", "source").search(above.lead):
            found = [r for r in found if r.verdict in HOLDING]
        if found:
            yield next((r for r in found if r.verdict in HOLDING), found[0])
            return


def _told_before(
    mentions: Sequence[FigureMention], index: int, above: FigureMention, rate: Rate
) -> list[FigureMention]:
    """The money given that earlier sentences tell of, the nearest first: amounts that are no part of another, or are of
    the same thing as what was spent."""
    found: dict[object, FigureMention] = {}
    for other in reversed(mentions[max(0, index - _MOST) : index]):
        given = other.aspect in ("", *rate.below) and other.dimension == "money" and other.document == above.document
        named = bool(above.subject) and other.subject == above.subject
        whole = other.figure.value >= above.figure.value and not is_bound(other.figure)
        whole = whole and not (pattern("price", "each").search(other.lead) or _EARLIER.search(other.lead))
        if given and whole and other.sentence < above.sentence and (named or main(other)):
            found.setdefault(other.figure.value, other)
    return list(found.values())[:_MOST_GIVEN]


def _of_one_kind(above: FigureMention, given: FigureMention) -> bool:
    """Whether money was given to be spent, and no name says that what was spent is another thing's (区级配套资金 of
    项目总预算)."""
    told = _MONEY_GIVEN.search(given.lead) is not None and not _NOT_GIVEN.search(given.lead)
    return told and (not above.subject or (bool(given.subject) and given.subject in above.subject))


def _is_given(fact: Fact, rate: Rate) -> bool:
    return fact.aspect in rate.below or (fact.subject in _INCOMES and fact.aspect in ("", "actual"))


def _bases(near: Sequence[FigureMention], above: FigureMention, rate: Rate) -> tuple[list[tuple[Figure, str]], bool]:
    """Amounts below the line, with what is said of an unusual one; and whether one is surely of the same thing."""
    bases: list[tuple[Figure, str]] = []
    sure = False
    for aspect in rate.below:
        base = next((m for m in near if m.aspect == aspect and m is not above and _one_subject(m, above)), None)
        base = base or next((m for m in near if m.aspect == aspect and m is not above), None)
        if base is not None:
            told = len(rate.below) == 1 or _BASE_TOLD.search(base.lead) is not None
            unusual = not told and (bool(bases) or aspect == "received")
            bases.append((base.figure, _BASES[aspect] if unusual else ""))
            sure = sure or _one_subject(base, above)
    return bases, sure


def _given(near: Sequence[FigureMention], above: FigureMention) -> FigureMention | None:
    """The money that was there to be spent, where the words do not say so: what stands right before what was spent
    (补助经费合计75万元，已支出70万元，完成率…)."""
    earlier = [m for m in near if m.start < above.start and main(m)]
    plain = bool(earlier) and earlier[0].aspect == "" and earlier[0].sentence == above.sentence
    return earlier[0] if plain and alike(earlier[0].figure, above.figure) else None


def _one_subject(base: FigureMention, above: FigureMention) -> bool:
    """Whether both are amounts of one thing; a bare 全年预算数 is of what the sentence is about."""
    return (
        base.subject == above.subject
        or (above.carried and base.sentence == above.sentence)
        or (not above.subject and base.sentence == above.sentence)
    )


def by_formula(percent: Figure, formula: Formula, facts: Sequence[Fact], owner: str) -> Iterator[Relation]:
    """A rate known by name, from figures found anywhere in the report; the way of counting is named in the reason."""
    pairs = operands(formula, facts, owner)
    tried = [equation.rate_of(percent, [above], [below], formula.names[0], "submission") for above, below in pairs]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
        return
    slips = tried if len(tried) == 1 else [r for r in tried if is_misprint(r, 3)]
    if len(slips) == 1:
        yield slips[0]


def operands(formula: Formula, facts: Sequence[Fact], owner: str) -> list[tuple[Figure, Figure]]:
    """Every pair of values that may stand above and below the line, the usual base first."""

    def values(names: frozenset[str], kinds: Sequence[str]) -> list[Figure]:
        found: dict[object, Figure] = {}
        for kind in kinds:
            for fact in facts:
                if fact.subject in names and fact.aspect == kind and fact.owner == owner:
                    found.setdefault(fact.figure.value, fact.figure)
        return list(found.values())

    def one(names: frozenset[str], kinds: Sequence[str]) -> list[Figure]:
        """What a longer name ends with (事业编制 of 编制), where nothing else is called so."""
        ending = {f.subject for f in facts if f.owner == owner and f.subject.endswith(tuple(names))}
        longer = values(frozenset(ending), kinds)
        return values(names, kinds) or (longer if len(longer) == 1 else [])

    above, below = one(formula.above, formula.above_kinds), one(formula.below, formula.below_kinds)
    return [(a, b) for b in below for a in above if alike(a, b) and a.span != b.span]


def _overshoot(mentions: Sequence[FigureMention], index: int) -> Iterator[Relation]:
    """超任务43%: (done − due) ÷ due. Both counts stand before it in the document, named as done and due."""
    percent = mentions[index]
    before = [
        m
        for m in mentions[max(0, index - _MOST) : index]
        if m.document == percent.document and m.dimension in ("count", "area", "length")
    ]
    pairs = [
        (done, due)
        for due in before
        for done in before
        if done.figure.base == due.figure.base
        and done.start > due.start
        and done.sentence == due.sentence
        and any(w in due.lead + due.tail for w in ("任务", "目标", "计划"))
        and any(w in done.lead for w in ("实际", "完成", "已"))
    ]
    tried = [
        equation.change_of(percent.figure, done.figure, due.figure, "up", "超额完成率", "document")
        for done, due in pairs
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif len({(d.figure.value, u.figure.value) for d, u in pairs}) == 1:
        yield tried[0]
