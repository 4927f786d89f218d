"""Makes judged relations: one function for each shape of relation, with its formula, residual and hints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from extractor.relations import judge
from extractor.relations.hints import hints
from extractor.relations.judge import Judgement
from extractor.relations.model import Figure, Member, Part, Relation, RelationKind

Scope = Literal["row", "table", "sentence", "section", "document", "submission"]
_LONGEST_LABEL = 24
HOLDING = ("exact", "rounding")


def named(figure: Figure) -> str:
    """The figure with its label, as it stands in a formula."""
    label = figure.label if len(figure.label) <= _LONGEST_LABEL else f"{figure.label[:_LONGEST_LABEL]}…"
    return f"{label}{figure.quote}{figure.unit}"


def relation(
    kind: RelationKind,
    label: str,
    formula: str,
    members: Sequence[Member],
    judged: Callable[[Sequence[Figure]], Judgement],
    scope: Scope,
    *,
    flips: tuple[str, ...] = (),
    reason: str = "",
    holds: Callable[[Sequence[Figure]], bool] | None = None,
) -> Relation:
    """A relation with its verdict. `judged` takes the members' figures in their order, and so does `holds`, which is
    quicker to ask; `flips` and `reason` go with a contradiction and with a base other than the usual one."""
    judgement = judged([m.figure for m in members])
    wrong = judgement.verdict == "contradicted"
    tried = holds or (lambda figures: judged(figures).verdict in HOLDING)
    return Relation(
        id="",
        kind=kind,
        label=label,
        formula=formula,
        members=tuple(members),
        verdict=judgement.verdict,
        reason=judgement.reason or reason,
        reported=judgement.reported,
        computed=judgement.computed,
        residual=judgement.residual,
        flips=flips if wrong else (),
        hinted=cache(lambda: hints(members, tried)) if wrong else tuple,
        scope=scope,
    )


def sum_of(
    whole: Figure | Decimal,
    parts: Sequence[Figure],
    label: str,
    scope: Scope,
    *,
    kind: RelationKind = "sum",
    part: Part = "addend",
    less: Sequence[Figure] = (),
    listing: judge.Listing = "complete",
    reason: str = "",
) -> Relation:
    """`whole = parts - less`; a whole that the report does not print (100) is given as a number."""
    members = [Member(p, part) for p in parts] + [Member(p, "subtrahend") for p in less]
    right = " + ".join(map(named, parts)) + "".join(f" − {named(p)}" for p in less)
    count = len(parts)
    if isinstance(whole, Figure):

        def judged(figures: Sequence[Figure]) -> Judgement:
            return judge.total(figures[0], figures[1 : count + 1], less=figures[count + 1 :], listing=listing)

        def holds(figures: Sequence[Figure]) -> bool:
            return judge.adds_up(figures[0], figures[1 : count + 1], figures[count + 1 :])

        members.insert(0, Member(whole, "whole"))
        left = named(whole)
    else:
        implied = Fraction(whole)

        def judged(figures: Sequence[Figure]) -> Judgement:
            return judge.total(implied, figures[:count], less=figures[count:], listing=listing)

        def holds(figures: Sequence[Figure]) -> bool:
            return judge.adds_up(implied, figures[:count], figures[count:])

        left = f"{whole * 100}%" if parts[0].base == "1" else f"{whole}"
    return relation(kind, label, f"{left} = {right}", members, judged, scope, reason=reason, holds=holds)


def difference(result: Figure, minuend: Figure, subtrahends: Sequence[Figure], label: str, scope: Scope) -> Relation:
    """`result = minuend - subtrahends` (结余 = 预算 − 支出)."""
    members = [Member(result, "result"), Member(minuend, "minuend"), *(Member(s, "subtrahend") for s in subtrahends)]
    formula = f"{named(result)} = {named(minuend)}" + "".join(f" − {named(s)}" for s in subtrahends)
    return relation(
        "difference",
        label,
        formula,
        members,
        lambda f: judge.total(f[0], [f[1]], less=f[2:]),
        scope,
        holds=lambda f: judge.adds_up(f[0], [f[1]], f[2:]),
    )


def rate_of(
    percent: Figure,
    numerator: Sequence[Figure],
    denominator: Sequence[Figure],
    label: str,
    scope: Scope,
    *,
    kind: RelationKind = "rate",
    reason: str = "",
    flips: tuple[str, ...] = (),
) -> Relation:
    """`percent = numerator / denominator`, each a sum of figures."""
    count = len(numerator)
    members = [
        Member(percent, "percent"),
        *(Member(n, "numerator") for n in numerator),
        *(Member(d, "denominator") for d in denominator),
    ]
    above, below = (" + ".join(map(named, side)) for side in (numerator, denominator))
    above, below = (f"（{s}）" if " + " in s else s for s in (above, below))
    return relation(
        kind,
        label,
        f"{above} ÷ {below} = {named(percent)}",
        members,
        lambda f: judge.ratio(f[0], f[1 : count + 1], f[count + 1 :]),
        scope,
        reason=reason,
        flips=flips,
        holds=lambda f: judge.divides(f[0], f[1 : count + 1], f[count + 1 :]),
    )


def change_of(
    percent: Figure,
    new: Figure,
    old: Figure,
    direction: Literal["up", "down", "none"],
    label: str,
    scope: Scope,
    *,
    points: bool = False,
    reason: str = "",
) -> Relation:
    """`percent = |new - old| / old` with its direction; the bare difference where it is one of two rates."""
    members = [Member(percent, "percent"), Member(new, "new"), Member(old, "old")]
    gap = f"{named(new)} − {named(old)}"
    formula = f"{gap} = {named(percent)}" if points else f"（{gap}） ÷ {named(old)} = {named(percent)}"
    return relation(
        "change_rate",
        label,
        formula,
        members,
        lambda f: judge.change(f[0], f[1], f[2], direction, points=points),
        scope,
        reason=reason,
    )


def change_by(
    percent: Figure, delta: Figure, now: Figure, direction: Literal["up", "down"], label: str, scope: Scope
) -> Relation:
    """`percent = delta / (now ∓ delta)` where the earlier amount is not printed."""
    members = [Member(percent, "percent"), Member(delta, "amount"), Member(now, "new")]
    sign = "−" if direction == "up" else "+"
    formula = f"{named(delta)} ÷ （{named(now)} {sign} {delta.quote}） = {named(percent)}"
    return relation(
        "change_rate",
        label,
        formula,
        members,
        lambda f: judge.change_from_delta(f[0], f[1], f[2], direction),
        scope,
    )


def product_of(
    amount: Figure, groups: Sequence[Sequence[Figure]], label: str, scope: Scope, *, times: int = 1
) -> Relation:
    """`amount = times × sum of products` (单价 × 数量; `times` is 12 for a price by the month)."""
    members = [Member(amount, "amount"), *(Member(f, "factor") for group in groups for f in group)]
    sizes = [len(group) for group in groups]
    formula = f"{named(amount)} = " + " + ".join(" × ".join(map(named, group)) for group in groups)
    formula += f" × {times}" if times > 1 else ""

    def judged(figures: Sequence[Figure]) -> Judgement:
        rest, split = list(figures[1:]), []
        for size in sizes:
            split.append(rest[:size])
            rest = rest[size:]
        return judge.product(figures[0], split, times)

    return relation("product", label, formula, members, judged, scope)


def same(members: Sequence[Figure], label: str, scope: Scope, *, reason: str = "") -> Relation:
    """One fact, printed in several places."""
    return relation(
        "equal",
        label,
        " = ".join(map(named, members)),
        [Member(f, "member") for f in members],
        judge.equal,
        scope,
        reason=reason,
    )


def at_most(scores: Sequence[Figure], weight: Figure, label: str, scope: Scope) -> Relation:
    """Points against their weight."""
    return relation(
        "score_le_weight",
        label,
        f"{' + '.join(map(named, scores))} ≤ {named(weight)}",
        [*(Member(s, "score") for s in scores), Member(weight, "weight")],
        lambda f: judge.at_most(f[:-1], f[-1]),
        scope,
        flips=("得分超过分值",),
    )
