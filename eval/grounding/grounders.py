"""Ways to find a quote in a text: this program's, and those of two libraries (extra `bench`), as they document it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping

from extractor.claims.grounding import ground
from extractor.document.model import Span

Grounder = Callable[[str, str, int], Span | None]
"""Window, quote and where it is expected → where it is found; None where it is refused."""


def ours(window: str, quote: str, at: int) -> Span | None:
    found = ground(window, quote, Span(0, len(window)), at=at)
    return found.span if found.status != "none" else None


def langextract(window: str, quote: str, at: int) -> Span | None:
    """LangExtract as it is set up by default, with its tokenizer for languages without blanks."""
    return _aligned(window, quote)


def langextract_exact(window: str, quote: str, at: int) -> Span | None:
    """LangExtract without its fuzzy and partial matches."""
    return _aligned(window, quote, enable_fuzzy_alignment=False, accept_match_lesser=False)


def _aligned(window: str, quote: str, **options: bool) -> Span | None:
    from langextract.core.data import Extraction
    from langextract.core.tokenizer import UnicodeTokenizer
    from langextract.resolver import Resolver

    (found,) = Resolver().align(
        [Extraction(extraction_class="claim", extraction_text=quote)],
        window,
        token_offset=0,
        tokenizer_inst=UnicodeTokenizer(),
        **options,
    )
    place = found.char_interval
    if place is None or place.start_pos is None or place.end_pos is None:
        return None
    return Span(place.start_pos, place.end_pos)


def citation_mixin(window: str, quote: str, at: int) -> Span | None:
    """instructor's CitationMixin: up to five characters wrong, missing or too many."""
    from instructor.dsl.citation import CitationMixin

    cited = CitationMixin.model_validate({"substring_quotes": [quote]}, context={"context": window}).substring_quotes
    if not cited:
        return None
    # It gives back words, not a place: the expected place counts wherever the words are those that stand there.
    start = at if window.startswith(cited[0], at) else window.index(cited[0])
    return Span(start, start + len(cited[0]))


def installed() -> Mapping[str, Grounder]:
    """Every grounder that can run here, by name, this program's first."""
    found: dict[str, Grounder] = {"ours": ours}
    if importlib.util.find_spec("langextract"):
        found |= {"LangExtract": langextract, "LangExtract, exact only": langextract_exact}
    if importlib.util.find_spec("instructor") and importlib.util.find_spec("regex"):
        found["CitationMixin"] = citation_mixin
    return found
