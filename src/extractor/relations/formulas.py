"""Arithmetic that the report writes out itself: `变动率=(63.46-32)÷32=98.31%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from extractor.document.model import Span
from extractor.relations import equation
from extractor.relations import interval as iv
from extractor.relations.judge import Judgement, decimal
from extractor.relations.model import Figure, Interval, Member, Relation
from extractor.report import Report

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?:%|[\u4e00-\u9fff]{0,3})"
# Few brackets and signs, and no beginning inside a number: a line of a million digits, brackets or terms is tried at
# each of its places.
_WRITTEN = re.compile(
    rf"(?P<left>[（(]{{0,4}}(?<!\d){_NUMBER}{_UNIT}"
    rf"(?:[）)]{{0,4}}\s*[-+×÷*/−＋－]\s*[（(]{{0,4}}{_NUMBER}{_UNIT}){{1,40}}[）)]{{0,4}})"
    rf"\s*(?:[×*]\s*100\s*%)?\s*[=＝≈]\s*(?P<right>{_NUMBER})\s*(?P<unit>%|万元|亿元|元)?(?![\d/÷×*+])"
)
_PRODUCT = re.compile(
    rf"(?P<right>(?<!\d){_NUMBER})\s*(?P<unit>万元|亿元|元)[（(](?P<left>{_NUMBER}{_UNIT}(?:\s*[×*]\s*{_NUMBER}{_UNIT}){{1,4}})[）)]"
)
"""An amount with what it is the product of behind it in brackets: 196.08万元（3268人×600元）."""
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|(?P<sign>[-+×÷*/−＋－()（）])|(?P<unit>%|[\u4e00-\u9fff]{{1,3}})|\s")
_SAME = {"×": "*", "÷": "/", "−": "-", "－": "-", "＋": "+", "（": "(", "）": ")"}
_FACTORS = {"万元": Decimal(10000), "亿元": Decimal(100000000), "%": Decimal("0.01")}
_MANY = {"万": Decimal(10000), "亿": Decimal(100000000)}
_LONGEST = 400


@dataclass(slots=True)
class _Reader:
    """Recursive descent over tokens; values are intervals that the printed numbers may stand for."""

    tokens: list[str | Figure]
    at: int = 0

    def peek(self) -> str | Figure | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def sum(self) -> tuple[Fraction, Interval]:
        value, bounds = self.product()
        while (sign := self.peek()) in ("+", "-"):
            self.at += 1
            other, wide = self.product()
            value = value + other if sign == "+" else value - other
            bounds = iv.plus([bounds, wide]) if sign == "+" else iv.minus(bounds, wide)
        return value, bounds

    def product(self) -> tuple[Fraction, Interval]:
        value, bounds = self.term()
        while (sign := self.peek()) in ("*", "/"):
            self.at += 1
            other, wide = self.term()
            if sign == "/" and other == 0:
                raise ZeroDivisionError
            value = value * other if sign == "*" else value / other
            bounds = iv.times(bounds, wide) if sign == "*" else iv.over(bounds, wide)
        return value, bounds

    def term(self) -> tuple[Fraction, Interval]:
        token = self.peek()
        self.at += 1
        if isinstance(token, Figure):
            return token.value, iv.printed(token)
        if token == "(":
            inner = self.sum()
            if self.peek() != ")":
                raise ValueError("unbalanced")
            self.at += 1
            return inner
        raise ValueError("no number")


def relations(report: Report) -> Iterator[Relation]:
    for match in chain(_WRITTEN.finditer(report.text), _PRODUCT.finditer(report.text)):
        if len(match[0]) > _LONGEST:
            continue
        relation = _read(report, match)
        if relation is not None:
            yield relation


def _read(report: Report, match: re.Match[str]) -> Relation | None:
    tokens: list[str | Figure] = []
    for token in _TOKEN.finditer(match["left"]):
        if token["number"]:
            behind = match["left"][token.end() :].lstrip()
            factor = next((f for unit, f in _FACTORS.items() if behind.startswith(unit)), Decimal(1))
            factor = next((f for sign, f in _MANY.items() if behind.startswith(sign)), factor)
            tokens.append(_figure(report, match.start("left") + token.start(), token["number"], factor))
        elif token["sign"]:
            tokens.append(_SAME.get(token["sign"], token["sign"]))
    percent = match["unit"] == "%"
    factor = _FACTORS.get(match["unit"] or "", Decimal(1))
    result = _figure(report, match.start("right"), match["right"], factor)
    figures = [t for t in tokens if isinstance(t, Figure)]
    signs = {t for t in tokens if isinstance(t, str) and t not in "()"}
    try:
        reader = _Reader(tokens)
        value, bounds = reader.sum()
        if reader.at != len(tokens):
            return None
    except (ValueError, ZeroDivisionError):
        return None
    reported = iv.rate(result)

    def judged(_: object) -> Judgement:
        residual = decimal(result.value - value)
        if result.value == value:
            return Judgement("exact", "", reported, bounds, residual)
        holds = iv.meet(reported, bounds)
        if not holds and value and not match["unit"] and not percent and _power_of_ten(result.value / value):
            return Judgement("unchecked", "算式两边单位不同", reported, bounds, residual)
        return Judgement("rounding" if holds else "contradicted", "", reported, bounds, residual)

    return equation.relation(
        "rate" if percent else "product" if signs <= {"*"} else "sum",
        match[0],
        match[0],
        [Member(result, "percent" if percent else "whole"), *(Member(f, "amount") for f in figures)],
        judged,
        "sentence",
    )


def _power_of_ten(quotient: Fraction) -> bool:
    """Whether two sides differ by their unit alone (元 against 万元), up to rounding."""
    return any(abs(quotient * 10**power - 1) < Fraction(1, 1000) for power in (4, 8))


def _figure(report: Report, start: int, digits: str, factor: Decimal) -> Figure:
    number = Decimal(digits.replace(",", ""))
    decimals = max(0, -int(number.as_tuple().exponent))
    document = next((d.id for d in report.submission.documents if d.span.start <= start < d.span.end), "")
    return Figure(
        span=Span(start, start + len(digits)),
        quote=digits,
        number=number,
        factor=factor,
        base="1",
        decimals=decimals,
        comparator="eq",
        label="",
        document=document,
        source="text",
        exact=decimals == 0 and factor == 1,
    )
