"""Where a figure of a contradiction is told again, in the text or in another form: these places go with its finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from extractor.checks.mending import mended
from extractor.checks.naming import pairs, words_of
from extractor.checks.owner import Owner
from extractor.checks.prose import clause, paragraph, plain, sentence
from extractor.checks.reading import HOLDS
from extractor.checks.values import is_telling, name
from extractor.checks.words import pattern
from extractor.document.model import Span
from extractor.relations.figures import is_prose
from extractor.relations.model import Figure, Relation
from extractor.report import Report
from extractor.tables.model import Row

ASKED_FOR_THE_REST = "incomplete"
"""The reason of a list that comes near its total without reaching it."""
_MOST = 3
_LIST = 400
"""Characters to each side of a wrong amount in which its list and the list's total stand."""
_NAMED_BY_SENTENCE = ("sum", "product", "difference")
_ROW_WORDS = 2
"""Words of a row's name that the sentence must hold."""
_EXECUTION = "执行"
_MOSTLY = 0.6
"""Part of a name's words that a sentence must hold to measure the same."""
_RATIO = "1"
"""The base of percentages."""


def restated(report: Report, relation: Relation, figure: Figure | None) -> list[Span]:
    """Where the figure that a contradiction finds wrong is printed again of the same thing, and where what one of its
    figures would have to be is printed of that. `figure` says what the others give."""
    own = {member.figure.span for member in relation.members}
    others = [other for other in report.figures if other.span not in own]
    if relation.kind == "rate_score":
        return list(_of_rate(report, relation, others))
    if figure is None or relation.kind == "equal":
        return []
    sure = relation.verdict == "contradicted"
    short = relation.reason == ASKED_FOR_THE_REST
    again = [o.span for o in others if (sure or short) and _same_value(figure, o) and _same_thing(figure, o)]
    rows = {row.id for row in report.rows}
    right = [
        other.span
        for wrong, value in mended(relation)
        for other in others
        if other.base == wrong.base and _is_right(report, wrong, value, other, told=other.source not in rows)
    ]
    stated_twice = [
        member.figure.span
        for other in report.relations
        if sure and other.kind == "equal" and other.verdict in HOLDS and own & {m.figure.span for m in other.members}
        for member in other.members
        if member.figure.span not in own
    ]
    filled_in = _filled_in(report, figure) if sure and relation.kind in _NAMED_BY_SENTENCE else []
    named = _rate_in_words(report, relation) if sure and relation.kind == "rate" else []
    total = _total_with(report, relation, figure, others) if sure and relation.kind == "product" else []
    return [*again[:_MOST], *right[:_MOST], *stated_twice[:_MOST], *filled_in[:_MOST], *named[:_MOST], *total]


def told_of(report: Report, row: Row, actual: Figure) -> list[Span]:
    """Where a sentence about the row prints its actual value, though other words stand right before the figure
    (受理投诉1034件，比上年下降15.2%): only of a value that is hardly the same by chance."""
    if not (actual.base == _RATIO or is_telling(actual.number)):
        return []
    rows, asked = {r.id for r in report.rows}, words_of(name(row))
    same = (o for o in report.figures if o.source not in rows and (o.value, o.base) == (actual.value, actual.base))
    return [o.span for o in same if len(asked & _said(report, o)) >= _ROW_WORDS][:_MOST]


def told_done(report: Report, row: Row, target: Figure) -> list[Span]:
    """Clauses that tell the row's target as done (18公里防火通道已全部修通), though its actual value is another."""
    rows, asked = {r.id for r in report.rows}, words_of(name(row))
    same = (o for o in report.figures if o.source not in rows and (o.value, o.base) == (target.value, target.base))
    around = (clause(report, o.span) for o in same)
    said = ((span, span.of(plain(report))) for span in around)
    done = (
        span
        for span, words in said
        if pattern("again", "done").search(words) and len(asked & words_of(words)) >= _ROW_WORDS
    )
    return list(done)[:_MOST]


def measured(report: Report, row: Row) -> list[Span]:
    """Percentages of sentences that say most of the words of a row's name."""
    rows, asked = {r.id for r in report.rows}, words_of(name(row))
    told = (o for o in report.figures if o.source not in rows and o.base == _RATIO)
    return [o.span for o in told if asked and len(asked & _said(report, o)) >= _MOSTLY * len(asked)][:_MOST]


def _total_with(report: Report, relation: Relation, figure: Figure, others: Sequence[Figure]) -> list[Span]:
    """The total behind a list of products that comes out with the right amount in place of the wrong one."""
    right = next((value for wrong, value in mended(relation) if wrong.span == figure.span), None)
    near = Span(max(0, figure.span.start - _LIST), figure.span.end + _LIST)
    beside = [r for r in report.relations if r.kind == "product" and r.verdict in HOLDS]
    amounts = [m.figure for r in beside for m in r.members if m.part == "amount" and near.covers(m.figure.span)]
    if right is None or not amounts:
        return []
    whole = right + sum((amount.value for amount in {a.span: a for a in amounts}.values()), Fraction(0))
    found = (o.span for o in others if o.value == whole and o.base == figure.base and near.covers(o.span))
    return [span for span in found if span > figure.span][:1]


def _rate_in_words(report: Report, relation: Relation) -> list[Span]:
    """Where the text says of the row whose rate is wrong what its rate is (东河县、西山县执行率低于95%)."""
    rate = next((m.figure for m in relation.members if m.part == "percent"), None)
    whose, _, what = rate.label.partition("·") if rate is not None else ("", "", "")
    if rate is None or not what or len(whose) < _ROW_WORDS or pattern("again", "unnamed").fullmatch(whose):
        return []
    rows = [row.span for row in report.rows]
    said = (clause(report, Span(*found.span())) for found in re.finditer(re.escape(whose), plain(report)))
    named = (span for span in said if re.sub(r"[（(].*", "", what) in span.of(plain(report)))
    return [span for span in dict.fromkeys(named) if not any(row.overlaps(span) for row in rows)]


def _said(report: Report, figure: Figure) -> frozenset[str]:
    """The words of the sentence that a figure stands in."""
    return words_of(plain(report)[(around := sentence(report, figure.span)).start : around.end])


def item_of(report: Report, row: Row) -> Span:
    """The words behind a row that is printed as an item of a list, alone in its line; empty for any other."""
    item = paragraph(report, row.span)
    alone = not any(other is not row and other.span.overlaps(item) for other in report.rows)
    printed = is_prose(report.text, row) and alone
    return Span(row.span.end, max(row.span.end, item.end)) if printed else Span(row.span.end, row.span.end)


def in_its_item(report: Report, row: Row, value: Figure) -> Iterator[Span]:
    """Where an item of a list tells the value of its row again."""
    item = item_of(report, row)
    inside = [f for f in report.figures if item.start <= f.span.start and f.span.end <= item.end]
    yield from (f.span for f in inside if _same_value(value, f))


def _of_rate(report: Report, relation: Relation, others: Iterable[Figure]) -> Iterator[Span]:
    """Where the text tells the rate that the points are given for, and the points."""
    part = {member.part: member.figure for member in relation.members}
    rate, score = part.get("rate"), part["score"]
    owner = Owner(report)
    for other in others:
        same_rate = rate is not None and _same_value(rate, other) and _same_thing(rate, other)
        same_points = (other.base, other.number) == (score.base, score.number) and _EXECUTION in other.label
        if (same_rate or same_points) and owner.same(score.span, other.span):
            yield other.span


def _filled_in(report: Report, figure: Figure) -> list[Span]:
    """Where a form has the value that a sentence states, in a row of what the sentence speaks of: behind a list of
    parts the total often has no name of its own (…，共22项)."""
    rows = {row.id for row in report.rows}
    if figure.source in rows or not figure.unit:
        return []
    said = _said(report, figure)
    return [
        other.span
        for other in report.figures
        if other.source in rows and _same_value(figure, other) and len(words_of(other.label) & said) >= _ROW_WORDS
    ]


def _is_right(report: Report, wrong: Figure, value: Fraction, other: Figure, *, told: bool) -> bool:
    """Whether a figure prints the value that the wrong one would have to have, of the same thing. Where a rate other
    than the whole is `told` in the text, it is no chance that it is just the one: a word of its sentence is enough."""
    if wrong.base != _RATIO or value == 1 or not told:
        return other.value == value and _same_thing(wrong, other)
    rounded = abs(other.value - value) <= Fraction(other.factor) / 10**other.decimals / 2
    return rounded and bool(words_of(wrong.label) & _said(report, other))


def _same_value(figure: Figure, other: Figure) -> bool:
    return figure.number == other.number and figure.unit == other.unit


def _same_thing(figure: Figure, other: Figure) -> bool:
    """Whether two equal figures are of the same thing: the words of one name are in the other; of a figure that no
    other is likely to have, one word is enough."""
    words = words_of(figure.label)
    if words and words <= words_of(other.label):
        return True
    if figure.base == _RATIO and figure.decimals and len(words & words_of(other.label)) >= _ROW_WORDS:
        return True
    return is_telling(figure.number) and bool(pairs(figure.label) & pairs(other.label))
