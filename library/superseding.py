"""Which estimates no longer stand, because a later edition printed the figure anew or left it out.

Nothing is deleted: the row stays with its source, and a link says what took its place, who decided so and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_, select

from library.tables import estimates, sources, superseded


@dataclass(frozen=True, slots=True)
class Link:
    """An estimate (source, position in it) that another took the place of; `by_position` None: it vanished there."""

    source_sha256: str
    position: int
    by_sha256: str
    by_position: int | None
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class Version:
    """One printing of a figure, as its history tells it. `why` and `who` say how it came to stand no longer."""

    source_sha256: str
    position: int
    source: str
    received_on: date
    share_printed: str
    share_pct: float | None
    locator: str
    reviewed_by: str
    stands: bool
    why: str
    who: str


def stands() -> ColumnElement[bool]:
    """That an estimate has not been superseded, as a condition of a query on `estimates`."""
    s = superseded
    met = and_(s.c.source_sha256 == estimates.c.source_sha256, s.c.position == estimates.c.position)
    return ~exists().where(met)


def supersede(connection: Connection, links: Iterable[Link]) -> int:
    """Write the links whose estimates still stand, within the caller's transaction; how many those were."""
    held = {(row[0], row[1]) for row in connection.execute(select(superseded.c.source_sha256, superseded.c.position))}
    new = {(link.source_sha256, link.position): link for link in links}
    rows = [_row(link) for key, link in new.items() if key not in held]
    if rows:
        connection.execute(insert(superseded), rows)
    return len(rows)


def history(connection: Connection, sha256: str, position: int) -> list[Version]:
    """Every printing of the figure of an estimate, linked by its editions, in the order they were accepted."""
    found: set[tuple[str, int]] = set()
    asked = {(sha256, position)}
    while asked:
        found |= asked
        asked = _linked(connection, asked) - found
    versions = [version for key in found if (version := _version(connection, *key))]
    return [version for _, version in sorted(versions, key=lambda pair: (pair[0], pair[1].position))]


def _row(link: Link) -> dict[str, object]:
    return {
        name: getattr(link, name) for name in ("source_sha256", "position", "by_sha256", "by_position", "why", "who")
    }


def _linked(connection: Connection, keys: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """The estimates one link away, before and after."""
    s = superseded.c
    forward = [and_(s.source_sha256 == sha256, s.position == position) for sha256, position in keys]
    backward = [and_(s.by_sha256 == sha256, s.by_position == position) for sha256, position in keys]
    query = select(s.source_sha256, s.position, s.by_sha256, s.by_position).where(or_(*forward, *backward))
    met: set[tuple[str, int]] = set()
    for sha256, position, by_sha256, by_position in connection.execute(query):
        met.add((sha256, position))
        if by_position is not None:
            met.add((by_sha256, by_position))
    return met


def _version(connection: Connection, sha256: str, position: int) -> tuple[int, Version] | None:
    e, s = estimates.c, superseded.c
    ended = connection.execute(
        select(s.why, s.who).where(s.source_sha256 == sha256, s.position == position)
    ).one_or_none()
    row = connection.execute(
        select(
            sources.c.since_version,
            sources.c.name,
            sources.c.received_on,
            e.share_printed,
            e.share_pct,
            e.locator,
            e.reviewed_by,
        )
        .select_from(estimates.join(sources))
        .where(e.source_sha256 == sha256, e.position == position)
    ).one_or_none()
    if row is None:
        return None
    why, who = tuple(ended) if ended else ("", "")
    told: dict[str, Any] = dict(row._mapping)
    since = told.pop("since_version")
    told["source"] = told.pop("name")
    return since, Version(sha256, position, stands=ended is None, why=why, who=who, **told)
