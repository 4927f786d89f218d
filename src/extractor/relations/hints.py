"""What a contradiction looks like: a unit slip, swapped digits, one wrong digit, a part left out or counted twice.

A hint comes after the verdict and never changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from extractor.relations import interval as iv
from extractor.relations.model import Figure, Member, Relation

Holds = Callable[[Sequence[Figure]], bool]

_POWERS = (4, 3, 2, 1, 8)
UNLIKELY = 0.1
"""What is off by one digit more often than this by chance tells nothing."""
_LONG = 4
"""Digits from which on two of them seldom change places into what is right by chance."""
_MOST_MEMBERS = 30
"""Beyond this many figures some change of one digit nearly always fits by chance."""


def hints(members: Sequence[Member], holds: Holds) -> tuple[str, ...]:
    """The changes of one figure that would make the relation hold, of the most telling kind that does.

    `holds` judges the figures in the members' order. Forms: `unit-slip:10000@2` (member 2 is 10000 times too large or
    too small), `swapped-digits@1`, `counted-twice@3`, `left-out@3`, `one-digit@0`.
    """
    if len(members) > _MOST_MEMBERS:
        return ()
    figures = [m.figure for m in members]
    for kind in (_slips(figures, holds), _swaps(figures, holds), _counts(members, holds), _digits(figures, holds)):
        found = tuple(kind)
        if found:
            # A change that any of many figures could have had tells nothing.
            return found if len(found) <= _MOST_CULPRITS else ()
    return ()


_MOST_CULPRITS = 4


def _with(figures: Sequence[Figure], index: int, number: Decimal) -> list[Figure]:
    return [replace(f, number=number) if i == index else f for i, f in enumerate(figures)]


def _slips(figures: Sequence[Figure], holds: Holds) -> Iterator[str]:
    for index, figure in enumerate(figures):
        # A figure that may as well be missing is no unit slip.
        matters = figure.number and not holds(_with(figures, index, Decimal(0)))
        for power in _POWERS if matters else ():
            for factor in (figure.factor * 10**power, figure.factor / 10**power):
                changed = [replace(f, factor=factor) if i == index else f for i, f in enumerate(figures)]
                if holds(changed):
                    yield f"unit-slip:{10**power}@{index}"


def _digits_of(figure: Figure) -> str:
    """The printed digits without their point; empty for a negative number, which no slip of a digit makes."""
    digits = f"{figure.number:f}".replace(".", "")
    return digits if digits.isdigit() else ""


def _swaps(figures: Sequence[Figure], holds: Holds) -> Iterator[str]:
    for index, figure in enumerate(figures):
        text = _digits_of(figure)
        for at in range(len(text) - 1):
            if text[at] != text[at + 1] and (at or text[1] != "0"):
                swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
                if holds(_with(figures, index, Decimal(swapped).scaleb(-figure.decimals))):
                    yield f"swapped-digits@{index}"


def _counts(members: Sequence[Member], holds: Holds) -> Iterator[str]:
    figures = [m.figure for m in members]
    addends = [i for i, m in enumerate(members) if m.part in ("addend", "score", "weight")]
    if len(addends) < 3 or not any(m.part == "whole" for m in members):
        return
    for index in addends:
        number = figures[index].number
        if number:
            if holds(_with(figures, index, Decimal(0))):
                yield f"counted-twice@{index}"
            if holds(_with(figures, index, number * 2)):
                yield f"left-out@{index}"


def _digits(figures: Sequence[Figure], holds: Holds) -> Iterator[str]:
    for index, figure in enumerate(figures):
        digits = _digits_of(figure)
        for at, old in enumerate(digits):
            changed = (digits[:at] + new + digits[at + 1 :] for new in "0123456789" if new != old)
            if any(holds(_with(figures, index, Decimal(c).scaleb(-figure.decimals))) for c in changed):
                yield f"one-digit@{index}"
                break


def is_slip(relation: Relation) -> bool:
    """Whether they look like one figure gone wrong: a unit slip, swapped digits, one digit of three or more."""
    if any(h.startswith(("unit-slip", "swapped")) for h in relation.hints):
        return telling_digits(relation.members[0].figure) >= 2
    digits = min(telling_digits(m.figure) for m in relation.members)
    return any(h.startswith("one-digit") for h in relation.hints) and digits >= 3


def is_misread(relation: Relation) -> bool:
    """Whether another digit, or two that are swapped, in one of its figures would make it come out."""
    return any(h.startswith(("one-digit", "swapped")) for h in relation.hints)


def is_swapped(relation: Relation) -> bool:
    """Whether two digits of the first figure, which is long, changed places."""
    swapped = any(hint == "swapped-digits@0" for hint in relation.hints)
    return swapped and telling_digits(relation.members[0].figure) >= _LONG


def telling_digits(figure: Figure) -> int:
    """How many digits a figure has without the zeros at both ends: short figures come out by chance."""
    return len(figure.number.normalize().as_tuple().digits)


def is_digit_off(relation: Relation) -> bool:
    """Whether a sum is off by one digit (20, 0.3), so that one wrong digit in any of its figures would explain it, or
    by two that are swapped. A sum that lacks a part is seldom off by so round a number."""
    if relation.verdict != "contradicted":
        return False
    return is_round(relation.residual) or any(h.startswith("swapped") for h in relation.hints)


def chance(relation: Relation) -> float:
    """How likely figures that have nothing to do with each other come within one digit of a sum: few numbers are, of as
    many as there are in the last place that all of them print."""
    figures = [m.figure for m in relation.members]
    finest = min(iv.step(f) for f in figures if f.number)
    room = max(f.value for f in figures) / finest
    return min(1.0, 2 * 9 * len(str(int(room))) / float(room)) if room else 1.0


def luck(relation: Relation) -> float:
    """How likely a figure that has nothing to do with the others is what they give but for one digit of any of them:
    the first member against the sum, the product or the quotient of the others, which are best given `sharp`."""
    if relation.kind in ("sum", "difference"):
        return chance(relation)
    stated = relation.members[0].figure
    others = [m.figure for m in relation.members[1:]]
    if not stated.value or not all(f.value for f in others):
        return 1.0
    width = (iv.unit_in_last_place(stated) if stated.decimals else iv.step(stated)) / stated.value
    width += sum((iv.unit_in_last_place(f) / f.value for f in others), Fraction(0))
    tried = 9 * sum(len(_digits_of(m.figure)) for m in relation.members)
    return min(1.0, tried * float(width))


def is_surely_misread(relation: Relation, tried: int = 1) -> bool:
    """Whether a digit keeps a relation from coming out where that is no chance, though `tried` were looked at."""
    return luck(relation) * tried < UNLIKELY and is_misread(relation)


def sharp(figure: Figure) -> Figure:
    """The figure as if it were exact: a digit that explains what the printed numbers themselves give is less likely
    chance than one that explains some of all that they may stand for."""
    return replace(figure, exact=True)


def is_round(residual: Decimal | None) -> bool:
    """Whether a difference has one digit other than zero."""
    return residual is not None and residual != 0 and len(residual.normalize().as_tuple().digits) == 1
