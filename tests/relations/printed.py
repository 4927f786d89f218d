"""Figures as a report prints them, for tests."""

from __future__ import annotations

from decimal import Decimal

from extractor.document.model import Span
from extractor.relations.model import Figure


def figure(text: str, unit: str = "万元", comparator: str = "eq", word: str = "") -> Figure:
    number = Decimal(text)
    decimals = max(0, -int(number.as_tuple().exponent))
    factor, base = {
        "万元": (Decimal(10000), "元"),
        "亿元": (Decimal(100000000), "元"),
        "元": (Decimal(1), "元"),
        "%": (Decimal("0.01"), "1"),
        "人": (Decimal(1), "人"),
        "分": (Decimal(1), "分"),
    }[unit]
    resolution = factor / 10**decimals
    exact = base in ("分",) or (base == "人" and resolution <= 1) or (base == "元" and resolution <= Decimal("0.01"))
    return Figure(
        Span(0, len(text)), text, number, factor, base, decimals, comparator, "", "", "text", exact, unit, word
    )
