"""The judge: verdicts by the precision of what is printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.language.quantities import quantities
from extractor.relations import judge
from extractor.relations.figures import figure as read_figure
from extractor.relations.model import Figure

HOLDS = ("exact", "rounding", "unlikely")


def figure(number: str, unit: str = "万元", *, word: str = "") -> Figure:
    """What the reader makes of the number as a report prints it."""
    text = f"{number}{word}{unit}" if word == "余" else f"{word}{number}{unit}"
    (quantity,) = quantities(text)
    return read_figure(text, quantity, label="", document="", source="text")


@pytest.mark.parametrize(
    ("whole", "parts", "verdict"),
    [
        ("477.82", ["153.57", "324.25"], "exact"),
        ("477.83", ["153.57", "324.25"], "rounding"),
        ("477.84", ["153.57", "324.25"], "contradicted"),
        ("10", ["3.3", "3.3", "3.3"], "rounding"),
        ("100.00", ["10"] * 9 + ["6.00"], "unlikely"),
        ("843.61", ["10", "704.47"], "contradicted"),
    ],
)
def test_a_total_is_judged_by_the_last_places(whole: str, parts: list[str], verdict: str) -> None:
    assert judge.total(figure(whole), [figure(p) for p in parts]).verdict == verdict


def test_an_open_list_may_fall_short_but_not_exceed() -> None:
    parts = [figure(p) for p in ("40", "30", "25")]
    assert judge.total(figure("100"), parts, listing="open").verdict == "unlikely"
    assert judge.total(figure("100"), parts, listing="open").reason == "incomplete"
    assert judge.total(figure("300"), parts, listing="open").verdict == "unchecked"
    assert judge.total(figure("80"), parts, listing="open").verdict == "contradicted"


def test_exact_numbers_have_no_width() -> None:
    assert judge.total(figure("55", "人"), [figure("40", "人"), figure("14", "人")]).verdict == "contradicted"
    assert judge.total(figure("97", "分"), [figure("96.9", "分")]).verdict == "contradicted"
    yuan = [figure("4573732.68", "元"), figure("3226267.31", "元")]
    assert judge.total(figure("7800000.00", "元"), yuan).verdict == "contradicted"


@pytest.mark.parametrize(
    ("percent", "above", "below", "verdict"),
    [
        ("100", "866.74", "866.74", "exact"),
        ("1009", "305.65", "305.65", "contradicted"),
        ("97.80", "31.69", "32.4", "rounding"),
        ("77.73", "29.85", "38.4", "rounding"),
        ("43.26", "22057.41", "50988", "rounding"),
        ("66", "200.00", "300.00", "rounding"),
        ("68", "200.00", "300.00", "contradicted"),
    ],
)
def test_a_rate_may_be_rounded_or_cut(percent: str, above: str, below: str, verdict: str) -> None:
    assert judge.ratio(figure(percent, "%"), [figure(above)], [figure(below)]).verdict == verdict


def test_nothing_is_divided_by_zero() -> None:
    assert judge.ratio(figure("0.00", "%"), [figure("0.00")], [figure("0.00")]).verdict == "unchecked"


def test_a_change_is_judged_by_amount_and_direction() -> None:
    now, before = figure("63.46"), figure("32")
    assert judge.change(figure("98.31", "%"), now, before, "up").verdict == "rounding"
    assert judge.change(figure("98.31", "%"), now, before, "down").verdict == "contradicted"
    assert judge.change(figure("88.31", "%"), now, before, "up").verdict == "contradicted"
    assert judge.change_from_delta(figure("25", "%"), figure("20"), figure("100"), "up").verdict == "exact"
    assert judge.change_from_delta(figure("20", "%"), figure("20"), figure("100"), "down").verdict == "contradicted"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        (["132.912", "132.9"], "rounding"),
        (["29.86", "29.85"], "contradicted"),
        (["29.96", "29.9"], "unlikely"),
        (["29.86", "29.8", "31"], "contradicted"),
        (["16", "16", "16.00"], "exact"),
    ],
)
def test_one_fact_is_printed_alike(values: list[str], verdict: str) -> None:
    assert judge.equal([figure(v) for v in values]).verdict == verdict


def test_approximations_widen_only_themselves() -> None:
    over = figure("400", "人", word="余")
    assert judge.equal([over, figure("430", "人")]).verdict == "rounding"
    assert judge.equal([over, figure("530", "人")]).verdict == "contradicted"
    near = figure("30", "%", word="近")
    assert judge.ratio(near, [figure("29.5")], [figure("100.0")]).verdict == "rounding"
    assert judge.ratio(near, [figure("31.5")], [figure("100.0")]).verdict == "contradicted"


amounts = st.integers(min_value=10**6, max_value=10**11).map(lambda n: Decimal(n).scaleb(-6))
places = st.integers(min_value=0, max_value=4)


def rounded(value: Decimal, decimals: int) -> Figure:
    return figure(str(value.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP")))


@given(st.lists(st.tuples(amounts, places), min_size=1, max_size=12), places)
def test_true_amounts_printed_with_any_decimals_never_contradict(
    parts: list[tuple[Decimal, int]], decimals: int
) -> None:
    whole = sum((value for value, _ in parts), Decimal(0))
    assert judge.total(rounded(whole, decimals), [rounded(v, d) for v, d in parts]).verdict in HOLDS


@given(st.lists(st.tuples(amounts, places), min_size=1, max_size=8), places, st.booleans())
def test_a_change_larger_than_the_band_always_contradicts(
    parts: list[tuple[Decimal, int]], decimals: int, up: bool
) -> None:
    printed = [rounded(v, d) for v, d in parts]
    whole = rounded(sum((v for v, _ in parts), Decimal(0)), decimals)
    band = sum((Decimal(1).scaleb(-d) for _, d in parts), Decimal(1).scaleb(-decimals)) * (1 if up else -1)
    changed = replace(printed[0], number=printed[0].number + band + (1 if up else -1) * Decimal(1).scaleb(-4))
    assert judge.total(whole, [changed, *printed[1:]]).verdict == "contradicted"


@given(amounts, amounts, places, places, st.integers(min_value=0, max_value=2), st.booleans())
def test_a_true_rate_never_contradicts(
    above: Decimal, below: Decimal, first: int, second: int, decimals: int, cut: bool
) -> None:
    unit = Decimal(1).scaleb(-decimals)
    value = (above / below * 100).quantize(unit, rounding="ROUND_DOWN" if cut else "ROUND_HALF_UP")
    verdict = judge.ratio(figure(str(value), "%"), [rounded(above, first)], [rounded(below, second)]).verdict
    assert verdict in (*HOLDS, "unchecked")


@given(st.lists(st.tuples(amounts, places), min_size=1, max_size=6), amounts, places)
def test_another_unit_gives_the_same_verdict(parts: list[tuple[Decimal, int]], whole: Decimal, decimals: int) -> None:
    printed, sum_ = [rounded(v, d) for v, d in parts], rounded(whole, decimals)
    before = judge.total(sum_, printed)
    after = judge.total(
        replace(sum_, factor=sum_.factor * 10**4), [replace(p, factor=p.factor * 10**4) for p in printed]
    )
    assert before.verdict == after.verdict
    assert Fraction(after.residual or 0) == Fraction(before.residual or 0) * 10**4


@given(
    whole=st.decimals("0", "9999", places=1),
    parts=st.lists(st.decimals("0", "2000", places=2), min_size=1, max_size=12),
    less=st.lists(st.decimals("0", "20", places=1), max_size=2),
    near=st.booleans(),
)
def test_the_quick_answer_is_that_of_the_judge(
    whole: Decimal, parts: list[Decimal], less: list[Decimal], near: bool
) -> None:
    """With the whole that the parts make, up to a few hundredths, as with any other."""
    printed = f"{sum(parts) - sum(less) + whole / 10000:.2f}" if near else str(whole)
    total = figure(printed.lstrip("-"))
    given_parts, given_less = ([figure(str(n)) for n in numbers] for numbers in (parts, less))
    holds = judge.total(total, given_parts, less=given_less).verdict in ("exact", "rounding")
    assert judge.adds_up(total, given_parts, given_less) == holds


@given(
    percent=st.decimals("0", "300", places=1),
    above=st.decimals("0", "9999", places=1),
    below=st.decimals("0", "9999", places=1),
    near=st.booleans(),
)
def test_the_quick_answer_to_a_rate_is_that_of_the_judge(
    percent: Decimal, above: Decimal, below: Decimal, near: bool
) -> None:
    """With the rate that the amounts make, up to a few tenths, as with any other."""
    told = f"{above / below * 100 + percent / 1000:.1f}" if near and below else str(percent)
    rate, top, base = figure(told, "%"), figure(str(above)), figure(str(below))
    holds = judge.ratio(rate, [top], [base]).verdict in ("exact", "rounding")
    assert judge.divides(rate, [top], [base]) == holds
