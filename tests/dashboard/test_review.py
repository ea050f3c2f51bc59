"""Adding a poll, as plain functions: the sidecar from the form, the rows of the grid, the words."""

from __future__ import annotations

import tomllib
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import review
from dashboard.add import accept_found, given_file
from dashboard.evidence import cut, marked, told
from dashboard.holdings import Holdings, Shelf
from dashboard.pending import Found, Pending
from dashboard.state import State
from extract.model import Issue, Severity, Source
from library import open_library
from tests.dashboard.small_polls import StandIn, leadership, long

TEXT = b"Syria 20% approve, 71% disapprove"


@given(st.dictionaries(st.sampled_from(review.DETAILS), st.text(max_size=80)))
def test_whatever_is_typed_makes_a_sidecar_that_can_be_read(details: dict[str, str]) -> None:
    text = review.sidecar(details)
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


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\polls\\May.xlsx", "May.xlsx"),
        ("a\r\nb.csv", "ab.csv"),
        ("", "file"),
        (None, "file"),
        ("x" * 999, "x" * 150),
    ],
)
def test_a_file_keeps_only_the_last_part_of_its_name(given_name: object, kept: str) -> None:
    assert review.file_name(given_name) == kept


def test_grid_rows_show_each_value_beside_its_words() -> None:
    rows = review.grid_rows(long(leadership()))
    syria = next(row for row in rows if row["country"] == "Syria")
    assert (syria["share"], syria["answer"], syria["quote"]) == ("20", "Approve", ["Syria ", "20%", ""])
    assert rows[-1]["share"] == "not surveyed"
    assert [row["row"] for row in rows] == [str(i) for i in range(len(rows))]


def test_what_was_found_is_said_in_one_sentence() -> None:
    assert review.found_sentence("a.txt", long(leadership()), ()) == "13 values for 7 countries found in a.txt."
    why = Issue(Severity.NOTE, "nothing-found", "no share of approval was found")
    said = review.found_sentence("a.txt", long([]), (why,))
    assert said.startswith("Nothing was found in a.txt: no share of approval was found.")


def test_only_numbered_rows_can_be_accepted() -> None:
    frame = long(leadership())
    picked = review.chosen(frame, [{"row": "1"}, {"row": "999"}, {"row": "x"}, "junk", None])
    pd.testing.assert_frame_equal(picked, frame.iloc[[1]])


def test_what_was_accepted_can_be_seen_at_once() -> None:
    state = review.charted(long(leadership()))
    assert (state.subject, state.pollster) == ("US leadership", "Gallup")
    assert review.charted(long([])) == State()


def found(content: bytes = TEXT) -> Found:
    source = Source("pasted.txt", sha256(content).hexdigest(), "text/plain", datetime(2026, 1, 2).date(), None)
    issues = (Issue(Severity.CHECK, "sum-off-100", "the answers add to 91"),)
    rows = long(leadership()[:2]).drop(columns=["source_sha256", "position"])
    return Found(source, content, rows, issues, 'pollster = "Gallup"\n')


def test_what_was_read_waits_on_disk_and_comes_back_the_same(tmp_path: Path) -> None:
    pending, given_one = Pending(tmp_path), found()
    back = Pending(tmp_path).get(pending.keep(given_one))
    assert back is not None
    assert (back.source, back.content, back.issues, back.sidecar) == (
        given_one.source, given_one.content, given_one.issues, given_one.sidecar,
    )  # fmt: skip
    pd.testing.assert_frame_equal(back.estimates, given_one.estimates)


@pytest.mark.parametrize("token", [None, "", "../../etc", "0" * 32, 7, {"a": 1}])
def test_an_unknown_token_is_nothing(token: object, tmp_path: Path) -> None:
    assert Pending(tmp_path).get(token) is None


def test_only_the_newest_files_wait(tmp_path: Path) -> None:
    pending = Pending(tmp_path)
    tokens = [pending.keep(found(f"text {i}".encode())) for i in range(40)]
    assert len(list(tmp_path.iterdir())) == 32
    assert pending.get(tokens[-1]) is not None


def test_accepting_stores_the_selected_rows_once(tmp_path: Path) -> None:
    library = open_library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}")
    shelf = Shelf(library)
    assert "Select at least one" in str(accept_found(found(), [], shelf))
    assert library.is_empty()
    first = accept_found(found(), [{"row": "0"}], shelf)
    assert "1 value is in the library" in str(first)
    assert "in the library already" in str(accept_found(found(), [{"row": "0"}], shelf))
    assert library.estimates()["country"].tolist() == ["Kosovo"]
    library.dispose()


def test_the_file_to_read_is_the_dropped_one_then_the_text_then_the_one_before() -> None:
    before = found()
    assert given_file(True, "data:;base64,SGk=", "a/b.txt", "text", before) == ("b.txt", b"Hi")
    name, content = given_file(False, None, None, "text", before)
    assert (name.startswith("pasted "), content) == (True, b"text")
    assert given_file(False, None, None, TEXT.decode(), before) == ("pasted.txt", TEXT)
    assert given_file(False, None, None, " ", before) == ("pasted.txt", TEXT)
    assert given_file(False, None, None, "", None) is None


def test_the_drawer_tells_the_words_and_refuses_a_stale_number(holdings: Holdings) -> None:
    library = StandIn(holdings.estimates)
    parts = str(told("0", {"version": 1}, holdings, library))
    assert "Kosovo" in parts
    assert "/original/" in parts
    for ids, version in (("0", 99), ("999999", 1), ("junk", 1), ("", 1)):
        assert "The library has changed" in str(told(ids, {"version": version}, holdings, library))
