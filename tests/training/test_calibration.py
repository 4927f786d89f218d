"""Calibration: curves that never fall, and the gap between confidence and what was right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.evaluation.reliability import expected_error, reliability
from extractor.training.calibration import curve

OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(OUTCOMES, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_is_never_worth_less(outcomes: list[tuple[float, bool]], a: float, b: float) -> None:
    held = curve(outcomes)
    low, high = sorted((a, b))
    assert 0 < held(low) <= held(high) < 1


def test_what_is_right_as_often_as_it_says_has_no_error() -> None:
    assert expected_error([(0.75, True)] * 3 + [(0.75, False)]) == 0
    assert expected_error([(0.9, False)] * 2) == 0.9
    assert expected_error([]) == 0


def test_bins_count_every_claim_once() -> None:
    held = reliability([(0.05, False), (0.95, True), (1.0, True)])
    assert [(one.count, one.right) for one in held] == [(1, 0.0), (2, 1.0)]
