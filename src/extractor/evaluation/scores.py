"""The scores of one output against the labels of one report: counts, from which every rate is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluation import matching
from extractor.evaluation.corpus import Labelled, Record
from extractor.evaluation.matching import Pairs, bare, comparison, heading
from extractor.evaluation.mistakes import Mistake, claim_mistakes, finding_mistakes, row_mistakes
from extractor.evaluation.reliability import Outcome

LOUD = ("error", "warning")
"""Severities that count: what is only worth a look is no false alarm."""
_FIELDS = ("kind", "role", "comparator", "direction", "section", "evidence", "period")


@dataclass(frozen=True, slots=True)
class Match:
    """`hit` of `gold` labels were found by `predicted` items."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Match) -> Match:
        return Match(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """1 where there is nothing to find and nothing was said."""
        return 1.0 if self.is_empty else 2 * self.hit / (self.gold + self.predicted)

    @property
    def is_empty(self) -> bool:
        return not self.gold and not self.predicted


@dataclass(frozen=True, slots=True)
class Share:
    """`hit` of `asked`."""

    hit: int = 0
    asked: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.hit + other.hit, self.asked + other.asked)

    @property
    def value(self) -> float | None:
        return self.hit / self.asked if self.asked else None


CLAIM_SCORES = ("located", "strict", "numeric", "textual")


@dataclass(frozen=True, slots=True)
class Score:
    """What one report gave. `kinds` are strict matches by kind of claim, `fields` shares of equal values over the
    located claims, `families` the labels that are sure and loud, `codes` the loud findings by rule: right of reported.
    `coverage` is the output's own; `seconds` None where nobody took the time."""

    name: str
    claims: Mapping[str, Match]
    kinds: Mapping[str, Match]
    fields: Mapping[str, Share]
    rows: Match
    cells: Share
    families: Mapping[str, Share]
    codes: Mapping[str, Share]
    precision: Share
    grounded: Share
    coverage: Mapping[str, int]
    defects: Share = field(default_factory=Share)
    """Of an excerpt: expected defects that were found."""
    disturbed: Share = field(default_factory=Share)
    """Of an excerpt: consistent relations that were reported."""
    seconds: float | None = None
    outcomes: tuple[Outcome, ...] = ()
    """Of each claim with a confidence: that, and whether it is strictly right."""
    mistakes: tuple[Mistake, ...] = ()

    @property
    def computed(self) -> Share:
        return self._of(comparison().computed)

    @property
    def judged(self) -> Share:
        return self._of(comparison().judged)

    @property
    def false_alarms(self) -> int:
        return self.precision.asked - self.precision.hit

    def _of(self, families: Iterable[str]) -> Share:
        return sum((self.families[f] for f in families if f in self.families), Share())


def score(report: Labelled, output: Mapping[str, Any], seconds: float | None = None) -> Score:
    """Score `output`, a report's object of the output contract; what it lacks is empty."""
    claims, rows, findings = (tuple(output.get(key) or ()) for key in ("claims", "rows", "findings"))
    loud = tuple(finding for finding in findings if finding.get("severity") in LOUD)
    candidates = matching.claim_candidates(report.claims, claims)
    located = matching.claim_pairs(candidates)
    strict = matching.claim_pairs(one for one in candidates if one.strict)
    mates = matching.row_pairs(report.rows, rows)
    expected = report.expected or ()
    labels = (*report.findings, *_as_findings(expected))
    found = matching.finding_pairs(labels, loud)
    return Score(
        name=report.name,
        claims=_claims(report.claims, claims, candidates, located),
        kinds=_kinds(report.claims, claims, candidates),
        fields=_fields(report.claims, claims, located),
        rows=Match(len(mates), len(report.rows), len(rows)),
        cells=_cells(report.rows, rows, mates),
        families=_families(report.findings, found),
        codes=_codes(loud, found),
        precision=Share(len(found), len(loud)),
        grounded=_grounded(report.text, [*claims, *rows, *(s for f in findings for s in f.get("spans", ()))]),
        coverage={key: n for key, n in (output.get("coverage") or {}).items() if isinstance(n, int)},
        defects=_defects(labels, found) if report.expected is not None else Share(),
        disturbed=_disturbed(expected, loud, found),
        seconds=seconds,
        outcomes=_outcomes(claims, strict),
        mistakes=(
            *claim_mistakes(report.claims, claims, strict, located),
            *row_mistakes(report.rows, rows, mates),
            *finding_mistakes(labels, loud, found),
        ),
    )


def _claims(
    labels: Sequence[Record],
    claims: Sequence[Record],
    candidates: Sequence[matching.ClaimCandidate],
    located: Pairs,
) -> dict[str, Match]:
    def strict(wanted: Callable[[Record], bool]) -> Match:
        """Over the labels and claims that are `wanted`; both of a pair are or neither is."""
        pairs = matching.claim_pairs(one for one in candidates if one.strict and wanted(labels[one.label]))
        return Match(len(pairs), sum(map(wanted, labels)), sum(map(wanted, claims)))

    return {
        "located": Match(len(located), len(labels), len(claims)),
        "strict": strict(lambda _: True),
        "numeric": strict(lambda claim: bool(claim.get("number"))),
        "textual": strict(lambda claim: not claim.get("number")),
    }


def _outcomes(claims: Sequence[Record], strict: Pairs) -> tuple[Outcome, ...]:
    right = set(strict.values())
    said = [(claim.get("confidence"), j in right) for j, claim in enumerate(claims)]
    return tuple((float(sure), hit) for sure, hit in said if isinstance(sure, int | float))


def _kinds(
    labels: Sequence[Record], claims: Sequence[Record], candidates: Sequence[matching.ClaimCandidate]
) -> dict[str, Match]:
    gold = Counter(str(label["kind"]) for label in labels)
    said = Counter(str(claim.get("kind")) for claim in claims)
    made = {}
    for kind in sorted(gold | said):
        pairs = matching.claim_pairs(one for one in candidates if one.strict and labels[one.label]["kind"] == kind)
        made[kind] = Match(len(pairs), gold[kind], said[kind])
    return made


def _fields(labels: Sequence[Record], claims: Sequence[Record], located: Pairs) -> dict[str, Share]:
    pairs = [(labels[i], claims[j]) for i, j in located.items()]
    made = {}
    for name in _FIELDS:
        asked = [(label, claim) for label, claim in pairs if label.get(name) is not None]
        made[name] = Share(sum(label[name] == claim.get(name) for label, claim in asked), len(asked))
    same = sum(bare(label.get("indicator")) == bare(claim.get("indicator")) for label, claim in pairs)
    return {**made, "indicator": Share(same, len(pairs))}


def _cells(labels: Sequence[Record], rows: Sequence[Record], mates: Pairs) -> Share:
    hit = asked = 0
    for i, label in enumerate(labels):
        said = rows[mates[i]].get("cells", {}) if i in mates else {}
        values = {heading(name): bare(value) for name, value in said.items()}
        wanted = [(heading(name), bare(value)) for name, value in label["cells"].items() if bare(value)]
        asked += len(wanted)
        hit += sum(values.get(name) == value for name, value in wanted)
    return Share(hit, asked)


def _families(labels: Sequence[Record], found: Pairs) -> dict[str, Share]:
    made: dict[str, Share] = {}
    for i, label in enumerate(labels):
        if label["certainty"] == "sure" and label["severity"] != "info":
            family = label["family"]
            made[family] = made.get(family, Share()) + Share(int(i in found), 1)
    return dict(sorted(made.items()))


def _codes(loud: Sequence[Record], found: Pairs) -> dict[str, Share]:
    right, made = set(found.values()), dict[str, Share]()
    for j, finding in enumerate(loud):
        code = str(finding.get("code") or "?")
        made[code] = made.get(code, Share()) + Share(int(j in right), 1)
    return dict(sorted(made.items()))


def _grounded(text: str, quoted: Sequence[Record]) -> Share:
    sound = sum(
        matching.placed(one) and bool(one.get("quote")) and text[one["start"] : one["end"]] == one["quote"]
        for one in quoted
    )
    return Share(sound, len(quoted))


def _as_findings(expected: Iterable[Record]) -> list[Record]:
    """What an excerpt expects, or leaves open, as labels of findings."""
    return [
        {
            "family": item["family"],
            "severity": "warning",
            "certainty": "sure" if item["verdict"] == "defect" else "arguable",
            "spans": item["numbers"],
            "message": f"{item['about']} {item.get('computed') or ''}".strip(),
        }
        for item in expected
        if item["verdict"] != "consistent"
    ]


def _defects(labels: Sequence[Record], found: Pairs) -> Share:
    sure = [i for i, label in enumerate(labels) if label["certainty"] == "sure"]
    return Share(sum(i in found for i in sure), len(sure))


def _disturbed(expected: Iterable[Record], loud: Sequence[Record], found: Pairs) -> Share:
    """Relations that hold, of two figures or more, and that a finding without a label touches twice."""
    alarms = [f for j, f in enumerate(loud) if j not in found.values()]
    alarms = [f for f in alarms if f.get("family") in comparison().computed | {"structure"}]
    holding = [item["numbers"] for item in expected if item["verdict"] == "consistent" and len(item["numbers"]) >= 2]

    def touches(finding: Record, figures: Sequence[Record]) -> bool:
        spans = [span for span in finding.get("spans", ()) if matching.placed(span)]
        return sum(any(matching.shared(figure, span) for span in spans) for figure in figures) >= 2

    return Share(sum(any(touches(alarm, figures) for alarm in alarms) for figures in holding), len(holding))
