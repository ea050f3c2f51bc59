"""Is all that was accepted still there, and as it was accepted? Each check is a function; they stand in `CHECKS`."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from pandera.errors import SchemaErrors
from sqlalchemy import Connection, and_, exists, func, inspect, select
from sqlalchemy.exc import DBAPIError

from extract.schema import explain, validate
from extract.tidy import COLUMNS, as_columns
from library import seals, sqlite, tables
from library.all_tables import METADATA
from library.store import Library, Original
from library.tables_desk import draft_contents, drafts
from library.tables_keeping import seals as sealed

SAMPLE = 20
"""How many sources are read anew, unless one says otherwise."""

Reread = Callable[[Original, Sequence[str]], Sequence[str]]
"""The texts at some places of a file, read anew. Raises ValueError when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was: `check` found it, `where` it is (a source, a table), `what` is wrong."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.check})"


def verify(library: Library, reread: Reread | None = None, sample: int = SAMPLE) -> list[Fault]:
    """Every fault there is; none in a library that is whole.

    With `reread`, a sample of the sources is read anew, drawn by chance each time, and each share looked for at its
    place. All checks see the library as it is at one moment.
    """
    with library.snapshot() as connection:
        found: list[Fault] = []
        try:
            for check in CHECKS:
                found += check(connection)
                if found and check in _FIRST:
                    return found  # where a table is missing, no question about its rows can be asked
            return found + (list(_places(connection, reread, sample)) if reread else [])
        except DBAPIError as error:
            return [*found, Fault("file", "the database", f"it cannot be read: {error.orig}")]


def _file(connection: Connection) -> Iterator[Fault]:
    """The database's own pages."""
    if sqlite.is_sqlite(connection.engine.url):
        for what in sqlite.faults(connection):
            yield Fault("file", "the database", what)


def _tables(connection: Connection) -> Iterator[Fault]:
    """The tables, their columns and indexes."""
    known = inspect(connection)
    there = set(known.get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in there:
            yield Fault("tables", table.name, "the table is missing")
            continue
        for kind, wanted, found in (
            ("column", table.columns, known.get_columns(table.name)),
            ("index", table.indexes, known.get_indexes(table.name)),
        ):
            for name in sorted({str(part.name) for part in wanted} - {str(part["name"]) for part in found}):
                yield Fault("tables", table.name, f"the {kind} {name} is missing")


def _counter(connection: Connection) -> Iterator[Fault]:
    """The one row of state, which every change counts up."""
    states = connection.execute(select(tables.state)).all()
    last = connection.scalar(select(func.max(tables.sources.c.since_version))) or 0
    if len(states) != 1:
        yield Fault("counter", "library_state", f"it has {len(states)} rows instead of one")
    elif states[0].version < last:
        yield Fault("counter", "library_state", f"its version is {states[0].version}, a source has {last}")


def _links(connection: Connection) -> Iterator[Fault]:
    """What rows point to."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.alias("target")
            met = target.c[key.column.name] == key.parent
            lost = select(func.count()).select_from(table).where(key.parent.is_not(None), ~exists().where(met))
            if count := connection.scalar(lost):
                yield Fault("links", table.name, f"{count} rows point to no row of {key.column.table.name}")
    yield from _superseded(connection)


def _superseded(connection: Connection) -> Iterator[Fault]:
    """Both ends of what took another's place."""
    s, e = tables.superseded.c, tables.estimates
    for sha256, position in ((s.source_sha256, s.position), (s.by_sha256, s.by_position)):
        met = and_(e.c.source_sha256 == sha256, e.c.position == position)
        lost = select(func.count()).select_from(tables.superseded).where(position.is_not(None), ~exists().where(met))
        if count := connection.scalar(lost):
            yield Fault("links", "superseded", f"{count} rows speak of an estimate that is not there")


def _originals(connection: Connection) -> Iterator[Fault]:
    """The bytes of each source, hashed anew; and the files that wait for review."""
    s, o = tables.sources, tables.originals
    names = connection.execute(select(s.c.sha256, s.c.name, s.c.size).order_by(s.c.since_version)).all()
    for sha256, name, size in names:
        content = connection.scalar(select(o.c.content).where(o.c.source_sha256 == sha256))
        yield from _hashed(content, sha256, size, _named(name, sha256))
    for number, sha256, name, size in connection.execute(
        select(drafts.c.id, drafts.c.sha256, drafts.c.name, drafts.c.size)
    ).all():
        content = connection.scalar(select(draft_contents.c.content).where(draft_contents.c.draft_id == number))
        yield from _hashed(content, sha256, size, f"draft {number}, {name}")


def _hashed(content: object, sha256: str, size: int, where: str) -> Iterator[Fault]:
    if not isinstance(content, bytes):
        yield Fault("originals", where, "its file is missing")
    elif hashlib.sha256(content).hexdigest() != sha256:
        yield Fault("originals", where, "its bytes have changed")
    elif len(content) != size:
        yield Fault("originals", where, f"it has {len(content)} bytes, not the {size} that are said")


def _seals(connection: Connection) -> Iterator[Fault]:
    """What was accepted of each source, row by row."""
    names = dict(connection.execute(select(tables.sources.c.sha256, tables.sources.c.name)).all())
    kept = dict(connection.execute(select(sealed.c.source_sha256, sealed.c.seal)).all())
    for sha256 in sorted(kept.keys() - names.keys()):
        yield Fault("seals", sha256[:12], "a source that was accepted is missing")
    for sha256, name in names.items():
        if sha256 not in kept:
            yield Fault("seals", _named(name, sha256), "it has no seal")
        elif seals.seal_of(connection, sha256) != kept[sha256]:
            yield Fault("seals", _named(name, sha256), "its rows are not those that were accepted")


def _contract(connection: Connection) -> Iterator[Fault]:
    """The contract that every estimate keeps."""
    columns = [tables.estimates.c[column.name] for column in COLUMNS]
    found = connection.execute(select(*columns)).all()
    frame = pd.DataFrame([tuple(row) for row in found], columns=[column.name for column in COLUMNS], dtype=object)
    try:
        validate(as_columns(frame, COLUMNS))
    except (SchemaErrors, ValueError, TypeError) as error:
        said = explain(error)[0] if isinstance(error, SchemaErrors) else str(error)
        yield Fault("contract", "estimates", said)


_FIRST = (_file, _tables)
CHECKS = (*_FIRST, _counter, _links, _originals, _seals, _contract)


def _places(connection: Connection, reread: Reread, sample: int) -> Iterator[Fault]:
    """A sample of the sources, read anew: each share stands where its row says."""
    s, e, o = tables.sources, tables.estimates, tables.originals
    has_estimates = exists().where(e.c.source_sha256 == s.c.sha256)
    known = connection.execute(select(s.c.sha256, s.c.name, s.c.media_type).where(has_estimates)).all()
    for sha256, name, media_type in random.sample(known, min(sample, len(known))):
        content = connection.scalar(select(o.c.content).where(o.c.source_sha256 == sha256))
        rows = connection.execute(select(e.c.locator, e.c.share_printed).where(e.c.source_sha256 == sha256))
        if isinstance(content, bytes):
            shares = [(str(locator), str(printed)) for locator, printed in rows]
            yield from _found_again(Original(name, media_type, content), _named(name, sha256), shares, reread)


def _found_again(original: Original, where: str, shares: Sequence[tuple[str, str]], reread: Reread) -> Iterator[Fault]:
    try:
        texts = reread(original, [locator for locator, _ in shares])
    except ValueError as error:
        yield Fault("places", where, f"it could not be read anew: {error}")
        return
    lost = [locator for (locator, printed), text in zip(shares, texts, strict=True) if printed not in text]
    if lost:
        yield Fault("places", where, f"{len(lost)} shares are not where they were read, the first at {lost[0]}")


def _named(name: str, sha256: str) -> str:
    return f"{name} ({sha256[:12]})"
