"""A spaCy pipeline as a marker: characters as tokens, each with its word, the section and whether it is of a figure."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from extractor.claims.learned.marked import Mark, Marks
from extractor.claims.model import Segment
from extractor.extras import install
from extractor.language.quantities import quantities
from extractor.language.words import cut
from extractor.userfile import BadFile

INSTALL = install("spacy")
RIGHT = "right"
"""The key of a pipeline's meta: how often what it marks with a label was right on reports held out, by label."""


class Pipeline:
    """Deterministic. A mark's confidence is how often its label was right. Names are not marked: they stand within
    claims, and spaCy's entities do not overlap."""

    name = "spacy"

    def __init__(self, folder: Path) -> None:
        self._nlp = _loaded(folder)
        self._right: dict[str, float] = self._nlp.meta.get(RIGHT, {})
        self._version = hashlib.sha256((folder / "ner" / "model").read_bytes()).hexdigest()[:12]

    @property
    def versions(self) -> dict[str, str]:
        return {"pipeline": self._version}

    def marks(self, text: str, segment: Segment) -> Marks:
        found = self._nlp(doc(self._nlp.vocab, text, segment)).ents
        return Marks(tuple(Mark(one.start, one.end, one.label_, self._right.get(one.label_, 0.5)) for one in found), ())


def doc(vocab: Any, text: str, segment: Segment) -> Any:
    """`text` as a spaCy Doc, a character a token: offsets of tokens are those of the text. Lemma: the word that the
    character is of; tag: the section; pos: NUM in a figure."""
    from spacy.tokens import Doc

    words = list(text)
    for word in cut(text):
        words[word.start : word.end] = [word.text] * (word.end - word.start)
    figured = {at for one in quantities(text) for at in range(one.start, one.end)}
    return Doc(
        vocab,
        words=list(text),
        spaces=[False] * len(text),
        lemmas=words,
        tags=[segment.section] * len(text),
        pos=["NUM" if at in figured else "X" for at in range(len(text))],
    )


@cache
def _loaded(folder: Path) -> Any:
    try:
        import spacy
    except ModuleNotFoundError:
        raise BadFile(f"--model spacy: 需要 spaCy：请先运行 {INSTALL}。") from None
    try:
        return spacy.load(folder)
    except (OSError, ValueError) as error:
        raise BadFile(f"{folder}：不是 extract train --kind spacy 写出的文件夹（{error}）。") from None
