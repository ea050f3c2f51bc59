"""Which form a library's tables have, and how one of an earlier form is brought to the present one.

Each step is a file of `migrations/versions`, run by alembic. All that are due are one transaction: killed at any
statement, the library is as it was; of several processes that start at once one does it and the others wait.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from library import sqlite
from library.errors import UnusableLibrary
from library.tables import state

_FOLDER = Path(__file__).parent / "migrations"
_FIRST = "0001"  # the form that libraries had before there were migrations


def newest() -> str:
    """The form that this program reads."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def form_of(connection: Connection) -> str | None:
    """The form a library has; None where there is none yet."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None and inspect(connection).has_table(state.name):
        return _FIRST
    return found


def bring_to_newest(engine: Engine, writing: Engine) -> None:
    """Make the tables, or bring them to the newest form. Raises UnusableLibrary when they are of a later program."""
    with engine.connect() as connection:
        if form_of(connection) == newest():
            return
    with writing.begin() as connection:
        found = form_of(connection)
        if found is not None:
            _check(connection, found)
            _save(connection, found)
        config = _config(connection)
        if found == _FIRST:
            command.stamp(config, _FIRST)
        command.upgrade(config, "head")


def _check(connection: Connection, found: str) -> None:
    known = {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found not in known:
        place = connection.engine.url.render_as_string(hide_password=True)
        said = f"{place} has form {found}, this program reads up to form {newest()}"
        raise UnusableLibrary(f"{said}. Use the program that made it, or a later one.")


def _save(connection: Connection, found: str) -> None:
    """Keep the library as it was beside it. A Postgres is saved by whoever runs it."""
    url = connection.engine.url
    if sqlite.is_sqlite(url) and found != newest():
        file = sqlite.file_of(url)
        try:
            sqlite.save(file, file.with_name(f"{file.stem}-form-{found}.sqlite"))
        except OSError as error:
            said = f"{file} is of an earlier form, and could not be saved before it is changed ({error.strerror})"
            raise UnusableLibrary(f"{said}. Make room beside it.") from error


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
