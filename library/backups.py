"""Save a library to one file, and have a library be what such a file holds.

The file is a library itself, in SQLite, whatever database it was saved from: it can be opened, verified and brought
to a later form like any other, and put back into either database. Nothing but Python is needed for it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from library import audit, postgres, sqlite, tables
from library.all_tables import METADATA
from library.errors import BackupFailed
from library.store import Library, open_library
from library.tables_people import sessions

_MANY = 500  # rows at a time; an original may have 25 MB, so those come one by one


def backup(library: Library, path: Path) -> Path:
    """Save all of a library, as it is at one moment, to a new file.

    A name without an ending is a folder, in which the file is named by the time. Nobody has to stop. The file is there
    whole or not at all. Raises BackupFailed.
    """
    is_folder = path.is_dir() or not path.suffix
    target = path / f"toplines-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite" if is_folder else path
    if target.exists():
        raise BackupFailed(f"{target} is there already, and a backup is never written over. Name another file.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if sqlite.is_sqlite(library.url):
            sqlite.save(sqlite.file_of(library.url), target)
        else:
            with _new_library(target.parent) as (copy, file):
                _copy_to_file(library, copy)
                sqlite.save(file, target)
    except OSError as error:
        raise BackupFailed(f"{target} could not be written ({error.strerror}).") from error
    return target


def restore(path: Path, library: Library, *, replace: bool = False, who: str = "terminal") -> None:
    """Have a library hold what a backup holds, all of it or nothing.

    A library that holds anything is left alone, unless `replace`; then what it held is saved beside it first
    (on SQLite; on Postgres restore into an empty database). Everybody is signed out. Raises BackupFailed.
    """
    if not path.is_file():
        raise BackupFailed(f"There is no file {path}.")
    with tempfile.TemporaryDirectory(prefix="toplines-restore-") as folder:
        # Opening it may bring it to a later form; the backup itself stays as it is.
        file = Path(shutil.copyfile(path, Path(folder, "library.sqlite")))
        if not sqlite.is_library_file(file):
            raise BackupFailed(f"{path} is no backup of a library.")
        saved = open_library(_url(file))
        try:
            _make_ready(saved, library, path.name, who)
            if sqlite.is_sqlite(library.url):
                _into_file(saved, library, replace)
            else:
                _into_database(saved, library)
        finally:
            saved.dispose()


def is_untouched(connection: Connection) -> bool:
    """Whether a library holds nothing at all."""
    held = (table for table in METADATA.sorted_tables if table is not tables.state)
    return not any(connection.execute(select(table).limit(1)).first() for table in held)


def _make_ready(saved: Library, library: Library, name: str, who: str) -> None:
    """Sign everybody out, say so in the log, and let no program take the library for the one it knew."""
    with saved.writing() as connection:
        connection.execute(delete(sessions))
        later = max(saved.version(), library.version()) + 1
        connection.execute(update(tables.state).values(version=later))
        audit.record(connection, who, "restored", name)


def _into_file(saved: Library, library: Library, replace: bool) -> None:
    target = sqlite.file_of(library.url)
    with library.reading() as connection:
        untouched = is_untouched(connection)
    if not untouched and not replace:
        raise BackupFailed(f"{target} holds something already. With --replace it is saved beside itself and replaced.")
    if not untouched:
        backup(library, target.with_name(f"{target.stem}-before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite"))
    saved.dispose()
    sqlite.put_back(sqlite.file_of(saved.url), target)


def _into_database(saved: Library, library: Library) -> None:
    with library.writing() as connection:
        if not is_untouched(connection):
            raise BackupFailed("The database holds something already. Make a new one (createdb) and restore into that.")
        try:
            with saved.reading() as reading:
                _copy(reading, connection)
        except DBAPIError as error:
            raise BackupFailed(f"The backup could not be written to the database: {error.orig}.") from error
        postgres.go_on_numbering(connection, METADATA)


def _copy_to_file(library: Library, copy: Library) -> None:
    with library.snapshot() as reading, copy.writing() as writing:
        _copy(reading, writing)


def _copy(reading: Connection, writing: Connection) -> None:
    """Copy every row of every table, those that others point to first."""
    writing.execute(delete(tables.state))
    for table in METADATA.sorted_tables:
        is_large = "content" in table.c
        found = reading.execution_options(stream_results=True).execute(select(table))
        for rows in found.mappings().partitions(1 if is_large else _MANY):
            writing.execute(insert(table), [dict(row) for row in rows])


@contextmanager
def _new_library(folder: Path) -> Iterator[tuple[Library, Path]]:
    """An empty library in a folder of its own, removed in the end."""
    with tempfile.TemporaryDirectory(prefix=".toplines-backup-", dir=folder) as place:
        file = Path(place, "library.sqlite")
        os.chmod(place, 0o700)
        library = open_library(_url(file))
        try:
            yield library, file
        finally:
            library.dispose()


def _url(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"
