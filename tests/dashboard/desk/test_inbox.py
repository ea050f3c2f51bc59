"""Files arrive by the command line and by a watched folder, once and wholly, and are read behind the pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from dashboard.desk import worker as module
from dashboard.desk.commands import broken
from dashboard.desk.inbox import Inbox
from dashboard.desk.names import file_name
from dashboard.desk.worker import Worker
from dashboard.reading import read
from library import Drafts, Library, open_library
from library import tables_desk as tables
from library.decisions import Kind
from library.drafts import State

ROOT = Path(__file__).parents[3]
TABLE = b"Approval of US leadership, Gallup\n\nCountry,Year,Approve,Disapprove\nFrance,2016,31%,62%\n"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}"


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    opened = open_library(url)
    yield opened
    opened.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "inbox"
    place.mkdir()
    return place


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_whole_file_is_taken_and_moved(library: Library, folder: Path) -> None:
    (folder / "poll.csv").write_bytes(TABLE)
    (folder / "poll.toml").write_text('subject = "US leadership"\n')
    inbox = Inbox(library, folder, "Ann")
    assert list(inbox.look()) == []  # it may still be growing
    assert list(inbox.look()) == ["poll.csv: 2 values wait for review, 0 of them to check (draft 1)."]
    assert names(folder) == {"done/poll.csv", "done/poll.toml"}
    (draft,) = Drafts(library).open_ones()
    assert (draft.state, draft.received_by, draft.sidecar) == (State.READY, "Ann", 'subject = "US leadership"\n')


def test_a_file_that_grows_is_left_until_it_rests(library: Library, folder: Path) -> None:
    inbox = Inbox(library, folder, "Ann")
    path = folder / "poll.csv"
    for size in (20, 50, len(TABLE)):
        path.write_bytes(TABLE[:size])
        assert list(inbox.look()) == []
    (folder / "other.csv.part").write_bytes(TABLE)
    (folder / ".hidden.csv").write_bytes(TABLE)
    assert len(list(inbox.look())) == 1
    assert names(folder) == {"done/poll.csv", "other.csv.part", ".hidden.csv"}


def test_what_cannot_be_read_stands_with_the_reason_beside_it(library: Library, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "empty.txt").write_bytes(b"")
    said = list(Inbox(library, folder, "Ann").look(at_once=True))
    assert len(said) == 2
    assert names(folder) == {f"failed/{n}" for n in ("bad.pdf", "bad.pdf.why.txt", "empty.txt", "empty.txt.why.txt")}
    assert (folder / "failed/bad.pdf.why.txt").read_text().startswith("bad.pdf: the file is damaged")


def test_nothing_in_done_is_overwritten_and_the_same_bytes_are_one_draft(library: Library, folder: Path) -> None:
    for _ in range(3):
        (folder / "poll.csv").write_bytes(TABLE)
        list(Inbox(library, folder, "Ann").look(at_once=True))
    assert names(folder) == {"done/poll.csv", "done/poll (2).csv", "done/poll (3).csv"}
    assert len(Drafts(library).open_ones()) == 1


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "extract", *words], capture_output=True, text=True, cwd=ROOT)


def test_the_commands_work_as_written(url: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "poll.csv").write_bytes(TABLE)
    done = run("add", str(tmp_path / "poll.csv"), str(tmp_path / "none.csv"), "--library", url, "--who", "Ann")
    assert done.returncode == 2
    assert done.stdout == "poll.csv: 2 values wait for review, 2 of them to check (draft 1).\n"
    assert done.stderr == "none.csv: it cannot be opened (No such file or directory).\n"
    (folder / "poll.csv").write_bytes(TABLE)
    done = run("watch", str(folder), "--once", "--library", url)
    assert (done.returncode, names(folder)) == (0, {"done/poll.csv"})


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_watch_that_is_killed_loses_nothing(url: str, library: Library, folder: Path) -> None:
    (folder / "poll.csv").write_bytes(TABLE)
    command = [sys.executable, "-m", "extract", "watch", str(folder), "--library", url]
    watching = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    drafts = Drafts(library)
    until = time.monotonic() + 60
    while not drafts.open_ones() and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(watching.pid, signal.SIGKILL)
    watching.wait()
    (before,) = drafts.open_ones()
    run("watch", str(folder), "--once", "--library", url)
    (after,) = drafts.open_ones()
    assert (after.number, after.state, names(folder)) == (before.number, State.READY, {"done/poll.csv"})


def test_the_worker_reads_what_waits_and_what_was_left_half_read(library: Library) -> None:
    drafts = Drafts(library)
    left = drafts.put("left.csv", TABLE).draft
    assert left is not None
    drafts.claim("killed", left)
    drafts.put("bad.pdf", b"%PDF-1.7\nnothing")
    with library.writing() as connection:
        connection.execute(update(tables.drafts).values(heard_at=0))
    worker = Worker(library)
    worker.start()
    until = time.monotonic() + 60
    while any(d.state in (State.WAITING, State.READING) for d in drafts.open_ones()) and time.monotonic() < until:
        time.sleep(0.05)
    worker.stop()
    assert [(d.name, d.state) for d in drafts.open_ones()] == [("left.csv", State.READY), ("bad.pdf", State.FAILED)]
    assert drafts.open_ones()[1].reason.startswith("bad.pdf: the file is damaged")


def test_how_far_a_reading_is_stands_in_the_library(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts, seen = Drafts(library), []
    number = drafts.put("poll.csv", TABLE).draft
    draft = drafts.claim("me", number)
    assert draft is not None
    real = module.read

    def slowly(name: str, content: bytes, sidecar: str | None, tell: object) -> object:
        tell(3, 12)  # type: ignore[operator]
        time.sleep(0.3)
        seen.append(drafts.get(draft.number).pages)
        return real(name, content, sidecar)

    monkeypatch.setattr(module, "read", slowly)
    assert module.read_draft(library, draft, "me") == ""
    assert seen == [(3, 12)]


def test_a_correction_is_applied_to_the_next_reading_and_fails_loudly(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(library)
    number = drafts.put("poll.csv", TABLE, sidecar='subject = "US leadership"\n').draft
    assert number is not None
    module.read_draft(library, drafts.claim("me", number), "me")  # type: ignore[arg-type]
    drafts.decide(number, 1, Kind.FIX, "Ann", position=0, share_pct=13.0, meant="13%", why="digits swapped")
    drafts.accept(number, 2, "Ann")
    assert broken(library) == []
    # As when a later program reads another number at that place: same source, other characters.
    sha256 = drafts.get(number).sha256
    other = read("poll.csv", TABLE.replace(b"31", b"35"), 'subject = "US leadership"\n')
    misread = replace(other, source=replace(other.source, sha256=sha256))
    monkeypatch.setattr("dashboard.desk.commands.read", lambda *_: misread)
    (failure,) = broken(library)
    assert "its correction of 31% at" in failure
    assert "no longer holds: 35% is read there" in failure


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\a\\b.csv", "a\r\nb.csv", "", None, "x" * 999, "\u202ea.csv"])
def test_a_file_keeps_only_the_last_part_of_its_name(name: object) -> None:
    kept = file_name(name)
    assert 0 < len(kept) <= 150
    assert not set(kept) & set("/\\\r\n\u202e")
