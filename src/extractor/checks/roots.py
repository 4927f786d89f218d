"""One root cause is one finding: those of one wrong figure, or of one defect in several forms, are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from extractor.checks.finding import Finding
from extractor.checks.mending import holds_with, mended
from extractor.checks.prose import NEXT
from extractor.checks.reading import HOLDS
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.report import Report

_RANK = {"error": 0, "warning": 1, "info": 2}
_SHOWN = ("contradiction", "text_text", "text_table", "table_table")
"""Families that show a statement to be wrong."""
_ADMITTED = "CT001"
"""The rule of full points against a problem that the text admits."""
_EMPTY_TOTAL = "BE004"
_ROW = 3
"""Places of one row, its name, weight and points, that two findings about the points have in common."""
_WIDER = 3
"""Times that a place is as long as another one, from which on it says more than that."""
_ACCLAIM, _BALD = "EV007", ("EV003", "EV004")
_DERIVED = ("whole", "result", "percent")
"""Parts that state what other figures give: a wrong one makes every relation that it takes part in come out wrong."""


def one_a_root(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """`findings` with those of one root cause joined into the first and most serious of them."""
    relations = {relation.id: relation for relation in report.relations}
    joined = _same_place(relations, _same_figures(relations, _same_defect(report, findings)))
    return _answered(report, _explained(_overpaid(_praise(report, joined))))


def _praise(report: Report, findings: list[Finding]) -> list[Finding]:
    """Joins acclaim without a source into what the clause beside it says without evidence (成效显著，受到好评)."""
    kept = [f for f in findings if f.code != _ACCLAIM]
    for finding in (f for f in findings if f.code == _ACCLAIM):
        beside = (at for at, other in enumerate(kept) if other.code in _BALD and _beside(other, finding))
        twin = next(beside, None)
        if twin is None:
            kept.append(finding)
            continue
        told = "”“".join(report.quote(span) for span in finding.spans)
        kept[twin] = replace(
            kept[twin],
            spans=tuple(sorted({*kept[twin].spans, *finding.spans})),
            message=f"{kept[twin].message.removesuffix('。')}；“{told}”也没有依据。",
            message_en=f"{kept[twin].message_en.removesuffix('.')}; nor does “{told}” have any evidence.",
        )
    return kept


def _beside(one: Finding, other: Finding) -> bool:
    pairs = ((a, b) for a in one.spans for b in other.spans)
    return any(0 <= b.start - a.end <= NEXT or 0 <= a.start - b.end <= NEXT for a, b in pairs)


def _explained(findings: list[Finding]) -> list[Finding]:
    """Without contradictions all of whose figures stand in the finding that a total is left at zero or empty: its rate
    is wrong with it."""
    wrong = [set(f.spans) for f in findings if f.code == _EMPTY_TOTAL]
    return [f for f in findings if f.verdict != "contradicted" or not any(cells.issuperset(f.spans) for cells in wrong)]


def _overpaid(findings: list[Finding]) -> list[Finding]:
    """Joins what the text admits against the full points of a row into the finding that these points are wrong by the
    row's own words."""
    kept = list(findings)
    for finding in (f for f in findings if f.code == _ADMITTED):
        at = next((i for i, other in enumerate(kept) if _same_points(other, finding)), None)
        if at is not None:
            kept[at] = replace(kept[at], spans=tuple(sorted({*kept[at].spans, *finding.spans})))
            kept.remove(finding)
    return kept


def _same_points(scored: Finding, finding: Finding) -> bool:
    wrong = scored.family == "scoring" and scored.severity == "error" and scored.relation is None
    return wrong and len(set(scored.spans) & set(finding.spans)) >= _ROW


def _answered(report: Report, findings: list[Finding]) -> list[Finding]:
    """Without those that only ask for proof of words of the narrative that another finding shows to be wrong, or asks
    for along with the form's rows."""
    rows = [row.span for row in report.rows]
    wrong = [f for f in findings if f.family in _SHOWN and f.severity != "info"]
    asked = [f for f in findings if f.family == "evidence" and f.severity != "info"]
    kept = [f for f in findings if not _asks(f, rows) or not any(_goes_over(o, f) for o in [*wrong, *asked])]
    # A value that is wrong itself needs no reason for being so large.
    doubted = {span for f in wrong for span in f.spans if any(ch.isdigit() for ch in report.quote(span))}
    return [f for f in kept if f.family != "evidence" or f.relation is None or not doubted.intersection(f.spans)]


def _goes_over(other: Finding, finding: Finding) -> bool:
    wider = other.family != "evidence" or len(other.spans) > len(finding.spans)
    return wider and _within(finding.spans, other.spans)


def _asks(finding: Finding, rows: list[Span]) -> bool:
    told = not any(row.overlaps(span) for span in finding.spans for row in rows)
    return finding.family == "evidence" and told


def _within(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    return bool(inner) and all(
        any(other.overlaps(span) and len(span) <= len(other) * _WIDER for other in outer) for span in inner
    )


def _same_defect(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """Joins findings of one rule with the same words, or of the same sum with the same figures: the same defect in
    several forms of one file."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        printed = tuple(report.quote(span) for span in finding.spans)
        same = (finding.labels, printed) if finding.relation else finding.message
        groups.setdefault((finding.code, finding.severity, same), []).append(finding)
    return [_joined(group) for group in groups.values()]


def _joined(group: list[Finding]) -> Finding:
    first = group[0]
    spans = tuple(sorted({span for finding in group for span in finding.spans}))
    if len(group) == 1 or spans == first.spans:
        return first
    return replace(
        first,
        spans=spans,
        message=first.message.removesuffix("。") + f"（共{len(group)}处）。",
        message_en=first.message_en.removesuffix(".") + f" ({len(group)} places).",
    )


def _same_figures(relations: dict[str, Relation], findings: list[Finding]) -> list[Finding]:
    """Joins contradictions that share a derived figure, and drops one that only repeats a narrower one's difference."""
    kept: list[Finding] = []
    borne_out = {m.figure.span for r in relations.values() if _bears_out(r) for m in r.members}
    holding: defaultdict[Span, list[int]] = defaultdict(list)
    """Figure → places in `kept` of the findings about a relation that it is in: one root has a figure in common."""
    for finding in sorted(findings, key=lambda f: (_RANK[f.severity], _size(relations, f))):
        relation = relations.get(finding.relation or "")
        figures = _parts(relation) if relation else {}
        near = sorted({at for figure in figures for at in holding[figure]})
        twin = next((at for at in near if _one_root(relations, kept[at], finding, borne_out)), None)
        if twin is None:
            for figure in figures:
                holding[figure].append(len(kept))
            kept.append(finding)
            continue
        told, other = kept[twin], finding
        if told.family == other.family == "unit" and _size(relations, other) > _size(relations, told):
            # The widest relation shows whose unit it is.
            told, other = other, told
        kept[twin] = replace(
            told,
            spans=tuple(sorted({*told.spans, *other.spans})),
            computed="；".join(dict.fromkeys(filter(None, [told.computed, other.computed]))) or None,
        )
    return kept


def _same_place(relations: dict[str, Relation], findings: list[Finding]) -> list[Finding]:
    """Joins a difference between text and form into the contradiction whose derived figure it is about."""
    kept = [f for f in findings if not _compares(f)]
    for finding in (f for f in findings if _compares(f)):
        at = next((i for i, other in enumerate(kept) if _derives(relations, other, finding)), None)
        if at is None:
            kept.append(finding)
        else:
            kept[at] = replace(kept[at], spans=tuple(sorted({*kept[at].spans, *finding.spans})))
    return kept


def _compares(finding: Finding) -> bool:
    return finding.relation is None and finding.family == "text_table"


def _derives(relations: dict[str, Relation], other: Finding, finding: Finding) -> bool:
    relation = relations.get(other.relation or "")
    if relation is None or other.severity == "info":
        return False
    derived = [span for span, part in _parts(relation).items() if part in _DERIVED]
    return any(mine.covers(span) for mine in finding.spans for span in derived)


def _size(relations: dict[str, Relation], finding: Finding) -> int:
    relation = relations.get(finding.relation or "")
    return len(relation.members) if relation else 0


def _one_root(relations: dict[str, Relation], other: Finding, finding: Finding, borne_out: set[Span]) -> bool:
    first, relation = (relations.get(each.relation or "") for each in (other, finding))
    if first is None or relation is None or not {first.verdict, relation.verdict} <= {"contradicted", "unlikely"}:
        return False
    if _mended_at_once(first, relation) or _mended_at_once(relation, first):
        return True
    if "unlikely" in (first.verdict, relation.verdict):
        return False
    if first.id == relation.id:
        return True
    mine, theirs = _parts(first), _parts(relation)
    # A unit printed wrong once makes every relation of its figure come out wrong; which figure is doubted may differ.
    slips = {_unit_slip(first), _unit_slip(relation)} if other.family == "unit" else {None}
    if (other.family == "unit") is not (finding.family == "unit"):
        return _unit_slip(first) in theirs if other.family == "unit" else _unit_slip(relation) in mine
    if None not in slips and slips & mine.keys() & theirs.keys():
        return True
    # What comes out of two other figures is not what is wrong.
    shared = (mine.keys() & theirs.keys()) - borne_out
    if any(mine[span] in _DERIVED and theirs[span] != "addend" for span in shared):
        return True
    if any(theirs[span] in _DERIVED and mine[span] != "addend" for span in shared):
        return True
    if first.kind == relation.kind == "change_rate" and len(shared) > 1:
        # Two values, and both by how much and by what share the one is said to be above the other.
        return True
    parts = {span for span, part in mine.items() if part != "whole"}
    same_gap = first.residual is not None and first.residual == relation.residual
    return same_gap and bool(parts) and parts <= theirs.keys()


def _bears_out(relation: Relation) -> bool:
    return relation.kind == "difference" and relation.verdict in HOLDS


def _mended_at_once(first: Relation, other: Relation) -> bool:
    """Whether one figure put right in `first` puts `other` right, too; a fact that is stated twice is put right where
    one of its values is what the other would have to be."""
    if other.kind == "equal":
        values = {member.figure.value for member in other.members}
        return len(values) == 2 and any({figure.value, value} == values for figure, value in mended(first))
    return any(holds_with(other, figure, value) for figure, value in mended(first))


def _unit_slip(relation: Relation) -> Span | None:
    """The figure that fits with its unit ten, a hundred… ten thousand times another."""
    at = next((hint.partition("@")[2] for hint in relation.hints if hint.startswith("unit-slip")), None)
    return relation.members[int(at)].figure.span if at else None


def _parts(relation: Relation) -> dict[Span, str]:
    return {member.figure.span: member.part for member in relation.members}
