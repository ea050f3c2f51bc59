"""What changed between two releases of the data: every figure that is another one now, and why.

A figure is known by the file and the place it is printed at. New figures are no changes; those of the last release
that are another one now, or gone, are.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from extract.tidy import Column

COMPARED = ("country", "iso3", "group", "year", "pollster", "subject", "response", "share_pct", "qualifier", "status")
"""The columns whose change makes it another figure; the words round it and what is doubted do not."""

CHANGES = (
    Column("released", "string", "ISO date of the release that changed it"),
    Column("source", "string", "Name of the file"),
    Column("locator", "string", "Where in it the share is printed"),
    Column("country", "string", "As released before"),
    Column("year", "integer", "As released before"),
    Column("subject", "string", "As released before"),
    Column("response", "string", "As released before"),
    Column("column", "string", "Which column changed; empty where the whole figure is gone"),
    Column("before", "string", "What the last release said in it"),
    Column("now", "string", "What this release says in it"),
    Column("reason", "string", "Why"),
)

READ_ANEW = "read anew by a later version of the program"
GONE = "no longer read by the program"

Place = tuple[str, str]
"""A source's name and a locator in it."""


def changes(
    before: pd.DataFrame, now: pd.DataFrame, released: str, reasons: Mapping[Place, str] | None = None
) -> pd.DataFrame:
    """The changes (`CHANGES`) from one release's long estimates to the next's, in the order of the first.

    `reasons` say of a place why it changed (a correction, a new edition); without one the program read it anew.
    """
    why = dict(reasons or {})
    old, new = _by_place(before), _by_place(now)
    rows = []
    for place, was in old.items():
        given = new.get(place)
        named: dict[str, object] = {"released": released, "source": place[0], "locator": place[1]}
        named |= {name: was[name] for name in ("country", "year", "subject", "response")}
        if given is None:
            rows.append(named | {"column": "", "before": _share(was), "now": "", "reason": why.get(place[:2], GONE)})
            continue
        for column in COMPARED:
            if (told := _text(was[column])) != (tells := _text(given[column])):
                said = {"column": column, "before": told, "now": tells, "reason": why.get(place[:2], READ_ANEW)}
                rows.append(named | said)
    frame = pd.DataFrame(rows, columns=[column.name for column in CHANGES], dtype=object)
    return frame.astype({column.name: column.dtype for column in CHANGES})


def _by_place(estimates: pd.DataFrame) -> dict[tuple[str, str, int], dict[str, object]]:
    """The rows by where they are printed, and by which of those printed there they are."""
    nth = estimates.groupby(["source", "locator"], sort=False).cumcount()
    rows = estimates[[*COMPARED, "share_printed"]].astype(object).to_dict("records")
    places = zip(estimates["source"], estimates["locator"], nth, strict=True)
    return {
        (source, locator, int(n)): {str(k): v for k, v in row.items()}
        for (source, locator, n), row in zip(places, rows, strict=True)
    }


def _share(row: Mapping[str, object]) -> str:
    return str(row["share_printed"]) or _text(row["share_pct"])


def _text(value: object) -> str:
    """A cell as a CSV shows it."""
    if value is None or value is pd.NA or value != value:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)
