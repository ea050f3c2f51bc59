"""What a state shows: one series at a time, years with data, and the notes beside it."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.beside import panels
from dashboard.controls import IDS, changed, outputs, settings
from dashboard.explore import drawn, next_state, nothing
from dashboard.findings import headline
from dashboard.holdings import Holdings, Shelf, question_key
from dashboard.shown import Shown, absences, show
from dashboard.state import State
from dashboard.wording import foot, subtitle
from tests.dashboard.small_polls import QUESTION, StandIn, leadership, long, satisfaction, share


def shown_of(rows: list[dict], **state: object) -> Shown:
    found = show(State(**state), Shelf(StandIn(long(rows)))())
    assert found is not None
    return found


def test_the_first_view_is_the_series_that_says_most(holdings: Holdings) -> None:
    shown = show(State(), holdings)
    assert shown.series.subject == "US leadership"
    assert shown.years == (2015,)
    assert len(shown.toplines) == 7


def test_pollsters_and_wordings_are_never_mixed() -> None:
    other = [
        share("Russia", "RUS", 2015, "approve", 12, pollster="Levada"),
        share("Iran", "IRN", 2015, "approve", 30, question="Else?"),
    ]
    every = shown_of([*leadership(), *other])
    assert set(every.rows["pollster"]) == {"Gallup"}
    assert set(every.rows["question"]) == {QUESTION}
    of_levada = shown_of([*leadership(), *other], pollster="Levada")
    assert of_levada.toplines["approve"].tolist() == [12]
    reworded = shown_of([*leadership(), *other], question=question_key("Else?"))
    assert reworded.toplines["approve"].tolist() == [30]


def test_a_link_to_what_is_not_there_shows_something_and_says_so(holdings: Holdings) -> None:
    shown = show(State(subject="Atlantis", years=(1066,)), holdings)
    assert "The subject of this link is not in the library, so another one is shown." in shown.notes
    assert any("1066" in note for note in shown.notes)


def test_a_country_without_a_figure_is_named(holdings: Holdings) -> None:
    shown = show(State(countries=("SYR", "RUS"), years=(2014,)), holdings)
    assert shown.toplines["label"].tolist() == ["Russia"]
    assert "No figure here for Syria." in shown.notes


def test_subjects_together_carry_a_warning(holdings: Holdings) -> None:
    shown = show(State(subject="*Morning Consult"), holdings)
    assert len(set(shown.toplines["label"])) == 3
    assert any(note.startswith("Unlike things") for note in shown.notes)


def test_people_asked_differently_carry_a_warning() -> None:
    rows = [
        share("Syria", "SYR", 2015, "approve", 20, population="adults"),
        share("Iran", "IRN", 2015, "approve", 19, population="students"),
    ]
    assert any("adults; students" in note for note in shown_of(rows).notes)


def test_modes_that_differ_carry_a_warning_and_one_not_printed_is_said_so() -> None:
    by_phone = share("Syria", "SYR", 2015, "approve", 20, mode="telephone")
    online = share("Iran", "IRN", 2015, "approve", 19, mode="online")
    unlike = shown_of([by_phone, online])
    assert "Unlike things side by side: the way people were reached is not the same for all (online, telephone)." in (
        unlike.notes
    )
    assert mode_line(unlike) == "online, telephone"
    some = shown_of([by_phone, share("Iran", "IRN", 2015, "approve", 19)])
    assert not any("reached" in note for note in some.notes)
    assert mode_line(some) == "telephone; not printed for 1 of 2 figures"
    assert mode_line(shown_of([share("Iran", "IRN", 2015, "approve", 19)])) == "mode not printed"


def mode_line(shown: Shown) -> str:
    return next(line.text for line in foot(shown) if line.term == "Mode")


def test_of_several_waves_in_a_year_the_last_is_drawn_and_a_note_says_so(holdings: Holdings) -> None:
    shown = show(State(subject="Irish government", years=(2015,)), holdings)
    assert shown.toplines["moment"].tolist() == ["2015-07-14"]
    assert any("several waves" in note for note in shown.notes)
    assert len(show(State(view="lines", subject="Irish government"), holdings).toplines) == 4


def test_two_values_for_one_answer_are_pointed_out() -> None:
    rows = [*leadership(), share("Syria", "SYR", 2015, "approve", 25)]
    shown = shown_of(rows)
    assert [row["approve"] for row in shown.toplines.rows() if row["label"] == "Syria"] == [20]
    assert any("printed twice" in note for note in shown.notes)


def test_a_printed_net_is_never_mixed_with_ours() -> None:
    rows = [
        share("Syria", "SYR", 2015, "net", -50),
        share("Iran", "IRN", 2015, "approve", 20),
        share("Iran", "IRN", 2015, "net", -99),
    ]
    shown = shown_of([*rows, share("Iran", "IRN", 2015, "disapprove", 60)], measure="net")
    assert {row["label"]: row["net"] for row in shown.toplines.rows()} == {"Iran": -40, "Syria": -50}


def test_absences_are_counted_by_kind(holdings: Holdings) -> None:
    shown = show(State(), holdings)
    assert absences(shown) == ["1 not surveyed"]
    assert (
        subtitle(shown)
        == "Approve, % of those asked · 2015 · 6 countries · who was asked is not printed · 1 not surveyed"
    )


IRISH = {"subject": "Irish government"}


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({}, "Russia’s 1 % is the lowest approval of US leadership; Kosovo’s 85 % the highest"),
        ({"measure": "net"}, "Russia’s −88 is the lowest net approval of US leadership; Ukraine’s −5 the highest"),
        ({"countries": ("RUS",)}, "Approval of US leadership is 1 % in Russia (2015)"),
        ({"view": "change"}, "Approval of US leadership in Russia: 4 % in 2014, 1 % in 2015"),
        (
            IRISH | {"view": "change", "years": (2015, 2017)},
            "Satisfaction with Irish government rose in Ireland (+22 points) between 2015 and 2017",
        ),
        (
            IRISH | {"view": "change", "years": (2017, 2018)},
            "Satisfaction with Irish government little changed between 2017 and 2018",
        ),
        (
            IRISH | {"view": "lines"},
            "Satisfaction with Irish government in Ireland was between 29 % (15 Jun 2015) and 51 % (19 Dec 2017)",
        ),
        (
            {"subject": "*Morning Consult"},
            "Alain Berset’s 57 % is the lowest approval; Narendra Modi’s 77 % the highest",
        ),
        ({"countries": ("NOR",)}, "No figures for approval of US leadership"),
    ],
)
def test_the_headline_says_the_finding(state: dict, said: str, holdings: Holdings) -> None:
    assert headline(show(State(**state), holdings)).replace("\u202f", " ") == said


def test_rose_is_said_only_of_what_was_tested(holdings: Holdings) -> None:
    assert "rose" not in headline(show(State(view="change"), holdings))
    assert "fell" not in headline(show(State(view="change"), holdings))


def test_an_extreme_that_sampling_error_could_swap_is_among_the_extremes() -> None:
    about = {"sample_size": 1000}
    rows = [
        share("A", "", 2015, "approve", 20, **about),
        share("B", "", 2015, "approve", 21, **about),
        share("C", "", 2015, "approve", 60, **about),
    ]
    assert (
        headline(shown_of(rows)).replace("\u202f", " ")
        == "A’s 20 % is among the lowest approval of US leadership; C’s 60 % the highest"
    )


def lines_of(shown: Shown) -> dict[str, str]:
    return {line.term: line.text for line in foot(shown)}


def test_the_foot_says_what_is_not_printed(holdings: Holdings) -> None:
    said = lines_of(show(State(subject="*Morning Consult"), holdings))
    assert said["Question"] == "wording not published"
    assert (
        said["Asked"]
        == "field dates not printed; published 30 May 2023; the year is that of publication, not of the fieldwork"
    )
    assert said["Sample"] == "sample size not printed, so no sampling error is drawn"


def test_the_foot_says_what_is_printed(holdings: Holdings) -> None:
    said = lines_of(show(State(subject="Irish government", view="lines"), holdings))
    assert said["Pollster"] == "Behaviour & Attitudes"
    assert said["Answers"] == "Approve: “Satisfied”; Disapprove: “Dissatisfied”"
    assert said["Asked"] == "15 Jun 2015 to 16 Jan 2018"
    assert said["Sample"].startswith("n = 900 to 940; the bands are 95 % sampling error (Wilson)")
    assert lines_of(show(State(), holdings))["Question"] == f"“{QUESTION}”"


def test_every_control_has_its_options_and_value(holdings: Holdings) -> None:
    for view in ("bars", "change", "lines", "table"):
        assert len(settings(panels(State(view=view), holdings), holdings)) == len(outputs())
    filled = dict(zip([str(o) for o in outputs()], settings(panels(State(), holdings), holdings), strict=True))
    assert [o["value"] for o in filled["later.data"]] == ["2015", "2014"]
    assert {o["value"] for o in filled["countries.data"]} == {"XKX", "UKR", "SYR", "IRN", "LBN", "RUS", "CHN"}
    assert [o["value"] for o in filled["measure.data"] if not o["disabled"]] == [
        "approve",
        "disapprove",
        "net",
        "opinion",
    ]
    assert filled["pollster-field.hidden"] is True
    assert filled["earlier-field.hidden"] is True


@pytest.mark.parametrize("view", ["bars", "lines", "table", "map"])
def test_a_select_is_never_told_a_value_that_it_does_not_offer(view: str, holdings: Holdings) -> None:
    for state in (State(view=view), State(view=view, beside="years", other="1850", form="nonsense")):
        told = dict(zip([str(o) for o in outputs()], settings(panels(state, holdings), holdings), strict=True))
        for name in set(IDS) - {"countries"}:
            offered = [item["value"] for o in told[f"{name}.data"] for item in o.get("items", [o])]
            assert told[f"{name}.value"] in (None, *offered), name


def test_using_a_control_changes_only_what_hangs_on_it() -> None:
    state = State(subject="A", pollster="P", question="q", years=(2014,), countries=("RUS",))
    assert changed(state, "subject", {"subject": "B"}) == State(subject="B", countries=("RUS",))
    assert changed(state, "countries", {"countries": ["RUS", "SYR", "RUS"]}).countries == ("RUS", "SYR")
    assert changed(state, "later", {"earlier": "2014", "later": "2015", "single": True}).years == (2015,)
    assert changed(state, "later", {"earlier": "2014", "later": "2016"}).years == (2014, 2016)
    assert changed(state, "earlier", {"earlier": "2017", "later": "2016"}).years == (2017,)


def test_only_a_control_moves_the_address(holdings: Holdings) -> None:
    values = dict.fromkeys(IDS) | {"measure": "net"}
    assert next_state(State(), "url", values, holdings) == State()
    assert next_state(State(), "measure", values, holdings) == State(measure="net")


def test_the_page_is_filled_whole_or_says_there_is_nothing(holdings: Holdings) -> None:
    for view in ("bars", "table"):
        assert len(drawn(panels(State(view=view), holdings), holdings)) == len(nothing())
    empty = Shelf(StandIn(long([])))()
    assert show(State(), empty) is None


def test_holdings_are_read_again_only_when_the_version_grows() -> None:
    library = StandIn(long(leadership()))
    shelf = Shelf(library)
    first = shelf()
    assert shelf() is first
    library.frame, library.number = long([*leadership(), *satisfaction()]), 2
    assert set(shelf().series["subject"]) == {"US leadership", "Irish government"}


def test_a_frame_passed_in_is_never_changed() -> None:
    frame = long(leadership())
    before = frame.copy(deep=True)
    show(State(view="heatmap"), Shelf(StandIn(frame))())
    pd.testing.assert_frame_equal(frame, before)
