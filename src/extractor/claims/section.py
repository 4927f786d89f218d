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
    found: SectionName | None = _named("label", label) if label else None
    for title in () if found else headings:
        name = _named("section", title)
        if name is not None and (found not in _STICKY or name in _STICKY):
            found = name
    for title in () if found else headings:
        found = found or _named("default_section", title)
    return found or "other"


def _named(group: str, title: str) -> SectionName | None:
    plain = "".join(fold(title).text.split())
    return next((cast(SectionName, name) for name, found in ranked(group) if found.search(plain)), None)
