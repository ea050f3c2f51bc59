"""What a draft is after its decisions: a fold that changes nothing it was given."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from library.decisions import CORRECTED, Decision, Kind, decided, kept, last_of, standing, to_decide
from tests.library.polls import estimates

ROWS = estimates("poll.txt", 6)  # the second and the fourth are doubted


def made(*steps: tuple) -> list[Decision]:
    """Decisions by Ann, numbered from 1: (kind, position, given)."""
    return [
        Decision(i, position, kind, given, "Ann", "2026-01-02") for i, (kind, position, given) in enumerate(steps, 1)
    ]


def test_undecided_rows_are_the_program_s_own() -> None:
    after = decided(ROWS, [])
    pd.testing.assert_frame_equal(after[list(ROWS.columns)], ROWS)
    assert set(after["fate"]) == {""}
    assert after["position"].tolist() == list(range(6))


def test_accepted_rejected_and_open_ones() -> None:
    after = decided(ROWS, made((Kind.ACCEPT, 1, {}), (Kind.REJECT, 0, {"why": "not an approval figure"})))
    assert after["fate"].tolist() == ["reject", "accept", "", "", "", ""]
    assert kept(after)["position"].tolist() == [1, 2, 4, 5]
    assert to_decide(after)["position"].tolist() == [3]
    assert after["why"][0] == "not an approval figure"


def test_a_fix_keeps_what_is_printed_and_says_what_was_meant() -> None:
    fix = {"share_pct": 13.0, "meant": "13%", "why": "digits swapped", "values": {"country": "Spain", "iso3": "ESP"}}
    row = decided(ROWS, made((Kind.FIX, 2, fix))).iloc[2]
    assert (row["share_pct"], row["share_printed"], row["meant"]) == (13.0, ROWS["share_printed"][2], "13%")
    assert (row["iso3"], row["fate"], row["issues"]) == ("ESP", "accept", CORRECTED)


def test_what_a_person_says_is_no_longer_doubted() -> None:
    doubted = ROWS.assign(issues="country-unknown;sum-off-100")
    after = decided(
        doubted, made((Kind.SET, None, {"positions": [0, 1], "values": {"country": "Spain", "iso3": "ESP"}}))
    )
    assert after["issues"].tolist()[:3] == ["sum-off-100", "sum-off-100", "country-unknown;sum-off-100"]
    assert after["country"].tolist()[:3] == ["Spain", "Spain", "France"]
    assert after["fate"][0] == ""


def test_a_year_that_is_set_is_not_contradicted_by_a_date() -> None:
    after = decided(ROWS, made((Kind.SET, 0, {"values": {"year": 1999}}), (Kind.SET, 2, {"values": {"year": 2001}})))
    assert (after["year"][0], after["fieldwork_end"][0]) == (1999, "")
    assert (after["year"][2], after["fieldwork_end"][2]) == (2001, "2001-05")


def test_a_row_that_was_added_comes_last_and_goes_when_undone() -> None:
    values = ROWS.astype(object).where(ROWS.notna(), None).iloc[0].to_dict() | {"share_pct": 77.0, "issues": ""}
    add = made((Kind.ADD, 6, {"values": values}), (Kind.ACCEPT, 1, {}))
    after = decided(ROWS, add)
    assert (len(after), after["share_pct"][6], after["fate"][6], after["who"][6]) == (7, 77.0, "accept", "Ann")
    undone = [*add, Decision(3, 6, Kind.UNDO, {"undoes": 1}, "Ann")]
    assert decided(ROWS, undone)["fate"].tolist() == ["", "accept", "", "", "", ""]


def test_one_undoes_one_s_own_last_step() -> None:
    steps = [Decision(1, 0, Kind.ACCEPT, {}, "Ann"), Decision(2, 1, Kind.REJECT, {}, "Bob")]
    assert last_of(steps, "Ann") == steps[0]
    assert last_of(steps, "Eve") is None
    undone = [*steps, Decision(3, 0, Kind.UNDO, {"undoes": 1}, "Ann")]
    assert standing(undone) == [steps[1]]
    assert last_of(undone, "Ann") is None


STEPS = st.lists(
    st.tuples(st.sampled_from([Kind.ACCEPT, Kind.REJECT, Kind.FIX, Kind.SET]), st.integers(-1, 8)), max_size=12
)


@settings(deadline=None)
@given(STEPS)
def test_undoing_everything_leaves_what_the_program_read(steps: list[tuple[Kind, int]]) -> None:
    given_ = {"share_pct": 1.0, "meant": "1%", "values": {"year": 2011}}
    decisions = made(*((kind, position, given_) for kind, position in steps))
    undone = [Decision(100 + d.number, d.position, Kind.UNDO, {"undoes": d.number}) for d in decisions]
    before = ROWS.copy(deep=True)
    pd.testing.assert_frame_equal(decided(ROWS, [*decisions, *undone])[list(ROWS.columns)], ROWS)
    pd.testing.assert_frame_equal(ROWS, before)
