"""Rates and shares that the narrative prints, with their operands in the same sentence, the one before, or by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractor.relations import equation
from extractor.relations.equation import HOLDING, Scope
from extractor.relations.facts import Fact
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Relation
from extractor.relations.narrative import Mention, named
from extractor.relations.words import Formula, Rate, bare, words

_OF = re.compile(r"占(?P<base>.*)$")
_OF_END = re.compile(r"(?:的?(?:比重|比例|百分比|份额|比))?(?:约|仅|达到?|为|是|的|近)*$")
_OVER = re.compile(r"超(?:额|出|过)?(?:完成)?(?:年度|年初|原定)?(?:任务|目标|计划)")
_RATE = re.compile(r"率|完成|达到?|的$")
_BASES = {"adjusted": "", "initial": "按年初预算数计算", "received": "按到位资金计算"}
_BACK = 3
"""How many sentences back an operand may stand."""
_MOST = 200
"""So many figures are looked through for an operand that stands further off."""


def relations(mentions: Sequence[Mention], facts: Sequence[Fact], owners: dict[str, str]) -> Iterator[Relation]:
    named_facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        named_facts[fact.owner, fact.subject].append(fact)
    for index, percent in enumerate(mentions):
        if percent.dimension != "percent":
            continue
        owner = owners.get(percent.document, "")
        if _changes(percent):
            continue
        if _OVER.search(percent.clause):
            yield from _overshoot(mentions, index)
        elif "占" in percent.lead or (index > 0 and _base_before(mentions, index)):
            yield from _share(mentions, index, named_facts, owner)
        elif _RATE.search(percent.lead):
            yield from _rate(mentions, index, facts, owner)


def _changes(percent: Mention) -> bool:
    """Whether the percentage is a change against an earlier time (changes.py)."""
    clause = percent.lead
    return any(w in clause for w in words().against) or any(w in clause for w in (*words().up[:6], *words().down[:6]))


def _before(mentions: Sequence[Mention], index: int, sentences: int) -> list[Mention]:
    """Figures that are no percentages before `index`, nearest first, at most `sentences` back in the same section."""
    here, found = mentions[index], []
    for j in range(index - 1, max(-1, index - 40), -1):
        other = mentions[j]
        if here.sentence - other.sentence > sentences or other.document != here.document:
            break
        if other.heading != here.heading and other.line != here.line:
            break
        if other.dimension not in ("percent", "points"):
            found.append(other)
    return found


def _base_before(mentions: Sequence[Mention], index: int) -> bool:
    """`占核定编制143人的95.10%`: the base is the figure before, and the words before it say so."""
    percent, before = mentions[index], mentions[index - 1]
    return (
        percent.lead.strip() in ("的", "")
        and percent.sentence == before.sentence
        and before.dimension != "percent"
        and percent.start - before.end <= 2
        and re.search(r"占|[是为]|完成", before.lead) is not None
        and percent.lead.strip() == "的"
    )


def _share(
    mentions: Sequence[Mention], index: int, facts: Mapping[tuple[str, str], Sequence[Fact]], owner: str
) -> Iterator[Relation]:
    percent = mentions[index]
    near = [m for m in _before(mentions, index, 0) if m.depth <= percent.depth]
    if _base_before(mentions, index):
        base, parts = near[0], [m for m in near[1:] if m.figure.base == near[0].figure.base]
        if parts:
            yield from _best(
                percent.figure,
                parts[0].figure,
                [(base.figure, "")],
                f"{label_of(parts[0])}占比",
                "share",
                "占" in base.lead and len(parts) == 1,
                "sentence",
            )
        return
    if not near:
        return
    part = near[0]
    match = _OF.search(percent.lead)
    name = _OF_END.sub("", match["base"]) if match else ""
    subject, aspect = named(name, words())
    if "总" in name and not subject.strip("总"):
        subject = "支出合计" if "支出" in name else subject
    known_by_name = facts.get((owner, subject), ())[:_MOST] if subject else ()
    bases = [
        f.figure
        for f in sorted(known_by_name, key=lambda f: (f.in_row, abs(f.figure.span.start - percent.start)))
        if f.aspect in ("", "actual", aspect) and (not f.year or not percent.year or f.year == percent.year)
    ]
    known = _distinct(bases, part.figure)
    named_base = bool(known)
    if not known:
        known = _goal_or_whole(mentions, index, part, name)
    yield from _best(
        percent.figure,
        part.figure,
        [(b, "") for b in known],
        f"{label_of(part)}占{name}",
        "share",
        named_base,
        "document",
    )


def _goal_or_whole(mentions: Sequence[Mention], index: int, part: Mention, name: str) -> list[Figure]:
    """Where the base has no name of its own (占年度任务的, 占总数的, 占比): figures of its unit before it. They can
    show that the share holds, never that it does not."""
    generic = not name or any(w in name for w in ("任务", "目标", "总", "全部", "计划"))
    before = [m for m in _before(mentions, index, _BACK) if m.start < part.start]
    return [m.figure for m in before if generic and m.figure.base == part.figure.base]


def _distinct(figures: Sequence[Figure], part: Figure) -> list[Figure]:
    """One figure for each value, of the part's dimension, without the part itself."""
    found: dict[object, Figure] = {}
    for figure in figures:
        if figure.base == part.base and figure.span != part.span:
            found.setdefault(figure.value, figure)
    return list(found.values())


def _best(
    percent: Figure,
    part: Figure,
    bases: Sequence[tuple[Figure, str]],
    label: str,
    kind: str,
    sure: bool,
    scope: Scope,
) -> Iterator[Relation]:
    """The first base that fits; where none does and the base is sure, the contradiction with the first."""
    tried = [
        equation.rate_of(
            percent, [part], [base], label, scope, kind="share" if kind == "share" else "rate", reason=reason
        )
        for base, reason in bases
    ]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif tried and (sure or _misprinted(tried[0])):
        yield tried[0]


def _misprinted(relation: Relation) -> bool:
    """Whether one slip in a rate of four digits or more would make it come out: that is no chance."""
    digits = relation.members[0].figure.quote.replace(".", "").rstrip("0")
    return len(digits) >= 4 and any(h.startswith(("swapped", "one-digit")) and h.endswith("@0") for h in relation.hints)


def _rate(mentions: Sequence[Mention], index: int, facts: Sequence[Fact], owner: str) -> Iterator[Relation]:
    percent = mentions[index]
    name = bare(percent.lead)
    formula = next((f for f in words().formulas if any(n in name for n in f.names)), None)
    rate = next((r for r in words().rates if any(w in name for w in r.words)), None)
    found = list(_by_amounts(mentions, index, rate)) if rate is not None else []
    if not found and formula is not None:
        found = list(by_formula(percent.figure, formula, facts, owner))
    if rate is None and formula is None:
        found = list(_by_counts(mentions, index))
    yield from found


def _by_amounts(mentions: Sequence[Mention], index: int, rate: Rate) -> Iterator[Relation]:
    """Amounts of the kinds that the rate is made of, the nearest; the same sentence first."""
    percent = mentions[index]
    for back in (0, _BACK):
        near = [m for m in _before(mentions, index, back) if m.dimension == "money"]
        above = next((m for m in near if m.aspect in rate.above), None)
        if above is None:
            continue
        bases: list[tuple[Figure, str]] = []
        sure = False
        for aspect in rate.below:
            base = next((m for m in near if m.aspect == aspect and m is not above and _one_subject(m, above)), None)
            base = base or next((m for m in near if m.aspect == aspect and m is not above), None)
            if base is not None:
                bases.append((base.figure, _BASES[aspect] if bases or aspect == "received" else ""))
                sure = sure or _one_subject(base, above)
        if bases:
            label = f"{above.subject}{percent.lead.strip()}"
            scope: Scope = "sentence" if back == 0 else "section"
            yield from _best(percent.figure, above.figure, bases, label, "rate", sure, scope)
            return


def _one_subject(base: Mention, above: Mention) -> bool:
    """Whether both are amounts of one thing; a bare 全年预算数 is of what the sentence is about."""
    return (
        base.subject == above.subject
        or (above.carried and base.sentence == above.sentence)
        or (not above.subject and base.sentence == above.sentence)
    )


def _by_counts(mentions: Sequence[Mention], index: int) -> Iterator[Relation]:
    """A rate of things: done of due, in one sentence. A due count further off can only show that it holds."""
    percent = mentions[index]
    counts = [m for m in _before(mentions, index, 0) if m.dimension in ("count", "area", "length")]
    if not counts:
        return
    above = counts[0]
    same = [m for m in counts[1:] if m.figure.base == above.figure.base]
    far = [
        m
        for m in mentions[max(0, index - _MOST) : index]
        if m.figure.base == above.figure.base
        and m.document == percent.document
        and m.sentence != percent.sentence
        and any(w in m.lead + m.tail for w in words().goal)
    ]
    done = any(w in above.lead for w in words().done)
    sure = (
        done
        and len(same) == 1
        and above.start - same[0].end < 40
        and above.figure.value <= same[0].figure.value
        and not any(w in same[0].lead for w in words().done)
        and any(c in above.lead for c in _essence(percent.lead))
    )
    label = f"{percent.lead.strip()}"
    found = list(_best(percent.figure, above.figure, [(m.figure, "") for m in same], label, "rate", sure, "sentence"))
    if not found and far:
        found = list(
            _best(percent.figure, above.figure, [(m.figure, "") for m in far[-4:]], label, "rate", False, "document")
        )
    yield from found


def _essence(name: str) -> str:
    """The characters of a rate's name that say what was done (办结率 → 办结)."""
    return re.sub(r"[率均达到为的和及，、]", "", name)[-6:]


def by_formula(percent: Figure, formula: Formula, facts: Sequence[Fact], owner: str) -> Iterator[Relation]:
    """A rate known by name, from figures found anywhere in the report; the way of counting is named in the reason."""
    pairs = operands(formula, facts, owner)
    tried = [equation.rate_of(percent, [above], [below], formula.names[0], "submission") for above, below in pairs]
    fits = next((r for r in tried if r.verdict in HOLDING), None)
    if fits is not None:
        yield fits
    elif len(tried) == 1:
        yield tried[0]


def operands(formula: Formula, facts: Sequence[Fact], owner: str) -> list[tuple[Figure, Figure]]:
    """Every pair of values that may stand above and below the line, the usual base first."""

    def values(names: frozenset[str], kinds: Sequence[str]) -> list[Figure]:
        found: dict[object, Figure] = {}
        for kind in kinds:
            for fact in facts:
                if fact.subject in names and fact.aspect == kind and fact.owner == owner:
                    found.setdefault(fact.figure.value, fact.figure)
        return list(found.values())

    above, below = values(formula.above, formula.above_kinds), values(formula.below, formula.below_kinds)
    return [(a, b) for b in below for a in above if a.base == b.base and a.span != b.span]


def _overshoot(mentions: Sequence[Mention], index: int) -> Iterator[Relation]:
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
