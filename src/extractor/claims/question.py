"""What a judge is asked about a claim, and what it may answer: nothing but which of the given candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Task = Literal["backs", "contradicts"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row or another claim of the report, by its id, in the report's own words."""

    id: str
    said: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which of `candidates` bear the claim out (`backs`), or do not go together with the problem that it admits
    (`contradicts`). `claim` is an id, `said` its words in their sentence."""

    claim: str
    task: Task
    said: str
    heading: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The candidates that were pointed at, by id; where there was no answer, why (Chinese)."""

    question: Question
    ids: tuple[str, ...] = ()
    failed: str = ""


class Judge(Protocol):
    """Answers questions; says which it could not answer."""

    name: str

    @property
    def versions(self) -> Mapping[str, str]: ...

    def rule(self, questions: Sequence[Question]) -> Iterable[Ruling]: ...
