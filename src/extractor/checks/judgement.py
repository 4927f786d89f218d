"""What a judge is asked about a report: for what is asserted without a figure, which rows and other claims bear it out;
for problems that are admitted, which rows with full marks they contradict.

A judge proposes links and nothing else. The candidates are chosen here, so that whatever it points at is a figure or a
document that the report gives, or a row that has all of its points.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.checks.naming import pairs
from extractor.checks.prose import sentence
from extractor.checks.values import ACTUAL, NAME, STANDARD, bare, blank, full_marks, name
from extractor.claims.model import Claim
from extractor.claims.question import Candidate, Judge, Question, Ruling, Task
from extractor.document.model import Span
from extractor.report import Report
from extractor.tables.model import Row

_MOST = 8
"""Candidates in one question."""
_FEW = 2
_LONGEST = 160
"""Characters of a candidate that are shown."""
_BACKED = ("status", "honour", "change")
_COMMON = 4
"""Two characters that stand in more than one candidate of so many say nothing about any of them."""


def rulings(report: Report, judge: Judge) -> tuple[Ruling, ...]:
    """What `judge` says of the report's claims; needs its claims, rows and relations. One that points at more than half
    of the candidates has told nothing apart, and is taken to point at none."""
    return tuple(one if _tells_apart(one) else replace(one, ids=()) for one in judge.rule(list(questions(report))))


def _tells_apart(ruling: Ruling) -> bool:
    return len(ruling.ids) <= max(_FEW, len(ruling.question.candidates) // 2)


def backers(rulings: Iterable[Ruling]) -> dict[str, tuple[str, ...]]:
    """Claim id → the ids of what bears it out, as judged."""
    return {one.question.claim: one.ids for one in rulings if one.question.task == "backs" and one.ids}


def questions(report: Report) -> Iterator[Question]:
    """In the order of the claims; none for a claim that has no candidate."""
    related = {member.figure.span for relation in report.relations for member in relation.members}
    proofs, full = _Shortlist(_proofs(report)), _Shortlist(_full(report))
    for claim in report.claims:
        if claim.role != "actual":
            continue
        if claim.kind == "problem":
            # A problem and the row that measures it seldom share a word.
            yield from _asked(report, claim, "contradicts", full.nearest(claim, strangers=True))
        elif claim.kind in _BACKED and not (claim.number and _touched(claim, related)):
            yield from _asked(report, claim, "backs", proofs.nearest(claim))


def _asked(report: Report, claim: Claim, task: Task, candidates: Sequence[Candidate]) -> Iterator[Question]:
    if not candidates:
        return
    span = Span(claim.start, claim.end)
    around = report.quote(sentence(report, span)).strip()
    said = claim.quote if len(around) > _LONGEST or around == claim.quote else f"{claim.quote}（所在句：{around}）"
    document = next((d for d in report.submission.documents if d.id == claim.document), None)
    at = document.section_at(claim.start) if document else None
    heading = document.sections[at].heading if document and at is not None else None
    yield Question(claim.id, task, said, report.quote(heading.span).strip() if heading else "", tuple(candidates))


def _touched(claim: Claim, spans: set[Span]) -> bool:
    return any(span.overlaps(Span(claim.start, claim.end)) for span in spans)


def _proofs(report: Report) -> Iterator[tuple[str, str]]:
    """Id and words of whatever states a result: rows with a value, claims with a figure, a document or an award."""
    for row in report.rows:
        if row.kind in ("indicator", "rubric") and not blank(row.cell(*ACTUAL)):
            yield row.id, _shown(row)
    for claim in report.claims:
        stated = claim.number is not None or claim.evidence == "named"
        if claim.role == "actual" and stated and claim.kind not in ("problem", "measure"):
            yield claim.id, claim.quote


def _full(report: Report) -> Iterator[tuple[str, str]]:
    yield from ((row.id, _shown(row)) for row in report.rows if row.kind != "total" and full_marks(row))


def _shown(row: Row) -> str:
    told = (f"{heading}：{bare(cell.text)}" for heading, cell in row.cells.items() if heading not in NAME + STANDARD)
    return " │ ".join([name(row), *(one for one in told if not one.endswith("："))])


class _Shortlist:
    """Candidates, looked up by what they have in common with a claim."""

    def __init__(self, candidates: Iterable[tuple[str, str]]) -> None:
        self._said = dict(candidates)
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        for one, said in self._said.items():
            for pair in pairs(bare(said)):
                self._holding[pair].append(one)

    def nearest(self, claim: Claim, *, strangers: bool = False) -> list[Candidate]:
        """The likeliest first; `strangers` share nothing with it and fill the list up."""
        shared: Counter[str] = Counter()
        for pair in pairs(bare(claim.indicator + claim.quote)):
            holding = self._holding.get(pair, [])
            if len(holding) * _COMMON <= len(self._said) + _COMMON:
                shared.update(holding)
        ids = [one for one, _ in shared.most_common()]
        if strangers:
            ids += [one for one in self._said if one not in shared][:_MOST]
        ids = [one for one in ids if one != claim.id]
        return [Candidate(one, self._said[one][:_LONGEST]) for one in ids[:_MOST]]
