"""The extractor that ships with the package: quantities, sections, clauses and a lexicon; no network, no model file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractor.claims.clause import clauses
from extractor.claims.draft import Draft
from extractor.claims.figure import figures
from extractor.claims.grade import grade
from extractor.claims.grounding import ground
from extractor.claims.lexicon import confidence
from extractor.claims.model import Claim, Rejected, Segment
from extractor.claims.period import period_at
from extractor.claims.standing import nothing_spent, under_heading
from extractor.claims.statement import statement
from extractor.document.model import Span
from extractor.language.normalise import Folded, fold
from extractor.language.quantities import quantities


class Embedded:
    """Deterministic and offline. Each claim passes the same grounding as a model's proposal."""

    name = "embedded"

    def extract(self, text: str, segments: Sequence[Segment]) -> Iterator[Claim | Rejected]:
        lines = [found.end() for found in re.finditer("\n", text)]
        carried: str | None = None
        last: Segment | None = None
        for segment in segments:
            # A time named in one sentence goes on to the next of the same paragraph.
            if last is None or "\n" in text[last.span.end : segment.span.start]:
                carried = None
            last = segment
            folded = fold(segment.span.of(text), punctuation=False)
            whole = under_heading(text, segment, folded.text)
            if whole is not None:
                yield self._claim(
                    whole.draft,
                    text,
                    segment,
                    whole.span,
                    folded,
                    segment.period,
                    bisect_right(lines, whole.span.start) + 1,
                )
                continue
            for draft in self._read(folded.text, segment):
                start = folded.span(draft.start, draft.end)
                span = Span(segment.span.start + start.start, segment.span.start + start.end)
                period = period_at(folded.text, draft.start, carried) or segment.period
                yield self._claim(draft, text, segment, span, folded, period, bisect_right(lines, span.start) + 1)
            carried = period_at(folded.text, len(folded.text), carried)

    def _read(self, sentence: str, segment: Segment) -> list[Draft]:
        """The drafts of one segment, in order of the text."""
        drafts = figures(sentence, quantities(sentence), segment.section, segment.period)
        measured = [draft.value for draft in drafts if draft.value]
        listing = False
        for index, clause in enumerate(clauses(sentence)):
            # What follows `包括：` or `如下：` names parts and asserts nothing.
            listing = listing and clause.opener == ""
            found = nothing_spent(clause) or grade(clause)
            if (
                found is None
                and not listing
                and not any(clause.start < end and start < clause.end for start, end in measured)
            ):
                found = statement(clause, segment.section, figures=index == 0 and bool(drafts))
            if found is not None:
                drafts.append(found)
            listing = listing or (clause.mark in (":", "：") and found is None)
        return sorted(drafts, key=lambda draft: (draft.start, draft.end))

    def _claim(
        self, draft: Draft, text: str, segment: Segment, span: Span, folded: Folded, period: str | None, line: int
    ) -> Claim | Rejected:
        quote = span.of(text)
        # What stands alone under its heading is quoted from the heading on.
        window = Span(min(span.start, segment.span.start), segment.span.end)
        place = ground(text, quote, window, at=span.start)
        if place.span != span or place.status == "none":
            return Rejected(quote, segment.id, "quote does not stand in its segment", self.name)
        value = None
        if draft.value is not None:
            there = folded.span(*draft.value)
            value = text[segment.span.start + there.start : segment.span.start + there.end]
        return Claim(
            quote=quote, start=span.start, end=span.end, kind=draft.kind, indicator=draft.indicator, value=value,
            number=draft.number, number_high=draft.number_high, unit=draft.unit, comparator=draft.comparator,
            direction=draft.direction, role=draft.role, period=None if draft.kind in ("problem", "measure") else period,
            section=segment.section, evidence=draft.evidence, line=line, document=segment.document, extractor=self.name,
            confidence=confidence(draft.made_by),
        )  # fmt: skip
