"""A file that has arrived is kept once and wholly, read by one at a time, and decided on by one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from extract import corrections as guarded
from extract.in_child import Reading
from library import Conflict, Drafts, Extracted, Library, UnknownDraft, open_library
from library import drafts as module
from library.__main__ import app as commands
from library.corrections import COLUMNS, as_csv, corrections_in
from library.decisions import Kind
from library.drafts import State
from tests.library.polls import ISSUE, estimates, source

CONTENT = "Übrigens: 41 % approve.\r\n".encode()


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = open_library(url)
    yield opened
    opened.dispose()


@pytest.fixture
def drafts(library: Library) -> Drafts:
    return Drafts(library)


def read(drafts: Drafts, content: bytes = CONTENT, rows: pd.DataFrame | None = None) -> int:
    """A draft that was read; its number."""
    number = drafts.put("poll.txt", content).draft
    assert number is not None
    assert drafts.claim("me", number) is not None
    found = estimates("poll.txt") if rows is None else rows
    cells = [(0, i) for i in range(len(found) - 1)] + [None]
    assert drafts.finish(number, "me", Extracted("text/plain", found, (ISSUE,), CONTENT.decode(), cells))
    return number


def test_the_same_bytes_are_one_draft_and_then_one_source(drafts: Drafts) -> None:
    first = drafts.put("poll.txt", CONTENT, who="Ann")
    assert (first.already, drafts.put("copy.txt", CONTENT)) == (False, module.Put(first.draft, True))
    assert [(d.name, d.state, d.received_by) for d in drafts.open_ones()] == [("poll.txt", "waiting", "Ann")]
    number = read(drafts, b"other", estimates("other", 1))
    drafts.accept(number, drafts.get(number).version, "Ann")
    assert drafts.put("poll.txt", b"other") == module.Put(None, True)


def test_with_another_sidecar_it_is_read_anew(drafts: Drafts) -> None:
    number = read(drafts)
    again = drafts.put("poll.txt", CONTENT, sidecar='pollster = "Ifop"\n')
    assert (again.already, drafts.get(number).state) == (False, State.DROPPED)
    assert [d.number for d in drafts.open_ones()] == [again.draft]


def test_what_was_read_comes_back_the_same(drafts: Drafts) -> None:
    number = read(drafts)
    back = drafts.extracted(number)
    pd.testing.assert_frame_equal(back.estimates, estimates("poll.txt"))
    assert (back.issues, back.text, back.cells) == ((ISSUE,), CONTENT.decode(), [(0, 0), (0, 1), (0, 2), None])
    assert (drafts.original(number).content, drafts.get(number).state) == (CONTENT, State.READY)


def test_one_reads_a_file_at_a_time(drafts: Drafts) -> None:
    for i in range(5):
        drafts.put(f"{i}.txt", b"%d" % i)
    with ThreadPoolExecutor(5) as pool:
        claimed = [d.number for d in pool.map(lambda i: drafts.claim(f"reader {i}"), range(5)) if d]
    assert sorted(claimed) == sorted(set(claimed)) == [d.number for d in drafts.open_ones()]
    assert drafts.claim("late") is None


def test_a_reader_that_fell_silent_is_replaced_and_can_write_no_more(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = drafts.put("poll.txt", CONTENT).draft
    assert number is not None
    drafts.claim("dead")
    assert drafts.heard(number, "dead", (2, 9))
    assert drafts.get(number).pages == (2, 9)
    assert drafts.claim("next") is None
    monkeypatch.setattr(module, "SILENT_SECONDS", -1)
    taken = drafts.claim("next")
    assert taken is not None
    assert taken.pages is None
    nothing = Extracted("text/plain", estimates("x").iloc[:0], (), "", [])
    assert not drafts.heard(number, "dead")
    assert not drafts.finish(number, "dead", nothing)
    assert not drafts.fail(number, "dead", "gave up")
    assert drafts.fail(number, "next", "It is damaged.")
    assert drafts.get(number).reason == "It is damaged."


def test_one_of_two_reviewers_wins_and_the_other_is_told(drafts: Drafts) -> None:
    number = read(drafts)
    seen = drafts.get(number).version
    drafts.decide(number, seen, Kind.ACCEPT, "Ann", position=1)
    with pytest.raises(Conflict, match="Ann has decided something"):
        drafts.decide(number, seen, Kind.REJECT, "Bob", position=1)
    with pytest.raises(Conflict):
        drafts.accept(number, seen, "Bob")
    assert [(d.who, d.kind) for d in drafts.decisions(number)] == [("Ann", "accept")]


def test_of_many_who_decide_at_once_one_wins_each_round(drafts: Drafts) -> None:
    number = read(drafts)

    def tried(asked: tuple[int, int]) -> bool:
        who, seen = asked
        try:
            drafts.decide(number, seen, Kind.ACCEPT, str(who), position=0)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        won = [sum(pool.map(tried, [(who, seen) for who in range(4)])) for seen in range(1, 6)]
    assert won == [1] * 5
    assert len(drafts.decisions(number)) == 5


def test_undo_needs_something_to_undo(drafts: Drafts) -> None:
    number = read(drafts)
    drafts.decide(number, 1, Kind.ACCEPT, "Ann", position=1)
    with pytest.raises(LookupError, match="nothing here"):
        drafts.decide(number, 2, Kind.UNDO, "Bob")
    undo = drafts.decide(number, 2, Kind.UNDO, "Ann")
    assert (undo.position, undo.given) == (1, {"undoes": drafts.decisions(number)[0].number})
    assert drafts.get(number).version == 3


def test_acceptance_waits_for_the_doubted_values(library: Library, drafts: Drafts) -> None:
    number = read(drafts)
    with pytest.raises(ValueError, match="1 doubted values are still"):
        drafts.accept(number, 1, "Ann")
    assert (library.is_empty(), drafts.get(number).version) == (True, 1)
    other = read(drafts, b"other")
    assert drafts.accept(other, 1, "Ann", doubted=True).estimates == 4
    assert library.estimates()["issues"].tolist()[1] != ""
    for version, position in enumerate((0, 1, 2, 3), 1):
        drafts.decide(number, version, Kind.REJECT, "Ann", position=position)
    with pytest.raises(ValueError, match="no value"):
        drafts.accept(number, 5, "Ann")


def test_an_accepted_draft_is_a_source_with_its_corrections(library: Library, drafts: Drafts) -> None:
    number = read(drafts)
    fix = {"share_pct": 14.0, "meant": "14%", "why": "digits swapped"}
    drafts.decide(number, 1, Kind.FIX, "Bob", position=1, **fix)
    drafts.decide(number, 2, Kind.REJECT, "Ann", position=0)
    added = drafts.accept(number, 3, "Ann")
    assert (added.estimates, added.already, drafts.get(number).state) == (3, False, State.ACCEPTED)
    rows = library.estimates()
    assert rows["share_pct"].tolist()[:2] == [14.0, 2.25]
    assert rows["reviewed_by"].tolist() == ["Bob", "Ann", "Ann"]
    assert library.original(added.source_sha256).content == CONTENT
    assert library.issues(added.source_sha256) == (ISSUE,)
    (correction,) = corrections_in(library)
    today = drafts.decisions(number)[0].at[:10]
    assert correction == (added.source_sha256, "char=1-5", "1.25", "14%", "digits swapped", "Bob", today)
    with pytest.raises(Conflict, match="accepted this draft already"):
        drafts.decide(number, drafts.get(number).version, Kind.ACCEPT, "Bob", position=1)


def test_corrections_are_those_that_a_reading_applies_or_fails_by(library: Library, drafts: Drafts) -> None:
    number = read(drafts)
    drafts.decide(number, 1, Kind.FIX, "Bob", position=1, share_pct=14.0, meant="14%", why="digits\nswapped")
    drafts.accept(number, 2, "Ann")
    assert COLUMNS == guarded.COLUMNS
    known = guarded.parse(as_csv(corrections_in(library)), "corrections.csv")
    reading = Reading(source("poll.txt", CONTENT), estimates("poll.txt"), (), "")
    assert guarded.apply(known, reading).estimates["share_pct"].tolist()[:3] == [0.25, 14.0, 2.25]
    changed = Reading(reading.source, reading.estimates.assign(share_printed="7"), (), "")
    with pytest.raises(guarded.CorrectionFailed, match="no longer holds"):
        guarded.apply(known, changed)


def test_the_command_writes_them_as_a_file_that_can_be_committed(
    library: Library, drafts: Drafts, url: str, tmp_path: Path
) -> None:
    number = read(drafts)
    drafts.decide(number, 1, Kind.FIX, "Ann", position=1, share_pct=14.0, meant="14%", why="digits, swapped")
    drafts.accept(number, 2, "Ann")
    out = tmp_path / "corrections.csv"
    result = CliRunner().invoke(commands, ["corrections", "-o", str(out), "--library", url])
    assert (result.exit_code, result.output) == (0, "")
    (row,) = guarded.parse(out.read_text(encoding="utf-8"), "corrections.csv")
    assert (row.printed, row.meant, row.why, row.who) == ("1.25", "14%", "digits, swapped", "Ann")


def test_nothing_is_written_when_acceptance_fails_half_way(
    library: Library, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = read(drafts, rows=estimates("poll.txt").assign(issues=""))
    monkeypatch.setattr(module, "corrections_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        drafts.accept(number, 1, "Ann")
    assert (library.is_empty(), drafts.get(number).state, drafts.get(number).version) == (True, State.READY, 1)
    assert drafts.decisions(number) == []


def test_a_draft_that_was_put_away_leaves_nothing_in_the_library(library: Library, drafts: Drafts) -> None:
    number = read(drafts)
    drafts.drop(number, 1, "Ann")
    assert (library.is_empty(), drafts.open_ones()) == (True, [])
    with pytest.raises(Conflict, match="put this draft away"):
        drafts.accept(number, 2, "Bob")
    with pytest.raises(UnknownDraft):
        drafts.get(99)
