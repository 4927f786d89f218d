"""What a contradiction looks like."""

from __future__ import annotations

import pytest

from extractor.language.quantities import quantities
from extractor.relations import judge
from extractor.relations.figures import figure as read_figure
from extractor.relations.hints import hints
from extractor.relations.model import Figure, Member


def figure(number: str, unit: str = "万元", *, word: str = "") -> Figure:
    """What the reader makes of the number as a report prints it."""
    text = f"{number}{word}{unit}" if word == "余" else f"{word}{number}{unit}"
    (quantity,) = quantities(text)
    return read_figure(text, quantity, label="", document="", source="text")


@pytest.mark.parametrize(
    ("whole", "unit", "parts", "expected"),
    [
        ("670.23", "元", ["597.05", "73.18"], "unit-slip:10000@0"),
        ("216.93", "万元", ["129.45", "87.18"], "one-digit@0"),
        ("216.63", "万元", ["192.45", "87.18"], "swapped-digits@1"),
        ("60.00", "万元", ["10.50", "20.50", "29.00", "18.00"], "counted-twice@4"),
        ("78.00", "万元", ["10.50", "20.50", "29.00"], "left-out@"),
    ],
)
def test_the_hint_names_the_change(whole: str, unit: str, parts: list[str], expected: str) -> None:
    members = [Member(figure(whole, unit), "whole"), *(Member(figure(p), "addend") for p in parts)]
    found = hints(members, lambda f: judge.total(f[0], f[1:]).verdict in ("exact", "rounding"))
    if expected == "left-out@":
        assert not any(h.startswith("unit-slip") for h in found)
    else:
        assert any(h.startswith(expected) for h in found), found
