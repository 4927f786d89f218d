"""The embedded extractor first, a model only for what it is unsure of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean

from extractor.claims.embedded import Embedded
from extractor.claims.model import Claim, Failed, Rejected, Segment
from extractor.claims.models.llm import Found, Model
from extractor.claims.models.respondent import Usage
from extractor.document.model import Span

_SHORTEST = 12
"""Characters from which a segment without a claim may hold one: of the shorter ones (titles, mostly) in the training
reports of eval/corpus 2 in 90 do, of the others 7 in 31."""


class Cascade:
    """Segments whose embedded claims are on average less sure than `threshold`, or with text and none, go to the model.
    A sure claim stays; an unsure one gives way to the model's claims that overlap it, and stays where the model says
    nothing about it or fails. Each claim says who made it."""

    def __init__(self, model: Model, threshold: float) -> None:
        self.name = f"cascade:{model.name}"
        self._model, self._threshold = model, threshold
        self._embedded = Embedded()

    @property
    def usage(self) -> Usage:
        return self._model.usage

    @property
    def versions(self) -> dict[str, str]:
        return {**self._model.versions, "threshold": f"{self._threshold:g}"}

    def extract(self, text: str, segments: Sequence[Segment]) -> Iterator[Found]:
        first = list(self._embedded.extract(text, segments))
        claims = [one for one in first if isinstance(one, Claim)]
        asked = self.unsure(claims, segments)
        answers = list(self._model.extract(text, asked, among=segments)) if asked else []
        told = [one for one in answers if isinstance(one, Claim)]
        sure = [one for one in claims if one.confidence >= self._threshold]
        unsure = [one for one in claims if one.confidence < self._threshold]
        yield from sure
        yield from (one for one in unsure if not any(_overlap(one, other) for other in told))
        yield from (one for one in told if not any(_overlap(one, other) and one.kind == other.kind for other in sure))
        yield from (one for one in (*first, *answers) if isinstance(one, Rejected | Failed))

    def unsure(self, claims: Sequence[Claim], segments: Sequence[Segment]) -> list[Segment]:
        """The segments that the model is asked about."""
        held: dict[str, list[float]] = defaultdict(list)
        ends = sorted(segments, key=lambda segment: segment.span)
        at = 0
        for one in sorted(claims, key=lambda claim: claim.end):
            while at < len(ends) - 1 and ends[at].span.end < one.end:
                at += 1
            held[ends[at].id].append(one.confidence)
        return [segment for segment in segments if self._doubts(segment, held[segment.id])]

    def _doubts(self, segment: Segment, sure: Sequence[float]) -> bool:
        if sure:
            return fmean(sure) < self._threshold
        return segment.section != "duties" and len(segment.span) >= _SHORTEST


def _overlap(one: Claim, other: Claim) -> bool:
    return Span(one.start, one.end).overlaps(Span(other.start, other.end))
