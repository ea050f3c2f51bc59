"""The releases that a team made of its library: made at a press, kept whole, each told apart from the last."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import insert, select

from library import audit
from library.releasing import release, today, unzipped, zipped
from library.store import Library
from library.tables_releases import releases


@dataclass(frozen=True, slots=True)
class Release:
    """One release; `changed` counts what it lists as another figure than in the one before."""

    id: int
    made_at: str
    made_by: str
    of_version: int
    estimates: int
    changed: int


_DESCRIBED = [releases.c[name] for name in ("id", "made_at", "made_by", "of_version", "estimates", "changed")]


def made(library: Library) -> list[Release]:
    """The releases, the last first."""
    with library.reading() as connection:
        found = connection.execute(select(*_DESCRIBED).order_by(releases.c.id.desc())).all()
    return [Release(*row) for row in found]


def content_of(library: Library, number: int) -> bytes | None:
    """The zip of a release; None where there is no such release."""
    with library.reading() as connection:
        found = connection.execute(select(releases.c.content).where(releases.c.id == number)).scalar()
    return None if found is None else bytes(found)


def make(library: Library, who: str) -> Release:
    """Release what the library holds now; the last release once more where nothing came since."""
    earlier = made(library)
    version = library.version()
    if earlier and earlier[0].of_version == version:
        return earlier[0]
    last = content_of(library, earlier[0].id) if earlier else None
    before = unzipped(last) if last else {}
    files = release(library, before, today())
    row = {
        "made_at": audit.now(),
        "made_by": who,
        "of_version": version,
        "estimates": _rows(files["estimates.csv"]),
        "changed": _rows(files["changes.csv"]) - (_rows(before["changes.csv"]) if "changes.csv" in before else 0),
    }
    with library.writing() as connection:
        done = connection.execute(insert(releases).returning(releases.c.id), row | {"content": zipped(files)})
        number = int(done.scalar_one())
        audit.record(connection, who, "released", f"release {number}, {row['estimates']} estimates")
    return next(found for found in made(library) if found.id == number)


def _rows(content: bytes) -> int:
    return len(pd.read_csv(io.BytesIO(content), usecols=[0], dtype=str, keep_default_na=False))
