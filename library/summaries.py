"""What each source gave, counted by the database."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Column, Connection, func, select

from library.tables import estimates, sources

DESCRIBED = ("sha256", "name", "media_type", "size", "received_on", "url", "licence", "note")
COUNTED = ("estimates", "countries", "first_year", "last_year")
LISTED = ("pollsters", "subjects")
"""Texts: different names, joined by "; ", in the order of the alphabet."""


def summaries(connection: Connection) -> pd.DataFrame:
    """One row a source in the order of acceptance: `DESCRIBED`, `COUNTED` and `LISTED`.

    `received_on` holds dates; the years are missing where no estimate has one.
    """
    query = (
        select(*(sources.c[name] for name in DESCRIBED), *_counts())
        .outerjoin(estimates)
        .group_by(*(sources.c[name] for name in (*DESCRIBED, "since_version")))
        .order_by(sources.c.since_version)
    )
    frame = pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=[*DESCRIBED, *COUNTED])
    typed = frame.astype(
        {"received_on": object} | dict.fromkeys(("size", *COUNTED), "Int64") | dict.fromkeys(_texts(), "str")
    )
    listed = {name: _listed(connection, column) for name, column in zip(LISTED, _columns(), strict=True)}
    return typed.assign(
        **{
            name: typed["sha256"].map(lambda sha256, of=of: of.get(sha256, "")).astype("str")
            for name, of in listed.items()
        }
    )


def _texts() -> tuple[str, ...]:
    return tuple(name for name in DESCRIBED if name not in ("size", "received_on"))


def _columns() -> tuple[Column[str], Column[str]]:
    return estimates.c.pollster, estimates.c.subject


def _counts() -> tuple[object, ...]:
    year = estimates.c.year
    # An empty country is one that was not printed, so it is not counted.
    countries = func.count(func.nullif(estimates.c.country, "").distinct())
    return func.count(estimates.c.position), countries, func.min(year), func.max(year)


def _listed(connection: Connection, column: Column[str]) -> dict[str, str]:
    query = select(estimates.c.source_sha256, column).where(column != "").distinct()
    names: dict[str, list[str]] = {}
    for sha256, name in connection.execute(query):
        names.setdefault(sha256, []).append(name)
    return {sha256: "; ".join(sorted(of)) for sha256, of in names.items()}
