"""How a model is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Times are in seconds."""

    prompts: Path | None = None
    """A folder in place of the shipped prompts."""
    max_tokens: int | None = None
    """No call is made any more once a run has used as many, asked and answered together."""
    answer_tokens: int = 4096
    """The longest answer that is asked for."""
    concurrency: int = 4
    timeout: float = 180.0
    """For one whole answer, however slowly it comes."""
    attempts: int = 4
    """Calls for one question, where the server is busy or away."""
    backoff: float = 1.0
    """The first wait between them, doubled each time; what the server asks for (Retry-After) goes before it."""
    longest_wait: float = 60.0
    cache: Path | None = None
    """The folder of stored answers; None stores and finds nothing."""
    resume: bool = False
    """Refuse to begin where none of the answers that a report needs is stored."""
    progress: Callable[[int, int], None] | None = None
    """Told after every question about a report how many are done, of how many."""
    segments: int = 12
    """In one question at most."""
    characters: int = 1200
    """Of text in one question, if it is more than one segment."""
    confidence: float = 0.75
    """What a model's claim is taken to be worth; none is said by a model itself."""
    threshold: float = 0.62
    """A cascade asks about segments whose embedded claims are on average less sure: chosen on the training reports of
    eval/corpus, where these are a seventh of the segments, and right in 56 of 100 claims."""
