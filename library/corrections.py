"""The corrections that reviewers made: as rows of the library, and as the text of data/corrections.csv.

Each names a share by source, place and printed characters, so that the next reading of the file is corrected too, or
fails when something else is read there (`extract.corrections`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from library.decisions import Decision, Kind, standing
from library.tables import sources
from library.tables_desk import corrections

if TYPE_CHECKING:
    import pandas as pd

    from library.store import Library

COLUMNS = ("source", "locator", "printed", "meant", "why", "who", "when")
"""As `extract.corrections.COLUMNS`; a test holds them together."""


def corrections_of(sha256: str, rows: pd.DataFrame, decisions: Sequence[Decision]) -> list[dict[str, str]]:
    """The corrections in the accepted rows of a draft: the last fix of each share, with its reason, person and day."""
    fixes = {d.position: d for d in standing(decisions) if d.kind is Kind.FIX and d.given.get("meant")}
    fixed = rows[rows["meant"] != ""].to_dict("records")
    return [_correction(sha256, row, fixes[row["position"]]) for row in fixed]


def _correction(sha256: str, row: Mapping[Any, Any], fix: Decision) -> dict[str, str]:
    place = {"source": sha256, "locator": row["locator"], "printed": row["share_printed"]}
    why = " ".join(str(fix.given.get("why", "")).split()) or "misread or misprinted"
    return place | {"meant": row["meant"], "why": why, "who": fix.who or "a reviewer", "when": fix.at[:10] or _today()}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def corrections_in(library: Library, sha256: str | None = None) -> list[tuple[str, ...]]:
    """The corrections of a library, or of one of its sources, in the order they were accepted: `COLUMNS`."""
    columns = [corrections.c[name] for name in COLUMNS]
    query = select(*columns).order_by(corrections.c.id)
    if sha256 is not None:
        query = query.where(corrections.c.source == sha256)
    with library.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def sidecar_in(library: Library, sha256: str) -> str | None:
    """What a source was read with beside it."""
    with library.reading() as connection:
        return connection.scalar(select(sources.c.sidecar).where(sources.c.sha256 == sha256))


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """The text of a corrections.csv.

    >>> as_csv([("0" * 64, "char=3-5", "31%", "13%", "digits swapped", "Ann", "2026-01-02")]).splitlines()[0]
    'source,locator,printed,meant,why,who,when'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return text.getvalue()
