"""What it is to accept a file: its source, its bytes, its estimates, its issues and a seal, in one transaction."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, update

from extract.model import Issue, Source
from library import seals, tables


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file. `already`: the library held these bytes before, and nothing was changed."""

    source_sha256: str
    estimates: int
    already: bool


def put(
    connection: Connection,
    source: Source,
    content: bytes,
    estimates: pd.DataFrame,
    sidecar: str | None,
    issues: Iterable[Issue],
) -> Added:
    """Write a source with all that belongs to it, within a transaction of the caller's; or find it there already."""
    # First of all the one row that every writer changes: on any database the next one waits here.
    version = next_version(connection)
    held = _count_of(connection, source.sha256)
    if held is not None:
        return Added(source.sha256, held, already=True)
    rows = rows_of(estimates, source.sha256)
    notes = [issue_row(issue, number, source.sha256) for number, issue in enumerate(issues)]
    described = _source_row(source, len(content), sidecar)
    connection.execute(insert(tables.sources), described | {"since_version": version})
    original = {"source_sha256": source.sha256, "content": content}
    for table, many in ((tables.originals, [original]), (tables.estimates, rows), (tables.issues, notes)):
        if many:
            connection.execute(insert(table), many)
    seals.seal(connection, source.sha256)
    return Added(source.sha256, len(rows), already=False)


def next_version(connection: Connection) -> int:
    """The library's next version: whoever asks waits for other writers, on any database."""
    connection.execute(update(tables.state).values(version=tables.state.c.version + 1))
    return int(connection.execute(select(tables.state.c.version)).scalar_one())


def _count_of(connection: Connection, sha256: str) -> int | None:
    """How many estimates of a source are held; None when the source is not."""
    if connection.scalar(select(tables.sources.c.sha256).where(tables.sources.c.sha256 == sha256)) is None:
        return None
    counted = select(func.count()).select_from(tables.estimates).where(tables.estimates.c.source_sha256 == sha256)
    return int(connection.execute(counted).scalar_one())


def rows_of(estimates: pd.DataFrame, sha256: str) -> list[dict[str, Any]]:
    """Estimates as rows of a table, numbered."""
    plain = estimates.astype(object).where(estimates.notna(), None)
    rows: list[dict[str, Any]] = plain.to_dict("records")  # type: ignore[assignment]
    return [{"source_sha256": sha256, "position": number, **row} for number, row in enumerate(rows)]


def _source_row(source: Source, size: int, sidecar: str | None) -> dict[str, Any]:
    said = tomllib.loads(sidecar.removeprefix("\ufeff")) if sidecar else {}
    return {
        "sha256": source.sha256,
        "name": source.name,
        "media_type": source.media_type,
        "size": size,
        "received_on": source.received_on or date.today(),
        "url": source.url or str(said.get("url", "")),
        "licence": str(said.get("licence", "")),
        "note": str(said.get("note", "")),
        "sidecar": sidecar,
    }


def issue_row(issue: Issue, number: int, sha256: str) -> dict[str, Any]:
    """An issue as a row of a table."""
    return {
        "source_sha256": sha256,
        "position": number,
        "severity": str(issue.severity),
        "code": issue.code,
        "message": issue.message,
        "locator": issue.location.locator,
    }
