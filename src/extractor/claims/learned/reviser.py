"""What trained models have in common: they revise what the rules propose for a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extractor.claims.draft import Draft
from extractor.claims.model import Segment


class Reviser(Protocol):
    """`name` stands in each claim as its extractor; `versions` (name → version) in the output."""

    name: str

    @property
    def versions(self) -> dict[str, str]: ...

    def revised(self, text: str, segment: Segment, drafts: Sequence[Draft]) -> list[Draft]:
        """The claims of a sentence, with a confidence each, in order of the text. `text` is folded, and so are the
        offsets of `drafts`, which the rules propose; a model may pass them over and read the text alone."""
        ...
