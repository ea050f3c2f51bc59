"""The chart in words says what the chart draws: the same numbers, no claim beside them."""

from __future__ import annotations

from dashboard.beside import panels
from dashboard.holdings import Holdings
from dashboard.in_words import paragraph
from dashboard.state import State


def said(holdings: Holdings, **state: object) -> str:
    found = panels(State(**state), holdings)
    assert found is not None
    return paragraph(found).replace("\u202f", " ")


def test_a_few_countries_are_all_named(holdings: Holdings) -> None:
    assert said(holdings, subject="US leadership") == (
        "Approval of US leadership in 2015: Kosovo 85 %, Ukraine 35 %, Syria 20 %, Iran 19 %, Lebanon 18 %, "
        "Russia 1 %. Absent: 1 not surveyed."
    )


def test_changes_within_sampling_error_are_called_so(holdings: Holdings) -> None:
    words = said(holdings, view="change", subject="Irish government", years=(2017, 2018))
    assert "within sampling error" in words
    assert "2017 to 2018" in words


def test_lines_tell_their_first_and_last_figure(holdings: Holdings) -> None:
    words = said(holdings, view="lines", subject="Irish government")
    assert words.startswith("Satisfaction with Irish government, first to last figure: Ireland 29 %")


def test_two_panels_are_told_one_after_the_other(holdings: Holdings) -> None:
    words = said(holdings, subject="US leadership", beside="years", other="2014")
    assert words.startswith("A, 2015: Approval of US leadership in 2015: Kosovo 85 %")
    assert words.endswith("B, 2014: Approval of US leadership in 2014: Russia 4 %.")


def test_an_empty_choice_is_said_to_be_empty(holdings: Holdings) -> None:
    for view in ("bars", "change", "lines"):
        assert "no " in said(holdings, view=view, subject="US leadership", countries=("NOR",))
