"""What is left of what a rate is of, told further on: 交办案件60件，化解51件，化解率85% … 剩余9件."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.relations import equation, judge
from extractor.relations.differences import tells
from extractor.relations.equation import HOLDING
from extractor.relations.hints import is_digit_off, is_surely_misread, sharp
from extractor.relations.lists import label_of
from extractor.relations.model import Figure, Member, Relation
from extractor.relations.narrative import FigureMention, alike
from extractor.relations.operands import is_bound

_LEAST = 10
"""Of fewer things so many rates leave the same number."""


def relations(mentions: Sequence[FigureMention], found: Iterable[Relation]) -> Iterator[Relation]:
    """`found` are the relations that are known; rates and shares that hold are looked through."""
    known = list(found)
    yield from _shares_with_rest(mentions, known)
    pairs = [pair for r in known if r.kind in ("rate", "share") and r.verdict in HOLDING and (pair := _sides(r))]
    at = {m.figure.span: index for index, m in enumerate(mentions)}
    for index, rest in enumerate(mentions):
        if not (tells(rest, "left") or tells(rest, "rest")) or tells(rest, "earlier") or is_bound(rest.figure):
            continue
        same = [
            (above, below) for above, below in pairs if alike(above, rest.figure) and rest.figure.span != above.span
        ]
        near = [pair for pair in same if _right_before(mentions, at.get(pair[0].span, index), index)]
        tried = [equation.difference(rest.figure, b, [a], label_of(rest), "document") for a, b in (near or same)]
        fits = next((r for r in tried if r.verdict in HOLDING and (near or rest.figure.number >= _LEAST)), None)
        # The one rate of the sentence before is meant, or a slip explains why it does not come out.
        slips = (r for r in tried if len(near) == len({b.value for _, b in near}) == 1 and is_digit_off(r))
        if (relation := fits or next(slips, None)) is not None:
            yield relation


def _shares_with_rest(mentions: Sequence[FigureMention], known: Sequence[Relation]) -> Iterator[Relation]:
    """A part, its share and the rest, where the whole stands nowhere near (供餐64所，占94.12%，其余4所由企业供餐)."""
    explained = {m.figure.span for r in known if r.kind in ("rate", "share") for m in r.members}
    for part, share, rest in zip(mentions, mentions[1:], mentions[2:], strict=False):
        if share.dimension != "percent" or share.figure.span in explained or not tells(rest, "rest"):
            continue
        near = rest.sentence == part.sentence and share.lead.strip().startswith("占")
        if not near or not alike(part.figure, rest.figure) or is_bound(part.figure) or is_bound(rest.figure):
            continue
        done, left = sharp(part.figure), sharp(rest.figure)
        relation = equation.relation(
            "share",
            label_of(part),
            f"{equation.named(done)} ÷ （{done.quote} + {equation.named(left)}） = {equation.named(share.figure)}",
            [Member(share.figure, "percent"), Member(done, "numerator"), Member(left, "denominator")],
            lambda f: judge.ratio(f[0], [f[1]], [f[1], f[2]]),
            "sentence",
        )
        if relation.verdict in HOLDING or is_surely_misread(relation):
            yield relation


def _right_before(mentions: Sequence[FigureMention], taken: int, index: int) -> bool:
    """Whether what a rate took stands in the sentence or the one before, and nothing of its kind stands between."""
    rest, done = mentions[index], mentions[taken]
    between = mentions[taken + 1 : index]
    return (
        taken < index
        and rest.sentence - done.sentence <= 1
        and rest.heading == done.heading
        and not any(alike(m.figure, rest.figure) for m in between)
    )


def _sides(relation: Relation) -> tuple[Figure, Figure] | None:
    """What was taken and of what, where each is one figure and something is left."""
    above, below = (_of(relation.members, part) for part in ("numerator", "denominator"))
    return (above[0], below[0]) if len(above) == len(below) == 1 and above[0].value < below[0].value else None


def _of(members: Sequence[Member], part: str) -> list[Figure]:
    return [member.figure for member in members if member.part == part]
