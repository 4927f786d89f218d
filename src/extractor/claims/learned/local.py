"""Extractors trained by `extract train` and kept in a file or folder: nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.claims.embedded import Embedded
from extractor.claims.learned import pipeline, tagger, weights
from extractor.claims.learned.judge import Judge
from extractor.claims.learned.marked import Marked
from extractor.claims.learned.reviser import Reviser

PIPELINES = {"spacy": ("spacy", pipeline.INSTALL), "tagger": ("torch", tagger.INSTALL)}
"""Kinds that need a package of their own: which, and how to get it."""
_KINDS: dict[str, Callable[[Path], Reviser]] = {
    "weights": lambda path: Judge(weights.load(path)),
    "spacy": lambda path: Marked(pipeline.Pipeline(path)),
    "tagger": lambda path: Marked(tagger.Tagger(path)),
}


def is_local(name: str) -> bool:
    """Whether `name` is `KIND:PATH` of a kind that is trained here."""
    kind, parted, _ = name.partition(":")
    return bool(parted) and kind in _KINDS


def opened(name: str) -> Embedded:
    """The extractor that `KIND:PATH` names. Raises `userfile.BadFile` where there is none, or something else."""
    kind, _, path = name.partition(":")
    return Embedded(_KINDS[kind](Path(path)))
