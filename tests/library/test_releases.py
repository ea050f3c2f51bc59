"""A figure that changed since the last release is listed with its reason."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from library.releases import CHANGES, GONE, READ_ANEW, changes
from tests.library.polls import estimates

BEFORE = estimates("poll.txt", 6)
KEYS = ["column", "before", "now", "reason"]


def test_the_same_figures_in_any_order_and_new_ones_are_no_change() -> None:
    more = pd.concat([BEFORE, estimates("new.txt")], ignore_index=True).iloc[::-1]
    assert changes(BEFORE, more, "2026-11-23").empty
    assert list(changes(BEFORE, more, "2026-11-23").columns) == [column.name for column in CHANGES]


def test_a_corrected_a_reread_and_a_vanished_figure() -> None:
    now = BEFORE.copy()
    now.loc[0, "share_pct"] = 12.5
    now.loc[1, ["country", "iso3"]] = ["Gabon", "GAB"]
    now = now.drop(index=2)
    found = changes(BEFORE, now, "2026-11-23", {("poll.txt", "char=0-4"): "a misprint: 0.25 for 12.5"})
    assert found[KEYS].values.tolist() == [
        ["share_pct", "0.25", "12.5", "a misprint: 0.25 for 12.5"],
        ["country", "France", "Gabon", READ_ANEW],
        ["iso3", "FRA", "GAB", READ_ANEW],
        ["", "2.25", "", GONE],
    ]
    assert set(found["released"]) == {"2026-11-23"}
    assert found["country"].tolist() == ["France"] * 4


def test_doubts_and_the_words_round_a_figure_are_not_the_figure() -> None:
    assert changes(BEFORE, BEFORE.assign(issues="", quote="else", wave="2"), "2026-11-23").empty


def test_two_countries_that_share_one_printed_number_are_told_apart() -> None:
    two = pd.concat([BEFORE.iloc[[0]], BEFORE.iloc[[0]].assign(country="Gabon", iso3="GAB")], ignore_index=True)
    assert changes(two, two, "2026-11-23").empty
    assert changes(two, two.iloc[[0]], "2026-11-23")[["country", "reason"]].values.tolist() == [["Gabon", GONE]]


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_each_changed_and_each_vanished_figure_is_told_once(moved: set[int], gone: set[int]) -> None:
    now = BEFORE.copy()
    now.loc[sorted(moved), "share_pct"] += 1
    now = now.drop(index=sorted(gone))
    found = changes(BEFORE, now, "2026-11-23")
    assert (len(found), int((found["column"] == "").sum())) == (len(moved | gone), len(gone))
