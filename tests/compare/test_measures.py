"""Net and share of opinion, one by one and for a whole table."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare import net, share_of_opinion, wilson, with_intervals, with_measures
from extract.model import Estimate, Response
from extract.tidy import to_frame, to_wide

SHARES = st.floats(0, 100)


@given(SHARES, SHARES)
def test_net_is_antisymmetric_and_within_100(approve: float, disapprove: float) -> None:
    assert -100 <= net(approve, disapprove) <= 100
    assert net(approve, disapprove) == -net(disapprove, approve)


@given(SHARES, SHARES)
def test_the_two_shares_of_opinion_make_100(approve: float, disapprove: float) -> None:
    share = share_of_opinion(approve, disapprove)
    if share is None:
        assert approve + disapprove == 0
    else:
        assert 0 <= share <= 100
        assert share + share_of_opinion(disapprove, approve) == pytest.approx(100)


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA])
def test_not_known_gives_none(unknown: object) -> None:
    for measure in (net, share_of_opinion):
        assert measure(unknown, 30) is None
        assert measure(30, unknown) is None


def toplines() -> pd.DataFrame:
    """Three polls: all printed, no disapproval and no sample size, nobody with an opinion."""
    printed = [("France", 30, 60, 1000), ("Spain", 0, None, None), ("Italy", 0, 0, 500)]
    rows = []
    for country, approve, disapprove, n in printed:
        for response, share in ((Response.APPROVE, approve), (Response.DISAPPROVE, disapprove)):
            if share is not None:
                rows.append(Estimate(country=country, response=response, share_pct=share, sample_size=n))
    return to_wide(to_frame(rows))


def test_a_table_gets_what_its_rows_would() -> None:
    given_table = toplines()
    before = given_table.copy(deep=True)
    found = with_intervals(with_measures(given_table)).set_index("country")
    pd.testing.assert_frame_equal(given_table, before)
    assert found["net"].tolist()[0] == -30
    assert found["net"].isna().tolist() == [False, True, False]
    assert found["share_of_opinion"].isna().tolist() == [False, True, True]
    assert found.loc["France", "approve_low"] == wilson(30, 1000).low
    assert found.loc["Italy", "approve_low"] == 0
    assert pd.isna(found.loc["Spain", "approve_high"])
    added = ["net", "share_of_opinion", "approve_low", "approve_high"]
    assert set(map(str, found[added].dtypes)) == {"float64"}


def test_an_empty_table_stays_empty() -> None:
    empty = with_intervals(with_measures(toplines().iloc[:0]), "disapprove")
    assert empty.empty
    assert {"net", "disapprove_low", "disapprove_high"} <= set(empty.columns)


def test_the_index_is_kept() -> None:
    table = toplines().set_index(pd.Index([7, 8, 9]))
    assert with_measures(table).index.tolist() == [7, 8, 9]
    assert with_measures(table)["net"].loc[7] == -30
