"""Printed medians, averages and totals against the rows that were read."""

from __future__ import annotations

import pytest

from extract import extract
from extract.summaries import CODE, summary_of

SHARES = {"Belgium": 61, "Denmark": 70, "Greece": 48, "Portugal": 66, "Sweden": 64, "Kenya": 30}


def doubted(*rows: tuple[str, int]) -> set[str]:
    """The places in doubt, in a table of these rows."""
    lines = ["Views of the Canadian government, 2022", "", "Country,Favorable", *(f"{a},{b}%" for a, b in rows)]
    found = extract("poll.csv", "\n".join(lines).encode()).estimates
    assert len(found) == len(rows)
    return {e.country or "" for e in found if CODE in e.issues}


@pytest.mark.parametrize("printed", [62, 63])
def test_a_median_that_fits_within_rounding(printed: int) -> None:
    assert not doubted(*SHARES.items(), ("Median", printed))


def test_a_median_at_the_top_and_one_that_leaves_out_the_first_country() -> None:
    assert not doubted(("Median", 63), *SHARES.items())
    assert not doubted(("Canada", 95), *SHARES.items(), ("Median", 63))


def test_a_median_that_does_not_fit_puts_its_rows_in_doubt() -> None:
    assert doubted(*SHARES.items(), ("Median", 50)) == {*SHARES, "Median"}


def test_a_median_of_other_countries_is_not_compared() -> None:
    assert not doubted(*SHARES.items(), ("24-country median", 50))


def test_of_few_countries_nothing_is_said() -> None:
    assert not doubted(*list(SHARES.items())[:3], ("Median", 20))


@pytest.mark.parametrize(("printed", "is_off"), [(30, False), (52, False), (71, False), (78, True), (12, True)])
def test_an_average_may_be_weighted_but_lies_between_its_rows(printed: int, is_off: bool) -> None:
    assert bool(doubted(*SHARES.items(), ("Average", printed))) == is_off


def test_a_mean_of_countries_is_their_mean() -> None:
    assert not doubted(*SHARES.items(), ("6-country average", 57))
    assert doubted(*SHARES.items(), ("6-country average", 60))


def test_the_median_of_a_region_is_none_of_the_whole_table() -> None:
    assert summary_of("Europe median") is None
