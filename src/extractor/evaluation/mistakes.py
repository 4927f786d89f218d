"""What an output missed and what it said without cause, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.evaluation.corpus import Record
from extractor.evaluation.matching import Pairs, bare, heading, placed

What = Literal["claim", "row", "cell", "finding"]
Side = Literal["missed", "false", "differs"]
"""A label that nothing matches · an item that no label matches · a pair that agrees in place and not in all else."""

_COMPARED = ("kind", "role", "comparator", "direction", "indicator")


@dataclass(frozen=True, slots=True)
class Mistake:
    """`told` says it in Chinese, with the words of the report as they are (untrusted: escape them where they go)."""

    what: What
    side: Side
    spans: tuple[tuple[int, int], ...]
    told: str


def claim_mistakes(
    labels: Sequence[Record], claims: Sequence[Record], strict: Pairs, located: Pairs
) -> Iterator[Mistake]:
    """Labels and claims without a strict match. A pair that was located, and of which neither has another partner, is
    one mistake: it counts against precision and against recall."""
    right = set(strict.values())
    near = {i: j for i, j in located.items() if i not in strict and j not in right}
    for i, label in enumerate(labels):
        if i in near:
            claim = claims[near[i]]
            differing = "；".join(
                f"{name} 应为 {label.get(name)}，得 {claim.get(name)}"
                for name in _COMPARED
                if bare(label.get(name)) != bare(claim.get(name))
            )
            yield Mistake("claim", "differs", _span(label), f"{_claim(label)}：{differing}")
        elif i not in strict:
            yield Mistake("claim", "missed", _span(label), _claim(label))
    for j, claim in enumerate(claims):
        if j not in right and j not in near.values():
            yield Mistake("claim", "false", _span(claim), _claim(claim))


def row_mistakes(labels: Sequence[Record], rows: Sequence[Record], mates: Pairs) -> Iterator[Mistake]:
    """Rows without a mate, and cells of matched rows that are not as labelled."""
    for i, label in enumerate(labels):
        if i not in mates:
            yield Mistake("row", "missed", _span(label), _row(label))
            continue
        said = {heading(name): value for name, value in rows[mates[i]].get("cells", {}).items()}
        for name, value in label["cells"].items():
            given = said.get(heading(name), "")
            if bare(value) and bare(value) != bare(given):
                yield Mistake("cell", "differs", _span(label), f"{name} 应为“{value}”，得“{given}”")
    for j, row in enumerate(rows):
        if j not in mates.values():
            yield Mistake("row", "false", _span(row), _row(row))


def finding_mistakes(labels: Sequence[Record], loud: Sequence[Record], found: Pairs) -> Iterator[Mistake]:
    """Sure errors and warnings that were not found, and errors and warnings that match no label."""
    for i, label in enumerate(labels):
        if i not in found and label["certainty"] == "sure" and label["severity"] != "info":
            yield Mistake("finding", "missed", _spans(label), f"{label['family']}：{label['message']}")
    for j, finding in enumerate(loud):
        if j not in found.values():
            told = f"{finding.get('code', '')} {finding.get('family', '')}：{finding.get('message', '')}"
            yield Mistake("finding", "false", _spans(finding), told.strip())


def _claim(claim: Record) -> str:
    said = [str(claim.get(name) or "") for name in ("kind", "role", "indicator", "value")]
    return f"“{claim.get('quote', '')}”（{' · '.join(filter(None, said))}）"


def _row(row: Record) -> str:
    cells = " | ".join(f"{name} {value}" for name, value in row.get("cells", {}).items() if bare(value))
    return f"{row.get('row_kind', '')}：{cells}"


def _span(item: Record) -> tuple[tuple[int, int], ...]:
    return ((item["start"], item["end"]),) if placed(item) else ()


def _spans(finding: Record) -> tuple[tuple[int, int], ...]:
    return tuple((span["start"], span["end"]) for span in finding.get("spans", ()) if placed(span))
