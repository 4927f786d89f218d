"""The order of the house: document → language → tables → claims → relations → checks."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from os import PathLike

from extractor import identity
from extractor.checks import engine, registry
from extractor.checks.judgement import rulings
from extractor.checks.places import Places
from extractor.checks.rule import Rule
from extractor.checks.support import supported
from extractor.claims.embedded import Embedded
from extractor.claims.model import Claim, Extractor, Failed, Rejected
from extractor.claims.question import Judge
from extractor.claims.segments import segments
from extractor.document import load
from extractor.document.model import Submission
from extractor.document.reader import read_text
from extractor.language.quantities import read as read_quantities
from extractor.language.quantity import Unreadable
from extractor.profile import Profile, recognised
from extractor.relations.find import find
from extractor.report import Coverage, Report
from extractor.tables.forms import forms


def review_path(
    path: str | PathLike[str],
    *,
    encoding: str | None = None,
    extractor: Extractor | None = None,
    judge: Judge | None = None,
    rules: Sequence[Rule] | None = None,
    profile: Profile | None = None,
) -> Report:
    """Read and check the report in a file. Raises `extractor.document.load.Unreadable`."""
    watch = _Watch()
    submission = load.load(path, encoding)
    watch.lap("document")
    report = review_submission(submission, extractor=extractor, judge=judge, rules=rules, profile=profile)
    report.seconds = watch.seconds | report.seconds
    return report


def review_string(
    text: str,
    *,
    name: str,
    extractor: Extractor | None = None,
    judge: Judge | None = None,
    rules: Sequence[Rule] | None = None,
    profile: Profile | None = None,
) -> Report:
    """Check a report that is already text."""
    return review_submission(read_text(text, name), extractor=extractor, judge=judge, rules=rules, profile=profile)


def review_submission(
    submission: Submission,
    *,
    extractor: Extractor | None = None,
    judge: Judge | None = None,
    rules: Sequence[Rule] | None = None,
    profile: Profile | None = None,
) -> Report:
    """Everything after reading: forms, segments, claims, relations, findings, support and coverage. Without `extractor`
    the embedded one, without `judge` none, without `rules` all stable ones, without `profile` the one that the report
    shows."""
    watch = _Watch()
    report = Report(submission, forms=tuple(forms(submission)), seconds=watch.seconds)
    watch.lap("tables")
    report.segments = segments(submission, report.forms)
    _extract(report, extractor or Embedded())
    report.title = identity.title(submission)
    report.unit = identity.unit(report.title, report.text, report.forms)
    report.year = identity.year(report.title, report.text, report.claims)
    report.profile = profile or _profile(report)
    watch.lap("claims")
    report.unreadable = tuple(_unreadable(report))
    report.figures, report.relations = find(report)
    watch.lap("relations")
    report.rulings = rulings(report, judge) if judge else ()
    report.findings = engine.run(report, registry.select() if rules is None else rules)
    report.claims = supported(report, report.findings)
    report.coverage = _coverage(report)
    report.versions = {**_versions(extractor), **(judge.versions if judge else {})}
    watch.lap("checks")
    return report


class _Watch:
    """Seconds from lap to lap."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def lap(self, room: str) -> None:
        now = time.perf_counter()
        self.seconds[room], self._since = now - self._since, now


def _extract(report: Report, extractor: Extractor) -> None:
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    failed: list[Failed] = []
    for found in extractor.extract(report.text, report.segments):
        match found:
            case Claim():
                claims.append(found)
            case Rejected():
                rejected.append(found)
            case Failed():
                failed.append(found)
    claims.sort(key=lambda claim: (claim.start, claim.end))
    places = Places(report)
    report.claims = tuple(
        # An extractor of somebody else's need not count lines.
        claim.model_copy(update={"id": f"c{n}", "line": claim.line or places.line(claim.start)})
        for n, claim in enumerate(claims, 1)
    )
    report.rejected = tuple(rejected)
    report.failed = tuple(sorted(failed, key=lambda one: one.span))


def _unreadable(report: Report) -> Iterator[Unreadable]:
    """What should be a number and is not, in the narrative and in the rows' cells, in order of the text, once each."""
    spans = {segment.span for segment in report.segments}
    spans |= {cell.span for row in report.rows for cell in row.cells.values() if len(cell.span)}
    last = -1
    for span in sorted(spans):
        for found in read_quantities(report.text, span.start, span.end).unreadable:
            if found.start >= last:
                yield found
                last = found.end


def _versions(used: Extractor | None) -> dict[str, str]:
    return {"extractor": used.name if used else Embedded.name, **getattr(used, "versions", {})}


def _profile(report: Report) -> Profile:
    cells = [cell.text for form in report.forms for cell in form.identity.values()]
    titles = [report.quote(d.title) for d in report.submission.documents if d.title]
    groups = "\n".join({row.text("一级指标") for row in report.rows if row.kind == "indicator"})
    return recognised(report.text, "\n".join([report.title, report.unit, *titles, *cells]), groups, report.year)


def _coverage(report: Report) -> Coverage:
    linked = {member.figure.span for relation in report.relations for member in relation.members}
    decided = [relation for relation in report.relations if relation.verdict != "unchecked"]
    checked = {member.figure.span for relation in decided for member in relation.members}
    tables = [table for document in report.submission.documents for table in document.tables]
    return Coverage(
        characters=len(report.text),
        segments=len(report.segments),
        segments_failed=len({one.segment for one in report.failed}),
        figures_read=len(report.figures),
        figures_unreadable=len(report.unreadable),
        figures_linked=len(linked),
        figures_checked=len(checked),
        tables=len(tables),
        cells=sum(len(table.cells()) for table in tables),
        places_unread=sum(len(form.unchecked) for form in report.forms),
        relations_checked=len(decided),
        relations_unchecked=len(report.relations) - len(decided),
        rejected=len(report.rejected),
    )
