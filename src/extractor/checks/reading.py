"""Whether a contradiction may be the reading's fault: what the other relations of the same table say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from extractor.checks.points import comes_out
from extractor.checks.values import name, score
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.model import Relation
from extractor.relations.sheet import oversized
from extractor.report import Report

HOLDS = ("exact", "rounding")
"""Verdicts of relations that hold."""
_AMOUNT = re.compile(r"[≥≤><=]*\d[\d.,]*(?:[万亿]?元|[万亿]|%)?")
_DIGIT = re.compile(r"\d")
_RATES = ("rate", "share")
_TIMES = Fraction(10)
"""Times that what two amounts give may be apart from the rate that a clerk states of them: a wrong first digit gives
up to nine."""
_POWERS = [Fraction(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4)]
_NEAR_POWER = Fraction(6, 5)
_POINTS = ("weight_sum", "score_sum")
_LARGEST = Fraction(1, 5)
"""Part of a total of points beyond which a row was left out or counted twice by the reader rather than by the clerk."""


def misread(report: Report, relation: Relation) -> bool:
    """Whether a contradiction shows that its figures belong elsewhere: a share of 三项 or 两类, which are no amounts;
    an amount where its row's name should stand; or what they give is many times the rate that is stated, and by no
    power of ten, as a slip of the point would be."""
    if relation.kind in _RATES and not all(_DIGIT.search(member.figure.quote) for member in relation.members):
        return True
    sources = {member.figure.source for member in relation.members}
    rows = [row for row in report.rows if row.id in sources]
    return any(_AMOUNT.fullmatch(name(row)) for row in rows) or _out_of_proportion(relation)


def _out_of_proportion(relation: Relation) -> bool:
    percent = next((member.figure.value for member in relation.members if member.part == "percent"), None)
    if relation.kind not in _RATES or not percent or relation.residual is None:
        return False
    if len({member.figure.factor for member in relation.members if member.part != "percent"}) > 1:
        # One amount in 元 beside one in 万元: a unit is wrong, whatever the rate is.
        return False
    times = abs(1 - Fraction(relation.residual) / percent)
    slip = any(power <= times * _NEAR_POWER and times <= power * _NEAR_POWER for power in _POWERS)
    return not slip and not 1 / _TIMES <= times <= _TIMES


def doubtful(report: Report, relation: Relation) -> bool:
    """Whether more sums of this kind fail in the table than hold, or what is summed up is no sum: a table whose columns
    were taken for others gives wrong totals everywhere."""
    parts = [member for member in relation.members if member.part != "whole"]
    whole = next((member.figure for member in relation.members if member.part == "whole"), None)
    if not parts or whole is None or pattern("structure", "not_additive").search(whole.label):
        return True
    if len(parts) < 2:
        return not _holds_in_other_columns(report, relation)
    peers = list(_peers(report, relation))
    # One wrong amount spoils every column that it is in by the same gap.
    failed = len({peer.residual for peer in peers if peer.verdict == "contradicted"})
    held = sum(peer.verdict in HOLDS for peer in peers)
    return failed > 1 and failed > held


def _holds_in_other_columns(report: Report, relation: Relation) -> bool:
    """Whether a total with one part alone (财政拨款, the other sources left blank) is that part in more columns than it
    is not: then it is meant to be it in all."""
    rows = {member.figure.source for member in relation.members}
    columns = [r for r in report.relations if r.kind == "sum" and {m.figure.source for m in r.members} == rows]
    held = sum(r.verdict in HOLDS for r in columns)
    return held > len(columns) - held


def far_off(report: Report, relation: Relation) -> bool:
    """Whether a total of points is contradicted by the reading alone: the points of its rows come to it
    after all; or they differ by more than a clerk's slip gives, and no more sums of points hold in the form
    than fail for reasons of their own: then its rows were hardly read."""
    whole = next((member.figure for member in relation.members if member.part == "whole"), None)
    if whole is None or relation.residual is None or not whole.value:
        return False
    rows = {row.id for row in report.rows}
    if not any(member.figure.source in rows for member in relation.members):
        return False  # The text adds up its own points: no row was read wrongly.
    if comes_out(report, relation, whole):
        return True
    if abs(Fraction(relation.residual)) <= _LARGEST * abs(whole.value) or _is_oversized(report, relation):
        return False
    peers = list(_peers(report, relation, _POINTS))
    held = sum(peer.verdict in HOLDS for peer in peers)
    return held < max(1, _roots([peer for peer in peers if peer.verdict == "contradicted"]))


def _is_oversized(report: Report, relation: Relation) -> bool:
    """Whether one weight, or the total of all, has hardly any points, and is what the sum is off by."""
    if relation.kind != "weight_sum" or relation.residual is None:
        return False
    rows = {row.id: row for row in report.rows}
    large = 0
    for member in relation.members:
        row = rows.get(member.figure.source)
        given = score(row) if row is not None else None
        excess = relation.residual if member.part == "whole" else -relation.residual
        large += given is not None and given > 0 and oversized(member.figure.number, given, excess)
    return large == 1


def _roots(failed: list[Relation]) -> int:
    """How many of the sums that fail share no figure with another one."""
    groups: list[set[Span]] = []
    for relation in failed:
        figures = {member.figure.span for member in relation.members}
        touching = [group for group in groups if group & figures]
        groups = [group for group in groups if not group & figures] + [figures.union(*touching)]
    return len(groups)


def _peers(report: Report, relation: Relation, kinds: tuple[str, ...] = ()) -> Iterator[Relation]:
    """Relations of the same kind and scope, or of `kinds`, in the same form."""
    own = _forms(report, relation)
    for other in report.relations:
        same = other.kind == relation.kind and other.scope == relation.scope
        alike = other.kind in kinds if kinds else same
        if alike and own & _forms(report, other):
            yield other


def _forms(report: Report, relation: Relation) -> set[str]:
    """Forms that its figures stand in."""
    spans = [member.figure.span for member in relation.members]
    return {form.id for form in report.forms if any(form.span.covers(span) for span in spans)}
