"""Estimates to tables and back: nothing is lost, whatever the words."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Estimate, Response, Status, YearBasis
from extract.schema import validate
from extract.tidy import COLUMNS, TOPLINES, from_csv, from_frame, to_csv, to_frame, to_wide

# Every character a file can hold; surrogates are halves of characters, which no UTF-8 has.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=12)
TRICKY = st.sampled_from(["NA", "None", "nan", "1e5", "007", " x ", '"', "a,b", "a\nb", "-5", "Côte d’Ivoire", "TRUE"])
TEXTS = st.none() | WORDS | TRICKY
SHARES = st.floats(0, 100) | st.integers(0, 100).map(float)
COUNTS = st.none() | st.integers(0, 2**40)

ESTIMATES = st.builds(
    Estimate,
    country=TEXTS,
    iso3=st.none() | st.sampled_from(["FRA", "XKX"]),
    group=TEXTS,
    year=st.none() | st.integers(1900, 2100),
    year_basis=st.none() | st.sampled_from(list(YearBasis)),
    fieldwork_end=st.none() | st.sampled_from(["2015", "2015-05", "2015-05-31"]),
    question=TEXTS,
    response=st.none() | st.sampled_from(list(Response)),
    response_printed=TEXTS,
    share_pct=SHARES,
    share_printed=TEXTS,
    qualifier=st.none() | st.sampled_from(["=", "<", ">", "~"]),
    status=st.just(Status.REPORTED),
    sample_size=COUNTS,
    margin_of_error=st.none() | st.floats(0, 100),
    source=TEXTS,
    page=st.none() | st.integers(1, 5000),
    locator=st.just("char=1-2"),
    quote=TEXTS,
    issues=st.lists(st.sampled_from(["sum-off-100", "printed-twice"]), unique=True).map(tuple),
)

often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@often
@given(st.lists(ESTIMATES, max_size=5))
def test_written_and_read_a_table_is_the_same(estimates: list[Estimate]) -> None:
    long = validate(to_frame(estimates))
    pd.testing.assert_frame_equal(from_csv(to_csv(long)), long)


def test_a_carriage_return_in_a_text_is_kept() -> None:
    long = to_frame([Estimate(question="Do you\rapprove?")])
    pd.testing.assert_frame_equal(from_csv(to_csv(long)), long)


@often
@given(st.lists(ESTIMATES, max_size=5))
def test_estimates_come_back_from_a_frame(estimates: list[Estimate]) -> None:
    assert list(from_frame(to_frame(estimates))) == estimates


@settings(often, max_examples=20)
@given(st.lists(ESTIMATES, max_size=8))
def test_toplines_hold_no_share_that_was_not_printed(estimates: list[Estimate]) -> None:
    wide = to_wide(to_frame(estimates))
    assert list(wide.columns) == [column.name for column in TOPLINES]
    for response in ("approve", "disapprove", "neither", "no_opinion"):
        printed = {e.share_pct for e in estimates if e.response == response}
        assert set(wide[response].dropna()) <= printed


def test_a_frame_has_the_columns_and_types_of_the_contract() -> None:
    for frame in (to_frame([]), to_frame([Estimate()])):
        assert list(frame.columns) == [column.name for column in COLUMNS]
        assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in COLUMNS]


def test_what_is_not_printed_is_empty_in_csv() -> None:
    header, row = (
        line.split(",") for line in to_csv(to_frame([Estimate(country="Mali", share_pct=40.0)])).splitlines()
    )
    assert header == [column.name for column in COLUMNS]
    printed = {name: text for name, text in zip(header, row, strict=True) if text}
    assert printed == {"country": "Mali", "share_pct": "40", "status": "reported"}


def test_two_polls_of_one_year_are_two_toplines() -> None:
    polls = [("2016-02", 40.0), ("2016-03", 45.0)]
    rows = [
        Estimate(
            country="Ireland", year=2016, fieldwork_end=month, response=Response.APPROVE, share_pct=share, locator="x"
        )
        for month, share in polls
    ]
    assert to_wide(to_frame(rows))["approve"].tolist() == [40, 45]


@pytest.mark.parametrize("column", ["country", "year", "status"])
def test_a_missing_column_is_an_error(column: str) -> None:
    text = to_csv(to_frame([Estimate()]).drop(columns=column))
    with pytest.raises(KeyError, match=column):
        from_csv(text)
