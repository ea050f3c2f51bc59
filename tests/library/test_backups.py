"""What a backup holds is what the library held; it is put back whole, into either database."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from library import Drafts, Library, audit, open_library
from library.__main__ import app
from library.accounts import Accounts, Role
from library.all_tables import METADATA
from library.backups import backup, restore
from library.errors import BackupFailed
from library.sign_in import SignIn
from library.tables_people import sessions
from library.verifying import verify
from tests.library.polls import ISSUE, SIDECAR, estimates, source
from tests.library.processes import begin, ended, wait_until
from tests.library.test_together import add_many


def fill(library: Library) -> None:
    """Something in every room."""
    for name in ("one.txt", "twö.txt"):
        content = name.encode()
        library.add(source(name, content), content, estimates(name, 150), sidecar=SIDECAR, issues=[ISSUE])
    Drafts(library).put("three.txt", b"three")
    Accounts(library).add("Ana", Role.ADMIN, "seven green herons", by="test")
    SignIn(library).by_password("Ana", "seven green herons", "127.0.0.1")


def held(library: Library) -> dict[str, list[str]]:
    """Every row of every table, but for the state, the log and who is signed in."""
    others = ("library_state", "audit_log", "sessions")
    with library.reading() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in METADATA.sorted_tables
            if table.name not in others
        }


@pytest.fixture(params=["sqlite", "postgres"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """An empty library in either database."""
    if request.param == "sqlite":
        library = open_library(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
        yield library
        library.dispose()
        return
    server = request.getfixturevalue("postgres_server")
    url = server.new()
    library = open_library(url)
    yield library
    library.dispose()
    server.drop(url)


def test_a_backup_is_put_back_into_either_database(library: Library, elsewhere: Library, tmp_path: Path) -> None:
    fill(library)
    written = backup(library, tmp_path / "backups")
    restore(written, elsewhere)
    assert held(elsewhere) == held(library)
    pd.testing.assert_frame_equal(elsewhere.estimates(), library.estimates())
    assert verify(elsewhere) == []
    assert elsewhere.version() > library.version()
    with elsewhere.reading() as connection:
        assert connection.execute(select(sessions)).all() == []
        assert audit.entries(connection)[0].what == "restored"
    # What comes then is numbered behind what was put back.
    assert Drafts(elsewhere).put("four.txt", b"four").draft == 2
    assert not elsewhere.add(source("five", b"five"), b"five", estimates("five")).already


def test_a_backup_is_one_file_that_only_its_owner_reads(library: Library, tmp_path: Path) -> None:
    fill(library)
    written = backup(library, tmp_path / "saved.sqlite")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["saved.sqlite"]
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    with pytest.raises(BackupFailed, match="never written over"):
        backup(library, written)


def test_a_library_that_holds_something_is_left_alone(library: Library, tmp_path: Path) -> None:
    fill(library)
    written = backup(library, tmp_path / "saved.sqlite")
    before = held(library)
    with pytest.raises(BackupFailed, match="holds something already"):
        restore(written, library)
    assert held(library) == before


def test_replacing_saves_what_was_there(tmp_path: Path) -> None:
    library = open_library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    fill(library)
    written = backup(library, tmp_path / "saved.sqlite")
    library.add(source("later", b"later"), b"later", estimates("later"))
    other = open_library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    restore(written, library, replace=True)
    assert other.sources()["name"].tolist() == ["one.txt", "twö.txt"], "who has it open sees it too"
    other.dispose()
    library.dispose()
    (aside,) = tmp_path.glob("library-before-*.sqlite")
    kept = open_library(f"sqlite:///{aside}")
    assert kept.sources()["name"].tolist() == ["one.txt", "twö.txt", "later"]
    kept.dispose()


@pytest.fixture(scope="module")
def another_database(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("another") / "notes.sqlite"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE notes (text)")
    plain.close()
    return path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"not a backup", b"SQLite format 3\0" + b"x" * 500, None])
def test_what_is_no_backup_is_said(tmp_path: Path, content: bytes | None, another_database: bytes) -> None:
    content = another_database if content is None else content
    (tmp_path / "notes").write_bytes(content)
    done = CliRunner().invoke(
        app, ["restore", str(tmp_path / "notes"), "--library", f"sqlite:///{tmp_path / 'l.sqlite'}"]
    )
    assert (done.exit_code, len(done.output.splitlines())) == (2, 1)


def test_backups_while_others_write_hold_all_that_was_acknowledged(url: str, tmp_path: Path) -> None:
    library = open_library(url)
    told = [tmp_path / f"told{number}" for number in range(4)]
    writers = []
    for number, path in enumerate(told):
        path.touch()
        writers.append(begin(add_many, url, str(path), 10_000 * number))
    try:
        for turn in range(4):
            enough = 65 * 8 * (turn + 1)
            wait_until(lambda enough=enough: sum(path.stat().st_size for path in told) >= enough, "files added")
            acknowledged = {line for path in told for line in path.read_text().split("\n")[:-1]}
            written = backup(library, tmp_path / f"{turn}.sqlite")
            copy = open_library(f"sqlite:///{written}")
            assert acknowledged <= set(copy.sources()["sha256"])
            assert set(copy.sources()["estimates"]) == {50}
            assert verify(copy) == []
            copy.dispose()
    finally:
        for writer in writers:
            os.kill(writer.pid or 0, signal.SIGKILL)
            ended(writer)
    library.dispose()


def test_the_commands_save_restore_and_verify(library: Library, url: str, tmp_path: Path) -> None:
    fill(library)
    saved = str(tmp_path / "saved.sqlite")

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.output

    assert run("backup", saved, "--library", url)[0] == 0
    new = f"sqlite:///{tmp_path / 'new.sqlite'}"
    assert run("restore", saved, "--library", new) == (0, "2 sources and 300 estimates are back.\n")
    whole = "2 sources: nothing is missing, nothing has changed.\n"
    assert run("verify", "--library", new, "--sample", "0") == (0, whole)
    assert run("migrate", "--library", new)[0] == 0
