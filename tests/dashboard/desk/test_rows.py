"""What was found in a file, in words; and the sidecar from the form."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from dashboard.desk import rows
from dashboard.desk.sidecars import DETAILS, sidecar
from dashboard.evidence import cut, marked, told
from dashboard.holdings import Holdings
from dashboard.state import State
from extract.model import Issue, Severity
from library.decisions import decided
from tests.dashboard.small_polls import StandIn, leadership, long


@given(st.dictionaries(st.sampled_from(DETAILS), st.text(max_size=80)))
def test_whatever_is_typed_makes_a_sidecar_that_can_be_read(details: dict[str, str]) -> None:
    text = sidecar(details)
    read = tomllib.loads(text) if text else {}
    for key, value in read.items():
        clean = details[key].strip().encode("utf-8", "replace").decode()
        assert value == (int(clean) if key == "year" else clean)


@given(st.text(max_size=60), st.text(max_size=6))
def test_cutting_a_quote_loses_nothing(quote: str, printed: str) -> None:
    assert "".join(cut(quote, printed)) == quote


def test_a_quote_marks_the_share_and_stays_text() -> None:
    parts = marked("<script>alert(1)</script> 20% of Syrians, 120%", "20%")
    assert [type(part).__name__ for part in parts] == ["str", "Mark", "str"]
    assert parts[0] == "<script>alert(1)</script> "


def test_grid_rows_show_each_value_beside_its_words() -> None:
    found = rows.grid_rows(decided(long(leadership()), []))
    syria = next(row for row in found if row["country"] == "Syria")
    assert (syria["share"], syria["answer"], syria["quote"]) == ("20", "Approve", ["Syria ", "20%", ""])
    assert found[-1]["share"] == "not surveyed"
    assert [row["row"] for row in found] == [str(i) for i in range(len(found))]


def test_what_was_found_is_said_in_one_sentence() -> None:
    assert rows.found_sentence("a.txt", long(leadership()), ()) == "13 values for 7 countries found in a.txt."
    why = Issue(Severity.NOTE, "nothing-found", "no share of approval was found")
    said = rows.found_sentence("a.txt", long([]), (why,))
    assert said.startswith("Nothing was found in a.txt: no share of approval was found.")


def test_what_was_accepted_can_be_seen_at_once() -> None:
    state = rows.charted(long(leadership()))
    assert (state.subject, state.pollster) == ("US leadership", "Gallup")
    assert rows.charted(long([])) == State()


def test_the_drawer_tells_the_words_and_refuses_a_stale_number(holdings: Holdings) -> None:
    library = StandIn(holdings.estimates)
    parts = str(told("0", {"version": 1}, holdings, library))
    assert "Kosovo" in parts
    assert "/original/" in parts
    for ids, version in (("0", 99), ("999999", 1), ("junk", 1), ("", 1)):
        assert "The library has changed" in str(told(ids, {"version": version}, holdings, library))
