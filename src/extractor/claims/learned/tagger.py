"""A token tagger over a pre-trained encoder as a marker: characters in, marks out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.claims.learned.marked import Mark, Marks
from extractor.claims.model import Segment
from extractor.extras import install
from extractor.userfile import BadFile

INSTALL = install("local")


class Tagger:
    """Deterministic on one machine. A sentence longer than what is seen at once is read in parts."""

    name = "tagger"

    def __init__(self, folder: Path) -> None:
        try:
            from extractor.claims.learned import network
        except ModuleNotFoundError as error:
            raise BadFile(f"--model tagger: 需要 {error.name}：请先运行 {INSTALL}。") from None
        self._network, self._vocabulary = network.load(folder)
        self._version = hashlib.sha256((folder / "tagger.safetensors").read_bytes()).hexdigest()[:12]

    @property
    def versions(self) -> dict[str, str]:
        return {"tagger": self._version}

    def marks(self, text: str, segment: Segment) -> Marks:
        claims: list[Mark] = []
        names: list[Mark] = []
        for start in range(0, len(text), self._vocabulary.sentence):
            part = text[start : start + self._vocabulary.sentence]
            claim, reading, name = self._chances(part, above(segment))
            for first, end in spans(claim):
                sums = [sum(column) for column in zip(*reading[first:end], strict=True)]
                best = max(range(len(sums)), key=sums.__getitem__)
                sure = min(1 - outside for outside, *_ in claim[first:end]) * sums[best] / (end - first)
                claims.append(Mark(start + first, start + end, self._vocabulary.readings[best], sure))
            names += [Mark(start + first, start + end) for first, end in spans(name)]
        return Marks(tuple(claims), tuple(names))

    def _chances(self, part: str, heading: str) -> list[list[list[float]]]:
        """Of the three heads: for each character of `part` the probability of each class."""
        import torch

        ids = self._vocabulary.ids(heading, part)
        with torch.no_grad():
            heads = self._network(torch.tensor([ids]))
        before = len(ids) - len(part) - 1
        return [torch.softmax(head[0, before:-1], dim=-1).tolist() for head in heads]


def above(segment: Segment) -> str:
    """What a sentence stands under, as the tagger is told it."""
    return segment.cell_label or (segment.headings[-1] if segment.headings else "")


def spans(chances: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Where marks begin and end, of the chances of outside, begin and within for each character."""
    start: int | None = None
    for at, one in enumerate(chances):
        best = max(range(3), key=one.__getitem__)
        if start is not None and best != 2:
            yield start, at
            start = None
        if best and start is None:
            start = at
    if start is not None:
        yield start, len(chances)
