"""Which part of a report a text stands in, by the words of its headings or of its form's label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from extractor.claims.lexicon import ranked
from extractor.claims.model import SectionName
from extractor.language.normalise import fold

_STICKY = ("problems", "improvements")


def section_of(headings: Sequence[str], label: str = "") -> SectionName:
    """The section of text under `headings` (outermost first), or in a form's free-text cell that is called `label`."""
    found: SectionName = "other"
    for title in headings:
        name = _named("section", title)
        if name is None or (found in _STICKY and name not in _STICKY):
            continue
        found = name
    return _named("label", label) or found if label else found


def _named(group: str, title: str) -> SectionName | None:
    plain = "".join(fold(title).text.split())
    return next((cast(SectionName, name) for name, found in ranked(group) if found.search(plain)), None)
