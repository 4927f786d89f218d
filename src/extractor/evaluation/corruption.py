"""One figure of a relation that holds is corrupted: does a checker notice?

A corpus is folders with `report.txt` and `relations.jsonl`. One digit is replaced by another, so that every place stays
where it is and the relation holds no longer; those that break one way only are broken that way.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.checks.finding import Finding
from extractor.evaluation import corpus
from extractor.evaluation.corpus import BadCorpus as BadCorpus
from extractor.evaluation.corpus import Labelled

SEED = 20261121
_ONE_WAY = {"score_le_weight": ("score", "weight"), "target_met": ("target", "actual")}
"""Kind → the part that must become greater than the other; the reverse for a target that is an upper limit."""
_LONGEST_PLACE = 120
"""A finding that points at more characters than this points at no figure."""

Check = Callable[[str, str], Sequence[Finding]]
"""The findings of a text; the second argument is the report's name."""


@dataclass(frozen=True, slots=True)
class Corruption:
    """`was`, at `start` of the report, becomes `now`."""

    report: Labelled
    kind: str
    formula: str
    start: int
    was: str
    now: str

    @property
    def end(self) -> int:
        return self.start + len(self.was)

    @property
    def text(self) -> str:
        return f"{self.report.text[: self.start]}{self.now}{self.report.text[self.end :]}"


@dataclass(frozen=True, slots=True)
class Outcome:
    corruption: Corruption
    noticed: bool


def labelled(folder: Path) -> Labelled:
    """The report in `folder` with its relations. Raises `BadCorpus` where one of them does not stand in the report."""
    report = corpus.labelled(folder)
    if "relations" not in report.labels:
        raise BadCorpus(f"{folder}：没有 relations.jsonl。")
    for relation in report.relations:
        try:
            misplaced = [m for m in relation["members"] if report.text[m["start"] : m["end"]] != m["quote"]]
        except (KeyError, TypeError) as error:
            raise BadCorpus(f"{folder}：relations.jsonl 的格式不对（{error}）。") from None
        if misplaced:
            at = f"“{misplaced[0]['quote']}”不在第{misplaced[0]['start']}字处"
            raise BadCorpus(f"{folder}：relations.jsonl 的{at}。")
    return report


def plan(reports: Iterable[Labelled], sample: int, seed: int = SEED) -> list[Corruption]:
    """At most `sample` corruptions, as many of each kind of relation as there are up to an equal share; the same ones
    for the same reports in the same order."""
    dice = random.Random(seed)
    possible: dict[str, list[Corruption]] = {}
    for report in reports:
        for relation in report.relations:
            if relation.get("certainty") != "sure":
                continue
            kind = str(relation["relation"])
            for member in relation["members"]:
                choices = _breaking(relation, member)
                if choices:
                    made = Corruption(
                        report, kind, relation["formula"], member["start"], member["quote"], dice.choice(choices)
                    )
                    possible.setdefault(kind, []).append(made)
    share = max(1, sample // max(1, len(possible)))
    return [one for _, made in sorted(possible.items()) for one in dice.sample(made, min(share, len(made)))]


def _breaking(relation: Mapping[str, Any], member: Mapping[str, Any]) -> list[str]:
    """The figures that `member` may become: its first digit other than zero changed, so that the relation breaks."""
    quote = str(member["quote"])
    at = next((i for i, ch in enumerate(quote) if ch.isdigit() and ch != "0"), None)
    if at is None:
        return []
    choices = [f"{quote[:at]}{digit}{quote[at + 1 :]}" for digit in "123456789" if digit != quote[at]]
    one_way = _ONE_WAY.get(str(relation["relation"]))
    if one_way is None:
        return choices
    values = {str(m["part"]): str(m["quote"]) for m in relation["members"]}
    upper, lower = one_way
    if member["part"] not in one_way or not values.keys() >= set(one_way):
        return []
    if relation.get("direction") == "<=":
        upper, lower = lower, upper

    def broken(now: str) -> bool:
        changed = {**values, str(member["part"]): now}
        return Decimal(changed[upper]) > Decimal(changed[lower])

    return [now for now in choices if broken(now)]


def measure(corruptions: Iterable[Corruption], check: Check) -> Iterable[Outcome]:
    """Whether `check` notices each: an error or warning that the untouched report does not have touches the figure."""
    known: dict[str, set[tuple[object, ...]]] = {}
    for one in corruptions:
        name = one.report.name
        if name not in known:
            known[name] = {_key(f) for f in check(one.report.text, name) if f.severity != "info"}
        fresh = (f for f in check(one.text, name) if f.severity != "info" and _key(f) not in known[name])
        yield Outcome(one, any(_touches(finding, one) for finding in fresh))


def _touches(finding: Finding, corruption: Corruption) -> bool:
    return any(
        len(span) <= _LONGEST_PLACE and span.start < corruption.end and corruption.start < span.end
        for span in finding.spans
    )


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.family, finding.message, finding.spans)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many corruptions of one kind of relation were noticed."""

    kind: str
    noticed: int
    made: int


def tally(outcomes: Iterable[Outcome]) -> list[Tally]:
    """A line for each kind, in alphabetical order."""
    kinds: dict[str, list[bool]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.corruption.kind, []).append(outcome.noticed)
    return [Tally(kind, sum(noticed), len(noticed)) for kind, noticed in sorted(kinds.items())]
