"""The one module that knows Postgres: how it is asked for, and how writers there take turns as on SQLite.

psycopg is not among what every run needs: requirements-optional.txt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Column, Connection, Engine, MetaData, event, func, select

from library.errors import UnusableLibrary

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection

    from library.search import Term

WAIT_SECONDS = 20
"""How long a writer waits for its turn."""

_TURN = 7_206_511  # any number, ours alone in a database


def is_postgres(url: URL) -> bool:
    """Whether a database URL names a Postgres database."""
    return url.get_backend_name() in ("postgresql", "postgres")


def with_driver(url: URL) -> URL:
    """The URL with the driver that we use, where it names none.

    >>> from sqlalchemy import make_url
    >>> with_driver(make_url("postgres://ana@db.example.org/polls")).drivername
    'postgresql+psycopg'
    """
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def prepare(engine: Engine, writes: str) -> None:
    """Have every connection set up, and every transaction with the execution option `writes` wait for its turn.

    SQLite has one writer at a time. What is true there of a transaction that first looks and then writes is made
    true here by one lock, which ends with the transaction however it ends.
    """

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(writes):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")

    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", begin)


def steady(engine: Engine) -> Engine:
    """An engine whose transactions see one moment; SQLite's do so by themselves."""
    return engine.execution_options(isolation_level="REPEATABLE READ") if is_postgres(engine.url) else engine


def matching(connection: Connection, terms: Sequence[Term], limit: int) -> list[int]:
    """The numbers of the passages in which all terms stand, the best first, by tsvector."""
    asked = " & ".join(
        f"({' <-> '.join(map(repr, term.words))}{':*' if term.open_ended else ''})"
        for term in terms  # letters alone
    )
    query = (
        "SELECT id FROM passages, to_tsquery('simple', %(asked)s) AS asked"
        " WHERE to_tsvector('simple', words) @@ asked"
        " ORDER BY ts_rank_cd(to_tsvector('simple', words), asked) DESC, id LIMIT %(limit)s"
    )
    return [int(row[0]) for row in connection.exec_driver_sql(query, {"asked": asked, "limit": limit})]


def go_on_numbering(connection: Connection, metadata: MetaData) -> None:
    """Have rows that come be numbered behind those that were copied in with their numbers."""
    for table in metadata.sorted_tables:
        key: Column[int] | None = table.autoincrement_column
        if key is not None:
            last = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, key.name), last, False)))


def _set_up(connection: PostgresConnection[Any], _record: Any) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise UnusableLibrary(f"The database keeps its texts as {encoding}. Make one with ENCODING 'UTF8'.")
    connection.execute(f"SET lock_timeout = '{WAIT_SECONDS}s'")
    connection.execute("SET synchronous_commit = on")  # acknowledged means on the disk
    connection.commit()
