"""Every chart: pure, deterministic, plain JSON, honest scales. What each one draws is tested by name below."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import product
from pathlib import Path

import pytest

from dashboard import charts
from dashboard.charts import CHARTS
from dashboard.holdings import Holdings, Shelf
from dashboard.shown import Shown, show
from dashboard.state import MEASURES, State
from tests.dashboard.small_polls import StandIn, long, share

SUBJECTS = ("US leadership", "Irish government", "*Morning Consult")


def drawn(holdings: Holdings, **state: object) -> Shown:
    shown = show(State(**state), holdings)
    assert shown is not None
    return shown


def test_every_chart_file_is_in_the_tuple() -> None:
    files = {p.stem for p in Path(charts.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {chart.__name__.rsplit(".", 1)[1] for chart in CHARTS}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.NAME)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_chart_is_pure_deterministic_and_plain_json(chart, subject: str, holdings: Holdings) -> None:
    forms = getattr(chart, "FORMS", {"": ""})
    for measure, sort, form, narrow, dark in product(MEASURES, ("value", "name"), forms, (False, True), (False, True)):
        state = State(view=chart.NAME, subject=subject, measure=measure, sort=sort, form=form)
        shown = show(state, holdings, narrow=narrow, dark=dark)
        before = deepcopy(shown.toplines.rows())
        first = json.dumps(shown.figure(), allow_nan=False)
        assert first == json.dumps(shown.figure(), allow_nan=False)
        assert shown.toplines.rows() == before


@pytest.mark.parametrize("chart", [c for c in CHARTS if getattr(c, "FORM", "figure") == "figure"], ids=lambda c: c.NAME)
def test_an_empty_selection_still_draws(chart, holdings: Holdings) -> None:
    figure = drawn(holdings, view=chart.NAME, subject="US leadership", countries=("NOR",)).figure()
    assert json.dumps(figure, allow_nan=False)
    assert figure["layout"]["height"] > 0


def test_shares_stand_on_a_scale_from_0_to_100(holdings: Holdings) -> None:
    assert drawn(holdings, view="bars").figure()["layout"]["xaxis"]["range"] == [0, 100]
    assert drawn(holdings, view="change").figure()["layout"]["xaxis"]["range"] == [0, 100]
    assert drawn(holdings, view="lines").figure()["layout"]["yaxis"]["range"] == [0, 100]
    cells = drawn(holdings, view="heatmap").figure()["data"][0]
    assert (cells["zmin"], cells["zmax"]) == (0, 100)
    net = drawn(holdings, view="change", subject="Irish government", measure="net").figure()
    assert net["layout"]["xaxis"]["range"] == [-100, 100]


def bars(figure: dict) -> dict[str, dict]:
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == "bar"}


def test_bars_start_at_the_left_and_end_at_the_right(holdings: Holdings) -> None:
    traces = bars(drawn(holdings, view="bars").figure())
    assert set(traces["Approve"]["base"]) == {0}
    ends = [b + x for b, x in zip(traces["Disapprove"]["base"], traces["Disapprove"]["x"], strict=True)]
    assert set(ends) == {100}


def test_what_was_not_reported_is_hatched_and_never_no_opinion(holdings: Holdings) -> None:
    figure = drawn(holdings, view="bars").figure()
    traces = bars(figure)
    assert "No opinion" not in traces
    assert traces["Not reported"]["marker"]["pattern"]["shape"] == "/"
    labels = figure["layout"]["yaxis"]["ticktext"]
    widths = {labels[y]: x for y, x in zip(traces["Not reported"]["y"], traces["Not reported"]["x"], strict=True)}
    assert widths["Russia"] == 10
    assert widths["Kosovo"] == 15


def test_bars_are_sorted_and_the_absent_country_comes_last_with_its_reason(holdings: Holdings) -> None:
    figure = drawn(holdings, view="bars").figure()
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert labels == ["Kosovo", "Ukraine", "Syria", "Iran", "Lebanon", "Russia", "China"]
    assert any(note["text"] == "not surveyed" for note in figure["layout"]["annotations"])
    by_name = drawn(holdings, view="bars", sort="name").figure()["layout"]["yaxis"]["ticktext"]
    assert by_name == ["Iran", "Kosovo", "Lebanon", "Russia", "Syria", "Ukraine", "China"]


def test_a_bar_chart_grows_with_its_rows(holdings: Holdings) -> None:
    one = drawn(holdings, view="bars", countries=("RUS",)).figure()["layout"]["height"]
    all_of_them = drawn(holdings, view="bars").figure()["layout"]["height"]
    assert all_of_them - one == 26 * 6


def test_sampling_error_is_drawn_where_the_sample_is_known(holdings: Holdings) -> None:
    known = drawn(holdings, view="bars", subject="Irish government").figure()["data"]
    errors = [trace["error_x"] for trace in known if "error_x" in trace]
    assert 2 < errors[0]["array"][0] < 4
    assert not [trace for trace in drawn(holdings, view="bars").figure()["data"] if "error_x" in trace]


def test_change_draws_earlier_hollow_and_later_filled(holdings: Holdings) -> None:
    shown = drawn(holdings, view="change", subject="Irish government", years=(2015, 2017))
    hollow, filled, _ = shown.figure()["data"]
    assert (hollow["x"], filled["x"]) == ([29], [51])
    assert hollow["marker"]["color"] == shown.options.palette.paper
    assert filled["marker"]["color"] == [shown.options.palette.approve]


def test_a_change_within_sampling_error_is_grey(holdings: Holdings) -> None:
    shown = drawn(holdings, view="change", subject="Irish government", years=(2017, 2018))
    assert shown.figure()["data"][1]["marker"]["color"] == [shown.options.palette.neither]


def test_a_gap_stays_a_gap(holdings: Holdings) -> None:
    line = next(
        t
        for t in drawn(holdings, view="lines", subject="Irish government").figure()["data"]
        if t.get("name") == "Approve"
    )
    assert None in line["y"]
    assert line["connectgaps"] is False


def test_one_country_shows_approve_and_disapprove_together(holdings: Holdings) -> None:
    data = drawn(holdings, view="lines", subject="Irish government").figure()["data"]
    assert {t.get("name") for t in data} >= {"Approve", "Disapprove"}


def test_an_unprinted_cell_is_blank_and_an_absent_one_is_hatched(holdings: Holdings) -> None:
    cells, absent = drawn(holdings, view="heatmap").figure()["data"]
    russia = drawn(holdings, view="heatmap").figure()["layout"]["yaxis"]["ticktext"].index("Russia")
    assert cells["z"][russia] == [4, 1]
    assert None in cells["z"][0]
    assert absent["marker"]["pattern"]["shape"] == "/"


def test_the_table_has_the_same_numbers_as_the_bars(holdings: Holdings) -> None:
    bar = drawn(holdings, view="bars")
    table = drawn(holdings, view="table", years=(2015,)).figure()
    printed = dict(zip(bar.toplines["label"], bar.toplines["approve"], strict=True))
    assert {r["label"]: r["approve"] for r in table["rowData"] if not r["absent"]} == {
        k: v for k, v in printed.items() if v == v
    }
    assert [c["field"] for c in table["columnDefs"]][:4] == ["label", "when", "approve", "disapprove"]


def test_a_name_from_a_source_is_never_markup(holdings: Holdings) -> None:
    evil = '<b onclick="x">Ruritania</b>'
    shelf = Shelf(StandIn(long([share(evil, "", 2015, "approve", 20), share(evil, "", 2016, "approve", 30)])))
    for chart in CHARTS:
        if getattr(chart, "FORM", "figure") == "figure":
            assert "<b onclick" not in json.dumps(drawn(shelf(), view=chart.NAME).figure())
