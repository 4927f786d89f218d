"""Extractors trained by `extract train` and kept in a file or folder: nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractor.claims.embedded import Embedded
from extractor.claims.learned.judge import Judge
from extractor.claims.learned.marked import Marked
from extractor.claims.learned.reviser import Reviser
from extractor.claims.learned.weights import load


def _weights(path: Path) -> Reviser:
    return Judge(load(path))


def _spacy(path: Path) -> Reviser:
    from extractor.claims.learned.pipeline import Pipeline

    return Marked(Pipeline(path))


def _tagger(path: Path) -> Reviser:
    from extractor.claims.learned.tagger import Tagger

    return Marked(Tagger(path))


_KINDS: dict[str, Callable[[Path], Reviser]] = {"weights": _weights, "spacy": _spacy, "tagger": _tagger}


def is_local(name: str) -> bool:
    """Whether `name` is `KIND:PATH` of a kind that is trained here."""
    kind, parted, _ = name.partition(":")
    return bool(parted) and kind in _KINDS


def opened(name: str) -> Embedded:
    """The extractor that `KIND:PATH` names. Raises `userfile.BadFile` where there is none, or something else."""
    kind, _, path = name.partition(":")
    return Embedded(_KINDS[kind](Path(path)))
