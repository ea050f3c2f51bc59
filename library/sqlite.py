"""The one module that knows SQLite: where the file is, and how it is made safe for many at once.

Measured with three readers and a writer in processes of their own: without these settings most
transactions fail with "database is locked"; with them none does, and none that was acknowledged
is lost when a process is killed.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import OperationalError
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, event

from library.errors import UnusableLibrary

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

    from library.search import Term

DEFAULT_URL = f"sqlite:///{Path(__file__).resolve().parent.parent / 'data' / 'library.sqlite'}"

BUSY_SECONDS = 20
"""How long a writer waits for its turn; one file is accepted in a small part of a second."""

WRITES = "library_writes"
"""The execution option of an engine whose transactions write."""


def is_sqlite(url: URL) -> bool:
    """Whether a database URL names a SQLite file."""
    return url.get_backend_name() == "sqlite"


def make_room(url: URL) -> None:
    """Make the folder that the file of a SQLite URL stands in; raises UnusableLibrary without a file."""
    if not url.database or url.database == ":memory:":
        raise UnusableLibrary("A library in memory would be lost with each connection. Name a file: sqlite:///PATH.")
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableLibrary(f"The folder of {url.database} cannot be made ({error.strerror}).") from error


def prepare(engine: Engine) -> None:
    """Have every connection of a SQLite engine set up, and every transaction begun, as it must be."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def _set_up(connection: SqliteConnection, _record: Any) -> None:
    connection.isolation_level = None  # Python must not begin transactions of its own: `_begin` does
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = FULL")  # acknowledged means on the disk, also after a power cut


def _use_wal(connection: SqliteConnection) -> None:
    """Readers and a writer at once. The switch does not wait for others by itself, so it is tried again."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that reads first and then writes fails when another came between."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def file_of(url: URL) -> Path:
    """The file of a SQLite URL."""
    return Path(url.database or "")


def is_library_file(path: Path) -> bool:
    """Whether a file is a SQLite database with a library in it."""
    with closing(sqlite3.connect(path)) as database, suppress(sqlite3.Error):
        return database.execute("SELECT 1 FROM sqlite_master WHERE name = 'library_state'").fetchone() is not None
    return False


def save(path: Path, target: Path) -> None:
    """Write all of a database, as it is at one moment, to a single new file; others may read and write meanwhile.

    The file is there whole or not at all, also when the program is killed, and only its owner may read it. Raises
    OSError.
    """
    _remove_left(target.parent)
    part = target.parent / f"{_PART}{os.getpid()}"
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as one, closing(sqlite3.connect(part)) as other:
            one.backup(other)
            other.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
        _put_in_place(part, target)
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def put_back(path: Path, target: Path) -> None:
    """Have a database be what a file holds, in one transaction: whoever reads meanwhile sees the one or the other."""
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as other:
        one.backup(other)


def matching(connection: Connection, terms: Sequence[Term], limit: int) -> list[int]:
    """The numbers of the passages in which all terms stand, the best first, by FTS5."""
    asked = " AND ".join(f'"{" ".join(term.words)}"{"*" if term.open_ended else ""}' for term in terms)
    query = "SELECT rowid FROM passages_index WHERE passages_index MATCH ? ORDER BY rank, rowid LIMIT ?"
    return [int(row[0]) for row in connection.exec_driver_sql(query, (asked, limit))]


def faults(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with a database."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


_PART = ".toplines-saving-"


def _put_in_place(part: Path, target: Path) -> None:
    """Give a written file its name once its bytes are on the disk."""
    _to_disk(part)
    os.replace(part, target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    with suppress(OSError):  # a folder cannot be opened on Windows
        opened = os.open(path, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _remove_left(folder: Path) -> None:
    """Remove what programs left that were killed while they saved."""
    for part in folder.glob(f"{_PART}*"):
        if not _runs(part.name.removeprefix(_PART).partition("-")[0]):
            part.unlink(missing_ok=True)


def _runs(process: str) -> bool:
    if sys.platform == "win32" or not process.isdigit():  # to ask there is to end it
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(process) != os.getpid()
