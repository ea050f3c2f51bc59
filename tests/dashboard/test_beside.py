"""Side by side: what stands in each panel, what they share, and changing them over."""

from __future__ import annotations

import pytest

from dashboard.beside import Panels, current, panels, second, swapped
from dashboard.charts import CHARTS
from dashboard.explore import drawn, next_state, nothing
from dashboard.exports.about import headline
from dashboard.holdings import Holdings
from dashboard.state import State

YEARS = State(subject="US leadership", years=(2015,), beside="years", other="2014")


def both(state: State, holdings: Holdings) -> Panels:
    found = panels(state, holdings)
    assert found is not None
    return found


def test_two_years_stand_in_the_same_rows(holdings: Holdings) -> None:
    pair = both(YEARS, holdings)
    assert pair.names == ("2015", "2014")
    ticks = [s.figure()["layout"]["yaxis"]["ticktext"] for s in (pair.first, pair.second) if s]
    assert ticks[0] == ticks[1]
    assert {len(s.figure()["layout"]["yaxis"]["ticktext"]) for s in (pair.first, pair.second) if s} == {7}


def test_a_country_without_a_figure_in_one_panel_says_so_there(holdings: Holdings) -> None:
    pair = both(YEARS, holdings)
    assert pair.second is not None
    said = [note["text"] for note in pair.second.figure()["layout"]["annotations"]]
    assert "no figure here" in said


def test_free_axes_show_each_panels_own_rows(holdings: Holdings) -> None:
    pair = both(State(subject="US leadership", years=(2015,), beside="years", other="2014", axes="free"), holdings)
    assert pair.second is not None
    assert len(pair.second.figure()["layout"]["yaxis"]["ticktext"]) < 7


def test_only_both_keeps_the_countries_of_both(holdings: Holdings) -> None:
    pair = both(State(subject="US leadership", years=(2015,), beside="years", other="2014", only="both"), holdings)
    assert pair.second is not None
    assert set(pair.first.toplines["label"]) == set(pair.second.toplines["label"]) == {"Russia"}


def test_swapping_twice_is_where_one_began(holdings: Holdings) -> None:
    for state in (YEARS, State(beside="measure", other="net"), State(beside="subject", other="Irish government")):
        first = both(state, holdings).first
        there = swapped(state, current(state.beside, first))
        back = swapped(there, current(state.beside, both(there, holdings).first))
        assert (back.beside, back.other) == (state.beside, state.other)
        assert both(back, holdings).names == both(state, holdings).names


def test_years_cannot_stand_side_by_side_where_a_chart_draws_many(holdings: Holdings) -> None:
    lines = State(view="lines", subject="US leadership", beside="years", other="2014")
    assert both(lines, holdings).second is None


def test_panel_b_starts_from_the_years_of_a(holdings: Holdings) -> None:
    state = State(beside="subject", other="Irish government")
    first = both(state, holdings).first
    assert second(state, first).years == first.years


def test_choosing_what_to_stand_beside_takes_the_first_there_is(holdings: Holdings) -> None:
    state = next_state(State(subject="US leadership"), "beside", {"beside": "years"}, holdings)
    assert (state.beside, state.other) == ("years", "2014")
    assert next_state(state, "beside", {"beside": "-"}, holdings) == State(subject="US leadership")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.NAME)
@pytest.mark.parametrize(("beside", "other"), [("years", "2014"), ("measure", "net"), ("subject", "Irish government")])
def test_every_view_is_filled_whole_with_two_panels(chart, beside: str, other: str, holdings: Holdings) -> None:
    state = State(view=chart.NAME, subject="US leadership", beside=beside, other=other)
    pair = both(state, holdings)
    assert len(drawn(pair, holdings)) == len(nothing())
    assert headline(pair)
