"""A defect is planted in a labelled report: does the rule that is to tell it notice it there?

Plants are TOML files that a person writes: a report of the corpus, what is to be replaced in it, what is wrong after
that, and where a finding must point. They say of every rule whether it reads whole reports of many layouts, which
small written cases cannot say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.checks.finding import Finding
from extractor.document.model import Span
from extractor.evaluation import corpus
from extractor.userfile import TEXT, TEXTS, BadFile, load, shaped

_EDIT = {"find": TEXT, "replace": TEXT}
_PLANT = {"rule": TEXT, "told_as": TEXTS, "family": TEXT, "report": TEXT, "why": TEXT, "edits": [_EDIT], "at": TEXTS}
_NEEDED = ("report", "why", "edits", "at")

Check = Callable[[str, str], Sequence[Finding]]
"""The findings of a text; the second argument is the report's name."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A defect in a report."""

    number: int
    """Of the plants in its file, from 1."""
    rule: str
    """The code of the rule that is to tell it; empty where any may."""
    told_as: tuple[str, ...]
    """Codes of other rules that tell the same defect as well."""
    family: str
    report: str
    why: str
    """What is wrong now (Chinese)."""
    was: str
    """The report as it is."""
    text: str
    """The report with the defect."""
    places: tuple[Span, ...]
    """Where in `text` a finding must point, one of them at least."""


@dataclass(frozen=True, slots=True)
class Outcome:
    plant: Plant
    told: tuple[Finding, ...]
    """What is found at its places now and was not found before, by whatever rule; `info` counts for its own rule."""

    @property
    def noticed(self) -> bool:
        return bool(self.told)


def read(file: Path, reports: Path) -> list[Plant]:
    """The plants in `file`, in its order, planted in the reports of the corpus `reports`. Raises `BadFile` where the
    file cannot be used, `BadCorpus` where a report cannot be read."""
    table = load(file)
    shaped(table, {"plant": [_PLANT]}, str(file))
    texts: dict[str, str] = {}
    made = []
    for number, one in enumerate(table.get("plant", ()), 1):
        where = f"{file}：第 {number} 个 [[plant]]"
        for key in _NEEDED:
            if not one.get(key):
                raise BadFile(f"{where}：缺少“{key}”。")
        name = one["report"]
        if name not in texts:
            texts[name] = corpus.labelled(reports / name).text
        text = _planted(texts[name], one["edits"], where)
        made.append(
            Plant(
                number=number,
                rule=one.get("rule", ""),
                told_as=tuple(one.get("told_as", ())),
                family=one.get("family", ""),
                report=name,
                why=one["why"],
                was=texts[name],
                text=text,
                places=tuple(_place(text, quote, where) for quote in one["at"]),
            )
        )
    return made


def _planted(text: str, edits: Sequence[dict[str, Any]], where: str) -> str:
    """`text` with each of `edits` made; all are looked up in the text as it was, so their order says nothing."""
    places = []
    for edit in edits:
        if edit.keys() != _EDIT.keys():
            raise BadFile(f"{where}：edits 中每一处都要有 find 和 replace。")
        places.append((_place(text, edit["find"], where), edit["replace"]))
    places.sort(key=lambda place: place[0].start, reverse=True)
    for (after, _), (before, _) in pairwise(places):
        if before.end > after.start:
            raise BadFile(f"{where}：edits 中有两处互相重叠。")
    for place, now in places:
        text = f"{text[: place.start]}{now}{text[place.end :]}"
    return text


def _place(text: str, quote: str, where: str) -> Span:
    """Where `quote` stands in `text`, which it must do once."""
    times = text.count(quote)
    if times != 1:
        raise BadFile(f"{where}：“{quote}”应恰好出现一次，现出现 {times} 次。")
    start = text.index(quote)
    return Span(start, start + len(quote))


def measure(plants: Iterable[Plant], check: Check) -> Iterable[Outcome]:
    """What `check` finds of each plant, each alone in its report: what the report without it does not have, told by
    the rule it was planted for (or by one that tells the same); by any error or warning where none is named."""
    known: dict[str, set[tuple[object, ...]]] = {}
    for one in plants:
        if one.report not in known:
            known[one.report] = {_told(finding, one.was) for finding in check(one.was, one.report)}
        found = check(one.text, one.report)
        fresh = (finding for finding in found if _told(finding, one.text) not in known[one.report])
        yield Outcome(one, tuple(f for f in fresh if _fits(f, one) and _touches(f, one)))


def _fits(finding: Finding, plant: Plant) -> bool:
    if not plant.rule:
        return finding.severity != "info"
    return finding.code == plant.rule or finding.code in plant.told_as


def _touches(finding: Finding, plant: Plant) -> bool:
    return any(span.start < place.end and place.start < span.end for span in finding.spans for place in plant.places)


def _told(finding: Finding, text: str) -> tuple[object, ...]:
    """What a finding says and quotes: places move where an edit makes a text longer."""
    return (finding.code, finding.message, tuple(text[span.start : span.end] for span in finding.spans))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many plants for one rule were noticed; for none, of one family."""

    rule: str
    noticed: int
    made: int


def tally(outcomes: Iterable[Outcome]) -> list[Tally]:
    """A line for each rule, in alphabetical order, those of no rule by their family last."""
    rules: dict[tuple[bool, str], list[bool]] = {}
    for outcome in outcomes:
        plant = outcome.plant
        rules.setdefault((not plant.rule, plant.rule or plant.family), []).append(outcome.noticed)
    return [Tally(rule, sum(noticed), len(noticed)) for (_, rule), noticed in sorted(rules.items())]
