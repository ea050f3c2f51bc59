"""Intervals: published values, the equation they solve, and what must hold for every poll."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import difference, wilson

SHARES = st.floats(0, 100)
PEOPLE = st.integers(1, 100_000)
LEVELS = st.floats(0.5, 0.999)
Z95 = 1.959963984540054


@pytest.mark.parametrize(
    ("share_pct", "n", "low", "high"),
    [
        (1, 1000, 0.5, 1.8),
        # Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
        (100 * 81 / 263, 263, 25.53, 36.62),
        (100 * 15 / 148, 148, 6.24, 16.05),
        (0, 20, 0, 16.11),
        (100 * 1 / 29, 29, 0.61, 17.18),
    ],
)
def test_wilson_gives_published_values(share_pct: float, n: int, low: float, high: float) -> None:
    interval = wilson(share_pct, n)
    digits = 1 if n == 1000 else 2
    assert (round(interval.low, digits), round(interval.high, digits)) == (low, high)


@pytest.mark.parametrize(
    ("a", "n_a", "b", "n_b", "low", "high"),
    [
        # Newcombe (1998), Interval estimation for the difference, table II, method 10: counts, then limits.
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_difference_gives_published_values(a: int, n_a: int, b: int, n_b: int, low: float, high: float) -> None:
    found = difference(100 * a / n_a, n_a, 100 * b / n_b, n_b)
    assert (round(found.low / 100, 4), round(found.high / 100, 4)) == (low, high)
    assert found.is_real == (low > 0)


@given(SHARES, PEOPLE, LEVELS)
def test_an_interval_holds_its_share_within_0_and_100(share_pct: float, n: int, level: float) -> None:
    interval = wilson(share_pct, n, level)
    assert 0 <= interval.low <= share_pct + 1e-6
    assert share_pct - 1e-6 <= interval.high <= 100


@given(st.floats(1, 99), st.integers(10, 100_000))
def test_at_its_limits_the_share_is_just_z_standard_errors_away(share_pct: float, n: int) -> None:
    interval = wilson(share_pct, n)
    for limit in (interval.low / 100, interval.high / 100):
        assert abs(share_pct / 100 - limit) == pytest.approx(Z95 * math.sqrt(limit * (1 - limit) / n), abs=1e-6)


@given(SHARES, st.integers(1, 50_000), LEVELS)
def test_more_people_and_less_confidence_make_it_narrower(share_pct: float, n: int, level: float) -> None:
    def width(n: int, level: float) -> float:
        interval = wilson(share_pct, n, level)
        return interval.high - interval.low

    assert width(2 * n, level) <= width(n, level) + 1e-5
    assert width(n, level * 0.9) <= width(n, level) + 1e-5


@given(SHARES, PEOPLE)
def test_it_is_the_mirror_of_the_share_that_is_left(share_pct: float, n: int) -> None:
    interval, other = wilson(share_pct, n), wilson(100 - share_pct, n)
    assert interval.low == pytest.approx(100 - other.high, abs=1e-5)


@given(SHARES, PEOPLE, SHARES, PEOPLE)
def test_a_difference_turned_round_is_its_negative(a: float, n_a: int, b: float, n_b: int) -> None:
    one, other = difference(a, n_a, b, n_b), difference(b, n_b, a, n_a)
    assert one.points == -other.points
    assert (one.low, one.high) == (pytest.approx(-other.high, abs=1e-5), pytest.approx(-other.low, abs=1e-5))
    assert one.is_real == other.is_real


@given(SHARES, PEOPLE, SHARES, PEOPLE)
def test_a_difference_lies_in_its_interval(a: float, n_a: int, b: float, n_b: int) -> None:
    found = difference(a, n_a, b, n_b)
    assert -100 <= found.low <= found.points + 1e-5
    assert found.points - 1e-5 <= found.high <= 100
    assert found.is_real == (found.low > 0 or found.high < 0)


@given(SHARES, PEOPLE, PEOPLE)
def test_the_same_share_twice_is_no_difference(share_pct: float, n_a: int, n_b: int) -> None:
    assert not difference(share_pct, n_a, share_pct, n_b).is_real


def test_wilson_holds_the_truth_as_often_as_it_says() -> None:
    """Over all samples of 200 from a share of 3 %, weighted by their probability."""
    n, truth = 200, 0.03
    held = sum(
        math.comb(n, k) * truth**k * (1 - truth) ** (n - k)
        for k in range(n + 1)
        if (interval := wilson(100 * k / n, n)).low <= 100 * truth <= interval.high
    )
    assert 0.93 < held < 0.99


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA])
def test_not_known_gives_none(unknown: object) -> None:
    assert wilson(unknown, 1000) is None
    assert wilson(50, unknown) is None
    assert difference(50, 1000, unknown, 1000) is None
    assert difference(50, unknown, 40, 1000) is None


def test_nobody_asked_is_no_interval() -> None:
    assert wilson(50, 0) is None
    assert difference(50, 0, 40, 1000) is None


@pytest.mark.parametrize(
    ("share_pct", "n", "level"), [(-1, 10, 0.95), (100.5, 10, 0.95), (50, -1, 0.95), (50, 10, 1), (50, 10, 0)]
)
def test_what_cannot_be_is_refused(share_pct: float, n: int, level: float) -> None:
    with pytest.raises(ValueError, match="not"):
        wilson(share_pct, n, level)
