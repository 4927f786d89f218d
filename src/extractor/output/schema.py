"""The shape of one report's JSON object, typed: what `extract --format json` writes and `extract schema` prints.

The typed dictionaries below are the only source: `record.py` is checked against them by mypy, the JSON Schema is made
from them, and every output is validated against that schema in the tests.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from extractor.checks.finding import Family, Severity
from extractor.claims.model import Backing, ClaimComparator, Direction, Grounding, Kind, Role, SectionName
from extractor.claims.model import Verdict as ClaimVerdict
from extractor.relations.model import Part, RelationKind
from extractor.relations.model import Verdict as RelationVerdict
from extractor.tables.model import RowKind

SCHEMA_VERSION = "1.4"
"""Raised in its first number when a field goes or changes its meaning, in its second when one is added."""

What = Literal["claims", "rows", "findings", "relations"]
"""The lists of a report's object that `--what` picks from."""

DecimalString = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="An exact decimal number")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256")]
Offset = Annotated[int, Field(ge=0, description="Code points of the text that `extract text` prints")]


class PlaceRecord(TypedDict):
    """A place in the text: `text[start:end] == quote`, never empty."""

    quote: Annotated[str, Field(min_length=1)]
    start: Offset
    end: Offset


class CellRecord(TypedDict):
    """The place of one cell; `start == end` where the cell is empty."""

    start: Offset
    end: Offset


class DocumentRecord(TypedDict):
    """A form or report inside the file."""

    id: str
    title: str
    start: Offset
    end: Offset


class SourceRecord(TypedDict):
    """What was read. `sha256` is of the file's bytes, `text_sha256` of the text in UTF-8."""

    path: str
    sha256: Hash
    bytes: Annotated[int, Field(ge=0)]
    format: str
    encoding: str
    text_sha256: Hash
    title: str
    unit: str
    year: str
    profile: str
    notes: list[str]
    documents: list[DocumentRecord]


class SupportRecord(TypedDict):
    """Whether the report itself bears a claim out; `ids` are the rows, claims, relations or findings that decide it.
    `by`: whether the program decided it or a model's judgement."""

    verdict: ClaimVerdict
    ids: list[str]
    by: Literal["code", "model"]


class ClaimRecord(TypedDict):
    """One thing that the narrative asserts about one indicator."""

    id: str
    quote: Annotated[str, Field(min_length=1)]
    start: Offset
    end: Offset
    line: Annotated[int, Field(ge=1)]
    document: str
    kind: Kind
    indicator: str
    value: str | None
    number: DecimalString | None
    number_high: DecimalString | None
    unit: str | None
    comparator: ClaimComparator | None
    direction: Direction | None
    role: Role
    period: str | None
    section: SectionName
    evidence: Backing | None
    extractor: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    grounding: Grounding
    support: SupportRecord


class RejectedRecord(TypedDict):
    """A proposal of an extractor that does not stand in the report or is not valid."""

    quote: str
    segment: str
    reason: str
    extractor: str


class FailedRecord(PlaceRecord):
    """A segment that the extractor could not do: nothing is said about what it claims."""

    segment: str
    reason: str
    extractor: str


class RowRecord(TypedDict):
    """One row of a form; `spans` has the headings of `cells`."""

    id: str
    document: str
    table: str
    table_id: str
    row_kind: RowKind
    line: Annotated[int, Field(ge=1)]
    quote: Annotated[str, Field(min_length=1)]
    start: Offset
    end: Offset
    cells: dict[str, str]
    spans: dict[str, CellRecord]


class MemberRecord(TypedDict):
    """A figure that takes part in a relation: `number` in the unit as printed, `number * factor` in `base`."""

    part: Part
    label: str
    quote: Annotated[str, Field(min_length=1)]
    start: Offset
    end: Offset
    number: DecimalString
    factor: DecimalString
    base: str
    source: str


class IntervalRecord(TypedDict):
    """Closed, in base units; null is unbounded. Bounds without a finite decimal are widened at the twelfth place."""

    low: DecimalString | None
    high: DecimalString | None


class RelationRecord(TypedDict):
    """One numeric relation, judged; those that hold are here too, so that silence can be told from not looking.
    `findings` are those that tell of it: a contradicted one without any is doubted itself, since its figures may have
    been misread or not be of one thing."""

    id: str
    kind: RelationKind
    label: str
    formula: str
    members: list[MemberRecord]
    verdict: RelationVerdict
    reason: str
    reported: IntervalRecord | None
    computed: IntervalRecord | None
    residual: DecimalString | None
    flips: list[str]
    hints: list[str]
    scope: str
    findings: list[str]


class FindingRecord(TypedDict):
    """One inconsistency or unsupported assertion. `group` is the letters of `code`; `formula` is its relation's."""

    id: str
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}\d{3}$")]
    group: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    family: Family
    severity: Severity
    certainty: Literal["sure", "arguable"]
    message: str
    where: str
    line: Annotated[int, Field(ge=0, description="0 where the finding has no place")]
    section: str
    document: str
    spans: list[PlaceRecord]
    computed: str | None
    formula: str | None
    verdict: str | None
    flips: list[str]
    basis: list[str]
    satisfied_by: str
    relation: str | None
    support: Literal["code", "model"]
    identity: str
    evidence_hash: str


class AttachmentRecord(TypedDict):
    """Documents that would prove what is said at `spans`; `claims` and `findings` are ids."""

    about: str
    documents: list[str]
    claims: list[str]
    findings: list[str]
    spans: list[PlaceRecord]


class CoverageRecord(TypedDict):
    """How much was looked at."""

    characters: int
    segments: int
    segments_failed: int
    figures_read: int
    figures_unreadable: int
    figures_linked: int
    figures_checked: int
    tables: int
    cells: int
    places_unread: int
    relations_checked: int
    relations_unchecked: int
    rejected: int


class _Whole(TypedDict):
    schema_version: str
    versions: dict[str, str]
    report: SourceRecord
    claims: list[ClaimRecord]
    rejected: list[RejectedRecord]
    rows: list[RowRecord]
    relations: list[RelationRecord]
    findings: list[FindingRecord]
    attachments: list[AttachmentRecord]
    coverage: CoverageRecord


class UsageRecord(TypedDict):
    """What the run cost; varies from run to run, so it is written with `--timings` alone. `seconds`: `review` for the
    whole, and of that what each room took: `document`, `tables`, `claims`, `relations`, `checks`."""

    model_calls: int
    tokens: int
    cache_hits: int
    seconds: dict[str, float]


class UnjudgedRecord(TypedDict):
    """A claim that the judge gave no answer about."""

    claim: str
    reason: str


class JudgedRecord(TypedDict):
    """What a judge was asked: one question a claim."""

    questions: int
    failed: list[UnjudgedRecord]


class WaivedRecord(TypedDict):
    """A finding that a waiver or a baseline covers, and who answers for it; dates as YYYY-MM-DD."""

    finding: FindingRecord
    origin: Literal["waiver", "baseline"]
    reason: str
    who: str
    date: str | None
    expires: str | None


class ReportRecord(_Whole, total=False):
    """One reviewed report. `waived` stands only where waivers or a baseline were given, `failed` only where a segment
    was not done, `judged` only where a judge was asked."""

    judged: JudgedRecord
    failed: list[FailedRecord]
    usage: UsageRecord
    waived: list[WaivedRecord]


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one report's object; no object takes keys that are not named."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(ReportRecord).json_schema(mode="serialization")
    for shape in (schema, *schema["$defs"].values()):
        if "properties" in shape:
            shape["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": SCHEMA_VERSION, **schema}
