"""What a corpus holds: labels by kind, and how unlike its reports are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.document.reader import read_text
from extractor.evaluation.corpus import Labelled, Record

SHINGLE = 8
"""Characters of a shingle."""
NARRATIVE = "narrative"
"""The dialect of a report without tables."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports and the share of the shorter one's shingles that the other has too."""

    first: str
    second: str
    share: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by value. `fields` counts, for each field of a claim, how often it has a value; `dialects` the reports by
    the printing of most of their tables, as the program reads them."""

    reports: int
    labelled: int
    characters: int
    totals: dict[str, int]
    kinds: dict[str, int]
    fields: dict[str, int]
    roles: dict[str, int]
    sections: dict[str, int]
    rows: dict[str, int]
    families: dict[str, int]
    severities: dict[str, int]
    certainties: dict[str, int]
    relations: dict[str, int]
    dialects: dict[str, int]
    shared: Shared | None
    """The two most alike reports; None for a single one."""


def statistics(reports: Sequence[Labelled]) -> Statistics:
    claims = [claim for report in reports for claim in report.claims]
    findings = [finding for report in reports for finding in report.findings]
    relations = [relation for report in reports for relation in report.relations]
    rows = [row for report in reports for row in report.rows]
    return Statistics(
        reports=len(reports),
        labelled=sum(report.is_labelled for report in reports),
        characters=sum(len(report.text) for report in reports),
        totals={"claims": len(claims), "rows": len(rows), "findings": len(findings), "relations": len(relations)},
        kinds=_counted(claims, "kind"),
        fields=dict(Counter(name for claim in claims for name, value in claim.items() if value is not None)),
        roles=_counted(claims, "role"),
        sections=_counted(claims, "section"),
        rows=_counted(rows, "row_kind"),
        families=_counted(findings, "family"),
        severities=_counted(findings, "severity"),
        certainties=_counted(findings, "certainty"),
        relations=_counted(relations, "relation"),
        dialects=_sorted(Counter(_dialect(report) for report in reports)),
        shared=most_alike(reports),
    )


def most_alike(reports: Sequence[Labelled]) -> Shared | None:
    """The two reports that share most of their shingles of 8 characters, blanks left out."""
    shingles = {report.name: _shingles(report.text) for report in reports}
    pairs = (
        Shared(a, b, len(shingles[a] & shingles[b]) / smaller)
        for a, b in combinations(shingles, 2)
        if (smaller := min(len(shingles[a]), len(shingles[b])))
    )
    return max(pairs, key=lambda pair: pair.share, default=None)


def _shingles(text: str) -> set[str]:
    solid = "".join(text.split())
    return {solid[at : at + SHINGLE] for at in range(len(solid) - SHINGLE + 1)}


def _dialect(report: Labelled) -> str:
    tables = [table for document in read_text(report.text, report.name).documents for table in document.tables]
    return Counter(table.dialect for table in tables).most_common(1)[0][0] if tables else NARRATIVE


def _counted(records: Iterable[Record], name: str) -> dict[str, int]:
    return _sorted(Counter(str(record.get(name)) for record in records))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    """Most frequent first, equals by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
