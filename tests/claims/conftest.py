"""Sentences as segments, and claims in one line."""

from __future__ import annotations

from extractor.claims.embedded import Embedded
from extractor.claims.model import Claim, Rejected, SectionName, Segment
from extractor.document.model import Span


def claims_of(
    text: str, section: SectionName = "performance", headings: tuple[str, ...] = ()
) -> list[Claim | Rejected]:
    """What the embedded extractor reads from one segment of a report of 2022."""
    segment = Segment("s1", Span(0, len(text)), "d1", section, headings, "2022年度")
    return list(Embedded().extract(text, [segment]))


def in_line(claim: Claim | Rejected) -> str:
    """`kind|role|quote|indicator|comparator number ~high unit, or the value in words|direction`."""
    if isinstance(claim, Rejected):
        return f"rejected|{claim.quote}|{claim.reason}"
    parts = [claim.kind, claim.role, claim.quote, claim.indicator]
    if claim.number is not None:
        high = f"~{claim.number_high}" if claim.number_high else None
        parts.append(" ".join(filter(None, [claim.comparator, claim.number, high, claim.unit])))
    elif claim.value:
        parts.append(claim.value)
    if claim.direction:
        parts.append(claim.direction)
    return "|".join(parts)
