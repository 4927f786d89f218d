"""What a model may answer, and whether a proposal becomes a claim.

A model names a segment, copies a quote and chooses from lists. Figures are read again from the quote, and whatever it
says otherwise is checked against the text: what does not hold is a reason, in the report's language, and no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from extractor.claims.clause import clauses
from extractor.claims.grade import grades
from extractor.claims.grounding import ground
from extractor.claims.lexicon import pattern
from extractor.claims.model import Backing, Claim, ClaimComparator, Direction, Kind, Role, Segment
from extractor.claims.period import period_at
from extractor.claims.standing import nothing_spent
from extractor.language.normalise import fold
from extractor.language.quantities import quantities
from extractor.language.quantity import Dimension, Quantity

_NUMERIC: Mapping[Kind, frozenset[Dimension]] = {
    "amount": frozenset({"money"}),
    "ratio": frozenset({"percent", "points", "bare"}),
    "score": frozenset({"score", "bare"}),
    "count": frozenset({"count", "area", "length", "duration", "volume", "weight", "bare"}),
}
"""What a figure of each kind is measured in; a kind that is missing needs no figure."""
_MEASURED = frozenset({"change", "problem", "measure"})
"""Kinds that state a figure where the quote has one."""
_LONGEST = 400


class Proposal(BaseModel):
    """One claim as a model proposes it. There is no field for a number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    segment: str
    quote: str
    kind: Kind
    indicator: str
    role: Role
    direction: Direction | None
    evidence: Backing | None


class Answer(BaseModel):
    """What a model answers for a batch of segments."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: list[Proposal] = Field(max_length=400)


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes: its name in the output, how sure its claims are taken to be, and the quotes of the examples that it
    was shown, which it may copy only where they stand."""

    name: str
    confidence: float
    shown: frozenset[str] = frozenset()


class Unfounded(ValueError):
    """Why a proposal is no claim (Chinese: the model is told, and so is the user)."""


def claim(proposal: Proposal, text: str, segment: Segment, carried: str | None, by: Proposer) -> Claim:
    """The claim that `proposal` makes about `segment`; `carried` is the period that the sentence before hands on.
    Raises `Unfounded`."""
    if len(proposal.quote) > _LONGEST:
        raise Unfounded(f"引文超过{_LONGEST}字，应取最短的一段")
    place = ground(text, proposal.quote, segment.span)
    if place.span is None or place.status == "none":
        if proposal.quote in by.shown:
            raise Unfounded("引文抄自示例，不在这一句中")
        raise Unfounded("引文没有逐字出现在这一句中，或截断了数字、单位、比较词、否定词")
    quote = place.span.of(text)
    _check_indicator(proposal.indicator, text, segment)
    figure = _figure(proposal.kind, quote)
    _check_direction(proposal, quote)
    before = fold(text[segment.span.start : place.span.start], punctuation=False).text
    period = period_at(before, len(before), carried) or segment.period
    return Claim(
        quote=quote, start=place.span.start, end=place.span.end, kind=proposal.kind, indicator=proposal.indicator,
        value=figure.value, number=figure.number, number_high=figure.high, unit=figure.unit,
        comparator=figure.comparator, direction=proposal.direction if proposal.kind == "change" else None,
        role=proposal.role, period=None if proposal.kind in ("problem", "measure") else period,
        section=segment.section, evidence=_evidence(proposal, figure, text, segment),
        line=text.count("\n", 0, place.span.start) + 1, document=segment.document, extractor=by.name,
        confidence=by.confidence, grounding=place.status,
    )  # fmt: skip


def carried_into(text: str, segments: tuple[Segment, ...] | list[Segment]) -> dict[str, str | None]:
    """Segment id → the time that the sentences before it in the same paragraph named last."""
    found: dict[str, str | None] = {}
    carried: str | None = None
    last: Segment | None = None
    for segment in segments:
        if last is None or "\n" in text[last.span.end : segment.span.start]:
            carried = None
        found[segment.id] = carried
        sentence = fold(segment.span.of(text), punctuation=False).text
        carried, last = period_at(sentence, len(sentence), carried), segment
    return found


@dataclass(frozen=True, slots=True)
class _Figure:
    value: str | None = None
    number: str | None = None
    high: str | None = None
    unit: str | None = None
    comparator: ClaimComparator | None = None


def _figure(kind: Kind, quote: str) -> _Figure:
    """What the quote states: its last figure of the kind, since what is measured stands before its figure."""
    folded = fold(quote, punctuation=False)

    def written(start: int, end: int) -> str:
        return folded.span(start, end).of(quote)

    fitting = [one for one in quantities(folded.text) if _fits(kind, one)]
    if fitting:
        one = fitting[-1]
        return _Figure(
            written(one.start, one.end), format(one.number, "f"), None if one.high is None else format(one.high, "f"),
            one.unit, one.comparator,
        )  # fmt: skip
    if kind not in _NUMERIC:
        return _Figure()
    if kind == "amount":
        nothing = next((made for made in map(nothing_spent, clauses(folded.text)) if made and made.value), None)
        if nothing and nothing.value:
            return _Figure(written(*nothing.value), nothing.number, None, nothing.unit, nothing.comparator)
    if kind == "score":
        grade = next((made for made in grades(folded.text) if made.value), None)
        if grade and grade.value:
            return _Figure(written(*grade.value))
    raise Unfounded(f"引文中没有 {kind} 所指的数值")


def _fits(kind: Kind, one: Quantity) -> bool:
    return one.dimension != "bare" if kind in _MEASURED else one.dimension in _NUMERIC.get(kind, frozenset())


def _check_indicator(indicator: str, text: str, segment: Segment) -> None:
    """The indicator is made of runs of the report's own words, of two characters or more."""
    said = "\n".join([segment.span.of(text), *segment.headings, segment.cell_label])
    context, wanted = _dense(said), _dense(indicator)
    if not wanted or len(wanted) > _LONGEST:
        raise Unfounded("没有写明指标")
    reached = {0}
    for end in range(1, len(wanted) + 1):
        if any(start in reached and wanted[start:end] in context for start in _starts(end, len(wanted))):
            reached.add(end)
    if len(wanted) not in reached:
        raise Unfounded("指标用了这一句和标题中没有的字词")


def _starts(end: int, length: int) -> Iterator[int]:
    """Where a run that ends at `end` may begin; a single character is a run only where nothing else is named."""
    yield from range(max(0, end - 40), end - 1 if length > 1 else end)


def _check_direction(proposal: Proposal, quote: str) -> None:
    if proposal.kind != "change":
        return
    if proposal.direction is None:
        raise Unfounded("change 应填 direction")
    folded = fold(quote).text
    told = [way for way in ("up", "down") if pattern("<words>", words=f"change.{way}").search(folded)]
    if len(told) == 1 and proposal.direction in ("up", "down") and proposal.direction != told[0]:
        raise Unfounded("direction 与引文中的升降相反")


def _evidence(proposal: Proposal, figure: _Figure, text: str, segment: Segment) -> Backing | None:
    """What backs the claim, where the codebook asks for it."""
    asked = proposal.kind in ("status", "honour") or (proposal.kind == "change" and figure.number is None)
    if not asked or proposal.role != "actual":
        return None
    if proposal.evidence == "number" and not quantities(fold(segment.span.of(text), punctuation=False).text):
        raise Unfounded("evidence 填了 number，但这一句没有数字")
    return proposal.evidence or "none"


def _dense(text: str) -> str:
    return "".join(fold(text).text.split())
