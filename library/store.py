"""Keep accepted polls: one transaction a file, the same bytes only once, the originals as received."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from extract.model import Issue, Location, Severity, Source
from extract.schema import validate
from extract.tidy import COLUMNS, as_columns
from library import audit, forms, postgres, search, sqlite, superseding, tables
from library.acceptance import Added, next_version, put
from library.errors import DamagedOriginal, UnknownSource, UnusableLibrary
from library.search import Hit
from library.summaries import summaries
from library.superseding import Link, Version

URL_VARIABLE = "TOPLINES_DATABASE_URL"

_NAMES = [column.name for column in COLUMNS]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as received."""

    name: str
    media_type: str
    content: bytes


def open_library(url: str | None = None) -> Library:
    """The library at a database URL; a new SQLite file where there is none.

    Without a URL it is the one of the environment variable TOPLINES_DATABASE_URL, else
    data/library.sqlite. Raises UnusableLibrary when it cannot be opened.
    """
    wanted = url or os.environ.get(URL_VARIABLE) or sqlite.DEFAULT_URL
    try:
        parsed = postgres.with_driver(make_url(wanted))
        if sqlite.is_sqlite(parsed):
            sqlite.make_room(parsed)
        # A server may have ended a connection while it lay in the pool: it is tried before it is given out.
        engine = create_engine(parsed, pool_pre_ping=postgres.is_postgres(parsed))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise UnusableLibrary(f"{wanted} is not a database that can be used here: {error}.") from error
    if sqlite.is_sqlite(parsed):
        sqlite.prepare(engine)
    elif postgres.is_postgres(parsed):
        postgres.prepare(engine, sqlite.WRITES)
    return Library(engine)


class Library:
    """Accepted polls in a database. Safe to share between threads; other processes may use it too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(**{sqlite.WRITES: True})
        try:
            forms.bring_to_newest(engine, self._writing)
        except DBAPIError as error:
            place = engine.url.render_as_string(hide_password=True)
            raise UnusableLibrary(f"{place} cannot be opened as a library: {error.orig}.") from error

    def add(
        self,
        source: Source,
        content: bytes,
        estimates: pd.DataFrame,
        *,
        sidecar: str | None = None,
        issues: Iterable[Issue] = (),
        reviewed_by: str = "",
    ) -> Added:
        """Accept a file and the estimates found in it (long DataFrame), all of it or nothing.

        `sidecar` is the text of the TOML beside it, of which address, licence and note are shown
        with the source. Raises pandera's SchemaErrors when the estimates do not keep the contract,
        ValueError when `content` is not what `source.sha256` says.
        """
        if hashlib.sha256(content).hexdigest() != source.sha256:
            raise ValueError(f"{source.name}: its content is not what its SHA-256 says")
        accepted = validate(estimates.assign(reviewed_by=reviewed_by) if reviewed_by else estimates)
        notes = tuple(issues)
        with self._writing.begin() as connection:
            added = put(connection, source, content, accepted, sidecar, notes)
            if added.already:
                connection.rollback()
            else:
                audit.record(connection, reviewed_by, "added", f"{source.name}, {added.estimates} estimates")
            return added

    def estimates(self) -> pd.DataFrame:
        """The estimates that stand, in the order they were accepted.

        Columns are the contract's, then `source_sha256` and `position`, a row's number within its source.
        """
        names = (*_NAMES, "source_sha256", "position")
        order = tables.sources.c.since_version, tables.estimates.c.position
        columns = [tables.estimates.c[name] for name in names]
        query = select(*columns).join(tables.sources).where(superseding.stands()).order_by(*order)
        found = self._all(query)
        # Column by column: pandas takes rows apart far more slowly.
        values = dict(zip(names, zip(*found, strict=True), strict=True)) if found else {}
        frame = pd.DataFrame(values, columns=list(names), dtype=object)
        sha256, position = frame["source_sha256"].astype("str"), frame["position"].astype("int64")
        return as_columns(frame, COLUMNS).assign(source_sha256=sha256, position=position)

    def supersede(self, links: Iterable[Link]) -> int:
        """Have estimates stand no longer, all of them or none; how many there were. Nothing is deleted."""
        with self._writing.begin() as connection:
            next_version(connection)
            return superseding.supersede(connection, links)

    def history(self, sha256: str, position: int) -> list[Version]:
        """Every printing of one figure that editions link, in the order they were accepted."""
        with self._engine.connect() as connection:
            return superseding.history(connection, sha256, position)

    def sources(self) -> pd.DataFrame:
        """One row a source, in the order of acceptance, with what was found in it (`library.summaries`)."""
        with self._engine.connect() as connection:
            return summaries(connection)

    def issues(self, sha256: str) -> tuple[Issue, ...]:
        """What a reviewer was told of a source when it was accepted."""
        table = tables.issues
        columns = table.c.severity, table.c.code, table.c.message, table.c.locator
        found = self._all(select(*columns).where(table.c.source_sha256 == sha256).order_by(table.c.position))
        return tuple(
            Issue(Severity(severity), code, message, Location.from_locator(locator) if locator else Location())
            for severity, code, message, locator in found
        )

    def original(self, sha256: str) -> Original:
        """A file as received. Raises UnknownSource, and DamagedOriginal when its bytes have changed since."""
        s, o = tables.sources, tables.originals
        found = self._all(select(s.c.name, s.c.media_type, o.c.content).join(o).where(s.c.sha256 == sha256))
        if not found:
            raise UnknownSource(f"No source with the SHA-256 {sha256} is in the library.")
        original = Original(found[0][0], found[0][1], bytes(found[0][2]))
        if hashlib.sha256(original.content).hexdigest() != sha256:
            raise DamagedOriginal(f"{original.name}: its stored bytes have changed. Restore the library from a backup.")
        return original

    def search(self, query: str, limit: int = search.MOST) -> list[Hit]:
        """The places in the sources' texts where all words of a query stand (`library.search`)."""
        with self._engine.connect() as connection:
            return search.search(connection, query, limit)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection to read by."""
        return self._engine.connect()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction to write by: all of it is kept, or nothing where an error ends it."""
        return self._writing.begin()

    def snapshot(self) -> AbstractContextManager[Connection]:
        """A connection to read by that sees the library as it is at its first question, whatever others write."""
        return postgres.steady(self._engine).connect()

    @property
    def url(self) -> URL:
        """Where the library is."""
        return self._engine.url

    def version(self) -> int:
        """A number that grows with each change: what was computed for it stays right while it stays."""
        return int(self._all(select(tables.state.c.version))[0][0])

    def is_empty(self) -> bool:
        """Whether no source has been accepted yet."""
        return not self._all(select(tables.sources.c.sha256).limit(1))

    def dispose(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _all(self, query: Any) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(query).all())
