"""A seal is one sum over all that was accepted of a source: a row that changed or went missing since breaks it.

How it is computed is never changed, because libraries hold what came of it; a column that is empty does not count,
so that tables may get new ones.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, insert, select
from sqlalchemy.sql.expression import column, literal_column, table

from library import tables_keeping

_OF = {
    "sources": ("sha256", "sha256"),
    "estimates": ("source_sha256", "position"),
    "issues": ("source_sha256", "position"),
}
"""The tables that are sealed: which column names the source, and which one orders its rows."""


def seal(connection: Connection, sha256: str) -> None:
    """Seal a source as it stands, within the transaction that writes it."""
    row = {"source_sha256": sha256, "seal": seal_of(connection, sha256)}
    connection.execute(insert(tables_keeping.seals), row)


def seal_of(connection: Connection, sha256: str) -> str:
    """The seal that a source has as it stands now."""
    total = hashlib.sha256()
    for line in _lines(connection, sha256):
        total.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()


def _lines(connection: Connection, sha256: str) -> Iterator[str]:
    for name, (source, order) in _OF.items():
        # By name alone, so that a step of an earlier form can seal what it finds.
        rows: Select[Any] = select(literal_column("*")).select_from(table(name))
        for row in connection.execute(rows.where(column(source) == sha256).order_by(column(order))).mappings():
            yield f"{name} {_written(dict(row))}"


def _written(row: dict[str, Any]) -> str:
    """A row as one line, the same in every database.

    >>> _written({"share_pct": 41.5, "iso3": "FRA", "page": None, "group": ""})
    '{"iso3": "FRA", "share_pct": 41.5}'
    """
    told = {name: value for name, value in row.items() if value not in (None, "")}
    return json.dumps(told, sort_keys=True, ensure_ascii=False, default=str)
